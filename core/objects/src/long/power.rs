//! `pow` with and without modulus, and the greatest common divisor.

use base::{Object, PyResult, Ref};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::One;

use super::arith::{absolute, short_value};
use super::{Long, SHIFT, digits};
use crate::{exceptions, raise};

/// `pow(a, b, modulus)`: a float for a negative exponent without modulus.
pub fn power(a: &Long, b: &Long, modulus: Option<&Long>) -> PyResult {
    match modulus {
        Some(modulus) => Ok(modular(a, b, modulus)?.upcast()),
        None if b.is_negative() => {
            let value = crate::float::power(a.as_f64()?, b.as_f64()?)?;
            Ok(value)
        }
        None => Ok(plain(a, b)?.upcast()),
    }
}

fn plain(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if b.is_zero() {
        return Long::from_i64(1);
    }
    if let Some(base) = short_value(a) {
        match base {
            0 | 1 => return Long::from_i64(base),
            -1 => return Long::from_i64(if is_odd(b) { -1 } else { 1 }),
            _ => {}
        }
        if let Some(exponent) = short_value(b)
            && let Ok(exponent) = u32::try_from(exponent)
            && let Some(result) = base.checked_pow(exponent)
        {
            return Long::from_i64(result);
        }
    }
    let exponent = b
        .to_i64()
        .map(|e| e as u64)
        .ok_or_else(exceptions::no_memory)?;
    let negative = a.is_negative() && exponent & 1 == 1;
    let zeros = trailing_zeros(a.digits());
    // A power of two in the base is a shift of the result.
    let shift = zeros
        .checked_mul(exponent)
        .ok_or_else(exceptions::no_memory)?;
    let odd = digits::to_biguint(a.digits()) >> zeros;
    let odd_bits = odd.bits();
    let odd_power = if odd.is_one() {
        odd
    } else {
        let bits = odd_bits
            .checked_mul(exponent)
            .ok_or_else(exceptions::no_memory)?;
        digits::room_for((bits / u64::from(SHIFT)) as usize)?;
        num_traits::Pow::pow(odd, exponent)
    };
    let result = digits::from_biguint(&odd_power, negative)?;
    super::lshift_by(
        &result,
        usize::try_from(shift / u64::from(SHIFT)).map_err(|_| exceptions::no_memory())?,
        (shift % u64::from(SHIFT)) as u32,
    )
}

fn is_odd(a: &Long) -> bool {
    a.digits().first().is_some_and(|d| d & 1 == 1)
}

fn trailing_zeros(digits: &[u32]) -> u64 {
    let words = digits.iter().take_while(|d| **d == 0).count();
    let bits = digits.get(words).map_or(0, |d| d.trailing_zeros());
    words as u64 * u64::from(SHIFT) + u64::from(bits)
}

fn modular(a: &Long, b: &Long, modulus: &Long) -> PyResult<Ref<Long>> {
    if modulus.is_zero() {
        return Err(raise!(ValueError, "pow() 3rd argument cannot be 0"));
    }
    let m = digits::to_biguint(modulus.digits());
    if m.is_one() {
        return Long::from_i64(0);
    }
    let mut base = a.to_bigint().mod_floor(&BigInt::from(m.clone()));
    if b.is_negative() {
        base = inverse(&base, &BigInt::from(m.clone()))
            .ok_or_else(|| raise!(ValueError, "base is not invertible for the given modulus"))?;
    }
    let exponent = digits::to_biguint(b.digits());
    let base = base.magnitude();
    let result = match (u64::try_from(&m), u64::try_from(base)) {
        (Ok(m), Ok(base)) => BigUint::from(small_modular(base, &exponent, m)),
        _ => base.modpow(&exponent, &m),
    };
    if modulus.is_negative() && result != BigUint::ZERO {
        return digits::from_biguint(&(m - result), true);
    }
    digits::from_biguint(&result, false)
}

fn small_modular(base: u64, exponent: &BigUint, m: u64) -> u64 {
    let m = u128::from(m);
    let mut result = 1 % m;
    for word in exponent.to_u64_digits().into_iter().rev() {
        for bit in (0..64).rev() {
            result = result * result % m;
            if word >> bit & 1 == 1 {
                result = result * u128::from(base) % m;
            }
        }
    }
    result as u64
}

/// The inverse of `a` modulo `m > 1`, if it has one; between 0 and `m`.
fn inverse(a: &BigInt, m: &BigInt) -> Option<BigInt> {
    let found = a.extended_gcd(m);
    found.gcd.is_one().then(|| found.x.mod_floor(m))
}

/// The greatest common divisor, not negative.
pub fn gcd(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        return Long::from_i64(x.gcd(&y));
    }
    if a.is_zero() {
        return absolute(b);
    }
    if b.is_zero() {
        return absolute(a);
    }
    let result = digits::to_biguint(a.digits()).gcd(&digits::to_biguint(b.digits()));
    digits::from_biguint(&result, false)
}

/// nb_power
pub(super) fn power_slot(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    let (Some(a), Some(b)) = (a.downcast::<Long>(), b.downcast::<Long>()) else {
        return crate::not_implemented_result();
    };
    if crate::is_none(modulus) {
        return power(a, b, None);
    }
    match modulus.downcast::<Long>() {
        Some(modulus) => power(a, b, Some(modulus)),
        None => crate::object::not_implemented_result(),
    }
}
