//! UTF-32, in either byte order or with a mark that tells.

use base::{PyResult, Ref};

use super::failure::{Bad, Encode, buffer, decode_with, encode_with};
use crate::unicode::{Chars, Unit, Writer, each_width};
use crate::{Bytes, Str};

/// Decodes. `order`: -1 little, 1 big, 0 as a mark at the beginning says, or native. Gives the text, the bytes read and the
/// order found.
pub fn decode(
    bytes: &[u8],
    errors: Option<&str>,
    order: i32,
    last: bool,
) -> PyResult<(Ref<Str>, usize, i32)> {
    let (mut order, mut skip) = (order, 0);
    if order == 0 {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => (order, skip) = (-1, 4),
            [0, 0, 0xfe, 0xff, ..] => (order, skip) = (1, 4),
            _ => {}
        }
    }
    let big = order == 1 || order == 0 && cfg!(target_endian = "big");
    let name = if big { "utf-32-be" } else { "utf-32-le" };
    let mut first = true;
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        if core::mem::take(&mut first) {
            *at = skip;
        }
        loop {
            let Some(b) = s[*at..].first_chunk::<4>() else {
                if *at == s.len() || !last {
                    return Ok(None);
                }
                return Ok(Some(Bad {
                    start: *at,
                    end: s.len(),
                    reason: "truncated data",
                }));
            };
            let c = if big {
                u32::from_be_bytes(*b)
            } else {
                u32::from_le_bytes(*b)
            };
            let reason = match c {
                0xd800..=0xdfff => "code point in surrogate code point range(0xd800, 0xe000)",
                0x110000.. => "code point not in range(0x110000)",
                _ => {
                    out.push_char(c)?;
                    *at += 4;
                    continue;
                }
            };
            return Ok(Some(Bad {
                start: *at,
                end: *at + 4,
                reason,
            }));
        }
    };
    let (text, read) = decode_with(
        name,
        errors,
        bytes,
        Writer::with_capacity(bytes.len() / 4),
        run,
    )?;
    Ok((text, read, order))
}

struct Utf32 {
    big: bool,
}

impl Utf32 {
    #[inline]
    fn push(&self, u: u32, out: &mut Vec<u8>) {
        out.extend_from_slice(&if self.big {
            u.to_be_bytes()
        } else {
            u.to_le_bytes()
        });
    }
}

impl Encode for Utf32 {
    const LONGEST: usize = 4;

    fn run(
        &mut self,
        input: Chars<'_>,
        at: &mut usize,
        out: &mut Vec<u8>,
    ) -> PyResult<Option<Bad>> {
        each_width!(input, s => {
            while let Some(c) = s.get(*at) {
                let c = c.code();
                if (0xd800..0xe000).contains(&c) {
                    let run = s[*at..].iter().take_while(|c| (0xd800..0xe000).contains(&c.code())).count();
                    return Ok(Some(Bad { start: *at, end: *at + run, reason: "surrogates not allowed" }));
                }
                self.push(c, out);
                *at += 1;
            }
        });
        Ok(None)
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        if !text.is_ascii() {
            return Ok(false);
        }
        text.iter_chars().for_each(|c| self.push(c, out));
        Ok(true)
    }

    fn unit(&self) -> usize {
        4
    }
}

/// Encodes. `order` as for `decode`; 0 writes a mark.
pub fn encode(text: &Str, errors: Option<&str>, order: i32) -> PyResult<Ref<Bytes>> {
    let mut how = Utf32 {
        big: order > 0 || order == 0 && cfg!(target_endian = "big"),
    };
    let mut out = buffer(text.len().saturating_mul(4).saturating_add(4))?;
    if order == 0 {
        how.push(0xfeff, &mut out);
    }
    let name = match order {
        0 => "utf-32",
        1.. => "utf-32-be",
        _ => "utf-32-le",
    };
    encode_with(name, errors, text, out, &mut how)
}
