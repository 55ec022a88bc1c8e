//! `str % values`.

use base::{Object, PyResult, Ref};

use super::{Chars, Str, Unit, Writer, each_width};
use crate::percent::{Conversion, Values, integer, lay_out, read, real};
use crate::prelude::*;

/// `format % args`.
pub fn format(format: &Str, args: &Object) -> PyResult<Ref<Str>> {
    let chars = format.chars();
    let mut values = Values::new(args, args.downcast::<Str>().is_some());
    let mut w = Writer::with_capacity(format.len() + 100);
    let mut at = 0;
    while at < chars.len() {
        let run = percent_sign(chars, at);
        if run == chars.len() {
            w.last();
        }
        w.push_substring(format, at, run)?;
        at = run;
        if at == chars.len() {
            break;
        }
        at += 1;
        if chars.get(at) == Some('%' as u32) {
            at += 1;
            w.push_char('%' as u32)?;
            continue;
        }
        if chars.get(at) == Some('(' as u32) {
            values.asked()?;
            let key = key(format, &mut at)?;
            values.key(&key)?;
        }
        let c = read(&mut at, |i| chars.get(i), &mut values)?;
        if at == chars.len() {
            w.last();
        }
        let value = values.take()?;
        convert(&mut w, &value, &c, at)?;
    }
    values.finish("string")?;
    w.finish()
}

fn percent_sign(chars: Chars<'_>, from: usize) -> usize {
    let found = each_width!(chars, s => Unit::find(Unit::of(37), &s[from..]));
    found.map_or(chars.len(), |i| from + i)
}

/// The key between parentheses, which may nest; `at` moves past it.
fn key(format: &Str, at: &mut usize) -> PyResult<Ref<Str>> {
    if format.len() <= *at {
        return Err(raise!(ValueError, "incomplete format key"));
    }
    let start = *at + 1;
    let mut depth = 1;
    let mut i = start;
    while let Some(c) = format.chars().get(i) {
        i += 1;
        match char::from_u32(c) {
            Some('(') => depth += 1,
            Some(')') => {
                depth -= 1;
                if depth == 0 {
                    *at = i;
                    return format.substring(start, i - 1);
                }
            }
            _ => {}
        }
    }
    Err(raise!(ValueError, "incomplete format key"))
}

fn convert(w: &mut Writer, value: &Object, c: &Conversion, at: usize) -> PyResult<()> {
    let text = match u8::try_from(c.code).unwrap_or(0) {
        b's' => value.str()?,
        b'r' => value.repr()?,
        b'a' => value.ascii()?,
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let text = integer(value, c)?;
            return number(w, text.chars().as_bytes(), c);
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            return number(w, &real(value, c)?, c);
        }
        b'c' => character(value)?,
        _ => {
            let shown = char::from_u32(c.code)
                .filter(|c| (' '..='~').contains(c))
                .unwrap_or('?');
            return Err(raise!(
                ValueError,
                "unsupported format character '{}' (0x{:x}) at index {}",
                shown,
                c.code,
                at - 1
            ));
        }
    };
    let mut n = text.len();
    if let Some(p) = c.precision
        && c.code != 'c' as u32
    {
        n = n.min(p);
    }
    let pad = c.width.saturating_sub(n);
    if pad == 0 && n == text.len() {
        return w.push_str(&text);
    }
    if !c.left {
        w.push_repeat(32, pad)?;
    }
    w.push_substring_of(&text, 0, n)?;
    if c.left {
        w.push_repeat(32, pad)?;
    }
    Ok(())
}

fn number(w: &mut Writer, text: &[u8], c: &Conversion) -> PyResult<()> {
    if c.width == 0 && !c.sign && !c.blank {
        return w.push_ascii(text);
    }
    let l = lay_out(text, c);
    w.push_repeat(32, l.before)?;
    if let Some(s) = l.sign {
        w.push_char(s as u32)?;
    }
    w.push_ascii(l.prefix)?;
    w.push_repeat(48, l.zeros)?;
    w.push_ascii(l.digits)?;
    w.push_repeat(32, l.after)
}

fn character(value: &Object) -> PyResult<Ref<Str>> {
    if let Some(s) = value.downcast::<Str>() {
        if s.len() == 1 {
            return Ok(s.to_ref());
        }
        return Err(raise!(
            TypeError,
            "%c requires an int or a unicode character, not a string of length {}",
            s.len()
        ));
    }
    if !crate::sequence::has_index(value) {
        return Err(raise!(
            TypeError,
            "%c requires an int or a unicode character, not {}",
            crate::repr::full_name(value.class())
        ));
    }
    match value.index()?.to_i64() {
        Some(c @ 0..=0x10ffff) => Str::from_char(c as u32),
        _ => Err(raise!(OverflowError, "%c arg not in range(0x110000)")),
    }
}
