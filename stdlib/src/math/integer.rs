//! Integer functions, and rounding to integers.

use objects::clinic::*;
use objects::long;
use objects::prelude::*;

/// The value cut to an integer, by `__floor__` or `__ceil__`, or by way of a float.
fn to_integer(x: &Object, name: &Str, of_float: fn(f64) -> f64) -> PyResult {
    if let Some(float) = x.downcast::<Float>()
        && float.is_exact()
    {
        return Ok(Long::from_f64(of_float(float.value()))?.upcast());
    }
    if let Some(method) = x.lookup_special(name)? {
        return method.call(&[]);
    }
    Ok(Long::from_f64(of_float(objects::float::as_f64(x)?))?.upcast())
}

/// The largest integer not above x.
#[pyfunction("floor(x, /)")]
pub(super) fn floor(x: &Object) -> PyResult {
    to_integer(x, id!(__floor__), f64::floor)
}

/// The smallest integer not below x.
#[pyfunction("ceil(x, /)")]
pub(super) fn ceil(x: &Object) -> PyResult {
    to_integer(x, id!(__ceil__), f64::ceil)
}

/// The integer that x is, cut towards zero, by `__trunc__`.
#[pyfunction("trunc(x, /)")]
pub(super) fn trunc(x: &Object) -> PyResult {
    if let Some(float) = x.downcast::<Float>()
        && float.is_exact()
    {
        return Ok(Long::from_f64(float.value())?.upcast());
    }
    match x.lookup_special(id!(__trunc__))? {
        Some(method) => method.call(&[]),
        None => Err(raise!(
            TypeError,
            "type {} doesn't define __trunc__ method",
            x.class().tp_name()
        )),
    }
}

/// The product of the numbers from `low` up to but not including `high`, halving the range.
fn range_product(low: u64, high: u64) -> PyResult<Ref<Long>> {
    let mut product = 1u64;
    let mut at = low;
    while at < high {
        match product.checked_mul(at) {
            Some(next) => product = next,
            None => {
                let middle = low + (high - low) / 2;
                return long::multiply(
                    &*range_product(low, middle)?,
                    &*range_product(middle, high)?,
                );
            }
        }
        at += 1;
    }
    Long::from_u64(product)
}

/// n factorial.
#[pyfunction("factorial(n, /)")]
pub(super) fn factorial(n: &Object) -> PyResult<Ref<Long>> {
    let n = n.index()?;
    if n.is_negative() {
        return Err(raise!(
            ValueError,
            "factorial() not defined for negative values"
        ));
    }
    let Some(n) = n.to_i64() else {
        return Err(raise!(
            OverflowError,
            "factorial() argument should not exceed {}",
            i64::MAX
        ));
    };
    let n = n as u64;
    if n < 2 {
        return Long::from_i64(1);
    }
    // The odd parts by ranges (1, 3, 5, ..), each range as often as halving n reaches it; the twos as one shift.
    let mut odd = Long::from_i64(1)?;
    let mut result = Long::from_i64(1)?;
    let mut done = 1u64;
    for i in (0..u64::BITS - n.leading_zeros()).rev() {
        let top = n >> i;
        if top > 2 {
            odd = long::multiply(&odd, &*odd_product(done + 1, top)?)?;
            done = top;
        }
        result = long::multiply(&result, &odd)?;
    }
    let twos = n - u64::from(n.count_ones());
    long::lshift_by(&result, (twos / 30) as usize, (twos % 30) as u32)
}

/// The product of the odd numbers from `low` to `high`, both included.
fn odd_product(low: u64, high: u64) -> PyResult<Ref<Long>> {
    let first = low | 1;
    let mut product = 1u64;
    let mut at = first;
    while at <= high {
        match product.checked_mul(at) {
            Some(next) => product = next,
            None => {
                let middle = low + (high - low) / 2;
                return long::multiply(
                    &*odd_product(first, middle)?,
                    &*odd_product(middle + 1, high)?,
                );
            }
        }
        at += 2;
    }
    Long::from_u64(product)
}

/// n * (n-1) * .. of k factors, divided by k! if `combinations`.
fn choose(n: &Long, k: u64, combinations: bool) -> PyResult<Ref<Long>> {
    match k {
        0 => return Long::from_i64(1),
        1 => return long::add(n, Long::small(0)),
        _ => {}
    }
    if let Some(value) = n.to_i64() {
        if let Some(result) = choose_small(value, k, combinations) {
            return Long::from_i128(result);
        }
        if !combinations && value >= k as i64 {
            return range_product(value as u64 - k + 1, value as u64 + 1);
        }
    }
    let half = k / 2;
    let first = choose(n, half, combinations)?;
    let rest = long::subtract(n, &*Long::from_u64(half)?)?;
    let product = long::multiply(&first, &*choose(&rest, k - half, combinations)?)?;
    if !combinations {
        return Ok(product);
    }
    long::floor_divide(&product, &*choose(&*Long::from_u64(k)?, half, true)?)
}

/// The same in 128 bits, if they hold every step.
fn choose_small(n: i64, k: u64, combinations: bool) -> Option<i128> {
    if k > 200 {
        return None;
    }
    let mut result = 1i128;
    for i in 0..k as i128 {
        result = result.checked_mul(i128::from(n) - i)?;
        if combinations {
            result /= i + 1;
        }
    }
    Some(result)
}

/// Both arguments of `perm` and `comb` as ints that are not negative.
fn arguments(n: &Object, k: &Object) -> PyResult<(Ref<Long>, Ref<Long>)> {
    let (n, k) = (n.index()?, k.index()?);
    if n.is_negative() {
        return Err(raise!(ValueError, "n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(raise!(ValueError, "k must be a non-negative integer"));
    }
    Ok((n, k))
}

/// Number of ways to choose k items from n in order and without repetition; n! if k is not given.
#[pyfunction("perm(n, k=None, /)")]
pub(super) fn perm(n: &Object, k: Option<&Object>) -> PyResult<Ref<Long>> {
    let Some(k) = k.filter(|k| !is_none(k)) else {
        return factorial(n);
    };
    let (n, k) = arguments(n, k)?;
    if long::compare(&n, &k).is_lt() {
        return Long::from_i64(0);
    }
    let Some(k) = k.to_i64() else {
        return Err(raise!(OverflowError, "k must not exceed {}", i64::MAX));
    };
    choose(&n, k as u64, false)
}

/// Number of ways to choose k items from n without order and repetition.
#[pyfunction("comb(n, k, /)")]
pub(super) fn comb(n: &Object, k: &Object) -> PyResult<Ref<Long>> {
    let (n, mut k) = arguments(n, k)?;
    let other = long::subtract(&n, &k)?;
    if other.is_negative() {
        return Long::from_i64(0);
    }
    if long::compare(&other, &k).is_lt() {
        k = other;
    }
    let Some(k) = k.to_i64() else {
        return Err(raise!(
            OverflowError,
            "min(n - k, k) must not exceed {}",
            i64::MAX
        ));
    };
    choose(&n, k as u64, true)
}

/// The integer part of the square root.
#[pyfunction("isqrt(n, /)")]
pub(super) fn isqrt(n: &Object) -> PyResult<Ref<Long>> {
    let n = n.index()?;
    if n.is_negative() {
        return Err(raise!(ValueError, "isqrt() argument must be nonnegative"));
    }
    if let Some(value) = n.to_u64() {
        return Long::from_u64(value.isqrt());
    }
    // Newton's iteration with growing precision: each step doubles the bits that are right, and the last may be one too
    // large.
    let c = (n.bit_length() - 1) / 2;
    let shift = |x: &Long, by: u64| long::rshift_by(x, (by / 30) as usize, (by % 30) as u32);
    let mut a = Long::from_i64(1)?;
    let mut d = 0u64;
    for s in (0..u64::BITS - c.leading_zeros()).rev() {
        let e = d;
        d = c >> s;
        let quotient = long::floor_divide(&*shift(&n, 2 * c - e - d + 1)?, &a)?;
        let by = d - e - 1;
        let high = long::lshift_by(&a, (by / 30) as usize, (by % 30) as u32)?;
        a = long::add(&high, &quotient)?;
    }
    if long::compare(&*long::multiply(&a, &a)?, &n).is_gt() {
        a = long::subtract(&a, Long::small(1))?;
    }
    Ok(a)
}

/// The greatest common divisor.
#[pyfunction("gcd(*integers)")]
pub(super) fn gcd(integers: &[&Object]) -> PyResult<Ref<Long>> {
    let mut result = Long::from_i64(0)?;
    for o in integers {
        let next = o.index()?;
        // Once it is 1 it stays so, but the other arguments are still checked.
        if !(result.is_compact() && result.compact_value() == 1) {
            result = long::gcd(&result, &next)?;
        }
    }
    Ok(result)
}

/// The least common multiple.
#[pyfunction("lcm(*integers)")]
pub(super) fn lcm(integers: &[&Object]) -> PyResult<Ref<Long>> {
    let mut result = Long::from_i64(1)?;
    for o in integers {
        let next = o.index()?;
        if result.is_zero() {
            continue;
        }
        if next.is_zero() {
            result = Long::from_i64(0)?;
            continue;
        }
        let common = long::gcd(&result, &next)?;
        let quotient = long::floor_divide(&result, &common)?;
        result = long::absolute(&*long::multiply(&quotient, &next)?)?;
    }
    Ok(result)
}
