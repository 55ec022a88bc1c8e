//! `str` in its three widths.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `str`.
    pub Str, layout::PyUnicodeObject, "str", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_UNICODE_SUBCLASS)
);

impl Str {
    /// The empty string.
    pub fn empty() -> &'static Str {
        todo!()
    }
    pub fn from_str(s: &str) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// Valid WTF-8 (UTF-8 that may hold lone surrogates).
    pub fn from_wtf8(s: &[u8]) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// `errors` as for `bytes.decode("utf-8", errors)`.
    pub fn decode_utf8(bytes: &[u8], errors: Option<&core::ffi::CStr>) -> PyResult<Ref<Str>> {
        todo!()
    }
    pub fn decode_fs_default(bytes: &[u8]) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// `os.fsencode`.
    pub fn encode_fs_default(&self) -> PyResult<Ref<crate::Bytes>> {
        todo!()
    }
    pub fn from_char(c: u32) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// The narrowest width is chosen.
    pub fn from_code_points(s: &[u32]) -> PyResult<Ref<Str>> {
        todo!()
    }
    pub fn from_latin1(s: &[u8]) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// Formats as Rust does.
    pub fn format(args: core::fmt::Arguments<'_>) -> PyResult<Ref<Str>> {
        todo!()
    }
    /// Interned, immortal string of a literal.
    pub fn intern_static(s: &'static str) -> &'static Str {
        todo!()
    }
    pub fn intern(s: Ref<Str>) -> Ref<Str> {
        todo!()
    }
    pub fn is_interned(&self) -> bool {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    pub fn is_ascii(&self) -> bool {
        todo!()
    }
    /// The cached UTF-8 form (`PyUnicode_AsUTF8AndSize`); UnicodeEncodeError for surrogates.
    pub fn as_utf8(&self) -> PyResult<&str> {
        todo!()
    }
    /// UTF-8 with `?`-like replacement of surrogates, for messages.
    pub fn to_string_lossy(&self) -> std::borrow::Cow<'_, str> {
        todo!()
    }
    /// WTF-8.
    pub fn to_wtf8(&self) -> Vec<u8> {
        todo!()
    }
    pub fn char_at(&self, index: usize) -> u32 {
        todo!()
    }
    pub fn max_char(&self) -> u32 {
        todo!()
    }
    /// Cached hash.
    pub fn hash_value(&self) -> Py_hash_t {
        todo!()
    }
    /// Content equality.
    pub fn eq_str(&self, other: &Str) -> bool {
        todo!()
    }
    pub fn eq_literal(&self, s: &str) -> bool {
        todo!()
    }
    pub fn concat(&self, other: &Str) -> PyResult<Ref<Str>> {
        todo!()
    }
    pub fn substring(&self, start: usize, end: usize) -> PyResult<Ref<Str>> {
        todo!()
    }
    pub fn join(&self, parts: &[&Str]) -> PyResult<Ref<Str>> {
        todo!()
    }
    pub fn starts_with(&self, prefix: &str) -> bool {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyUnicode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"str".as_ptr(),
    tp_basicsize: size_of::<layout::PyUnicodeObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_UNICODE_SUBCLASS,
    ..Type::EMPTY
});
