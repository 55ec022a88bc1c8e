//! The methods of `str`, by theme.

use crate::clinic::*;
use crate::methods_concat;
use crate::prelude::*;
use crate::unicode::{self, types};

mod case;
mod find;
mod pad;
mod replace;
mod split;
mod translate;

pub(super) const TABLE: *mut layout::PyMethodDef = methods_concat!(
    Str::METHOD_DEFS,
    Str::FIND,
    Str::CASE,
    Str::SPLIT,
    Str::PAD,
    Str::REPLACE,
    Str::TRANSLATE,
);

#[pymethods]
impl Str {
    /// str(object='') -> str
    /// str(bytes_or_buffer[, encoding[, errors]]) -> str
    ///
    /// The text of an object, as its __str__() gives it, or its repr() where it has none; with an encoding or an error
    /// handler given, bytes decoded.
    #[new(
        nosig,
        "str(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
    )]
    fn new(
        cls: &Type,
        object: Option<&Object>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult {
        types::construct(cls, object, encoding, errors)
    }

    #[vectorcall(
        nosig,
        "str(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
    )]
    fn vectorcall(
        cls: &Type,
        object: Option<&Object>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult {
        types::construct(cls, object, encoding, errors)
    }

    /// The text as bytes in an encoding.
    #[method("encode(encoding='utf-8', errors='strict')")]
    fn encode(
        &self,
        #[default(None)] encoding: Option<&str>,
        #[default(None)] errors: Option<&str>,
    ) -> PyResult<Ref<Bytes>> {
        unicode::codec::encode(self, encoding, errors)
    }

    /// Puts values in the place of the fields in braces.
    #[method(varargs, "format(*args, **kwargs)")]
    fn format_method(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<Str>> {
        unicode::format::format(self, Some(args), kwargs.map(|d| -> &Object { d }))
    }

    /// As format(**mapping), but the mapping is asked itself.
    #[method("format_map(mapping, /)")]
    fn format_map(&self, mapping: &Object) -> PyResult<Ref<Str>> {
        unicode::format::format(self, None, Some(mapping))
    }

    /// The text as a format specification asks.
    #[method("__format__(format_spec, /)")]
    fn __format__(&self, format_spec: &Str) -> PyResult<Ref<Str>> {
        if format_spec.is_empty() {
            return if self.is_exact() {
                Ok(self.to_ref())
            } else {
                self.str()
            };
        }
        unicode::format::format_str(self, format_spec)
    }

    /// The size of the object in memory, in bytes.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        let n = self.len();
        let mut size = if !self.is_compact() {
            size_of::<layout::PyUnicodeObject>() + (n + 1) * self.kind()
        } else if self.is_ascii() {
            size_of::<layout::PyASCIIObject>() + n + 1
        } else {
            size_of::<layout::PyCompactUnicodeObject>() + (n + 1) * self.kind()
        };
        size += self.utf8_cache_size();
        size
    }

    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        let copy = Str::from_chars(self.chars())?;
        Tuple::from_slice(&[&copy])
    }

    /// Is every character ASCII? So is the empty string.
    #[method("isascii()")]
    fn isascii(&self) -> bool {
        self.is_ascii()
    }

    /// Is the text a valid identifier? Keywords are too: keyword.iskeyword() tells.
    #[method("isidentifier()")]
    fn isidentifier(&self) -> bool {
        self.is_identifier()
    }
}

impl Str {
    /// `PyUnicode_IsIdentifier`.
    /// How many characters at the beginning make an identifier.
    pub fn identifier_prefix(&self) -> usize {
        use unicode::database::{is_xid_continue, is_xid_start};
        let mut it = self.iter_chars();
        match it.next() {
            Some(c) if c == '_' as u32 || is_xid_start(c) => {
                1 + it.take_while(|c| is_xid_continue(*c)).count()
            }
            _ => 0,
        }
    }

    pub fn is_identifier(&self) -> bool {
        use unicode::database::{is_xid_continue, is_xid_start};
        let mut it = self.iter_chars();
        let Some(first) = it.next() else {
            return false;
        };
        (first == '_' as u32 || is_xid_start(first)) && it.all(is_xid_continue)
    }
}

/// The bounds of a search: `None` stands for the ends, negative ones count from the end. `None` if nothing is between.
pub(crate) fn window(
    len: usize,
    start: Option<isize>,
    end: Option<isize>,
) -> Option<(usize, usize)> {
    let n = len as isize;
    let clip = |i: isize| {
        if i < 0 { (i + n).max(0) } else { i }
    };
    let end = end.map_or(n, |e| clip(e).min(n));
    let start = start.map_or(0, clip);
    (start <= end).then_some((start as usize, end as usize))
}
