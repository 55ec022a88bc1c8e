//! Kernels on magnitudes: slices of 30-bit digits, least significant first.
//!
//! Schoolbook methods for what programs mostly have; large operands go through `num-bigint`, whose 64-bit limbs and
//! Karatsuba and Toom-Cook multiplication win from `BIG_MUL` digits on, in spite of the conversion.

use core::cmp::Ordering;

use base::{PyResult, Ref};
use num_bigint::BigUint;

use super::{Fresh, Long, MASK, SHIFT};
use crate::exceptions;

/// Digits of the shorter factor from which multiplication goes through `num-bigint`.
pub(super) const BIG_MUL: usize = 64;
/// Digits of divisor and of quotient from which division goes through `num-bigint`.
pub(super) const BIG_DIV: usize = 64;

/// The digits without leading zeros.
#[inline]
pub fn trimmed(digits: &[u32]) -> &[u32] {
    let mut n = digits.len();
    while n > 0 && digits[n - 1] == 0 {
        n -= 1;
    }
    &digits[..n]
}

#[inline]
pub fn bit_length(digits: &[u32]) -> u64 {
    match digits.last() {
        None => 0,
        Some(top) => {
            (digits.len() as u64 - 1) * u64::from(SHIFT) + u64::from(32 - top.leading_zeros())
        }
    }
}

/// Compares trimmed magnitudes.
pub fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len()
        .cmp(&b.len())
        .then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `out = a + b`, where `out` has one digit more than the longer.
pub fn add(out: &mut [u32], a: &[u32], b: &[u32]) {
    let (a, b) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut carry = 0;
    let (low, high) = a.split_at(b.len());
    let (out_low, out_high) = out.split_at_mut(b.len());
    for ((o, x), y) in out_low.iter_mut().zip(low).zip(b) {
        carry += x + y;
        *o = carry & MASK;
        carry >>= SHIFT;
    }
    for (o, x) in out_high.iter_mut().zip(high) {
        carry += x;
        *o = carry & MASK;
        carry >>= SHIFT;
    }
    out_high[high.len()] = carry;
}

/// `out = a - b`, where `a >= b` and `out` is as long as `a`.
pub fn subtract(out: &mut [u32], a: &[u32], b: &[u32]) {
    let mut borrow = 0;
    let (low, high) = a.split_at(b.len());
    let (out_low, out_high) = out.split_at_mut(b.len());
    for ((o, x), y) in out_low.iter_mut().zip(low).zip(b) {
        let d = x.wrapping_sub(*y).wrapping_sub(borrow);
        *o = d & MASK;
        borrow = (d >> SHIFT) & 1;
    }
    for (o, x) in out_high.iter_mut().zip(high) {
        let d = x.wrapping_sub(borrow);
        *o = d & MASK;
        borrow = (d >> SHIFT) & 1;
    }
}

/// `out += a * b` by the schoolbook, where `out` has room for the product.
pub fn multiply_into(out: &mut [u32], a: &[u32], b: &[u32]) {
    for (i, &x) in a.iter().enumerate() {
        let x = u64::from(x);
        let mut carry = 0u64;
        let row = &mut out[i..];
        for (o, &y) in row.iter_mut().zip(b) {
            carry += u64::from(*o) + x * u64::from(y);
            *o = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        row[b.len()] = carry as u32;
    }
}

/// `digits = digits * factor + addend`; the carry that falls out.
pub fn multiply_small(digits: &mut [u32], factor: u32, addend: u32) -> u32 {
    let mut carry = u64::from(addend);
    for d in digits {
        carry += u64::from(*d) * u64::from(factor);
        *d = carry as u32 & MASK;
        carry >>= SHIFT;
    }
    carry as u32
}

/// `out = a / divisor`; the remainder. `out` is as long as `a`, or empty if only the remainder is wanted.
pub fn divide_small(out: &mut [u32], a: &[u32], divisor: u32) -> u32 {
    let mut rem = 0u64;
    if out.is_empty() {
        for &x in a.iter().rev() {
            rem = ((rem << SHIFT) | u64::from(x)) % u64::from(divisor);
        }
    } else {
        for (o, &x) in out.iter_mut().zip(a).rev() {
            rem = (rem << SHIFT) | u64::from(x);
            let q = rem / u64::from(divisor);
            *o = q as u32;
            rem -= q * u64::from(divisor);
        }
    }
    rem as u32
}

/// `out = a << bits`, `bits < 30`, where `out` has one digit more.
pub fn shift_left(out: &mut [u32], a: &[u32], bits: u32) {
    let mut carry = 0u64;
    for (o, &x) in out.iter_mut().zip(a) {
        carry |= u64::from(x) << bits;
        *o = carry as u32 & MASK;
        carry >>= SHIFT;
    }
    if let Some(top) = out.get_mut(a.len()) {
        *top = carry as u32;
    }
}

/// `out = a >> bits`, `bits < 30`, both of the same length.
pub fn shift_right(out: &mut [u32], a: &[u32], bits: u32) {
    let mut acc = 0u64;
    for (o, &x) in out.iter_mut().zip(a).rev() {
        acc = (acc << SHIFT) | u64::from(x);
        *o = (acc >> bits) as u32 & MASK;
        acc &= u64::from(MASK);
    }
}

/// A zeroed vector, or MemoryError.
pub fn zeros(n: usize) -> PyResult<Vec<u32>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n)
        .map_err(|_| exceptions::no_memory())?;
    v.resize(n, 0);
    Ok(v)
}

/// Knuth's algorithm D: quotient (`a.len() - b.len() + 1` digits) and remainder (`b.len()`), for `b` of two digits or more
/// and `a` not shorter.
pub fn divide(a: &[u32], b: &[u32]) -> PyResult<(Vec<u32>, Vec<u32>)> {
    let n = b.len();
    let bits = SHIFT - (32 - b[n - 1].leading_zeros());
    let mut v = zeros(n + 1)?;
    shift_left(&mut v, b, bits);
    let v = &v[..n];
    let mut u = zeros(a.len() + 1)?;
    shift_left(&mut u, a, bits);
    let steps = a.len() - n + 1;
    let mut quotient = zeros(steps)?;
    let top = u64::from(v[n - 1]);
    let second = u64::from(v[n - 2]);
    for j in (0..steps).rev() {
        let head = (u64::from(u[j + n]) << SHIFT) | u64::from(u[j + n - 1]);
        let mut q = head / top;
        let mut r = head - q * top;
        while q > u64::from(MASK) || q * second > ((r << SHIFT) | u64::from(u[j + n - 2])) {
            q -= 1;
            r += top;
            if r > u64::from(MASK) {
                break;
            }
        }
        let mut borrow = 0i64;
        let window = &mut u[j..=j + n];
        for (w, &d) in window.iter_mut().zip(v) {
            borrow += i64::from(*w) - (q as i64) * i64::from(d);
            *w = borrow as u32 & MASK;
            borrow >>= SHIFT;
        }
        borrow += i64::from(window[n]);
        window[n] = borrow as u32 & MASK;
        if borrow < 0 {
            // The estimate was one too large: add the divisor back.
            let mut carry = 0;
            for (w, &d) in window.iter_mut().zip(v) {
                carry += *w + d;
                *w = carry & MASK;
                carry >>= SHIFT;
            }
            window[n] = (window[n] + carry) & MASK;
            q -= 1;
        }
        quotient[j] = q as u32;
    }
    let mut remainder = zeros(n)?;
    shift_right(&mut remainder, &u[..n], bits);
    Ok((quotient, remainder))
}

/// Is there memory for `n` digits several times over? `num-bigint` aborts where it finds none, so it is asked before.
pub(super) fn room_for(n: usize) -> PyResult<()> {
    match base::mem::is_available(n.saturating_mul(6 * size_of::<u32>())) {
        true => Ok(()),
        false => Err(exceptions::no_memory()),
    }
}

/// The magnitude in `num-bigint`'s form.
pub fn to_biguint(digits: &[u32]) -> BigUint {
    let mut words = Vec::with_capacity(digits.len());
    let (mut acc, mut bits) = (0u64, 0u32);
    for &d in digits {
        acc |= u64::from(d) << bits;
        bits += SHIFT;
        if bits >= 32 {
            words.push(acc as u32);
            acc >>= 32;
            bits -= 32;
        }
    }
    if bits > 0 {
        words.push(acc as u32);
    }
    BigUint::new(words)
}

/// And back.
pub fn from_biguint(value: &BigUint, negative: bool) -> PyResult<Ref<Long>> {
    let bits = value.bits();
    let n = bits.div_ceil(u64::from(SHIFT)) as usize;
    let mut fresh = Fresh::new(n)?;
    unpack(fresh.digits(), value);
    fresh.finish(negative)
}

/// Writes the value into digits enough for it.
pub(super) fn unpack(out: &mut [u32], value: &BigUint) {
    let (mut acc, mut have) = (0u128, 0u32);
    let mut words = value.iter_u64_digits();
    for o in out {
        if have < SHIFT {
            acc |= u128::from(words.next().unwrap_or(0)) << have;
            have += 64;
        }
        *o = acc as u32 & MASK;
        acc >>= SHIFT;
        have -= SHIFT;
    }
}
