//! Text to complex: what `complex()` reads.

use base::PyResult;

use super::arith::Parts;
use crate::float::{parse_prefix, strip_underscores};
use crate::prelude::*;

fn skip_space(text: &[u8]) -> &[u8] {
    let n = text
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'..=b'\r'))
        .count();
    &text[n..]
}

fn skip_j(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'j' | b'J', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// `FLOAT`, `FLOATj`, `FLOAT+FLOATj`, and without digits before the `j` the imaginary unit; parentheses around are allowed.
fn read(text: &[u8]) -> Option<Parts> {
    let mut rest = skip_space(text);
    let bracket = rest.first() == Some(&b'(');
    if bracket {
        rest = skip_space(&rest[1..]);
    }
    let unit = |sign: &u8| if *sign == b'-' { -1.0 } else { 1.0 };
    let value = match parse_prefix(rest) {
        Some((first, n)) => {
            rest = &rest[n..];
            match rest {
                [sign @ (b'+' | b'-'), tail @ ..] => {
                    let imag = match parse_prefix(rest) {
                        Some((imag, n)) => {
                            rest = &rest[n..];
                            imag
                        }
                        None => {
                            rest = tail;
                            unit(sign)
                        }
                    };
                    rest = skip_j(rest)?;
                    (first, imag)
                }
                [b'j' | b'J', tail @ ..] => {
                    rest = tail;
                    (0.0, first)
                }
                _ => (first, 0.0),
            }
        }
        None => {
            let mut imag = 1.0;
            if let [sign @ (b'+' | b'-'), tail @ ..] = rest {
                imag = unit(sign);
                rest = tail;
            }
            rest = skip_j(rest)?;
            (0.0, imag)
        }
    };
    rest = skip_space(rest);
    if bracket {
        rest = skip_space(rest.strip_prefix(b")")?);
    }
    rest.is_empty().then_some(value)
}

/// `complex(text)`
pub fn from_str_object(text: &Str) -> PyResult<Parts> {
    let converted;
    let bytes = if text.is_ascii() {
        text.as_utf8()?.as_bytes()
    } else {
        converted = crate::long::ascii_digits(text)?;
        &converted
    };
    let value = if memchr::memchr(b'_', bytes).is_some() {
        strip_underscores(bytes).and_then(|plain| read(&plain))
    } else {
        read(bytes)
    };
    value.ok_or_else(|| raise!(ValueError, "complex() arg is a malformed string"))
}
