//! `int`: a sign and a count packed into `lv_tag`, then digits of 30 bits, least significant first.
//!
//! Tag: bits 0-1 are the sign (0 positive, 1 zero, 2 negative), bit 2 marks the preallocated small ints, the digit count
//! starts at bit 3. An int of at most one digit is *compact*; nearly all arithmetic is on those and stays in registers. The
//! leading digit of a larger one is never zero. Ints from -5 to 256 of exact type are the preallocated ones, always.

mod arith;
mod bitwise;
pub mod bytes;
mod convert;
pub mod digits;
mod division;
mod fresh;
mod from_text;
mod methods;
mod power;
mod pylong;
mod radix;
pub mod to_text;
mod types;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

pub use arith::{absolute, add, compare, multiply, negative, subtract};
pub use arith::{add_compact, multiply_compact, subtract_compact};
pub use bitwise::{and, invert, lshift, lshift_by, or, rshift, rshift_by, xor};
pub use bytes::{from_byte_slice, to_byte_slice};
pub use convert::{from_object, from_scaled};
pub(crate) use division::round_scaled;
pub use division::{divmod, floor_divide, remainder, true_divide};
pub use fresh::Fresh;
pub use from_text::{ascii_digits, from_bytes_text, from_c_text, from_str_object, prefix_len};
pub use methods::{divmod_near, round_to};
pub use power::{gcd, power};
pub use to_text::{decimal, decimal_bytes, format_radix, format_radix_signed, max_str_digits};
pub(crate) use types::ordered;
pub use types::{HASH_MODULUS, PyLong_Type, free_compact};

object_view!(
    /// `int`.
    pub Long, layout::PyLongObject, "int", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_LONG_SUBCLASS)
);

/// Bits in a digit.
pub const SHIFT: u32 = 30;
/// The largest digit.
pub const MASK: u32 = (1 << SHIFT) - 1;
/// One more than the largest digit.
pub const BASE: u32 = 1 << SHIFT;

const SIGN: usize = 3;
const ZERO: usize = 1;
const NEGATIVE: usize = 2;
const SMALL_NEGATIVES: i64 = _PY_NSMALLNEGINTS as i64;
const SMALL_POSITIVES: i64 = _PY_NSMALLPOSINTS as i64;

impl Long {
    #[inline(always)]
    pub(crate) fn tag(&self) -> usize {
        // SAFETY: live; the tag does not change once the int is seen.
        unsafe { (*self.raw()).long_value.lv_tag }
    }

    /// Is this exactly an `int` (no subclass, no bool)?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.is_exactly(PyLong_Type.raw())
    }

    /// The digits of the magnitude, least significant first; none for zero.
    #[inline(always)]
    pub fn digits(&self) -> &[u32] {
        // SAFETY: the tag counts the digits that follow it; they do not change once the int is seen.
        unsafe {
            core::slice::from_raw_parts(
                (&raw const (*self.raw()).long_value.ob_digit).cast::<u32>(),
                self.tag() >> NON_SIZE_BITS,
            )
        }
    }

    /// -1, 0 or 1.
    #[inline(always)]
    pub fn sign(&self) -> i32 {
        1 - (self.tag() & SIGN) as i32
    }

    #[inline(always)]
    pub fn is_negative(&self) -> bool {
        self.tag() & SIGN == NEGATIVE
    }

    #[inline(always)]
    pub fn is_zero(&self) -> bool {
        self.tag() & SIGN == ZERO
    }

    /// Is the value one digit or less?
    #[inline(always)]
    pub fn is_compact(&self) -> bool {
        self.tag() < 2 << NON_SIZE_BITS
    }

    /// The value of a compact int.
    #[inline(always)]
    pub fn compact_value(&self) -> isize {
        debug_assert!(self.is_compact());
        // SAFETY: every int has room for one digit, zero's being 0.
        let digit = unsafe { (*self.raw()).long_value.ob_digit[0] };
        self.sign() as isize * digit as isize
    }

    /// The number of bits of the magnitude.
    #[inline]
    pub fn bit_length(&self) -> u64 {
        digits::bit_length(self.digits())
    }

    /// One of the preallocated ints, -5 to 256; a value outside that range is answered with the nearest.
    #[inline(always)]
    pub fn small(value: i32) -> &'static Long {
        let value = value.clamp(-_PY_NSMALLNEGINTS, _PY_NSMALLPOSINTS - 1);
        // SAFETY: in range, as just made sure.
        unsafe { small_unchecked(i64::from(value)) }
    }

    #[inline(always)]
    pub fn from_i64(value: i64) -> PyResult<Ref<Long>> {
        if is_small(value) {
            // SAFETY: in range.
            return Ok(unsafe { small_unchecked(value) }.to_ref());
        }
        let magnitude = value.unsigned_abs();
        if magnitude < u64::from(BASE) {
            return fresh::compact(magnitude as u32, value < 0);
        }
        if magnitude >> (2 * SHIFT) == 0 {
            return fresh::two_digits(magnitude, value < 0);
        }
        fresh::from_magnitude(u128::from(magnitude), value < 0)
    }

    #[inline]
    pub fn from_u64(value: u64) -> PyResult<Ref<Long>> {
        match i64::try_from(value) {
            Ok(value) => Long::from_i64(value),
            Err(_) => fresh::from_magnitude(u128::from(value), false),
        }
    }

    #[inline(always)]
    pub fn from_isize(value: isize) -> PyResult<Ref<Long>> {
        Long::from_i64(value as i64)
    }

    #[inline]
    pub fn from_usize(value: usize) -> PyResult<Ref<Long>> {
        Long::from_u64(value as u64)
    }

    pub fn from_i128(value: i128) -> PyResult<Ref<Long>> {
        match i64::try_from(value) {
            Ok(value) => Long::from_i64(value),
            Err(_) => fresh::from_magnitude(value.unsigned_abs(), value < 0),
        }
    }

    pub fn from_pointer(p: *const core::ffi::c_void) -> PyResult<Ref<Long>> {
        Long::from_usize(p as usize)
    }

    /// The int of a sign and digits (least significant first, leading zeros allowed).
    pub fn from_digits(digits: &[u32], negative: bool) -> PyResult<Ref<Long>> {
        let mut fresh = Fresh::new(digits.len())?;
        fresh.digits().copy_from_slice(digits);
        fresh.finish(negative)
    }

    pub fn from_bigint(value: &num_bigint::BigInt) -> PyResult<Ref<Long>> {
        digits::from_biguint(value.magnitude(), value.sign() == num_bigint::Sign::Minus)
    }

    pub fn to_bigint(&self) -> num_bigint::BigInt {
        let magnitude = digits::to_biguint(self.digits());
        let sign = match self.sign() {
            0 => num_bigint::Sign::NoSign,
            s if s < 0 => num_bigint::Sign::Minus,
            _ => num_bigint::Sign::Plus,
        };
        num_bigint::BigInt::from_biguint(sign, magnitude)
    }

    /// `int(text, base)` for text without the object.
    pub fn from_str_radix(text: &str, base: u32) -> PyResult<Ref<Long>> {
        from_text::from_bytes_text(text.as_bytes(), base)
    }

    /// `int(x)`: an int, `__int__`, `__index__`, or text.
    pub fn from_object(o: &Object) -> PyResult<Ref<Long>> {
        convert::from_object(o)
    }
}

/// Is the value one of the preallocated ints?
#[inline(always)]
pub fn is_small(value: i64) -> bool {
    (value.wrapping_add(SMALL_NEGATIVES) as u64) < (SMALL_NEGATIVES + SMALL_POSITIVES) as u64
}

/// # Safety
/// `is_small(value)`.
#[inline(always)]
unsafe fn small_unchecked(value: i64) -> &'static Long {
    // SAFETY: static; the index is in range, says the caller.
    unsafe {
        let table = &raw mut crate::runtime_data::_PyRuntime
            .static_objects
            .singletons
            .small_ints;
        Long::from_raw(
            table
                .cast::<PyLongObject>()
                .add((value + SMALL_NEGATIVES) as usize),
        )
    }
}
