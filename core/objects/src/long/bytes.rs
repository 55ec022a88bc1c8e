//! Ints as bytes: `to_bytes`, `from_bytes` and their C twins.

use base::{PyResult, Ref};

use super::{Fresh, Long, MASK, SHIFT};
use crate::raise;

/// The int that the bytes spell in either order, in two's complement if `signed`.
pub fn from_byte_slice(bytes: &[u8], little: bool, signed: bool) -> PyResult<Ref<Long>> {
    let at = |i: usize| {
        if little {
            bytes[i]
        } else {
            bytes[bytes.len() - 1 - i]
        }
    };
    let n = bytes.len();
    let negative = signed && n > 0 && at(n - 1) & 0x80 != 0;
    if n <= 8 {
        let mut value = if negative { u64::MAX } else { 0 };
        for i in (0..n).rev() {
            value = value << 8 | u64::from(at(i));
        }
        return if signed {
            Long::from_i64(value as i64)
        } else {
            Long::from_u64(value)
        };
    }
    // Bits beyond the last byte repeat the sign, so that the digits' complement is the magnitude.
    let digits = (n as u128 * 8).div_ceil(u128::from(SHIFT)) + u128::from(negative);
    let mut out = Fresh::new(usize::try_from(digits).unwrap_or(usize::MAX))?;
    let (mut acc, mut have, mut i) = (0u64, 0u32, 0);
    for d in out.digits() {
        while have < SHIFT {
            let byte = if i < n {
                at(i)
            } else if negative {
                0xff
            } else {
                0
            };
            acc |= u64::from(byte) << have;
            have += 8;
            i += 1;
        }
        *d = acc as u32 & MASK;
        acc >>= SHIFT;
        have -= SHIFT;
    }
    if negative {
        let mut carry = 1;
        for d in out.digits() {
            let x = (*d ^ MASK) + carry;
            *d = x & MASK;
            carry = x >> SHIFT;
        }
    }
    out.finish(negative)
}

/// Fills `out` with the value in either order (`_PyLong_AsByteArray`).
pub fn to_byte_slice(value: &Long, out: &mut [u8], little: bool, signed: bool) -> PyResult<()> {
    if value.is_negative() && !signed {
        return Err(raise!(
            OverflowError,
            "can't convert negative int to unsigned"
        ));
    }
    if !fill(value, out, little, signed) {
        return Err(raise!(OverflowError, "int too big to convert"));
    }
    Ok(())
}

/// Fills `out` with the low bytes of the value; whether all of it went in.
pub fn fill(value: &Long, out: &mut [u8], little: bool, signed: bool) -> bool {
    let negative = value.is_negative();
    let n = out.len();
    let mut digits = value.digits().iter();
    let (mut acc, mut have, mut carry) = (0u64, 0u32, 1u32);
    for i in 0..n {
        if have < 8 {
            let mut d = digits.next().copied().unwrap_or(0);
            if negative {
                d = (d ^ MASK) + carry;
                carry = d >> SHIFT;
                d &= MASK;
            }
            acc |= u64::from(d) << have;
            have += SHIFT;
        }
        out[if little { i } else { n - 1 - i }] = acc as u8;
        acc >>= 8;
        have -= 8;
    }
    let bits = value.bit_length();
    let room = n as u64 * 8;
    if !signed {
        return bits <= room;
    }
    // In two's complement n bits hold -2**(n-1) to 2**(n-1) - 1.
    bits < room || (bits == 0 && n == 0) || (negative && bits == room && is_power_of_two(value))
}

fn is_power_of_two(value: &Long) -> bool {
    match value.digits().split_last() {
        Some((top, rest)) => top.is_power_of_two() && rest.iter().all(|d| *d == 0),
        None => false,
    }
}

/// The bytes that hold the whole value (`PyLong_AsNativeBytes`): `available`, or a size of a word, where they suffice.
pub fn native_size(value: &Long, unsigned: bool, available: usize) -> usize {
    let word = size_of::<isize>();
    if value.is_compact() {
        // Small ones answer in whole words, unless they fit what there is.
        if available == 0 || available >= word {
            return word;
        }
        let v = value.compact_value();
        let bits = available * 8;
        let fits = |bits: usize| v >> (bits - 1) == 0 || v >> (bits - 1) == -1;
        return if fits(bits) {
            available
        } else if v > 0 && fits(bits + 1) {
            // Its highest bit is set, which is no sign to somebody who reads it as unsigned.
            if unsigned { available } else { available + 1 }
        } else {
            word
        };
    }
    let bits = value.bit_length() as usize;
    let size = bits / 8 + 1;
    let exact = available > 0 && size == available + 1 && bits.is_multiple_of(8);
    if exact
        && if value.is_negative() {
            is_power_of_two(value)
        } else {
            unsigned
        }
    {
        available
    } else {
        size
    }
}
