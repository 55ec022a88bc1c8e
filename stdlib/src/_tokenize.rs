//! `_tokenize`: the compiler's tokenizer as an iterator over a `readline` callable, for `tokenize`.
//!
//! The iterator owns the compiler's [`TokenizerIter`] and lends it out while a token is made: `readline` is Python code and may
//! come back here.

use compiler::error::{CompileError, ErrorKind};
use compiler::tokenizer::LineSource;
use compiler::tokenizer::iter::TokenizerIter as Tokens;
use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::owned;
use objects::prelude::*;
use runtime::compile::{RuntimeHost, raise};
use std::rc::Rc;

use crate::heap_type::{self, HeapType};

/// Lines as a Python callable returns them; StopIteration and the empty line end them.
struct Readline {
    readline: Ref,
    encoding: Option<String>,
}

impl Readline {
    fn read(&self) -> PyResult<Option<Vec<u8>>> {
        let line = match self.readline.call(&[]) {
            Ok(line) => line,
            Err(raised) if exceptions::matches(&types::StopIteration) => {
                raised.clear();
                return Ok(None);
            }
            Err(raised) => return Err(raised),
        };
        let text = match &self.encoding {
            Some(encoding) => {
                if line.downcast::<Bytes>().is_none() {
                    return Err(raise!(TypeError, "readline() returned a non-bytes object"));
                }
                objects::codecs::decode_text(&line, encoding, Some("replace"))?
            }
            None => line,
        };
        let Some(text) = text.downcast::<Str>() else {
            return Err(raise!(TypeError, "readline() returned a non-string object"));
        };
        let text = text.as_utf8()?.as_bytes();
        Ok((!text.is_empty()).then(|| text.to_vec()))
    }
}

impl LineSource for Readline {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError> {
        // the exception is set and waits for whoever asked for the token
        self.read()
            .map_err(|_| CompileError::new(ErrorKind::Raised, ""))
    }
}

/// The tokenizer, and the line of the last token as an object: most tokens share it with the one before.
struct State {
    tokens: Tokens<'static>,
    line: Option<(Rc<str>, Ref<Str>)>,
}

impl State {
    fn next(&mut self, filename: &Str) -> PyResult<Option<Ref>> {
        let token = match self.tokens.next_token() {
            Ok(Some(token)) => token,
            Ok(None) => return Ok(None),
            Err(error) => return Err(raise(error, filename, b"")),
        };
        let line = match &self.line {
            Some((text, line)) if Rc::ptr_eq(text, &token.line) => line.clone(),
            _ => {
                let line = Str::from_str(&token.line)?;
                self.line = Some((token.line.clone(), line.clone()));
                line
            }
        };
        let number = |n: i32| PyResult::Ok(Long::from_i64(n.into())?.upcast());
        let place =
            |(line, column): (i32, i32)| Tuple::from_array([number(line)?, number(column)?]);
        Ok(Some(
            Tuple::from_array([
                number(token.kind.into())?,
                Str::from_str(&token.string)?.upcast(),
                place(token.start)?.upcast(),
                place(token.end)?.upcast(),
                line.upcast(),
            ])?
            .upcast(),
        ))
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct TokenizerIterObject {
    ob_base: PyObject,
    /// A `Box`; NULL while a token is being made.
    state: *mut State,
}

object_view!(
    /// `_tokenize.TokenizerIter`.
    pub TokenizerIter, TokenizerIterObject, "TokenizerIter",
    |o| objects::type_::is_subtype_instance(o, &TOKENIZER_ITER)
);

impl TokenizerIter {
    extern "C" fn dealloc(o: *mut TokenizerIter) {
        // SAFETY: dead; the box is dropped once, before the memory goes.
        unsafe {
            let state = (*(*o).raw()).state;
            if !state.is_null() {
                drop(Box::from_raw(state));
            }
            heap_type::free(o.cast());
        }
    }

    extern "C" fn iternext(this: &TokenizerIter) -> base::NextResult {
        this.advance().into()
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the box is taken out while it is used, so nobody else has it.
        let mut state = unsafe {
            let slot = &raw mut (*self.raw()).state;
            let state = slot.replace(core::ptr::null_mut());
            if state.is_null() {
                return Err(raise!(ValueError, "tokenizer already executing"));
            }
            Box::from_raw(state)
        };
        let result = Str::from_str("<string>").and_then(|name| state.next(&name));
        // SAFETY: the slot is NULL as long as the box is out.
        unsafe { (*self.raw()).state = Box::into_raw(state) };
        if matches!(result, Ok(None)) {
            return Err(raise!(StopIteration, "EOF"));
        }
        result
    }
}

#[pymethods]
impl TokenizerIter {
    /// Tokens of the lines that `readline` returns: strings, or bytes in `encoding`.
    #[new("tokenizeriter(readline, /, *, extra_tokens, encoding='utf-8')")]
    fn new(cls: &Type, readline: &Object, extra_tokens: bool, encoding: Option<&str>) -> PyResult {
        let this = owned::alloc::<TokenizerIter>(cls)?;
        let lines = Readline {
            readline: readline.to_ref(),
            encoding: encoding.map(str::to_owned),
        };
        let host = RuntimeHost::new(&*Str::from_str("<string>")?);
        let tokens = Tokens::new(Box::new(lines), extra_tokens, Box::new(host));
        let state = Box::new(State { tokens, line: None });
        // SAFETY: fresh; the object owns the box from here.
        unsafe { (*this.raw()).state = Box::into_raw(state) };
        Ok(this.upcast())
    }
}

static TOKENIZER_ITER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_tokenize.TokenizerIter".as_ptr(),
    tp_basicsize: size_of::<TokenizerIterObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<TokenizerIter>(TokenizerIter::dealloc),
    tp_flags: Py_TPFLAGS_IMMUTABLETYPE,
    tp_iter: objects::slots::SELF_ITER,
    tp_iternext: objects::slots::next(TokenizerIter::iternext),
    tp_new: Some(TokenizerIter::NEW),
    ..Type::EMPTY
});

fn exec(module: &Module) -> PyResult<()> {
    TOKENIZER_ITER.add_to(module, None)
}

crate::module!(
    c"_tokenize",
    c"The compiler's tokenizer.",
    methods = core::ptr::null_mut(),
    exec = exec
);
