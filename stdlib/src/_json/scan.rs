//! The scanner: JSON text to objects, by the decoder's hooks.

use core::ffi::c_char;
use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::each_width;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::unicode::chars::Unit;
use objects::{exceptions, recursion, slots};

use super::text::{decode_error, scan};
use crate::heap_type::HeapType;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ScannerObject {
    ob_base: PyObject,
    strict: c_char,
    object_hook: *mut PyObject,
    object_pairs_hook: *mut PyObject,
    parse_float: *mut PyObject,
    parse_int: *mut PyObject,
    parse_constant: *mut PyObject,
}

object_view!(
    /// `_json.Scanner`, made by `make_scanner(decoder)`.
    pub Scanner, ScannerObject, "Scanner", |o| objects::type_::is_subtype_instance(o, &SCANNER)
);
owned_fields!(
    Scanner,
    heap = true,
    [
        object_hook,
        object_pairs_hook,
        parse_float,
        parse_int,
        parse_constant
    ]
);

#[pymethods]
impl Scanner {
    /// A scanner with the hooks of a decoder.
    #[new("make_scanner(context)", nosig)]
    fn new(cls: &Type, context: &Object) -> PyResult {
        let strict = context.get_attr(interned!("strict"))?.is_true()?;
        let this: Ref<Scanner> = owned::alloc(cls)?;
        // SAFETY: fresh; each field owns what is put into it.
        unsafe {
            let raw = this.raw();
            (*raw).strict = c_char::from(strict);
            (*raw).object_hook = context.get_attr(interned!("object_hook"))?.into_ptr();
            (*raw).object_pairs_hook = context.get_attr(interned!("object_pairs_hook"))?.into_ptr();
            (*raw).parse_float = context.get_attr(interned!("parse_float"))?.into_ptr();
            (*raw).parse_int = context.get_attr(interned!("parse_int"))?.into_ptr();
            (*raw).parse_constant = context.get_attr(interned!("parse_constant"))?.into_ptr();
        }
        Ok(this.upcast())
    }
}

/// One run over a text: the hooks, and the keys seen (equal keys become one object).
struct Run<'a, U: Unit> {
    text: &'a Str,
    s: &'a [U],
    strict: bool,
    object_hook: Option<Ref>,
    pairs_hook: Option<Ref>,
    /// None for `float` and `int` themselves.
    parse_float: Option<Ref>,
    parse_int: Option<Ref>,
    parse_constant: Ref,
    keys: Ref<Dict>,
}

/// "Expecting value": the decoder in Python gets the place from StopIteration.
#[cold]
fn stop(at: usize) -> Raised {
    match Long::from_usize(at) {
        Ok(at) => exceptions::stop_iteration(Some(&*at)),
        Err(raised) => raised,
    }
}

impl<U: Unit> Run<'_, U> {
    #[inline(always)]
    fn at(&self, i: usize) -> u32 {
        self.s.get(i).map_or(u32::MAX, |c| c.code())
    }

    #[inline(always)]
    fn is(&self, i: usize, c: u8) -> bool {
        self.at(i) == u32::from(c)
    }

    #[inline(always)]
    fn skip_space(&self, mut i: usize) -> usize {
        while matches!(self.at(i), 0x20 | 9 | 10 | 13) {
            i += 1;
        }
        i
    }

    fn literal(&self, i: usize, word: &[u8]) -> bool {
        word.iter().enumerate().all(|(j, c)| self.is(i + j, *c))
    }

    /// The value at `i`, and the index past it.
    fn value(&self, i: usize) -> PyResult<(Ref, usize)> {
        if i >= self.s.len() {
            return Err(stop(i));
        }
        match u8::try_from(self.at(i)).unwrap_or(0) {
            b'"' => {
                let (value, next) = scan(self.text, self.s, i + 1, self.strict)?;
                Ok((value.upcast(), next))
            }
            b'{' => {
                recursion::enter(" while decoding a JSON object from a unicode string")?;
                self.object(i + 1)
            }
            b'[' => {
                recursion::enter(" while decoding a JSON array from a unicode string")?;
                self.array(i + 1)
            }
            b'n' if self.literal(i, b"null") => Ok((none_ref(), i + 4)),
            b't' if self.literal(i, b"true") => Ok((py_bool(true).to_ref(), i + 4)),
            b'f' if self.literal(i, b"false") => Ok((py_bool(false).to_ref(), i + 5)),
            b'N' if self.literal(i, b"NaN") => self.constant("NaN", i),
            b'I' if self.literal(i, b"Infinity") => self.constant("Infinity", i),
            b'-' if self.literal(i, b"-Infinity") => self.constant("-Infinity", i),
            b'-' | b'0'..=b'9' => self.number(i),
            _ => Err(stop(i)),
        }
    }

    fn constant(&self, name: &'static str, i: usize) -> PyResult<(Ref, usize)> {
        let value = self.parse_constant.call(&[&*Str::from_str(name)?])?;
        Ok((value, i + name.len()))
    }

    fn number(&self, start: usize) -> PyResult<(Ref, usize)> {
        let digit = |i: usize| matches!(self.at(i), 0x30..=0x39);
        let digits = |mut i: usize| {
            while digit(i) {
                i += 1;
            }
            i
        };
        let mut i = start + usize::from(self.is(start, b'-'));
        if self.is(i, b'0') {
            i += 1;
        } else if digit(i) {
            i = digits(i);
        } else {
            return Err(stop(start));
        }
        let mut float = false;
        if self.is(i, b'.') && digit(i + 1) {
            float = true;
            i = digits(i + 1);
        }
        if matches!(self.at(i), 0x45 | 0x65) {
            let sign = usize::from(matches!(self.at(i + 1), 0x2b | 0x2d));
            if digit(i + 1 + sign) {
                float = true;
                i = digits(i + 1 + sign);
            }
        }
        let custom = if float {
            &self.parse_float
        } else {
            &self.parse_int
        };
        if let Some(parse) = custom {
            let text = Str::from_chars(U::chars(&self.s[start..i]))?;
            return Ok((parse.call(&[&text])?, i));
        }
        let mut small = [0u8; 64];
        let large: Vec<u8>;
        let n = i - start;
        let bytes = if n <= small.len() {
            for (b, c) in small.iter_mut().zip(&self.s[start..i]) {
                *b = c.code() as u8;
            }
            &small[..n]
        } else {
            large = self.s[start..i].iter().map(|c| c.code() as u8).collect();
            &large[..]
        };
        let value = if float {
            let value = objects::float::parse(bytes).unwrap_or(f64::NAN); // the grammar above is narrower
            Float::from_f64(value)?.upcast()
        } else {
            objects::long::from_bytes_text(bytes, 10)?.upcast()
        };
        Ok((value, i))
    }

    fn key(&self, i: usize) -> PyResult<(Ref, usize)> {
        let (key, next) = scan(self.text, self.s, i, self.strict)?;
        let key = self.keys.set_default(&key, &key)?;
        Ok((key, next))
    }

    /// The place of the next item, after a comma at `i`; the end may not follow.
    #[inline(always)]
    fn past_comma(&self, i: usize, end: u8, trailing: &str) -> PyResult<usize> {
        if !self.is(i, b',') {
            return Err(self.error("Expecting ',' delimiter", i));
        }
        let next = self.skip_space(i + 1);
        if self.is(next, end) {
            return Err(self.error(trailing, i));
        }
        Ok(next)
    }

    #[cold]
    fn error(&self, message: &str, at: usize) -> Raised {
        decode_error(message, self.text, at as isize)
    }

    /// The object whose brace was at `begin - 1`.
    fn object(&self, begin: usize) -> PyResult<(Ref, usize)> {
        let pairs = match self.pairs_hook {
            Some(_) => Some(List::new()?),
            None => None,
        };
        let dict = Dict::new()?;
        let mut i = self.skip_space(begin);
        if !self.is(i, b'}') {
            loop {
                if !self.is(i, b'"') {
                    let message = "Expecting property name enclosed in double quotes";
                    return Err(self.error(message, i));
                }
                let (key, next) = self.key(i + 1)?;
                i = self.skip_space(next);
                if !self.is(i, b':') {
                    return Err(self.error("Expecting ':' delimiter", i));
                }
                i = self.skip_space(i + 1);
                let (value, next) = self.value(i)?;
                match &pairs {
                    Some(pairs) => {
                        pairs.push_owned(Tuple::from_array([key, value])?.upcast())?;
                    }
                    None => dict.set_owned(key, value)?,
                }
                i = self.skip_space(next);
                if self.is(i, b'}') {
                    break;
                }
                i = self.past_comma(i, b'}', "Illegal trailing comma before end of object")?;
            }
        }
        let value = match (&self.pairs_hook, &pairs, &self.object_hook) {
            (Some(hook), Some(pairs), _) => hook.call(&[pairs])?,
            (_, _, Some(hook)) => hook.call(&[&dict])?,
            _ => dict.upcast(),
        };
        Ok((value, i + 1))
    }

    /// The array whose bracket was at `begin - 1`.
    fn array(&self, begin: usize) -> PyResult<(Ref, usize)> {
        let list = List::new()?;
        let mut i = self.skip_space(begin);
        if !self.is(i, b']') {
            loop {
                let (value, next) = self.value(i)?;
                list.push_owned(value)?;
                i = self.skip_space(next);
                if self.is(i, b']') {
                    break;
                }
                i = self.past_comma(i, b']', "Illegal trailing comma before end of array")?;
            }
        }
        Ok((list.upcast(), i + 1))
    }
}

/// `scanner(string, idx)`: the value at idx, and the index past it.
fn scan_once(this: &Scanner, string: &Object, idx: isize) -> PyResult<Ref<Tuple>> {
    let Some(text) = string.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "first argument must be a string, not {}",
            string.class().tp_name()
        ));
    };
    let Ok(idx) = usize::try_from(idx) else {
        return Err(raise!(ValueError, "idx cannot be negative"));
    };
    // SAFETY: live fields, set by `new`.
    let (strict, fields) = unsafe {
        let raw = this.raw();
        let field = |slot: *mut *mut PyObject| get_field(slot).unwrap_or_else(none_ref);
        (
            (*raw).strict != 0,
            [
                field(&raw mut (*raw).object_hook),
                field(&raw mut (*raw).object_pairs_hook),
                field(&raw mut (*raw).parse_float),
                field(&raw mut (*raw).parse_int),
                field(&raw mut (*raw).parse_constant),
            ],
        )
    };
    let [
        object_hook,
        pairs_hook,
        parse_float,
        parse_int,
        parse_constant,
    ] = fields;
    let given = |hook: Ref| (!is_none(&hook)).then_some(hook);
    let unless = |hook: Ref, ty: &Type| (!hook.is(ty)).then_some(hook);
    let keys = Dict::new()?;
    let (value, next) = each_width!(text.chars(), s => Run {
        text,
        s,
        strict,
        object_hook: given(object_hook),
        pairs_hook: given(pairs_hook),
        parse_float: unless(parse_float, &objects::float::PyFloat_Type),
        parse_int: unless(parse_int, &objects::long::PyLong_Type),
        parse_constant,
        keys,
    }.value(idx))?;
    Tuple::from_array([value, Long::from_usize(next)?.upcast()])
}

static mut MEMBERS: [PyMemberDef; 7] = [
    super::member(c"strict", Py_T_BOOL, offset_of!(ScannerObject, strict)),
    super::member(
        c"object_hook",
        _Py_T_OBJECT,
        offset_of!(ScannerObject, object_hook),
    ),
    super::member(
        c"object_pairs_hook",
        _Py_T_OBJECT,
        offset_of!(ScannerObject, object_pairs_hook),
    ),
    super::member(
        c"parse_float",
        _Py_T_OBJECT,
        offset_of!(ScannerObject, parse_float),
    ),
    super::member(
        c"parse_int",
        _Py_T_OBJECT,
        offset_of!(ScannerObject, parse_int),
    ),
    super::member(
        c"parse_constant",
        _Py_T_OBJECT,
        offset_of!(ScannerObject, parse_constant),
    ),
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

extern "C" fn scanner_call(this: &Scanner, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let [string, idx] = super::two_arguments("scan_once", ["string", "idx"], args, kwargs)?;
    let idx = idx.index()?.as_isize()?;
    scan_once(this, &string, idx).map(Ref::upcast)
}

pub static SCANNER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_json.Scanner".as_ptr(),
    tp_basicsize: size_of::<ScannerObject>() as isize,
    tp_dealloc: slots::dealloc(owned::dealloc::<Scanner>),
    tp_call: slots::call(scanner_call),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"JSON scanner object".as_ptr(),
    tp_traverse: slots::traverse(owned::traverse::<Scanner>),
    tp_clear: slots::clear(owned::clear::<Scanner>),
    tp_members: (&raw mut MEMBERS).cast(),
    tp_new: Some(Scanner::NEW),
    ..Type::EMPTY
});
