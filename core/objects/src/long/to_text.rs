//! Ints as text: decimal, and the radixes that are powers of two.

use base::{PyResult, Ref, tstate};
use num_bigint::BigUint;

use super::division::divide_big;
use super::{Long, SHIFT, digits};
use crate::prelude::*;
use crate::{Str, exceptions};

/// Limit on the digits of a conversion between int and decimal text; 0 is none.
#[inline]
pub fn max_str_digits() -> usize {
    // SAFETY: attached.
    let limit = unsafe { (*tstate::interp()).long_state.max_str_digits };
    usize::try_from(limit).unwrap_or(0)
}

#[cold]
fn too_many_digits(limit: usize) -> Raised {
    raise!(
        ValueError,
        "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to \
         increase the limit"
    )
}

/// `str(value)`
pub fn decimal(value: &Long) -> PyResult<Ref<Str>> {
    if let Some(v) = value.to_i64() {
        if (0..10).contains(&v) {
            return Str::from_char(u32::from(b'0') + v as u32);
        }
        let mut buffer = [0u8; 20];
        return Str::from_latin1(short_decimal(&mut buffer, v));
    }
    Str::from_latin1(&decimal_bytes(value)?)
}

/// The decimal digits of a number of 64 bits, written at the end of the buffer, with the sign.
fn short_decimal(buffer: &mut [u8; 20], value: i64) -> &[u8] {
    let mut at = buffer.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

/// The decimal text of any int, with its sign. ValueError past the interpreter's limit.
pub fn decimal_bytes(value: &Long) -> PyResult<Vec<u8>> {
    let limit = max_str_digits();
    let source = value.digits();
    // Not even an estimate for what surely has too many digits: that is what the limit is for.
    if limit > 0
        && source.len() as u64 >= 10 * _PY_LONG_MAX_STR_DIGITS_THRESHOLD as u64 / 30
        && limit / 90 <= (source.len() - 11) / 10
    {
        return Err(too_many_digits(limit));
    }
    if let Some(text) = super::pylong::to_decimal(value)? {
        return Ok(text.to_string_lossy().into_owned().into_bytes());
    }
    let mut out = Vec::new();
    let estimate = source.len() / 3 + source.len() * 6;
    out.try_reserve(estimate + 12)
        .map_err(|_| exceptions::no_memory())?;
    if value.is_negative() {
        out.push(b'-');
    }
    let sign = out.len();
    if source.len() < LARGE {
        small_decimal(&mut out, source)?;
    } else {
        digits::room_for(source.len() * 4)?;
        large_decimal(&mut out, &digits::to_biguint(source));
    }
    if limit > 0 && out.len() - sign > limit {
        return Err(too_many_digits(limit));
    }
    Ok(out)
}

/// Digits from which dividing by large powers of ten wins.
const LARGE: usize = 200;
const CHUNK: u64 = 1_000_000_000_000_000_000;
const CHUNK_DIGITS: usize = 18;

/// Quadratic conversion: chunks of 18 decimal digits, as a magnitude in base 10**18.
fn small_decimal(out: &mut Vec<u8>, source: &[u32]) -> PyResult<()> {
    let mut chunks: Vec<u64> = Vec::new();
    chunks
        .try_reserve(source.len() * 31 / 59 + 2)
        .map_err(|_| exceptions::no_memory())?;
    for &d in source.iter().rev() {
        let mut carry = u128::from(d);
        for c in &mut chunks {
            carry += u128::from(*c) << SHIFT;
            *c = (carry % u128::from(CHUNK)) as u64;
            carry /= u128::from(CHUNK);
        }
        if carry != 0 {
            chunks.push(carry as u64);
        }
    }
    use std::io::Write;
    let mut chunks = chunks.iter().rev();
    // Writing to a vector does not fail.
    let _ = write!(out, "{}", chunks.next().unwrap_or(&0));
    for c in chunks {
        let _ = write!(out, "{c:018}");
    }
    Ok(())
}

/// Divides by powers 10**(18 * 2**i), halving the number at each step.
fn large_decimal(out: &mut Vec<u8>, value: &BigUint) {
    let mut powers = vec![BigUint::from(CHUNK)];
    while powers[powers.len() - 1].bits() * 2 <= value.bits() + 1 {
        let last = &powers[powers.len() - 1];
        powers.push(last * last);
    }
    let start = out.len();
    split(out, value, &powers, powers.len());
    // The splitting pads to full width; the leading zeros go.
    let zeros = out[start..].iter().take_while(|b| **b == b'0').count();
    out.drain(start..start + zeros.min(out.len() - start - 1));
}

fn split(out: &mut Vec<u8>, value: &BigUint, powers: &[BigUint], level: usize) {
    use std::io::Write;
    if level == 0 {
        let chunk = value.iter_u64_digits().next().unwrap_or(0);
        let _ = write!(out, "{chunk:018}");
        return;
    }
    if value == &BigUint::ZERO {
        out.resize(out.len() + (CHUNK_DIGITS << level), b'0');
        return;
    }
    if value.bits() < 1200 {
        let text = value.to_str_radix(10);
        out.resize(
            out.len() + (CHUNK_DIGITS << level).saturating_sub(text.len()),
            b'0',
        );
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let (high, low) = divide_big(value, &powers[level - 1]);
    split(out, &high, powers, level - 1);
    split(out, &low, powers, level - 1);
}

/// `bin`, `oct`, `hex` and the formats `b`, `o`, `x`: base 2, 8, 10 or 16, with `0b` and kin if asked.
pub fn format_radix(value: &Long, base: u32, prefix: bool) -> PyResult<Ref<Str>> {
    if base == 10 {
        return decimal(value);
    }
    Str::from_latin1(&format_radix_signed(value, base, prefix)?)
}

/// The text of `format_radix`, as bytes.
pub fn format_radix_signed(value: &Long, base: u32, prefix: bool) -> PyResult<Vec<u8>> {
    let (bits, letter) = match base {
        2 => (1, b'b'),
        8 => (3, b'o'),
        16 => (4, b'x'),
        _ => return decimal_bytes(value),
    };
    let count = value.bit_length().div_ceil(bits).max(1);
    let count = usize::try_from(count).map_err(|_| exceptions::no_memory())?;
    let mut out = Vec::new();
    out.try_reserve_exact(count + 3)
        .map_err(|_| exceptions::no_memory())?;
    if value.is_negative() {
        out.push(b'-');
    }
    if prefix {
        out.extend_from_slice(&[b'0', letter]);
    }
    let start = out.len();
    let (mut acc, mut have) = (0u64, 0);
    let mut source = value.digits().iter();
    for _ in 0..count {
        if have < bits {
            acc |= u64::from(source.next().copied().unwrap_or(0)) << have;
            have += u64::from(SHIFT);
        }
        out.push(b"0123456789abcdef"[(acc & ((1 << bits) - 1)) as usize]);
        acc >>= bits;
        have -= bits;
    }
    out[start..].reverse();
    Ok(out)
}

use layout::_PY_LONG_MAX_STR_DIGITS_THRESHOLD;
