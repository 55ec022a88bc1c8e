//! Encoding and decoding: the codecs that are built into `str`, and the way to the others.

use base::{Object, PyResult, Ref};

use super::{Chars, Str, Writer};
use crate::prelude::*;
use crate::{Bytes, codecs};

pub mod charmap;
pub mod encoding_map;
pub mod escape;
pub(crate) mod failure;
mod filesystem;
mod ordered;
pub mod single;
pub mod utf16;
pub mod utf32;
pub mod utf7;
pub mod utf8;

pub use failure::{Bad, Encode, decode_with, encode_with};

/// The codecs that need no registry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Native {
    Utf8,
    Latin1,
    Ascii,
    Utf16,
    Utf32,
}

/// The native codec of a name.
#[inline]
fn native(encoding: &str) -> Option<Native> {
    // As nearly everybody spells them.
    match encoding {
        "utf-8" | "utf8" => Some(Native::Utf8),
        "ascii" => Some(Native::Ascii),
        "latin-1" | "latin1" => Some(Native::Latin1),
        _ => native_normalised(encoding),
    }
}

/// The native codec of a name, however that is spelled: case and punctuation do not count.
fn native_normalised(encoding: &str) -> Option<Native> {
    let mut name = [0u8; 12];
    let mut n = 0;
    let mut gap = false;
    for b in encoding.bytes() {
        if b.is_ascii_alphanumeric() || b == b'.' {
            if gap && n > 0 {
                *name.get_mut(n)? = b'_';
                n += 1;
            }
            gap = false;
            *name.get_mut(n)? = b.to_ascii_lowercase();
            n += 1;
        } else {
            gap = true;
        }
    }
    Some(match &name[..n] {
        b"utf_8" | b"utf8" => Native::Utf8,
        b"utf_16" | b"utf16" => Native::Utf16,
        b"utf_32" | b"utf32" => Native::Utf32,
        b"ascii" | b"us_ascii" => Native::Ascii,
        b"latin1" | b"latin_1" | b"iso_8859_1" | b"iso8859_1" => Native::Latin1,
        _ => return None,
    })
}

/// In development mode, an unknown encoding or error handler is refused even where it is not used.
#[inline]
fn check_names(encoding: Option<&str>, errors: Option<&str>) -> PyResult<()> {
    // SAFETY: attached; words of the interpreter.
    let (dev_mode, ready) = unsafe {
        let interp = base::tstate::interp();
        (
            (*interp).config.dev_mode != 0,
            (*interp).codecs.initialized != 0,
        )
    };
    if dev_mode && ready {
        return check_names_now(encoding, errors);
    }
    Ok(())
}

#[cold]
fn check_names_now(encoding: Option<&str>, errors: Option<&str>) -> PyResult<()> {
    if let Some(name) = encoding
        && !matches!(name, "utf-8" | "utf8" | "ascii")
    {
        codecs::lookup(name)?;
    }
    if let Some(name) = errors
        && !matches!(
            name,
            "strict" | "ignore" | "replace" | "surrogateescape" | "surrogatepass"
        )
    {
        codecs::lookup_error(name)?;
    }
    Ok(())
}

/// `text.encode(encoding, errors)`; UTF-8 if no encoding is given.
pub fn encode(text: &Str, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Ref<Bytes>> {
    check_names(encoding, errors)?;
    let Some(name) = encoding else {
        return utf8::encode(text, errors);
    };
    match native(name) {
        Some(Native::Utf8) => utf8::encode(text, errors),
        Some(Native::Latin1) => single::encode(text, errors, single::LATIN1),
        Some(Native::Ascii) => single::encode(text, errors, single::ASCII),
        Some(Native::Utf16) => utf16::encode(text, errors, 0),
        Some(Native::Utf32) => utf32::encode(text, errors, 0),
        None => {
            let result = codecs::encode_text(text, name, errors)?;
            if let Some(b) = result.downcast::<Bytes>() {
                return Ok(b.to_ref());
            }
            if let Some(b) = result.downcast::<ByteArray>() {
                let copy = Bytes::from_slice(&b.to_vec())?;
                crate::warnings::warn(
                    &crate::exceptions::types::RuntimeWarning,
                    format_args!(
                        "encoder {name} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
                    ),
                    1,
                )?;
                return Ok(copy);
            }
            Err(raise!(
                TypeError,
                "'{:.400}' encoder returned '{:.400}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                name,
                result.class().tp_name()
            ))
        }
    }
}

/// `bytes.decode(encoding, errors)`; UTF-8 if no encoding is given.
pub fn decode(bytes: &[u8], encoding: Option<&str>, errors: Option<&str>) -> PyResult<Ref<Str>> {
    check_names(encoding, errors)?;
    let Some(name) = encoding else {
        return utf8::decode(bytes, errors);
    };
    match native(name) {
        Some(Native::Utf8) => utf8::decode(bytes, errors),
        Some(Native::Latin1) => Str::from_latin1(bytes),
        Some(Native::Ascii) => single::decode_ascii(bytes, errors),
        Some(Native::Utf16) => Ok(utf16::decode(bytes, errors, 0, true)?.0),
        Some(Native::Utf32) => Ok(utf32::decode(bytes, errors, 0, true)?.0),
        None => {
            // The decoder sees a read-only view, which is released afterwards.
            let copy = Bytes::from_slice(bytes)?;
            let view = crate::MemoryView::from_object(&copy)?;
            let result = codecs::decode_text(&view, name, errors)?;
            result.downcast_into::<Str>().map_err(|r| {
                raise!(
                    TypeError,
                    "'{:.400}' decoder returned '{:.400}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                    name,
                    r.class().tp_name()
                )
            })
        }
    }
}

/// `str(object, encoding, errors)`.
pub fn decode_object(
    object: &Object,
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult<Ref<Str>> {
    if let Some(b) = object.downcast::<Bytes>() {
        return decode(b.as_slice(), encoding, errors);
    }
    if object.downcast::<Str>().is_some() {
        return Err(raise!(TypeError, "decoding str is not supported"));
    }
    if !crate::buffer::has_buffer(object) {
        return Err(raise!(
            TypeError,
            "decoding to str: need a bytes-like object, {:.80} found",
            object.class().tp_name()
        ));
    }
    let buffer = Buffer::get(object)?;
    decode(buffer.as_slice(), encoding, errors)
}

impl Str {
    /// `errors` as for `bytes.decode("utf-8", errors)`.
    pub fn decode_utf8(bytes: &[u8], errors: Option<&core::ffi::CStr>) -> PyResult<Ref<Str>> {
        utf8::decode(bytes, errors.and_then(|e| e.to_str().ok()))
    }
}

/// Appends a run of ASCII from a slice of bytes; gives its length.
#[inline]
fn push_ascii_run(s: &[u8], out: &mut Writer) -> PyResult<usize> {
    let n = super::utf8::ascii_prefix(s);
    out.push_bounded(Chars::One(&s[..n]), 0x7f)?;
    Ok(n)
}
