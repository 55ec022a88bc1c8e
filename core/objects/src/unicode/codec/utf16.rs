//! UTF-16, in either byte order or with a mark that tells.

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
            [0xff, 0xfe, ..] => (order, skip) = (-1, 2),
            [0xfe, 0xff, ..] => (order, skip) = (1, 2),
            _ => {}
        }
    }
    let big = order == 1 || order == 0 && cfg!(target_endian = "big");
    let name = if big { "utf-16-be" } else { "utf-16-le" };
    let unit = move |s: &[u8], i: usize| -> Option<u32> {
        let b = [*s.get(i)?, *s.get(i + 1)?];
        Some(if big {
            u16::from_be_bytes(b)
        } else {
            u16::from_le_bytes(b)
        } as u32)
    };
    let mut first = true;
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        if core::mem::take(&mut first) {
            *at = skip;
        }
        loop {
            let bad = |end: usize, reason| {
                Ok(Some(Bad {
                    start: *at,
                    end: end.min(s.len()),
                    reason,
                }))
            };
            let Some(c) = unit(s, *at) else {
                if *at == s.len() || !last {
                    return Ok(None);
                }
                return bad(s.len(), "truncated data");
            };
            match c {
                0xd800..=0xdbff => match unit(s, *at + 2) {
                    Some(d @ 0xdc00..=0xdfff) => {
                        out.push_char(0x10000 + ((c & 0x3ff) << 10) + (d & 0x3ff))?;
                        *at += 4;
                    }
                    Some(_) => return bad(*at + 2, "illegal UTF-16 surrogate"),
                    None if !last => return Ok(None),
                    None => return bad(s.len(), "unexpected end of data"),
                },
                0xdc00..=0xdfff => return bad(*at + 2, "illegal encoding"),
                _ => {
                    out.push_char(c)?;
                    *at += 2;
                }
            }
        }
    };
    let (text, read) = decode_with(
        name,
        errors,
        bytes,
        Writer::with_capacity(bytes.len() / 2),
        run,
    )?;
    Ok((text, read, order))
}

struct Utf16 {
    big: bool,
}

impl Utf16 {
    #[inline]
    fn push(&self, u: u16, out: &mut Vec<u8>) {
        out.extend_from_slice(&if self.big {
            u.to_be_bytes()
        } else {
            u.to_le_bytes()
        });
    }
}

impl Encode for Utf16 {
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
                if c >= 0x10000 {
                    self.push(0xd7c0 + (c >> 10) as u16, out);
                    self.push(0xdc00 + (c & 0x3ff) as u16, out);
                } else if (0xd800..0xe000).contains(&c) {
                    let run = s[*at..].iter().take_while(|c| (0xd800..0xe000).contains(&c.code())).count();
                    return Ok(Some(Bad { start: *at, end: *at + run, reason: "surrogates not allowed" }));
                } else {
                    self.push(c as u16, out);
                }
                *at += 1;
            }
        });
        Ok(None)
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        if !text.is_ascii() {
            return Ok(false);
        }
        text.iter_chars().for_each(|c| self.push(c as u16, out));
        Ok(true)
    }

    fn unit(&self) -> usize {
        2
    }
}

/// Encodes. `order` as for `decode`; 0 writes a mark.
pub fn encode(text: &Str, errors: Option<&str>, order: i32) -> PyResult<Ref<Bytes>> {
    let mut how = Utf16 {
        big: order > 0 || order == 0 && cfg!(target_endian = "big"),
    };
    let mut out = buffer(text.len().saturating_mul(2).saturating_add(2))?;
    if order == 0 {
        how.push(0xfeff, &mut out);
    }
    let name = match order {
        0 => "utf-16",
        1.. => "utf-16-be",
        _ => "utf-16-le",
    };
    encode_with(name, errors, text, out, &mut how)
}
