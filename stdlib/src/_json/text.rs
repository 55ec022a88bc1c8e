//! JSON strings: reading them with their escapes, writing them with ours.

use objects::each_width;
use objects::prelude::*;
use objects::unicode::chars::{Chars, Unit};
use objects::unicode::writer::Writer;

/// Raises `json.decoder.JSONDecodeError(message, text, at)`.
#[cold]
pub fn decode_error(message: &str, text: &Str, at: isize) -> Raised {
    let build = || -> PyResult<Raised> {
        let modules = objects::iter::builtin("__import__")?;
        let names = List::from_vec(vec![Str::from_str("JSONDecodeError")?.upcast()])?;
        let (none, name) = (none(), Str::from_str("json.decoder")?);
        let decoder = modules.call(&[&name, none, none, &names])?;
        let class = decoder.get_attr(&*Str::from_str("JSONDecodeError")?)?;
        let (message, at) = (Str::from_str(message)?, Long::from_isize(at)?);
        let error = class.call(&[&message, text, &at])?;
        Ok(Raised::set(error))
    };
    build().unwrap_or_else(|raised| raised)
}

/// Four hexadecimal digits at `at`.
fn hex4<U: Unit>(s: &[U], at: usize) -> Option<u32> {
    s.get(at..at + 4)?.iter().try_fold(0, |value, c| {
        Some(value << 4 | char::from_u32(c.code())?.to_digit(16)?)
    })
}

/// Reads the string whose contents begin at `begin`: its value and the index past the closing quote.
pub fn scan<U: Unit>(
    text: &Str,
    s: &[U],
    begin: usize,
    strict: bool,
) -> PyResult<(Ref<Str>, usize)> {
    let unterminated = || decode_error("Unterminated string starting at", text, begin as isize - 1);
    let mut writer: Option<Writer> = None;
    let mut at = begin;
    loop {
        // As far as nothing special comes.
        let start = at;
        let mut special = 0;
        while let Some(c) = s.get(at) {
            let c = c.code();
            if c == u32::from(b'"') || c == u32::from(b'\\') {
                special = c;
                break;
            }
            if c <= 0x1f && strict {
                return Err(decode_error(
                    "Invalid control character at",
                    text,
                    at as isize,
                ));
            }
            at += 1;
        }
        if special == 0 {
            return Err(unterminated());
        }
        if special == u32::from(b'"') {
            let value = match writer {
                None => Str::from_chars(U::chars(&s[start..at]))?,
                Some(mut writer) => {
                    writer.push_chars(U::chars(&s[start..at]))?;
                    writer.finish()?
                }
            };
            return Ok((value, at + 1));
        }
        let out = writer.get_or_insert_with(Writer::new);
        if at > start {
            out.push_chars(U::chars(&s[start..at]))?;
        }
        let Some(escape) = s.get(at + 1) else {
            return Err(unterminated());
        };
        let backslash = at;
        at += 2;
        let c = match u8::try_from(escape.code()).unwrap_or(0) {
            c @ (b'"' | b'\\' | b'/') => u32::from(c),
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                let Some(mut c) = hex4(s, at) else {
                    return Err(decode_error(
                        "Invalid \\uXXXX escape",
                        text,
                        backslash as isize + 1,
                    ));
                };
                at += 4;
                // A surrogate pair is one character; a surrogate alone is let through.
                if (0xd800..0xdc00).contains(&c)
                    && s.get(at).is_some_and(|c| c.code() == u32::from(b'\\'))
                    && s.get(at + 1).is_some_and(|c| c.code() == u32::from(b'u'))
                    && let Some(low) = hex4(s, at + 2)
                    && (0xdc00..0xe000).contains(&low)
                {
                    c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                    at += 6;
                }
                c
            }
            _ => return Err(decode_error("Invalid \\escape", text, backslash as isize)),
        };
        out.push_char(c)?;
    }
}

/// The letter that follows the backslash in a short escape.
fn short_escape(c: u32) -> Option<u8> {
    Some(match c {
        0x22 => b'"',
        0x5c => b'\\',
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        _ => return None,
    })
}

fn push_unicode_escape(out: &mut Writer, c: u32) -> PyResult<()> {
    let digit = |shift: u32| b"0123456789abcdef"[(c >> shift & 15) as usize];
    out.push_ascii(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)])
}

/// Writes `text` in quotes, what must be escaped escaped; with `ascii`, all that is not printable ASCII too.
pub fn push_encoded(out: &mut Writer, text: &Str, ascii: bool) -> PyResult<()> {
    out.push_ascii(b"\"")?;
    each_width!(text.chars(), s => push_escaped(out, s, ascii))?;
    out.push_ascii(b"\"")
}

fn push_escaped<U: Unit>(out: &mut Writer, s: &[U], ascii: bool) -> PyResult<()> {
    let plain = |c: u32| c >= 0x20 && c != 0x22 && c != 0x5c && (!ascii || c < 0x7f);
    let mut start = 0;
    while start < s.len() {
        let run = s[start..].iter().take_while(|c| plain(c.code())).count();
        if run > 0 {
            let part = &s[start..start + run];
            match U::chars(part) {
                Chars::One(bytes) if ascii => out.push_ascii(bytes)?,
                chars => out.push_chars(chars)?,
            }
            start += run;
        }
        let Some(c) = s.get(start) else {
            break;
        };
        let c = c.code();
        match short_escape(c) {
            Some(letter) => out.push_ascii(&[b'\\', letter])?,
            None if c >= 0x10000 => {
                let v = c - 0x10000;
                push_unicode_escape(out, 0xd800 + (v >> 10))?;
                push_unicode_escape(out, 0xdc00 + (v & 0x3ff))?;
            }
            None => push_unicode_escape(out, c)?,
        }
        start += 1;
    }
    Ok(())
}
