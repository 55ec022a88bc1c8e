//! Calls with keyword arguments: `Parser` sorts them into one array in the order of the parameters.
//!
//! The rules and messages are those of `_PyArg_UnpackKeywords`. Names are compared by content with the static texts: they
//! are short ASCII, so the comparison is a length and a few bytes, and no interned object has to be kept per interpreter.

use crate::prelude::{CompareOp, Protocol};
use base::{Object, PyResult, Raised};
use layout::PyObject;

use super::errors::{called, too_many, wrong_positional};
use super::receive::{argument_slice, borrowed, receiver};
use super::suggest::suggest;
use crate::exceptions::raise_object;
use crate::exceptions::types::TypeError;
use crate::{Dict, Str, Tuple, raise};

/// What is known of a function's parameters; the macro makes one static for each function that takes keywords.
pub struct Parser {
    /// Empty for a function whose messages do not name it.
    pub function: &'static str,
    /// The names of the parameters that are not positional-only.
    pub keywords: &'static [&'static str],
    pub positional_only: usize,
    /// Required parameters among the positional ones.
    pub min_positional: usize,
    pub max_positional: usize,
    /// Required keyword-only parameters.
    pub min_keyword: usize,
    /// Has it `*args`?
    pub starred: bool,
}

/// Keyword arguments where the caller has them: values on the stack, or a dict.
trait Source {
    fn count(&self) -> usize;
    /// Calls `each` with name and borrowed value, in order, until it answers with an error.
    fn each(&self, each: &mut dyn FnMut(&Object, *mut PyObject) -> PyResult<()>) -> PyResult<()>;
}

struct OnStack<'a> {
    names: &'a [&'a Object],
    values: *const *mut PyObject,
}

impl Source for OnStack<'_> {
    fn count(&self) -> usize {
        self.names.len()
    }
    fn each(&self, each: &mut dyn FnMut(&Object, *mut PyObject) -> PyResult<()>) -> PyResult<()> {
        for (at, name) in self.names.iter().enumerate() {
            // SAFETY: the calling convention puts a value behind the positional arguments for each name.
            each(name, unsafe { *self.values.add(at) })?;
        }
        Ok(())
    }
}

struct InDict<'a>(&'a Dict);

impl Source for InDict<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }
    fn each(&self, each: &mut dyn FnMut(&Object, *mut PyObject) -> PyResult<()>) -> PyResult<()> {
        let mut position = 0;
        while let Some((name, value)) = self.0.next_entry(&mut position) {
            // The dict of a call in progress is the callee's own, so it keeps the value alive.
            each(&name, value.as_object_ptr())?;
        }
        Ok(())
    }
}

fn is_named(name: &Object, text: &str) -> bool {
    name.downcast::<Str>()
        .is_some_and(|name| name.eq_literal(text))
}

impl Parser {
    /// Parses a vectorcall. What comes back is an array with `.1` entries that may be read, each NULL when omitted; the
    /// required ones are there. Without keywords it is the caller's own array.
    ///
    /// # Safety
    /// The arguments are those of a vectorcall, live for the call; `buffer` is as long as there are parameters.
    #[inline(always)]
    pub unsafe fn unpack<const N: usize>(
        &self,
        args: *const *mut PyObject,
        given: usize,
        kwnames: *mut PyObject,
        buffer: &mut [*mut PyObject; N],
    ) -> PyResult<(*const *mut PyObject, usize)> {
        if kwnames.is_null() && self.is_complete(given) {
            return Ok((args, given.min(self.max_positional)));
        }
        // SAFETY: the caller vouches.
        unsafe {
            let names = match borrowed::<Tuple>(kwnames) {
                Some(names) => names.as_slice(),
                None => &[],
            };
            let source = OnStack {
                names,
                values: if names.is_empty() {
                    args
                } else {
                    args.add(given)
                },
            };
            self.fill(argument_slice(args, 0, given), &source, buffer)?;
        }
        Ok((buffer.as_ptr(), N))
    }

    /// Parses a call with tuple and dict (`tp_new`, `tp_init`); as [`Parser::unpack`].
    ///
    /// # Safety
    /// `args` has `given` live entries; `kwargs` is NULL or a live dict.
    #[inline(always)]
    pub unsafe fn unpack_dict<const N: usize>(
        &self,
        args: *const *mut PyObject,
        given: usize,
        kwargs: *mut PyObject,
        buffer: &mut [*mut PyObject; N],
    ) -> PyResult<(*const *mut PyObject, usize)> {
        if kwargs.is_null() && self.is_complete(given) {
            return Ok((args, given.min(self.max_positional)));
        }
        // SAFETY: the caller vouches.
        unsafe {
            let args = argument_slice(args, 0, given);
            match borrowed::<Dict>(kwargs) {
                Some(kwargs) => self.fill(args, &InDict(kwargs), buffer)?,
                None => {
                    let none = OnStack {
                        names: &[],
                        values: core::ptr::null(),
                    };
                    self.fill(args, &none, buffer)?;
                }
            }
        }
        Ok((buffer.as_ptr(), N))
    }

    /// Do this many positional arguments alone make a right call?
    #[inline(always)]
    fn is_complete(&self, given: usize) -> bool {
        self.min_keyword == 0
            && self.min_positional <= given
            && (self.starred || given <= self.max_positional)
    }

    fn fill(
        &self,
        args: &[&Object],
        source: &dyn Source,
        buffer: &mut [*mut PyObject],
    ) -> PyResult<()> {
        let keyword_count = source.count();
        let max = self.positional_only + self.keywords.len();
        self.check_counts(args.len(), keyword_count, max)?;

        let positional = args.len().min(self.max_positional);
        for (slot, argument) in buffer.iter_mut().zip(&args[..positional]) {
            *slot = argument.as_ptr();
        }
        let mut unplaced = keyword_count;
        source.each(&mut |name, value| {
            let found = self.keywords.iter().position(|text| is_named(name, text));
            let slot = found
                .map(|at| at + self.positional_only)
                .filter(|&at| at >= positional);
            if let Some(slot) = slot.and_then(|at| buffer.get_mut(at)) {
                *slot = value;
                unplaced -= 1;
            }
            Ok(())
        })?;

        let required_keyword_end = match self.min_keyword {
            0 => self.min_positional,
            n => self.max_positional + n,
        };
        for (at, slot) in buffer
            .iter()
            .enumerate()
            .skip(positional.max(self.positional_only))
        {
            let required = at < self.min_positional
                || (self.max_positional <= at && at < required_keyword_end);
            if required && slot.is_null() {
                return Err(self.missing(at));
            }
        }
        if unplaced > 0 {
            Err(self.unexpected(positional, source))
        } else {
            Ok(())
        }
    }

    fn check_counts(&self, given: usize, keyword_count: usize, max: usize) -> PyResult<()> {
        let function = self.function;
        if !self.starred {
            if given + keyword_count > max {
                return Err(too_many(function, max, given, keyword_count));
            }
            if given > self.max_positional {
                if self.max_positional == 0 {
                    return Err(raise!(
                        TypeError,
                        "{function:.200}() takes no positional arguments"
                    ));
                }
                let bound = if self.min_positional < self.max_positional {
                    "at most"
                } else {
                    "exactly"
                };
                return Err(wrong_positional(
                    function,
                    bound,
                    self.max_positional,
                    given,
                ));
            }
        }
        let min = self.positional_only.min(self.min_positional);
        if given < min {
            let at_least = self.starred || min < self.max_positional;
            let bound = if at_least { "at least" } else { "exactly" };
            return Err(wrong_positional(function, bound, min, given));
        }
        Ok(())
    }

    #[cold]
    fn missing(&self, at: usize) -> Raised {
        let name = self
            .keywords
            .get(at - self.positional_only)
            .copied()
            .unwrap_or("");
        raise!(
            TypeError,
            "{} missing required argument '{name}' (pos {})",
            called(self.function),
            at + 1
        )
    }

    /// A keyword has no place: it names an argument given by position too, or nothing at all.
    #[cold]
    fn unexpected(&self, positional: usize, source: &dyn Source) -> Raised {
        let function = called(self.function);
        for (at, text) in self.keywords.iter().enumerate() {
            let position = at + self.positional_only;
            let mut given = false;
            let _ = source.each(&mut |name, _| {
                given |= is_named(name, text);
                Ok(())
            });
            if given && position < positional {
                return raise!(
                    TypeError,
                    "argument for {function} given by name ('{text}') and position ({})",
                    position + 1
                );
            }
        }
        let named = source.each(&mut |name, _| {
            let Some(name) = name.downcast::<Str>() else {
                return Err(raise!(TypeError, "keywords must be strings"));
            };
            for text in self.keywords {
                // A subclass of str may find itself equal to a name that it is not found by.
                let same = name.eq_literal(text)
                    || !name.is_exact()
                        && Str::from_str(text)?.compare_bool(name, CompareOp::Eq)?;
                if same {
                    return Ok(());
                }
            }
            Err(unknown_keyword(self.function, name, self.keywords))
        });
        match named {
            Err(raised) => raised,
            Ok(()) => raise!(TypeError, "invalid keyword argument for {function}"),
        }
    }
}

/// No parameter has this name; perhaps one has a name like it. (A name may hold surrogates, hence WTF-8.)
#[cold]
pub fn unknown_keyword(function: &str, name: &Str, keywords: &[&str]) -> Raised {
    let name = match name.to_wtf8() {
        Ok(name) => name,
        Err(raised) => return raised,
    };
    let candidates = keywords.iter().map(|k| k.as_bytes());
    let hint = suggest(&name, candidates).and_then(|k| str::from_utf8(k).ok());
    let function = match function {
        "" => "this function".to_owned(),
        name => called(name),
    };
    let mut message = format!("{function} got an unexpected keyword argument '").into_bytes();
    message.extend_from_slice(&name);
    message.push(b'\'');
    if let Some(hint) = hint {
        message.extend_from_slice(format!(". Did you mean '{hint}'?").as_bytes());
    }
    match Str::from_wtf8(&message) {
        Ok(message) => raise_object(&TypeError, &message),
        Err(raised) => raised,
    }
}

/// The keyword arguments of a `raw` function: name and value pairs behind its positional arguments.
pub struct RawKeywords<'a>(&'a [&'a Object], *const &'a Object);

impl<'a> RawKeywords<'a> {
    /// `args` and `kwnames` must be what the `raw` function was called with, unchanged.
    ///
    /// # Safety
    /// The values follow the positional arguments in memory, as in every vectorcall.
    pub unsafe fn new(args: &'a [&'a Object], kwnames: Option<&'a Tuple>) -> RawKeywords<'a> {
        let names = kwnames.map_or(&[][..], |names| names.as_slice());
        // SAFETY: one past the end of `args` at most.
        RawKeywords(names, unsafe { args.as_ptr().add(args.len()) })
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names (which are str objects) with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'a Str, &'a Object)> + '_ {
        self.0.iter().enumerate().map(|(at, name)| {
            // SAFETY: the constructor's caller vouches for the values; `kwnames` holds strings only.
            unsafe { (receiver::<Str>(name.as_ptr()), *self.1.add(at)) }
        })
    }
}
