//! The file system encoding: UTF-8 with `surrogateescape`, which is what POSIX systems of today use.

use base::{PyResult, Ref};

use crate::unicode::utf8::{push_wtf8, wtf8_chars};
use crate::{Bytes, Str};

impl Str {
    /// `os.fsdecode`: bytes that are not UTF-8 become lone surrogates.
    pub fn decode_fs_default(bytes: &[u8]) -> PyResult<Ref<Str>> {
        if bytes.is_ascii() {
            return Str::from_ascii(bytes);
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
