//! `float.hex` and `float.fromhex`.

use base::PyResult;

use super::decompose;
use crate::long::round_scaled;
use crate::raise;

/// `value.hex()`
pub fn to_hex(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = decompose(value);
    let lead = mantissa >> 52;
    let fraction = mantissa & ((1 << 52) - 1);
    format!("{sign}0x{lead}.{fraction:013x}p{:+}", exponent + 52)
}

enum Bad {
    Syntax,
    TooLarge,
}

/// `float.fromhex(text)`
pub fn from_hex(text: &[u8]) -> PyResult<f64> {
    read(text).map_err(|bad| match bad {
        Bad::Syntax => raise!(ValueError, "invalid hexadecimal floating-point string"),
        Bad::TooLarge => {
            raise!(
                OverflowError,
                "hexadecimal value too large to represent as a float"
            )
        }
    })
}

fn read(text: &[u8]) -> Result<f64, Bad> {
    let space = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r');
    let start = text.iter().take_while(|b| space(b)).count();
    let end = text.len() - text[start..].iter().rev().take_while(|b| space(b)).count();
    let mut rest = &text[start..end];
    let mut sign = 1.0f64;
    if let [s @ (b'+' | b'-'), tail @ ..] = rest {
        if *s == b'-' {
            sign = -1.0;
        }
        rest = tail;
    }
    if rest.eq_ignore_ascii_case(b"inf") || rest.eq_ignore_ascii_case(b"infinity") {
        return Ok(sign * f64::INFINITY);
    }
    if rest.eq_ignore_ascii_case(b"nan") {
        return Ok(f64::NAN.copysign(sign));
    }
    if let [b'0', b'x' | b'X', tail @ ..] = rest {
        rest = tail;
    }
    // The mantissa's leading 60 bits, whether any bit is lost, and the exponent of the last digit taken.
    let (mut mantissa, mut inexact, mut exponent) = (0u64, false, 0i64);
    let (mut any, mut after_point) = (false, false);
    while let [b, tail @ ..] = rest {
        match (*b as char).to_digit(16) {
            Some(d) => {
                any = true;
                if mantissa >> 56 == 0 {
                    mantissa = mantissa << 4 | u64::from(d);
                    exponent -= if after_point { 4 } else { 0 };
                } else {
                    inexact |= d != 0;
                    exponent += if after_point { 0 } else { 4 };
                }
            }
            None if *b == b'.' && !after_point => after_point = true,
            None => break,
        }
        rest = tail;
    }
    if !any {
        return Err(Bad::Syntax);
    }
    if let [b'p' | b'P', tail @ ..] = rest {
        rest = tail;
        let mut negative = false;
        if let [s @ (b'+' | b'-'), tail @ ..] = rest {
            negative = *s == b'-';
            rest = tail;
        }
        if rest.is_empty() {
            return Err(Bad::Syntax);
        }
        let mut given = 0i64;
        while let [d @ b'0'..=b'9', tail @ ..] = rest {
            given = given.saturating_mul(10).saturating_add(i64::from(d - b'0'));
            rest = tail;
        }
        exponent = exponent.saturating_add(if negative { -given } else { given });
    }
    if !rest.is_empty() {
        return Err(Bad::Syntax);
    }
    if mantissa == 0 {
        return Ok(sign * 0.0);
    }
    let value = if exponent > 2000 {
        f64::INFINITY
    } else if exponent < -2000 {
        0.0
    } else {
        round_scaled(mantissa, inexact, exponent)
    };
    if value.is_infinite() {
        return Err(Bad::TooLarge);
    }
    Ok(sign * value)
}
