//! `translate` and `maketrans`.

use crate::clinic::*;
use crate::exceptions::{clear_if, types::LookupError};
use crate::prelude::*;
use crate::unicode::Writer;
use crate::unicode::codec::charmap::UNDEFINED;
use crate::unicode::codec::failure::TranslateHandler;

/// What a table makes of a character.
pub(crate) enum Mapped {
    Same,
    Char(u32),
    Text(Ref<Str>),
    Deleted,
}

/// Asks a translation table (a mapping or sequence indexed by code points).
pub(crate) fn look_up(table: &Object, c: u32) -> PyResult<Mapped> {
    let key = Long::from_i64(c as i64)?;
    let value = match table.get_item(&key) {
        Ok(v) => v,
        Err(e) => {
            clear_if(&LookupError, e)?;
            return Ok(Mapped::Same);
        }
    };
    if is_none(&value) {
        return Ok(Mapped::Deleted);
    }
    if let Some(n) = value.downcast::<Long>() {
        return match n.to_i64() {
            Some(c @ 0..=0x10ffff) => Ok(Mapped::Char(c as u32)),
            _ => Err(raise!(
                ValueError,
                "character mapping must be in range(0x110000)"
            )),
        };
    }
    match value.downcast_into::<Str>() {
        Ok(s) => Ok(Mapped::Text(s)),
        Err(_) => Err(raise!(
            TypeError,
            "character mapping must return integer, None or str"
        )),
    }
}

impl Str {
    /// `s.translate(table)`.
    pub fn translate(&self, table: &Object) -> PyResult<Ref<Str>> {
        let mut w = Writer::with_capacity(self.len());
        // What the table said of the ASCII characters seen so far: 0 unknown, 1 deleted, else the character plus 2.
        let mut known = [0u32; 128];
        for c in self.iter_chars() {
            if let Some(k) = known.get(c as usize) {
                match *k {
                    0 => {}
                    1 => continue,
                    k => {
                        w.push_char(k - 2)?;
                        continue;
                    }
                }
            }
            let (keep, result) = match look_up(table, c)? {
                Mapped::Same => (c + 2, Some(c)),
                Mapped::Char(d) => (d + 2, Some(d)),
                Mapped::Deleted => (1, None),
                Mapped::Text(s) => {
                    w.push_substring_of(&s, 0, s.len())?;
                    continue;
                }
            };
            if let Some(k) = known.get_mut(c as usize) {
                *k = keep;
            }
            if let Some(d) = result {
                w.push_char(d)?;
            }
        }
        w.finish()
    }

    /// The same, but what the table has None for is an error, which the handler answers (`PyUnicode_Translate`).
    pub fn translate_or(&self, table: &Object, errors: Option<&str>) -> PyResult<Ref<Str>> {
        let mut w = Writer::with_capacity(self.len());
        let mut handler = TranslateHandler::new(errors);
        let mut at = 0;
        while at < self.len() {
            let c = self.char_at(at);
            match look_up(table, c)? {
                Mapped::Same => w.push_char(c)?,
                Mapped::Char(d) => w.push_char(d)?,
                Mapped::Text(s) => w.push_substring_of(&s, 0, s.len())?,
                Mapped::Deleted => {
                    let mut end = at + 1;
                    while end < self.len()
                        && matches!(look_up(table, self.char_at(end))?, Mapped::Deleted)
                    {
                        end += 1;
                    }
                    at = handler.answer(self, at, end, UNDEFINED, &mut w)?;
                    continue;
                }
            }
            at += 1;
        }
        w.finish()
    }
}

#[pymethods(export = TRANSLATE)]
impl Str {
    /// Each character replaced by what a table says of its code point: a code point, a string, or None to delete it.
    #[method("translate(table, /)")]
    fn translate_method(&self, table: &Object) -> PyResult<Ref<Str>> {
        self.translate(table)
    }

    /// A table for translate(), from a mapping, or from two strings of the same length and one of characters to delete.
    #[staticmethod("maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)")]
    fn maketrans(x: &Object, y: Option<&Str>, z: Option<&Str>) -> PyResult<Ref<Dict>> {
        let table = Dict::new()?;
        if let Some(y) = y {
            let Some(x) = x.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "first maketrans argument must be a string if there is a second argument"
                ));
            };
            if x.len() != y.len() {
                return Err(raise!(
                    ValueError,
                    "the first two maketrans arguments must have equal length"
                ));
            }
            for (a, b) in x.iter_chars().zip(y.iter_chars()) {
                table.set(&*Long::from_i64(a as i64)?, &*Long::from_i64(b as i64)?)?;
            }
            if let Some(z) = z {
                for c in z.iter_chars() {
                    table.set(&*Long::from_i64(c as i64)?, none())?;
                }
            }
            return Ok(table);
        }
        let Some(d) = x.downcast::<Dict>().filter(|d| d.is_exact_dict()) else {
            return Err(raise!(
                TypeError,
                "if you give only one argument to maketrans it must be a dict"
            ));
        };
        let mut position = 0;
        while let Some((key, value)) = d.next_entry(&mut position) {
            if let Some(k) = key.downcast::<Str>() {
                if k.len() != 1 {
                    return Err(raise!(
                        ValueError,
                        "string keys in translatetable must be of length 1"
                    ));
                }
                table.set(&*Long::from_i64(k.char_at(0) as i64)?, &value)?;
            } else if key.downcast::<Long>().is_some() {
                table.set(&key, &value)?;
            } else {
                return Err(raise!(
                    TypeError,
                    "keys in translate table must be strings or integers"
                ));
            }
        }
        Ok(table)
    }
}
