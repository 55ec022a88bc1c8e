//! The values of number literals.

use super::state::{Parser, Tok};
use crate::ast::Location;
use crate::constant::{Constant, Int};
use crate::error::ErrorKind;
use num_bigint::BigInt;

/// The value of a NUMBER; `None` after an error is set.
pub(super) fn value_of_number(p: &mut Parser, tok: Tok) -> Option<Constant> {
    if let Some(value) = small_decimal(p.bytes(tok)) {
        return Some(Constant::int(value));
    }
    let text = p.text(tok);
    let digits = if text.contains('_') {
        if p.options.feature_version < 6 {
            return p.raise(
                "Underscores in numeric literals are only supported in Python 3.6 and greater",
            );
        }
        text.replace('_', "")
    } else {
        text
    };
    match number(&digits, p.options.int_max_str_digits) {
        Ok(value) => Some(value),
        Err(digits) => {
            let place = p.token(tok).place;
            let limit = p.options.int_max_str_digits;
            let message = format!(
                "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                 literals to avoid decimal conversion limits."
            );
            // No columns: nobody overlooks the number, and the carets would fill the screen.
            let place = Location::new(place.lineno, -1, place.end_lineno, -1);
            p.raise_place(ErrorKind::SyntaxError, place, message.into())
        }
    }
}

/// Most numbers are decimal, and fit an `i64` with as many digits as this takes.
fn small_decimal(bytes: &[u8]) -> Option<i64> {
    const DIGITS: usize = 18;
    if bytes.len() > DIGITS {
        return None;
    }
    bytes.iter().try_fold(0, |value, b| {
        b.is_ascii_digit().then(|| value * 10 + i64::from(b - b'0'))
    })
}

/// A literal without underscores; `Err` with the number of its digits if it has too many.
fn number(text: &str, max_digits: usize) -> Result<Constant, usize> {
    let bytes = text.as_bytes();
    if let [b'0', letter, rest @ ..] = bytes
        && let Some(radix) = match letter {
            b'x' | b'X' => Some(16),
            b'o' | b'O' => Some(8),
            b'b' | b'B' => Some(2),
            _ => None,
        }
    {
        return Ok(integer(rest, radix));
    }
    if let [digits @ .., b'j' | b'J'] = bytes {
        let digits = std::str::from_utf8(digits).unwrap_or("0");
        return Ok(Constant::Complex(0.0, digits.parse().unwrap_or(0.0)));
    }
    if bytes.iter().all(u8::is_ascii_digit) {
        if bytes.len() > max_digits && max_digits != 0 {
            let zeros = bytes.iter().take_while(|b| **b == b'0').count();
            if zeros < bytes.len() {
                return Err(bytes.len());
            }
        }
        return Ok(integer(bytes, 10));
    }
    Ok(Constant::Float(text.parse().unwrap_or(0.0)))
}

fn integer(digits: &[u8], radix: u32) -> Constant {
    let text = std::str::from_utf8(digits).unwrap_or("0");
    match i64::from_str_radix(text, radix) {
        Ok(value) => Constant::int(value),
        Err(_) => Constant::Int(Int::from(
            BigInt::parse_bytes(digits, radix).unwrap_or_default(),
        )),
    }
}
