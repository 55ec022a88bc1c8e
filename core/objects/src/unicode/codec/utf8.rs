//! UTF-8.

use base::{PyResult, Ref};

use super::failure::{Bad, Encode, buffer, decode_with, encode_with, without_surrogates};
use crate::unicode::utf8::{ascii_prefix, push_wtf8, utf8_len, write_utf8};
use crate::unicode::{Chars, Unit, Writer, each_width};
use crate::{Bytes, Str};

/// Decodes all of the input.
#[inline]
pub fn decode(bytes: &[u8], errors: Option<&str>) -> PyResult<Ref<Str>> {
    if ascii_prefix(bytes) == bytes.len() {
        return Str::from_ascii(bytes);
    }
    decode_beyond_ascii(bytes, errors)
}

fn decode_beyond_ascii(bytes: &[u8], errors: Option<&str>) -> PyResult<Ref<Str>> {
    match core::str::from_utf8(bytes) {
        Ok(s) => Str::from_str(s),
        Err(_) => Ok(decode_stateful(bytes, errors, true)?.0),
    }
}

/// Decodes; without `last`, an incomplete character at the end stays unread. Also gives how many bytes were read.
pub fn decode_stateful(
    bytes: &[u8],
    errors: Option<&str>,
    last: bool,
) -> PyResult<(Ref<Str>, usize)> {
    if let Ok(s) = core::str::from_utf8(bytes) {
        return Ok((Str::from_str(s)?, bytes.len()));
    }
    decode_with(
        "utf-8",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        |s: &[u8], at: &mut usize, out: &mut Writer| {
            let rest = &s[*at..];
            match core::str::from_utf8(rest) {
                Ok(t) => {
                    out.push_text(t)?;
                    *at = s.len();
                    Ok(None)
                }
                Err(e) => {
                    let good = e.valid_up_to();
                    out.push_wtf8(&rest[..good])?;
                    *at += good;
                    let (end, reason) = match e.error_len() {
                        None if !last => return Ok(None),
                        // The beginning of a surrogate: the error handler wants to see all of it.
                        Some(_) if !last && matches!(s[*at..], [0xed, 0xa0..=0xbf]) => {
                            return Ok(None);
                        }
                        None => (s.len(), "unexpected end of data"),
                        Some(n) if matches!(s[*at], 0xc2..=0xf4) => {
                            (*at + n, "invalid continuation byte")
                        }
                        Some(n) => (*at + n, "invalid start byte"),
                    };
                    Ok(Some(Bad {
                        start: *at,
                        end,
                        reason,
                    }))
                }
            }
        },
    )
}

struct Utf8;

impl Encode for Utf8 {
    const LONGEST: usize = 4;

    fn run(
        &mut self,
        input: Chars<'_>,
        at: &mut usize,
        out: &mut Vec<u8>,
    ) -> PyResult<Option<Bad>> {
        Ok(without_surrogates(input, at, |c| push_wtf8(out, c)))
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        match text.as_ascii() {
            Some(s) => {
                out.extend_from_slice(s.as_bytes());
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

/// Encodes.
pub fn encode(text: &Str, errors: Option<&str>) -> PyResult<Ref<Bytes>> {
    if let Some(s) = text.as_ascii() {
        return Bytes::from_slice(s.as_bytes());
    }
    let chars = text.chars();
    if chars.kind() == 1 {
        // No surrogates below 256: the length is known.
        let n =
            chars.len() + each_width!(chars, s => s.iter().filter(|c| c.code() >= 0x80).count());
        let new = Bytes::with_len(n)?;
        // SAFETY: fresh, with room for one or two bytes a character.
        unsafe { write_utf8(chars, new.as_mut_ptr()) };
        return Ok(new);
    }
    if let Some(s) = text.utf8_if_known() {
        return Bytes::from_slice(s);
    }
    if let Some(n) = utf8_len(chars) {
        let new = Bytes::with_len(n)?;
        // SAFETY: fresh, with room for what was just counted.
        unsafe { write_utf8(chars, new.as_mut_ptr()) };
        return Ok(new);
    }
    let out = buffer(chars.len().saturating_mul(chars.kind().min(3)))?;
    encode_with("utf-8", errors, text, out, &mut Utf8)
}
