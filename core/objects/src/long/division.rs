//! Division: floor quotient and remainder, and the correctly rounded true quotient.

use base::{PyResult, Ref};
use num_bigint::BigUint;

use super::arith::{exact, short_value, subtract};
use super::{Fresh, Long, SHIFT, digits, pylong};
use crate::raise;

#[cold]
fn by_zero() -> base::Raised {
    raise!(ZeroDivisionError, "division by zero")
}

/// `a // b`
pub fn floor_divide(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if b.is_zero() {
        return Err(by_zero());
    }
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        return Long::from_i64(floor_div(x, y));
    }
    if let Some((quotient, _)) = pylong::divmod(a, b)? {
        return Ok(quotient);
    }
    let (quotient, remainder) = divide(a, b)?;
    if adjusts(&remainder, b) {
        subtract(&quotient, Long::small(1))
    } else {
        Ok(quotient)
    }
}

/// `a % b`
pub fn remainder(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if b.is_zero() {
        return Err(by_zero());
    }
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        return Long::from_i64(x - floor_div(x, y) * y);
    }
    if let Some((_, remainder)) = pylong::divmod(a, b)? {
        return Ok(remainder);
    }
    let (_, remainder) = divide(a, b)?;
    if adjusts(&remainder, b) {
        super::add(&remainder, b)
    } else {
        Ok(remainder)
    }
}

/// `divmod(a, b)`
pub fn divmod(a: &Long, b: &Long) -> PyResult<(Ref<Long>, Ref<Long>)> {
    if b.is_zero() {
        return Err(by_zero());
    }
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        let q = floor_div(x, y);
        return Ok((Long::from_i64(q)?, Long::from_i64(x - q * y)?));
    }
    if let Some(both) = pylong::divmod(a, b)? {
        return Ok(both);
    }
    let (quotient, remainder) = divide(a, b)?;
    if adjusts(&remainder, b) {
        Ok((
            subtract(&quotient, Long::small(1))?,
            super::add(&remainder, b)?,
        ))
    } else {
        Ok((quotient, remainder))
    }
}

/// Floor division of 60-bit values, `b` not zero.
#[inline(always)]
fn floor_div(a: i64, b: i64) -> i64 {
    // Most divisions are of small numbers, and the 32-bit instruction is several times as fast.
    let q = match (u32::try_from(a), u32::try_from(b)) {
        (Ok(x), Ok(y)) => return i64::from(x / y),
        _ => a / b,
    };
    if a % b != 0 && (a < 0) != (b < 0) {
        q - 1
    } else {
        q
    }
}

/// Must a truncated division be taken one down, since the remainder has the other sign than the divisor?
fn adjusts(remainder: &Long, b: &Long) -> bool {
    !remainder.is_zero() && remainder.is_negative() != b.is_negative()
}

/// Truncated quotient and remainder, the latter with the sign of `a`; `b` is not zero.
pub(super) fn divide(a: &Long, b: &Long) -> PyResult<(Ref<Long>, Ref<Long>)> {
    let (x, y) = (a.digits(), b.digits());
    let negative = a.is_negative() != b.is_negative();
    if digits::compare(x, y).is_lt() {
        return Ok((Long::from_i64(0)?, exact(a)?));
    }
    if let [divisor] = *y {
        let mut quotient = Fresh::new(x.len())?;
        let rem = i64::from(digits::divide_small(quotient.digits(), x, divisor));
        let rem = if a.is_negative() { -rem } else { rem };
        return Ok((quotient.finish(negative)?, Long::from_i64(rem)?));
    }
    if y.len() >= digits::BIG_DIV && x.len() - y.len() >= digits::BIG_DIV {
        digits::room_for(x.len())?;
        let (q, r) = divide_big(&digits::to_biguint(x), &digits::to_biguint(y));
        return Ok((
            digits::from_biguint(&q, negative)?,
            digits::from_biguint(&r, a.is_negative())?,
        ));
    }
    let (q, r) = digits::divide(x, y)?;
    Ok((
        Long::from_digits(&q, negative)?,
        Long::from_digits(&r, a.is_negative())?,
    ))
}

/// Limbs of 64 bits below which the schoolbook division is the faster one.
const RECURSIVE: u64 = 64 * 80;

/// Quotient and remainder of large values, at about the cost of a few multiplications (Burnikel and Ziegler).
pub(super) fn divide_big(a: &BigUint, b: &BigUint) -> (BigUint, BigUint) {
    use num_integer::Integer;
    let n = b.bits();
    if n <= RECURSIVE || a.bits() < n + RECURSIVE {
        return a.div_rem(b);
    }
    // Blocks of n bits from the top: each step divides less than b * 2**n.
    let mask = |value: &BigUint, bits: u64| low_bits(value, bits);
    let blocks = a.bits().div_ceil(n);
    let mut quotient = BigUint::ZERO;
    let mut remainder = BigUint::ZERO;
    for i in (0..blocks).rev() {
        let block = mask(&(a >> (i * n)), n);
        let (q, r) = two_by_one(&((remainder << n) | block), b, n);
        quotient = (quotient << n) | q;
        remainder = r;
    }
    (quotient, remainder)
}

/// The low bits of a value.
pub(super) fn low_bits(value: &BigUint, bits: u64) -> BigUint {
    if value.bits() <= bits {
        return value.clone();
    }
    let words = (bits / 64) as usize;
    let mut low: Vec<u32> = Vec::with_capacity(words * 2 + 2);
    for (i, w) in value.iter_u64_digits().take(words + 1).enumerate() {
        let w = if i == words {
            w & ((1u64 << (bits % 64)) - 1)
        } else {
            w
        };
        low.extend_from_slice(&[w as u32, (w >> 32) as u32]);
    }
    BigUint::new(low)
}

/// `a / b` for `b` of exactly `n` bits and `a < b << n`.
fn two_by_one(a: &BigUint, b: &BigUint, n: u64) -> (BigUint, BigUint) {
    use num_integer::Integer;
    if a.bits() < n + RECURSIVE {
        return a.div_rem(b);
    }
    if n % 2 == 1 {
        let (q, r) = two_by_one(&(a << 1u32), &(b << 1u32), n + 1);
        return (q, r >> 1u32);
    }
    let half = n / 2;
    let (b_high, b_low) = (b >> half, low_bits(b, half));
    let (q1, r) = three_by_two(
        &(a >> n),
        &low_bits(&(a >> half), half),
        b,
        &b_high,
        &b_low,
        half,
    );
    let (q2, r) = three_by_two(&r, &low_bits(a, half), b, &b_high, &b_low, half);
    ((q1 << half) | q2, r)
}

/// `(a12 << half | a3) / b`, where the quotient has at most `half` bits.
fn three_by_two(
    a12: &BigUint,
    a3: &BigUint,
    b: &BigUint,
    b_high: &BigUint,
    b_low: &BigUint,
    half: u64,
) -> (BigUint, BigUint) {
    let (mut q, r) = if &(a12 >> half) == b_high {
        let q = (BigUint::from(1u32) << half) - 1u32;
        let r = a12 - (b_high << half) + b_high;
        (q, r)
    } else {
        two_by_one(a12, b_high, half)
    };
    let product = &q * b_low;
    let mut rest = (r << half) | a3;
    while rest < product {
        q -= 1u32;
        rest += b;
    }
    (q, rest - product)
}

/// `a / b` as a float, rounded half to even.
pub fn true_divide(a: &Long, b: &Long) -> PyResult<f64> {
    if b.is_zero() {
        return Err(by_zero());
    }
    let exactly = 1i64 << f64::MANTISSA_DIGITS;
    if let (Some(x), Some(y)) = (short_value(a), short_value(b))
        && x.abs() <= exactly
        && y.abs() <= exactly
    {
        return Ok(x as f64 / y as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    let sign = if negative { -1.0 } else { 1.0 };
    if a.is_zero() {
        return Ok(sign * 0.0);
    }
    let overflow = || {
        raise!(
            OverflowError,
            "integer division result too large for a float"
        )
    };
    let (a_bits, b_bits) = (a.bit_length() as i64, b.bit_length() as i64);
    let difference = a_bits - b_bits;
    if difference > i64::from(f64::MAX_EXP) {
        return Err(overflow());
    }
    if difference < i64::from(f64::MIN_EXP - f64::MANTISSA_DIGITS as i32 - 1) {
        return Ok(sign * 0.0);
    }
    // A quotient of 55 or 56 bits, or so many as a subnormal result has and two; its last bit is sticky.
    let shift = difference.max(i64::from(f64::MIN_EXP)) - i64::from(f64::MANTISSA_DIGITS) - 2;
    let scaled = |value: &Long, by: i64| -> PyResult<Ref<Long>> {
        let by = by.max(0) as u64;
        super::lshift_by(
            value,
            (by / u64::from(SHIFT)) as usize,
            (by % u64::from(SHIFT)) as u32,
        )
    };
    let x = scaled(&*super::absolute(a)?, -shift)?;
    let y = scaled(&*super::absolute(b)?, shift)?;
    let (q, r) = divide(&x, &y)?;
    // At most 57 bits: two digits.
    let q = short_value(&q).unwrap_or(0) as u64;
    let result = round_scaled(q, !r.is_zero(), shift);
    if result.is_infinite() {
        Err(overflow())
    } else {
        Ok(sign * result)
    }
}

/// `q * 2**exponent`, rounded half to even; `inexact` tells that the true value lies just above `q`.
pub(crate) fn round_scaled(q: u64, inexact: bool, exponent: i64) -> f64 {
    if q == 0 {
        return 0.0;
    }
    let bits = i64::from(64 - q.leading_zeros());
    let precision = i64::from(f64::MANTISSA_DIGITS);
    // The exponent of the unit in the last place, which subnormals share.
    let least = i64::from(f64::MIN_EXP) - precision;
    let drop = (bits - precision).max(least - exponent);
    let (mantissa, exponent) = if drop <= 0 {
        (q, exponent)
    } else if drop > 63 {
        return 0.0;
    } else {
        let half = 1u64 << (drop - 1);
        let rest = q & ((half << 1) - 1);
        let mut m = q >> drop;
        if rest > half || (rest == half && (inexact || m & 1 == 1)) {
            m += 1;
        }
        (m, exponent + drop)
    };
    scale(mantissa as f64, exponent)
}

/// `ldexp` for results that are representable or overflow.
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    let power = |e: i64| f64::from_bits(((e + 1023) as u64) << 52);
    while exponent > 1023 {
        if value.is_infinite() {
            return value;
        }
        value *= power(1023);
        exponent -= 1023;
    }
    while exponent < -1022 && value != 0.0 {
        // Exact: the mantissa has at least the bits that the result needs below; only the last step may lose any, and the
        // callers rounded before.
        value *= power(-1022);
        exponent += 1022;
    }
    if value == 0.0 {
        value
    } else {
        value * power(exponent)
    }
}
