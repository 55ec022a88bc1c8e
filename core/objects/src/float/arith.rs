//! Arithmetic and comparison: on plain doubles, for the slots and the interpreter alike.

use core::cmp::Ordering;

use base::PyResult;

use super::{Float, decompose};
use crate::prelude::*;

unsafe extern "C" {
    safe fn fmod(x: f64, y: f64) -> f64;
    safe fn pow(x: f64, y: f64) -> f64;
}

#[cold]
pub(super) fn by_zero() -> Raised {
    raise!(ZeroDivisionError, "division by zero")
}

/// `a % b`, with the sign of `b`.
pub fn remainder(a: f64, b: f64) -> PyResult<f64> {
    if b == 0.0 {
        return Err(by_zero());
    }
    Ok(signed_remainder(a, b))
}

fn signed_remainder(a: f64, b: f64) -> f64 {
    let r = fmod(a, b);
    if r == 0.0 {
        return 0f64.copysign(b);
    }
    if (b < 0.0) != (r < 0.0) { r + b } else { r }
}

/// `divmod(a, b)`
pub fn divmod(a: f64, b: f64) -> PyResult<(f64, f64)> {
    if b == 0.0 {
        return Err(by_zero());
    }
    let r = fmod(a, b);
    // a - r is nearly a multiple of b.
    let mut quotient = (a - r) / b;
    let mut rest = r;
    if r == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (r < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let quotient = if quotient == 0.0 {
        0f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    Ok((quotient, rest))
}

/// `a // b`
pub fn floor_divide(a: f64, b: f64) -> PyResult<f64> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a ** b`: a float, or a complex for a fractional power of a negative number.
pub fn power(a: f64, b: f64) -> PyResult {
    Ok(match real_power(a, b)? {
        Some(value) => Float::from_f64(value)?.upcast(),
        None => crate::complex::power((a, 0.0), (b, 0.0))
            .and_then(|(re, im)| Complex::from_parts(re, im))?
            .upcast(),
    })
}

/// `a ** b`, or None where the result is not real.
pub fn real_power(a: f64, b: f64) -> PyResult<Option<f64>> {
    if b == 0.0 || a == 1.0 {
        return Ok(Some(1.0));
    }
    if a.is_nan() || b.is_nan() {
        return Ok(Some(f64::NAN));
    }
    if a.is_finite() && b.is_finite() {
        if a == 0.0 && b < 0.0 {
            return Err(raise!(ZeroDivisionError, "zero to a negative power"));
        }
        if a < 0.0 && b != b.floor() {
            return Ok(None);
        }
    }
    let value = pow(a, b);
    if value.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(range_error());
    }
    Ok(Some(value))
}

/// OverflowError (34, 'Numerical result out of range')
#[cold]
pub(crate) fn range_error() -> Raised {
    let build = || -> PyResult {
        let number = Long::from_i64(i64::from(libc::ERANGE))?;
        let text = Str::from_str("Numerical result out of range")?;
        Ok(Tuple::from_array([number.upcast(), text.upcast()])?.upcast())
    };
    match build() {
        Ok(args) => {
            crate::exceptions::raise_object(&crate::exceptions::types::OverflowError, &args)
        }
        Err(raised) => raised,
    }
}

/// Compares a float with an int exactly; None if the float is not a number.
pub fn compare(a: f64, b: &Long) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if let Some(value) = b.to_i64()
        && value.unsigned_abs() <= 1 << 53
    {
        return a.partial_cmp(&(value as f64));
    }
    let sign = if a < 0.0 { -1 } else { i32::from(a > 0.0) };
    if sign != b.sign() {
        return Some(sign.cmp(&b.sign()));
    }
    let toward = |order: Ordering| if sign < 0 { order.reverse() } else { order };
    if a.is_infinite() {
        return Some(toward(Ordering::Greater));
    }
    // Same sign, and `b` is large: by the bits before the point, then by the digits.
    let (mantissa, exponent) = decompose(a);
    let bits = i64::from(64 - mantissa.leading_zeros()) + i64::from(exponent);
    let by_bits = bits.cmp(&(b.bit_length() as i64));
    if by_bits.is_ne() {
        return Some(toward(by_bits));
    }
    // More than 53 bits before the point: there is no fraction.
    let digits = crate::long::digits::to_biguint(b.digits());
    let value = num_bigint::BigUint::from(mantissa);
    let value = if exponent >= 0 {
        value << exponent
    } else {
        value >> exponent.unsigned_abs()
    };
    Some(toward(value.cmp(&digits)))
}
