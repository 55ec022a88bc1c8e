//! Digits of text to a magnitude, in every base from 2 to 36.

use base::{PyResult, Ref};
use num_bigint::BigUint;

use super::{Fresh, Long, MASK, SHIFT, digits};
use crate::exceptions;

/// The value of a digit in base 36; 37 if it is none.
#[inline(always)]
pub(super) fn digit_value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'a'..=b'z' => u32::from(byte - b'a') + 10,
        b'A'..=b'Z' => u32::from(byte - b'A') + 10,
        _ => 37,
    }
}

/// Digits from which halving the text wins.
const LARGE: usize = 1500;

/// The int of digit *values* (each less than `base`), most significant first.
pub(super) fn from_values(values: &[u8], base: u32, negative: bool) -> PyResult<Ref<Long>> {
    if base.is_power_of_two() {
        return binary(values, base.trailing_zeros(), negative);
    }
    if values.len() <= 18 && base <= 10 {
        let mut value = 0i64;
        for &v in values {
            value = value * i64::from(base) + i64::from(v);
        }
        return Long::from_i64(if negative { -value } else { value });
    }
    if values.len() < LARGE {
        return quadratic(values, base, negative);
    }
    digits::room_for(values.len())?;
    let mut powers = Powers {
        base,
        list: Vec::new(),
    };
    let value = powers.combine(values);
    digits::from_biguint(&value, negative)
}

fn binary(values: &[u8], bits: u32, negative: bool) -> PyResult<Ref<Long>> {
    let total = values.len() as u128 * u128::from(bits);
    let n = usize::try_from(total.div_ceil(u128::from(SHIFT))).unwrap_or(usize::MAX);
    let mut out = Fresh::new(n)?;
    let (mut acc, mut have) = (0u64, 0);
    let mut slots = out.digits().iter_mut();
    for &v in values.iter().rev() {
        acc |= u64::from(v) << have;
        have += bits;
        if have >= SHIFT {
            if let Some(slot) = slots.next() {
                *slot = acc as u32 & MASK;
            }
            acc >>= SHIFT;
            have -= SHIFT;
        }
    }
    if let Some(slot) = slots.next() {
        *slot = acc as u32;
    }
    out.finish(negative)
}

/// How many digits of a base one step takes in, and the power of the base that goes with it.
fn step(base: u32) -> (usize, u32) {
    let (mut n, mut power) = (0, 1u32);
    while let Some(next) = power.checked_mul(base).filter(|p| *p <= MASK) {
        power = next;
        n += 1;
    }
    (n, power)
}

fn quadratic(values: &[u8], base: u32, negative: bool) -> PyResult<Ref<Long>> {
    let (per_step, full) = step(base);
    let bits = (values.len() as f64 * f64::from(base).log2()) as usize + 1;
    let mut out = Fresh::new(bits / SHIFT as usize + 2)?;
    let all = out.digits();
    let mut used = 0;
    for chunk in values.chunks(per_step) {
        let mut addend = 0;
        for &v in chunk {
            addend = addend * base + u32::from(v);
        }
        let factor = if chunk.len() == per_step {
            full
        } else {
            base.pow(chunk.len() as u32)
        };
        let carry = digits::multiply_small(&mut all[..used], factor, addend);
        if carry != 0 {
            all[used] = carry;
            used += 1;
        }
    }
    out.finish(negative)
}

/// Powers of the base for texts of halved lengths, made once each.
struct Powers {
    base: u32,
    list: Vec<(usize, BigUint)>,
}

impl Powers {
    fn power(&mut self, exponent: usize) -> BigUint {
        if let Some((_, p)) = self.list.iter().find(|(e, _)| *e == exponent) {
            return p.clone();
        }
        let power = num_traits::Pow::pow(BigUint::from(self.base), exponent as u64);
        self.list.push((exponent, power.clone()));
        power
    }

    fn combine(&mut self, values: &[u8]) -> BigUint {
        if values.len() <= 400 {
            return BigUint::from_radix_be(values, self.base).unwrap_or_default();
        }
        // The low half has one of few lengths, so that its power is used again.
        let mut low = 400;
        while low * 2 < values.len() {
            low *= 2;
        }
        let (high, low_values) = values.split_at(values.len() - low);
        let high = self.combine(high);
        high * self.power(low) + self.combine(low_values)
    }
}

/// A vector of digit values with room for `n`.
pub(super) fn values_with_room(n: usize) -> PyResult<Vec<u8>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n)
        .map_err(|_| exceptions::no_memory())?;
    Ok(v)
}
