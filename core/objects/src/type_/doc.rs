//! Docstrings of C tables, which may begin with a signature: `name(args)\n--\n\n` and then the text.

use core::ffi::{CStr, c_char, c_int};

use base::PyResult;

use layout::{METH_CLASS, METH_COEXIST, METH_NOARGS, METH_O, METH_STATIC};

use crate::prelude::*;

/// What ends the signature.
const END: &[u8] = b")\n--\n\n";

/// Where the signature starts (at its parenthesis), if the docstring begins with the name and one.
fn signature_start(name: &[u8], doc: &[u8]) -> Option<usize> {
    let short = match name.iter().rposition(|&c| c == b'.') {
        Some(i) => &name[i + 1..],
        None => name,
    };
    (doc.starts_with(short) && doc.get(short.len()) == Some(&b'(')).then_some(short.len())
}

/// Where the closing parenthesis of the signature is; a blank line before means that there is none.
fn signature_end(doc: &[u8], start: usize) -> Option<usize> {
    let tail = doc.get(start..)?;
    let blank = memchr::memmem::find(tail, b"\n\n").unwrap_or(tail.len());
    let end = memchr::memmem::find(tail, END)?;
    // The blank line that ends the marker itself does not count.
    (end + END.len() - 2 <= blank).then_some(start + end)
}

/// The docstring without its signature: None if nothing is left.
pub(crate) fn without_signature(name: &[u8], doc: &[u8]) -> PyResult {
    let text = match signature_start(name, doc).and_then(|s| signature_end(doc, s)) {
        Some(end) => &doc[end + END.len()..],
        None => doc,
    };
    if text.is_empty() {
        return Ok(none_ref());
    }
    Ok(Str::decode_utf8(text, None)?.upcast())
}

/// The signature, `(args)`, if the docstring has one.
fn written_signature<'a>(name: &[u8], doc: &'a [u8]) -> Option<&'a [u8]> {
    let start = signature_start(name, doc)?;
    Some(&doc[start..=signature_end(doc, start)?])
}

/// What the calling convention says about the arguments, where the docstring says nothing.
fn implied_signature(flags: c_int) -> Option<&'static [u8]> {
    let (argument, receiver) = (flags & (METH_NOARGS | METH_O), flags & !METH_COEXIST);
    Some(match (argument, receiver & !argument) {
        (METH_NOARGS, 0) => b"($self, /)",
        (METH_NOARGS, METH_CLASS) => b"($type, /)",
        (METH_NOARGS, METH_STATIC) => b"()",
        (METH_O, 0) => b"($self, object, /)",
        (METH_O, METH_CLASS) => b"($type, object, /)",
        (METH_O, METH_STATIC) => b"(object, /)",
        _ => return None,
    })
}

/// Two nullable C strings as bytes.
///
/// # Safety
/// NULL or C strings, which outlive the result.
unsafe fn both<'a>(name: *const c_char, doc: *const c_char) -> Option<(&'a [u8], &'a [u8])> {
    // SAFETY: C strings, says the caller.
    let bytes = |s: *const c_char| unsafe { CStr::from_ptr(s).to_bytes() };
    (!name.is_null() && !doc.is_null()).then(|| (bytes(name), bytes(doc)))
}

/// As [`without_signature`] for nullable C strings.
///
/// # Safety
/// NULL or C strings.
pub(crate) unsafe fn c_doc(name: *const c_char, doc: *const c_char) -> PyResult {
    // SAFETY: as the caller says.
    match unsafe { both(name, doc) } {
        Some((name, doc)) => without_signature(name, doc),
        None => Ok(none_ref()),
    }
}

/// The `__text_signature__` of a table's row: the one in its docstring, else the one that its flags imply, else None.
///
/// # Safety
/// NULL or C strings.
pub(crate) unsafe fn c_signature(
    name: *const c_char,
    doc: *const c_char,
    flags: c_int,
) -> PyResult {
    // SAFETY: as the caller says.
    let written = unsafe { both(name, doc) }.and_then(|(name, doc)| written_signature(name, doc));
    match written.or_else(|| implied_signature(flags)) {
        Some(text) => Ok(Str::decode_utf8(text, None)?.upcast()),
        None => Ok(none_ref()),
    }
}
