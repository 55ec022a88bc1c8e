//! The file system encoding: UTF-8 with `surrogateescape`, unless the locale says otherwise. Until the codec is known it is
//! UTF-8 as well.

use base::{PyResult, Ref};

use crate::unicode::utf8::{push_wtf8, wtf8_chars};
use crate::{Bytes, Str};

#[cold]
fn not_text() -> base::Raised {
    crate::raise!(
        TypeError,
        "the codec of file names gave an object of another type"
    )
}

/// The interpreter's codec of file names and its error handler, if it is another than UTF-8 with `surrogateescape`.
fn other_codec() -> Option<(String, String)> {
    let text = |p: *const core::ffi::c_char| {
        // SAFETY: a C string of the interpreter's.
        unsafe { core::ffi::CStr::from_ptr(p) }
            .to_string_lossy()
            .into_owned()
    };
    // SAFETY: attached; set once at start-up.
    unsafe {
        let codec = &raw const (*base::tstate::interp()).unicode.fs_codec;
        let usual =
            (*codec).utf8 != 0 && (*codec).error_handler == layout::_Py_ERROR_SURROGATEESCAPE;
        if usual || (*codec).encoding.is_null() {
            return None;
        }
        Some((text((*codec).encoding), text((*codec).errors)))
    }
}

impl Str {
    /// `os.fsdecode`: bytes that are not UTF-8 become lone surrogates.
    pub fn decode_fs_default(bytes: &[u8]) -> PyResult<Ref<Str>> {
        if bytes.is_ascii() {
            return Str::from_ascii(bytes);
        }
        if let Some((encoding, errors)) = other_codec() {
            let bytes = Bytes::from_slice(bytes)?;
            let text = crate::codecs::decode_text(&bytes, &encoding, Some(&errors))?;
            return text.downcast_into::<Str>().map_err(|_| not_text());
        }
        let mut out = Vec::new();
        if out.try_reserve(bytes.len()).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        for chunk in bytes.utf8_chunks() {
            out.extend_from_slice(chunk.valid().as_bytes());
            for b in chunk.invalid() {
                push_wtf8(&mut out, 0xdc00 + *b as u32);
            }
        }
        Str::from_code_iter(wtf8_chars(&out), wtf8_chars(&out).count())
    }

    /// `os.fsencode`: lone surrogates of that kind become bytes again.
    pub fn encode_fs_default(&self) -> PyResult<Ref<Bytes>> {
        if let Some(s) = self.as_ascii() {
            return Bytes::from_slice(s.as_bytes());
        }
        if let Some((encoding, errors)) = other_codec() {
            let bytes = crate::codecs::encode_text(self, &encoding, Some(&errors))?;
            return bytes.downcast_into::<Bytes>().map_err(|_| not_text());
        }
        let mut out = Vec::new();
        if out.try_reserve(self.len() * 4).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        for (i, c) in self.iter_chars().enumerate() {
            match c {
                0xdc80..=0xdcff => out.push(c as u8),
                0xd800..=0xdfff => {
                    return Err(crate::codecs::errors::encode_error(
                        "utf-8",
                        self,
                        i,
                        i + 1,
                        "surrogates not allowed",
                    ));
                }
                _ => push_wtf8(&mut out, c),
            }
        }
        Bytes::from_slice(&out)
    }
}
