//! UTF-7: ASCII with base-64 runs of UTF-16 between `+` and `-`.

use base::{PyResult, Ref};

use super::failure::{Bad, decode_with};
use crate::unicode::Writer;
use crate::{Bytes, Str};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn value(b: u8) -> Option<u32> {
    ALPHABET.iter().position(|a| *a == b).map(|i| i as u32)
}

/// May the character stand for itself outside a run? (Set D, white space, and set O, which the stock encoder leaves.)
fn direct(c: u32) -> bool {
    match char::from_u32(c) {
        Some('+' | '\\' | '~') => false,
        Some('\t' | '\n' | '\r' | ' '..='}') => true,
        _ => false,
    }
}

/// Encodes. UTF-7 can write every character, surrogates too.
pub fn encode(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = super::failure::buffer(text.len().saturating_mul(8).min(isize::MAX as usize))?;
    let (mut inside, mut bits, mut count) = (false, 0u32, 0);
    let flush = |out: &mut Vec<u8>, bits: u32, count: &mut u32| {
        while *count >= 6 {
            out.push(ALPHABET[(bits >> (*count - 6) & 0x3f) as usize]);
            *count -= 6;
        }
    };
    for c in text.iter_chars() {
        if inside && direct(c) {
            if count > 0 {
                out.push(ALPHABET[(bits << (6 - count) & 0x3f) as usize]);
                (bits, count) = (0, 0);
            }
            inside = false;
            // The end of a run shows by itself unless the next character could belong to it.
            if u8::try_from(c).is_ok_and(|b| value(b).is_some() || b == b'-') {
                out.push(b'-');
            }
        }
        if !inside {
            if c == '+' as u32 {
                out.extend_from_slice(b"+-");
                continue;
            }
            if direct(c) {
                out.push(c as u8);
                continue;
            }
            out.push(b'+');
            inside = true;
        }
        let mut unit = |u: u32| {
            bits = bits << 16 | u;
            count += 16;
            flush(&mut out, bits, &mut count);
            bits &= (1 << count) - 1;
        };
        if c >= 0x10000 {
            unit(0xd7c0 + (c >> 10));
            unit(0xdc00 + (c & 0x3ff));
        } else {
            unit(c);
        }
    }
    if count > 0 {
        out.push(ALPHABET[(bits << (6 - count) & 0x3f) as usize]);
    }
    if inside {
        out.push(b'-');
    }
    Bytes::from_slice(&out)
}

/// Decodes; without `last`, a run that has not ended stays unread. Also gives how many bytes were read.
pub fn decode(bytes: &[u8], errors: Option<&str>, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        while *at < s.len() {
            let b = s[*at];
            if b != b'+' {
                if b >= 0x80 {
                    return Ok(Some(Bad {
                        start: *at,
                        end: *at + 1,
                        reason: "unexpected special character",
                    }));
                }
                out.push_char(b as u32)?;
                *at += 1;
                continue;
            }
            let start = *at;
            let mut i = start + 1;
            if s.get(i) == Some(&b'-') {
                out.push_char(b'+' as u32)?;
                *at += 2;
                continue;
            }
            if i < s.len() && value(s[i]).is_none() {
                return Ok(Some(Bad {
                    start,
                    end: i + 1,
                    reason: "ill-formed sequence",
                }));
            }
            let written = out.len();
            let (mut bits, mut count, mut high) = (0u32, 0, None::<u32>);
            while let Some(v) = s.get(i).and_then(|b| value(*b)) {
                bits = bits << 6 | v;
                count += 6;
                i += 1;
                if count < 16 {
                    continue;
                }
                count -= 16;
                let u = bits >> count & 0xffff;
                bits &= (1 << count) - 1;
                match (high.take(), u) {
                    (Some(h), 0xdc00..=0xdfff) => {
                        out.push_char(0x10000 + ((h & 0x3ff) << 10) + (u & 0x3ff))?;
                        continue;
                    }
                    (Some(h), _) => out.push_char(h)?,
                    (None, _) => {}
                }
                if (0xd800..0xdc00).contains(&u) {
                    high = Some(u);
                } else {
                    out.push_char(u)?;
                }
            }
            if i == s.len() {
                if !last {
                    out.truncate(written);
                    return Ok(None);
                }
                if high.is_some() || count >= 6 || bits != 0 {
                    *at = i;
                    return Ok(Some(Bad {
                        start,
                        end: s.len(),
                        reason: "unterminated shift sequence",
                    }));
                }
                *at = i;
                return Ok(None);
            }
            let bad = if count >= 6 {
                Some("partial character in base64 sequence")
            } else if bits != 0 {
                Some("non-zero padding bits in base64 sequence")
            } else {
                None
            };
            if let Some(reason) = bad {
                return Ok(Some(Bad {
                    start,
                    end: i + 1,
                    reason,
                }));
            }
            // A lone surrogate is lost before what is no plain character, as in the reference.
            if let Some(h) = high
                && s[i] < 0x80
                && s[i] != b'+'
            {
                out.push_char(h)?;
            }
            if s[i] == b'-' {
                i += 1;
            }
            *at = i;
        }
        Ok(None)
    };
    decode_with(
        "utf7",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        run,
    )
}
