//! `unicode_escape` and `raw_unicode_escape`, and the escapes of bytes literals.

use base::{PyResult, Ref};

use super::failure::{Bad, buffer, decode_with, room};
use crate::exceptions::types::DeprecationWarning;
use crate::prelude::*;
use crate::unicode::{Chars, Writer};
use crate::warnings::warn;

/// An escape that the language does not know, for the warning about it.
enum Escape {
    Char(u8),
    Octal([u8; 3]),
}

/// The first of them, and where in the input it stands, after the backslash.
pub struct Invalid {
    escape: Escape,
    pub at: usize,
}

impl Invalid {
    /// The character, or the number above 255 that octal digits gave.
    pub fn value(&self) -> u32 {
        match self.escape {
            Escape::Char(c) => u32::from(c),
            Escape::Octal(digits) => digits
                .iter()
                .fold(0, |v, d| v << 3 | u32::from(d.wrapping_sub(b'0'))),
        }
    }
}

/// The value of up to `n` hex digits and how many there are.
fn hex(s: &[u8], n: usize) -> (u32, usize) {
    let digits = s.iter().take(n).map_while(|b| (*b as char).to_digit(16));
    digits.fold((0, 0), |(v, k), d| (v << 4 | d, k + 1))
}

/// Decodes; without `last`, an incomplete escape at the end stays unread. Also gives how many bytes were read.
pub fn decode(bytes: &[u8], errors: Option<&str>, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let (text, read, invalid) = decode_telling(bytes, errors, last)?;
    warn_invalid(invalid)?;
    Ok((text, read))
}

/// The same without a warning: the first invalid escape is told instead.
pub fn decode_telling(
    bytes: &[u8],
    errors: Option<&str>,
    last: bool,
) -> PyResult<(Ref<Str>, usize, Option<Invalid>)> {
    let mut invalid = None;
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        while *at < s.len() {
            let n = memchr::memchr(b'\\', &s[*at..]).unwrap_or(s.len() - *at);
            out.push_chars(Chars::One(&s[*at..*at + n]))?;
            *at += n;
            if *at == s.len() {
                break;
            }
            let start = *at;
            let bad = |end: usize, reason: &'static str| Ok(Some(Bad { start, end, reason }));
            let Some(c) = s.get(start + 1) else {
                return if last {
                    bad(start + 1, "\\ at end of string")
                } else {
                    Ok(None)
                };
            };
            let rest = &s[start + 2..];
            let mut used = 2;
            let simple = match c {
                b'\n' => None,
                b'\\' | b'\'' | b'"' => Some(*c as u32),
                b'b' => Some(8),
                b'f' => Some(12),
                b't' => Some(9),
                b'n' => Some(10),
                b'r' => Some(13),
                b'v' => Some(11),
                b'a' => Some(7),
                b'0'..=b'7' => {
                    let more = rest
                        .iter()
                        .take(2)
                        .take_while(|b| (b'0'..=b'7').contains(*b));
                    let (v, k) = more.fold(((c - b'0') as u32, 0), |(v, k), b| {
                        (v << 3 | (b - b'0') as u32, k + 1)
                    });
                    used += k;
                    if v > 0o377 && invalid.is_none() {
                        invalid = Some(Invalid {
                            escape: Escape::Octal([*c, rest[0], rest[1]]),
                            at: start + 1,
                        });
                    }
                    Some(v)
                }
                b'x' | b'u' | b'U' => {
                    let (want, reason) = match c {
                        b'x' => (2, "truncated \\xXX escape"),
                        b'u' => (4, "truncated \\uXXXX escape"),
                        _ => (8, "truncated \\UXXXXXXXX escape"),
                    };
                    let (v, k) = hex(rest, want);
                    used += k;
                    if k < want {
                        if start + used == s.len() && !last {
                            return Ok(None);
                        }
                        return bad(start + used, reason);
                    }
                    if v > 0x10ffff {
                        return bad(start + used, "illegal Unicode character");
                    }
                    Some(v)
                }
                b'N' => {
                    let malformed = "malformed \\N character escape";
                    match rest.first() {
                        None if !last => return Ok(None),
                        Some(b'{') => {}
                        _ => return bad(start + 2, malformed),
                    }
                    let Some(close) = memchr::memchr(b'}', &rest[1..]) else {
                        if !last {
                            return Ok(None);
                        }
                        return bad(s.len(), malformed);
                    };
                    used += close + 2;
                    if close == 0 {
                        return bad(start + 3, malformed);
                    }
                    crate::unicode::names::require_for_escape()?;
                    let name = core::str::from_utf8(&rest[1..1 + close]).ok();
                    match name.and_then(compiler::unicode::character_by_name) {
                        Some(c) => Some(c as u32),
                        None => return bad(start + used, "unknown Unicode character name"),
                    }
                }
                c => {
                    if invalid.is_none() {
                        invalid = Some(Invalid {
                            escape: Escape::Char(*c),
                            at: start + 1,
                        });
                    }
                    out.push_char(b'\\' as u32)?;
                    Some(*c as u32)
                }
            };
            if let Some(c) = simple {
                out.push_char(c)?;
            }
            *at = start + used;
        }
        Ok(None)
    };
    let (text, read) = decode_with(
        "unicodeescape",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        run,
    )?;
    Ok((text, read, invalid))
}

fn warn_invalid(invalid: Option<Invalid>) -> PyResult<()> {
    match invalid.map(|invalid| invalid.escape) {
        None => Ok(()),
        Some(Escape::Char(c)) => warn(
            &DeprecationWarning,
            format_args!(
                "\"\\{}\" is an invalid escape sequence. Such sequences will not work in the future. ",
                c as char
            ),
            1,
        ),
        Some(Escape::Octal(d)) => warn(
            &DeprecationWarning,
            format_args!(
                "\"\\{}\" is an invalid octal escape sequence. Such sequences will not work in the future. ",
                d.map(char::from).iter().collect::<String>()
            ),
            1,
        ),
    }
}

/// `\UXXXXXXXX`.
const LONGEST_ESCAPE: usize = 10;

fn push_hex(out: &mut Vec<u8>, letter: u8, c: u32, digits: u32) {
    out.extend_from_slice(&[b'\\', letter]);
    for i in (0..digits).rev() {
        out.push(b"0123456789abcdef"[(c >> (4 * i) & 15) as usize]);
    }
}

/// Encodes all but printable ASCII as escapes.
pub fn encode(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = buffer(text.len())?;
    for c in text.iter_chars() {
        room(&mut out, LONGEST_ESCAPE)?;
        match c {
            9 => out.extend_from_slice(b"\\t"),
            10 => out.extend_from_slice(b"\\n"),
            13 => out.extend_from_slice(b"\\r"),
            0x5c => out.extend_from_slice(b"\\\\"),
            0x20..=0x7e => out.push(c as u8),
            0..=0xff => push_hex(&mut out, b'x', c, 2),
            0x100..=0xffff => push_hex(&mut out, b'u', c, 4),
            _ => push_hex(&mut out, b'U', c, 8),
        }
    }
    Bytes::from_slice(&out)
}

/// Encodes what Latin-1 has not as escapes.
pub fn encode_raw(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = buffer(text.len())?;
    for c in text.iter_chars() {
        room(&mut out, LONGEST_ESCAPE)?;
        match c {
            0..=0xff => out.push(c as u8),
            0x100..=0xffff => push_hex(&mut out, b'u', c, 4),
            _ => push_hex(&mut out, b'U', c, 8),
        }
    }
    Bytes::from_slice(&out)
}

/// Decodes Latin-1 with `\uXXXX` and `\UXXXXXXXX`, where an even number of backslashes goes before.
pub fn decode_raw(bytes: &[u8], errors: Option<&str>, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        while let Some(b) = s.get(*at) {
            if *b != b'\\' || *at + 1 == s.len() && last {
                out.push_char(*b as u32)?;
                *at += 1;
                continue;
            }
            let start = *at;
            let (want, reason) = match s.get(start + 1) {
                None => return Ok(None),
                Some(b'u') => (4, "truncated \\uXXXX escape"),
                Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
                Some(c) => {
                    out.push_char(b'\\' as u32)?;
                    out.push_char(*c as u32)?;
                    *at += 2;
                    continue;
                }
            };
            let (v, k) = hex(&s[start + 2..], want);
            let end = start + 2 + k;
            if k < want {
                if end == s.len() && !last {
                    return Ok(None);
                }
                return Ok(Some(Bad { start, end, reason }));
            }
            if v > 0x10ffff {
                return Ok(Some(Bad {
                    start,
                    end,
                    reason: "\\Uxxxxxxxx out of range",
                }));
            }
            out.push_char(v)?;
            *at = end;
        }
        Ok(None)
    };
    decode_with(
        "rawunicodeescape",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        run,
    )
}

/// The escapes of bytes literals (`PyBytes_DecodeEscape`, `codecs.escape_decode`).
pub fn decode_bytes(s: &[u8], errors: Option<&str>) -> PyResult<Ref<Bytes>> {
    let (bytes, invalid) = decode_bytes_telling(s, errors)?;
    warn_invalid(invalid)?;
    Ok(bytes)
}

/// The same without a warning: the first invalid escape is told instead.
pub fn decode_bytes_telling(
    s: &[u8],
    errors: Option<&str>,
) -> PyResult<(Ref<Bytes>, Option<Invalid>)> {
    let mut out = buffer(s.len())?;
    let mut invalid = None;
    let mut i = 0;
    while i < s.len() {
        if s[i] != b'\\' {
            let n = memchr::memchr(b'\\', &s[i..]).unwrap_or(s.len() - i);
            out.extend_from_slice(&s[i..i + n]);
            i += n;
            continue;
        }
        let Some(c) = s.get(i + 1) else {
            return Err(raise!(ValueError, "Trailing \\ in string"));
        };
        let start = i;
        i += 2;
        match c {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(*c),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b't' => out.push(9),
            b'n' => out.push(10),
            b'r' => out.push(13),
            b'v' => out.push(11),
            b'a' => out.push(7),
            b'0'..=b'7' => {
                let mut v = (c - b'0') as u32;
                let mut k = 0;
                while k < 2
                    && let Some(d @ b'0'..=b'7') = s.get(i)
                {
                    v = v << 3 | (d - b'0') as u32;
                    i += 1;
                    k += 1;
                }
                if v > 0o377 && invalid.is_none() {
                    invalid = Some(Invalid {
                        escape: Escape::Octal([*c, s[i - 2], s[i - 1]]),
                        at: start + 1,
                    });
                }
                out.push(v as u8);
            }
            b'x' => {
                let (v, k) = hex(&s[i..], 2);
                if k == 2 {
                    out.push(v as u8);
                    i += 2;
                    continue;
                }
                match errors {
                    None | Some("strict") => {
                        return Err(raise!(
                            ValueError,
                            "invalid \\x escape at position {}",
                            start
                        ));
                    }
                    Some("replace") => out.push(b'?'),
                    Some("ignore") => {}
                    Some(other) => {
                        return Err(raise!(
                            ValueError,
                            "decoding error; unknown error handling code: {:.400}",
                            other
                        ));
                    }
                }
                i += k;
            }
            c => {
                if invalid.is_none() {
                    invalid = Some(Invalid {
                        escape: Escape::Char(*c),
                        at: start + 1,
                    });
                }
                out.extend_from_slice(&[b'\\', *c]);
            }
        }
    }
    Ok((Bytes::from_slice(&out)?, invalid))
}
