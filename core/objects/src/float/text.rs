//! Text to float: what `float()` reads.

use base::{Object, PyResult, Raised, Ref};

use super::Float;
use crate::prelude::*;

fn is_space(b: &u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// The longest prefix that is a float literal (`PyOS_string_to_double`): its value and length.
pub fn parse_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let negative = text.first() == Some(&b'-');
    let sign = if negative { -1.0f64 } else { 1.0 };
    let rest = &text[start..];
    let word = |w: &[u8]| rest.len() >= w.len() && rest[..w.len()].eq_ignore_ascii_case(w);
    if word(b"infinity") {
        return Some((sign * f64::INFINITY, start + 8));
    }
    if word(b"inf") {
        return Some((sign * f64::INFINITY, start + 3));
    }
    if word(b"nan") {
        return Some((f64::NAN.copysign(sign), start + 3));
    }
    let digits = |from: usize| {
        rest[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let whole = digits(0);
    let mut end = whole;
    let mut fraction = 0;
    if rest.get(whole) == Some(&b'.') {
        fraction = digits(whole + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(rest.get(end), Some(b'e' | b'E')) {
        let at = end + 1 + usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
        if at <= rest.len() {
            let n = digits(at);
            if n > 0 {
                end = at + n;
            }
        }
    }
    let literal = core::str::from_utf8(&rest[..end]).ok()?;
    let value: f64 = literal.parse().ok()?;
    Some((if negative { -value } else { value }, start + end))
}

/// The text without underscores, each of which must stand between two digits; None if one does not.
pub fn strip_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve_exact(text.len()).ok()?;
    for (i, &b) in text.iter().enumerate() {
        if b != b'_' {
            out.push(b);
            continue;
        }
        let digit = |j: Option<usize>| j.and_then(|j| text.get(j)).is_some_and(u8::is_ascii_digit);
        if !digit(i.checked_sub(1)) || !digit(Some(i + 1)) {
            return None;
        }
    }
    Some(out)
}

/// `float(text)`: white space around, underscores between digits; None if it is no float.
pub fn parse(text: &[u8]) -> Option<f64> {
    let stripped = text.trim_ascii_with(is_space);
    let whole = |t: &[u8]| {
        parse_prefix(t)
            .filter(|(_, n)| *n == t.len())
            .map(|(v, _)| v)
    };
    if memchr::memchr(b'_', stripped).is_some() {
        whole(&strip_underscores(stripped)?)
    } else {
        whole(stripped)
    }
}

trait TrimWith {
    fn trim_ascii_with(&self, space: impl Fn(&u8) -> bool) -> &Self;
}

impl TrimWith for [u8] {
    fn trim_ascii_with(&self, space: impl Fn(&u8) -> bool) -> &[u8] {
        let start = self.iter().take_while(|b| space(b)).count();
        let rest = &self[start..];
        let end = rest.iter().rev().take_while(|b| space(b)).count();
        &rest[..rest.len() - end]
    }
}

#[cold]
fn malformed(literal: &Object) -> Raised {
    match literal.repr() {
        Ok(repr) => raise!(
            ValueError,
            "could not convert string to float: {}",
            repr.to_string_lossy()
        ),
        Err(raised) => raised,
    }
}

/// `float(text)` of a str.
pub fn from_str_object(text: &Str) -> PyResult<Ref<Float>> {
    let value = if text.is_ascii() {
        parse(text.as_utf8()?.as_bytes())
    } else {
        parse(&crate::long::ascii_digits(text)?)
    };
    Float::from_f64(value.ok_or_else(|| malformed(text))?)
}

/// `float(text)` without an object.
pub fn from_bytes_text(text: &[u8]) -> Option<f64> {
    parse(text)
}

/// `float(o)` for text in any dress.
pub fn from_text_object(o: &Object) -> PyResult<Ref<Float>> {
    if let Some(text) = o.downcast::<Str>() {
        return from_str_object(text);
    }
    let buffer = match Buffer::get(o) {
        Ok(buffer) => buffer,
        Err(raised) => {
            raised.clear();
            return Err(raise!(
                TypeError,
                "float() argument must be a string or a real number, not '{}'",
                o.class().tp_name()
            ));
        }
    };
    let value = parse(buffer.as_slice()).ok_or_else(|| malformed(o))?;
    Float::from_f64(value)
}
