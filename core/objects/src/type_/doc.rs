//! Docstrings of C tables, which may begin with a signature: `name(args)\n--\n\n` and then the text.

use base::PyResult;

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

/// The signature, `(args)`: None if the docstring has none.
pub(crate) fn text_signature(name: &[u8], doc: &[u8]) -> PyResult {
    match signature_start(name, doc).and_then(|s| signature_end(doc, s).map(|e| (s, e))) {
        Some((start, end)) => Ok(Str::decode_utf8(&doc[start..=end], None)?.upcast()),
        None => Ok(none_ref()),
    }
}

/// As [`without_signature`] for nullable C strings.
///
/// # Safety
/// NULL or C strings.
pub(crate) unsafe fn c_doc(
    name: *const core::ffi::c_char,
    doc: *const core::ffi::c_char,
    signature: bool,
) -> PyResult {
    if doc.is_null() || name.is_null() {
        return Ok(none_ref());
    }
    // SAFETY: C strings, says the caller.
    let (name, doc) = unsafe {
        (
            core::ffi::CStr::from_ptr(name).to_bytes(),
            core::ffi::CStr::from_ptr(doc).to_bytes(),
        )
    };
    if signature {
        text_signature(name, doc)
    } else {
        without_signature(name, doc)
    }
}
