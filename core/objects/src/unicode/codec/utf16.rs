//! UTF-16, in either byte order or with a mark that tells.

use base::{PyResult, Ref};

use super::failure::Bad;
use super::ordered::{self, Form};
use crate::unicode::Writer;
use crate::{Bytes, Str};

struct Utf16;

impl Form for Utf16 {
    const SIZE: usize = 2;
    const NAME: &'static str = "utf-16";
    const LITTLE: &'static str = "utf-16-le";
    const BIG: &'static str = "utf-16-be";

    #[inline(always)]
    fn read(
        s: &[u8],
        at: &mut usize,
        big: bool,
        last: bool,
        out: &mut Writer,
    ) -> PyResult<Option<Bad>> {
        let unit = |i: usize| -> Option<u32> {
            let b = [*s.get(i)?, *s.get(i + 1)?];
            Some(u32::from(if big {
                u16::from_be_bytes(b)
            } else {
                u16::from_le_bytes(b)
            }))
        };
        loop {
            let bad = |end: usize, reason| {
                Ok(Some(Bad {
                    start: *at,
                    end: end.min(s.len()),
                    reason,
                }))
            };
            let Some(c) = unit(*at) else {
                if *at == s.len() || !last {
                    return Ok(None);
                }
                return bad(s.len(), "truncated data");
            };
            match c {
                0xd800..=0xdbff => match unit(*at + 2) {
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
    }

    #[inline(always)]
    fn write(c: u32, big: bool, out: &mut Vec<u8>) {
        let mut push = |u: u16| {
            out.extend_from_slice(&if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            });
        };
        if c >= 0x10000 {
            push(0xd7c0 + (c >> 10) as u16);
            push(0xdc00 + (c & 0x3ff) as u16);
        } else {
            push(c as u16);
        }
    }
}

/// Decodes. `order`: -1 little, 1 big, 0 as a mark at the beginning says, or native. Gives the text, the bytes read and the
/// order found.
pub fn decode(
    bytes: &[u8],
    errors: Option<&str>,
    order: i32,
    last: bool,
) -> PyResult<(Ref<Str>, usize, i32)> {
    ordered::decode::<Utf16>(bytes, errors, order, last)
}

/// Encodes. `order` as for `decode`; 0 writes a mark.
pub fn encode(text: &Str, errors: Option<&str>, order: i32) -> PyResult<Ref<Bytes>> {
    ordered::encode::<Utf16>(text, errors, order)
}
