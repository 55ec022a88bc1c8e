//! UTF-32, in either byte order or with a mark that tells.

use base::{PyResult, Ref};

use super::failure::Bad;
use super::ordered::{self, Form};
use crate::unicode::Writer;
use crate::{Bytes, Str};

struct Utf32;

impl Form for Utf32 {
    const SIZE: usize = 4;
    const NAME: &'static str = "utf-32";
    const LITTLE: &'static str = "utf-32-le";
    const BIG: &'static str = "utf-32-be";

    #[inline(always)]
    fn read(
        s: &[u8],
        at: &mut usize,
        big: bool,
        last: bool,
        out: &mut Writer,
    ) -> PyResult<Option<Bad>> {
        let (end, reason) = loop {
            let Some(b) = s[*at..].first_chunk::<4>() else {
                if *at == s.len() || !last {
                    return Ok(None);
                }
                break (s.len(), "truncated data");
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
            break (*at + 4, reason);
        };
        Ok(Some(Bad {
            start: *at,
            end,
            reason,
        }))
    }

    #[inline(always)]
    fn write(c: u32, big: bool, out: &mut Vec<u8>) {
        out.extend_from_slice(&if big {
            c.to_be_bytes()
        } else {
            c.to_le_bytes()
        });
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
    ordered::decode::<Utf32>(bytes, errors, order, last)
}

/// Encodes. `order` as for `decode`; 0 writes a mark.
pub fn encode(text: &Str, errors: Option<&str>, order: i32) -> PyResult<Ref<Bytes>> {
    ordered::encode::<Utf32>(text, errors, order)
}
