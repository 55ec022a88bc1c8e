//! Sum, difference, product, sign and comparison.

use core::cmp::Ordering;

use base::{PyResult, Ref};

use super::{Fresh, Long, SHIFT, digits};

/// `a + b` for compact operands.
#[inline(always)]
pub fn add_compact(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    Long::from_i64(a.compact_value() as i64 + b.compact_value() as i64)
}

/// `a - b` for compact operands.
#[inline(always)]
pub fn subtract_compact(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    Long::from_i64(a.compact_value() as i64 - b.compact_value() as i64)
}

/// `a * b` for compact operands, whose product has at most 60 bits.
#[inline(always)]
pub fn multiply_compact(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    Long::from_i64(a.compact_value() as i64 * b.compact_value() as i64)
}

/// The value of an int of at most two digits (60 bits).
#[inline(always)]
pub(super) fn short_value(a: &Long) -> Option<i64> {
    let magnitude = match *a.digits() {
        [] => 0,
        [low] => i64::from(low),
        [low, high] => i64::from(low) | (i64::from(high) << SHIFT),
        _ => return None,
    };
    Some(if a.is_negative() {
        -magnitude
    } else {
        magnitude
    })
}

#[inline(always)]
fn both_compact(a: &Long, b: &Long) -> bool {
    a.is_compact() && b.is_compact()
}

#[inline]
pub fn add(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if both_compact(a, b) {
        return add_compact(a, b);
    }
    add_large(a, b)
}

fn add_large(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        return Long::from_i64(x + y);
    }
    signed_sum(a.digits(), a.is_negative(), b.digits(), b.is_negative())
}

#[inline]
pub fn subtract(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if both_compact(a, b) {
        return subtract_compact(a, b);
    }
    subtract_large(a, b)
}

fn subtract_large(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
        return Long::from_i64(x - y);
    }
    signed_sum(a.digits(), a.is_negative(), b.digits(), !b.is_negative())
}

/// The sum of two magnitudes with signs.
fn signed_sum(a: &[u32], a_negative: bool, b: &[u32], b_negative: bool) -> PyResult<Ref<Long>> {
    if a_negative == b_negative {
        let mut sum = Fresh::new(a.len().max(b.len()) + 1)?;
        digits::add(sum.digits(), a, b);
        return sum.finish(a_negative);
    }
    let (larger, smaller, negative) = match digits::compare(a, b) {
        Ordering::Equal => return Long::from_i64(0),
        Ordering::Greater => (a, b, a_negative),
        Ordering::Less => (b, a, b_negative),
    };
    let mut difference = Fresh::new(larger.len())?;
    digits::subtract(difference.digits(), larger, smaller);
    difference.finish(negative)
}

#[inline]
pub fn multiply(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if both_compact(a, b) {
        return multiply_compact(a, b);
    }
    multiply_large(a, b)
}

fn multiply_large(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
    if let (Some(x), Some(y)) = (short_value(a), short_value(b))
        && let Some(product) = x.checked_mul(y)
    {
        return Long::from_i64(product);
    }
    let negative = a.is_negative() != b.is_negative();
    let (x, y) = (a.digits(), b.digits());
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    if short.is_empty() {
        return Long::from_i64(0);
    }
    if short.len() < digits::BIG_MUL {
        let mut product = Fresh::new(short.len() + long.len())?;
        digits::multiply_into(product.digits(), short, long);
        return product.finish(negative);
    }
    digits::room_for(short.len() + long.len())?;
    let left = digits::to_biguint(long);
    let product = if a.is(b) {
        &left * &left
    } else {
        left * digits::to_biguint(short)
    };
    digits::from_biguint(&product, negative)
}

pub fn negative(a: &Long) -> PyResult<Ref<Long>> {
    if a.is_compact() {
        return Long::from_i64(-(a.compact_value() as i64));
    }
    Long::from_digits(a.digits(), !a.is_negative())
}

pub fn absolute(a: &Long) -> PyResult<Ref<Long>> {
    if a.is_negative() {
        negative(a)
    } else {
        exact(a)
    }
}

/// The same value as an exact `int`.
pub(super) fn exact(a: &Long) -> PyResult<Ref<Long>> {
    if a.is_exact() {
        Ok(a.to_ref())
    } else if a.is_compact() {
        Long::from_i64(a.compact_value() as i64)
    } else {
        Long::from_digits(a.digits(), a.is_negative())
    }
}

#[inline]
pub fn compare(a: &Long, b: &Long) -> Ordering {
    if both_compact(a, b) {
        return a.compact_value().cmp(&b.compact_value());
    }
    match (a.is_negative(), b.is_negative()) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => digits::compare(a.digits(), b.digits()),
        (true, true) => digits::compare(b.digits(), a.digits()),
    }
}
