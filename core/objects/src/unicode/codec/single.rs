//! Latin-1 and ASCII: a byte a character.

use base::{PyResult, Ref};

use super::failure::{Bad, Encode, buffer, decode_with, encode_with};
use super::push_ascii_run;
use crate::unicode::{Chars, Unit, Writer, each_width};
use crate::{Bytes, Str};

/// One of the two.
#[derive(Clone, Copy)]
pub struct Single {
    name: &'static str,
    limit: u32,
    reason: &'static str,
}

pub const LATIN1: Single = Single {
    name: "latin-1",
    limit: 0x100,
    reason: "ordinal not in range(256)",
};

pub const ASCII: Single = Single {
    name: "ascii",
    limit: 0x80,
    reason: "ordinal not in range(128)",
};

impl Encode for Single {
    const LONGEST: usize = 1;

    fn run(
        &mut self,
        input: Chars<'_>,
        at: &mut usize,
        out: &mut Vec<u8>,
    ) -> PyResult<Option<Bad>> {
        let limit = self.limit;
        each_width!(input, s => {
            while let Some(c) = s.get(*at) {
                if c.code() >= limit {
                    let run = s[*at..].iter().take_while(|c| c.code() >= limit).count();
                    return Ok(Some(Bad { start: *at, end: *at + run, reason: self.reason }));
                }
                out.push(c.code() as u8);
                *at += 1;
            }
        });
        Ok(None)
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        if text.max_char() >= self.limit && text.iter_chars().any(|c| c >= self.limit) {
            return Ok(false);
        }
        out.extend(text.iter_chars().map(|c| c as u8));
        Ok(true)
    }
}

/// Encodes.
pub fn encode(text: &Str, errors: Option<&str>, mut how: Single) -> PyResult<Ref<Bytes>> {
    if let Chars::One(s) = text.chars()
        && (how.limit == 0x100 || text.is_ascii())
    {
        return Bytes::from_slice(s);
    }
    encode_with(how.name, errors, text, buffer(text.len())?, &mut how)
}

/// Decodes ASCII.
pub fn decode_ascii(bytes: &[u8], errors: Option<&str>) -> PyResult<Ref<Str>> {
    if bytes.is_ascii() {
        return Str::from_ascii(bytes);
    }
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        *at += push_ascii_run(&s[*at..], out)?;
        Ok((*at < s.len()).then_some(Bad {
            start: *at,
            end: *at + 1,
            reason: ASCII.reason,
        }))
    };
    Ok(decode_with(
        "ascii",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        run,
    )?
    .0)
}
