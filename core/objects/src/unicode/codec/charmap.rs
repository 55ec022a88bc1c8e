//! Codecs by a table: what `encodings/cp1252.py` and its like are made of.

use base::{Object, PyResult, Ref};

use super::encoding_map::EncodingMap;
use super::failure::{Bad, Encode, buffer, decode_with, encode_with, room};
use super::single;
use crate::exceptions::{clear_if, types::LookupError};
use crate::prelude::*;
use crate::unicode::{Chars, Writer};

pub(crate) const UNDEFINED: &str = "character maps to <undefined>";

/// Decodes by a mapping: a string indexed by bytes, or a mapping of ints to ints, strings or None. None is Latin-1.
pub fn decode(bytes: &[u8], errors: Option<&str>, mapping: Option<&Object>) -> PyResult<Ref<Str>> {
    let Some(mapping) = mapping else {
        return Str::from_latin1(bytes);
    };
    let table = mapping.downcast::<Str>();
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        while let Some(b) = s.get(*at) {
            let defined = match table {
                Some(t) => match t.chars().get(*b as usize) {
                    None | Some(0xfffe) => false,
                    Some(c) => {
                        out.push_char(c)?;
                        true
                    }
                },
                None => push_mapped(mapping, *b, out)?,
            };
            if !defined {
                return Ok(Some(Bad {
                    start: *at,
                    end: *at + 1,
                    reason: UNDEFINED,
                }));
            }
            *at += 1;
        }
        Ok(None)
    };
    Ok(decode_with(
        "charmap",
        errors,
        bytes,
        Writer::with_capacity(bytes.len()),
        run,
    )?
    .0)
}

/// Writes what the mapping has for a byte; false if it has nothing.
fn push_mapped(mapping: &Object, b: u8, out: &mut Writer) -> PyResult<bool> {
    let value = match mapping.get_item(Long::small(b as i32)) {
        Ok(v) => v,
        Err(e) => {
            clear_if(&LookupError, e)?;
            return Ok(false);
        }
    };
    if is_none(&value) {
        return Ok(false);
    }
    if let Some(n) = value.downcast::<Long>() {
        return match n.to_i64() {
            Some(0xfffe) => Ok(false),
            Some(c @ 0..=0x10ffff) => out.push_char(c as u32).map(|()| true),
            _ => Err(raise!(
                TypeError,
                "character mapping must be in range(0x110000)"
            )),
        };
    }
    if let Some(s) = value.downcast::<Str>() {
        if s.len() == 1 && s.char_at(0) == 0xfffe {
            return Ok(false);
        }
        return out.push_substring_of(s, 0, s.len()).map(|()| true);
    }
    Err(raise!(
        TypeError,
        "character mapping must return integer, None or str"
    ))
}

struct Charmap<'a>(&'a Object);

impl Charmap<'_> {
    /// Writes what the mapping has for a character; false if it has nothing.
    fn put(&self, c: u32, out: &mut Vec<u8>) -> PyResult<bool> {
        if let Some(map) = self.0.downcast::<EncodingMap>() {
            let Some(byte) = map.get(c) else {
                return Ok(false);
            };
            room(out, 1)?;
            out.push(byte);
            return Ok(true);
        }
        let key = Long::from_i64(c as i64)?;
        let value = match self.0.get_item(&key) {
            Ok(v) => v,
            Err(e) => {
                clear_if(&LookupError, e)?;
                return Ok(false);
            }
        };
        if is_none(&value) {
            return Ok(false);
        }
        if let Some(n) = value.downcast::<Long>() {
            return match n.to_i64() {
                Some(b @ 0..=255) => {
                    room(out, 1)?;
                    out.push(b as u8);
                    Ok(true)
                }
                _ => Err(raise!(TypeError, "character mapping must be in range(256)")),
            };
        }
        if let Some(b) = value.downcast::<Bytes>() {
            room(out, b.len())?;
            out.extend_from_slice(b.as_slice());
            return Ok(true);
        }
        Err(raise!(
            TypeError,
            "character mapping must return integer, bytes or None, not {:.400}",
            value.class().tp_name()
        ))
    }
}

impl Encode for Charmap<'_> {
    const LONGEST: usize = 1;

    fn run(
        &mut self,
        input: Chars<'_>,
        at: &mut usize,
        out: &mut Vec<u8>,
    ) -> PyResult<Option<Bad>> {
        while let Some(c) = input.get(*at) {
            if !self.put(c, out)? {
                let start = *at;
                let mut end = start + 1;
                let mut scratch = Vec::new();
                while let Some(c) = input.get(end) {
                    if self.put(c, &mut scratch)? {
                        break;
                    }
                    end += 1;
                }
                return Ok(Some(Bad {
                    start,
                    end,
                    reason: UNDEFINED,
                }));
            }
            *at += 1;
        }
        Ok(None)
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        for c in text.iter_chars() {
            if !self.put(c, out)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Encodes by a mapping of code points to ints below 256, bytes or None. None is Latin-1.
pub fn encode(text: &Str, errors: Option<&str>, mapping: Option<&Object>) -> PyResult<Ref<Bytes>> {
    match mapping {
        None => single::encode(text, errors, single::LATIN1),
        Some(m) => encode_with(
            "charmap",
            errors,
            text,
            buffer(text.len())?,
            &mut Charmap(m),
        ),
    }
}

/// The encoding table of a decoding table (`PyUnicode_BuildEncodingMap`).
pub fn build(decoding: &Str) -> PyResult {
    if let Some(map) = EncodingMap::of(decoding)? {
        return Ok(map.upcast());
    }
    let map = Dict::new()?;
    for (i, c) in decoding.iter_chars().take(256).enumerate() {
        map.set(&*Long::from_i64(c as i64)?, Long::small(i as i32))?;
    }
    Ok(map.upcast())
}
