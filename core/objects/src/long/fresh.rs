//! Making ints: memory from the free list or the allocator, and `Fresh`, an int whose digits are still being written.

use base::{PyResult, Ref, mem};
use layout::*;

use super::{BASE, Long, MASK, NEGATIVE, PyLong_Type, SHIFT, ZERO, is_small, small_unchecked};
use crate::{exceptions, freelist, raise};

const HEADER: usize =
    core::mem::offset_of!(PyLongObject, long_value) + core::mem::offset_of!(_PyLongValue, ob_digit);

/// Digits beyond which not even the size in bits can be told.
pub(super) const MAX_DIGITS: usize = (isize::MAX as usize - HEADER) / 4;

/// A new one-digit int outside the preallocated range.
#[inline(always)]
pub(super) fn compact(digit: u32, negative: bool) -> PyResult<Ref<Long>> {
    // SAFETY: the block is ours and has room for the header and one digit.
    unsafe {
        let list = &raw mut (*freelist::lists()).ints;
        let mut o = freelist::pop_mem::<PyLongObject>(list);
        if o.is_null() {
            o = mem::alloc(mem::Domain::Obj, size_of::<PyLongObject>()).cast();
            if o.is_null() {
                return Err(exceptions::no_memory());
            }
        }
        base::refcount::init(o.cast());
        (*o).ob_base.ob_type = PyLong_Type.as_mut_ptr();
        base::reftracer::created(o.cast());
        (*o).long_value.lv_tag = (1 << NON_SIZE_BITS) | if negative { NEGATIVE } else { 0 };
        (*o).long_value.ob_digit[0] = digit;
        Ok(Ref::from_raw_owned(o))
    }
}

/// An int of 31 to 60 bits.
pub(super) fn two_digits(magnitude: u64, negative: bool) -> PyResult<Ref<Long>> {
    let o: *mut PyLongObject = mem::alloc(mem::Domain::Obj, HEADER + 2 * 4).cast();
    if o.is_null() {
        return Err(exceptions::no_memory());
    }
    // SAFETY: the block is ours and has room for the header and two digits.
    unsafe {
        base::refcount::init(o.cast());
        (*o).ob_base.ob_type = PyLong_Type.as_mut_ptr();
        (*o).long_value.lv_tag = (2 << NON_SIZE_BITS) | if negative { NEGATIVE } else { 0 };
        let digits = (&raw mut (*o).long_value.ob_digit).cast::<u32>();
        digits.write(magnitude as u32 & MASK);
        digits.add(1).write((magnitude >> SHIFT) as u32);
        Ok(Ref::from_raw_owned(o))
    }
}

/// An int of up to 128 bits.
pub(super) fn from_magnitude(mut magnitude: u128, negative: bool) -> PyResult<Ref<Long>> {
    let mut digits = [0u32; 5];
    let mut n = 0;
    while magnitude != 0 {
        digits[n] = magnitude as u32 & MASK;
        magnitude >>= SHIFT;
        n += 1;
    }
    Long::from_digits(&digits[..n], negative)
}

/// An int that nobody has seen: its digits are to be written, then `finish` normalises it.
pub struct Fresh {
    object: *mut PyLongObject,
    len: usize,
}

impl Fresh {
    /// Room for `n` digits, all zero.
    pub fn new(n: usize) -> PyResult<Fresh> {
        if n > MAX_DIGITS {
            return Err(raise!(OverflowError, "too many digits in integer"));
        }
        // SAFETY: the block is ours and has room for the header and the digits, at least one.
        unsafe {
            let o: *mut PyLongObject = mem::alloc(mem::Domain::Obj, HEADER + n.max(1) * 4).cast();
            if o.is_null() {
                return Err(exceptions::no_memory());
            }
            base::refcount::init(o.cast());
            (*o).ob_base.ob_type = PyLong_Type.as_mut_ptr();
            base::reftracer::created(o.cast());
            (*o).long_value.lv_tag = ZERO;
            (&raw mut (*o).long_value.ob_digit)
                .cast::<u32>()
                .write_bytes(0, n.max(1));
            Ok(Fresh { object: o, len: n })
        }
    }

    #[inline]
    pub fn digits(&mut self) -> &mut [u32] {
        // SAFETY: fresh; `len` digits were allocated and zeroed.
        unsafe {
            core::slice::from_raw_parts_mut(
                (&raw mut (*self.object).long_value.ob_digit).cast::<u32>(),
                self.len,
            )
        }
    }

    /// The block as it stands, owned by the caller, who writes the digits (`_PyLong_New`).
    pub fn into_unfinished(self) -> *mut PyLongObject {
        let mut this = core::mem::ManuallyDrop::new(self);
        // SAFETY: fresh.
        unsafe { (*this.object).long_value.lv_tag = this.len << NON_SIZE_BITS };
        this.object
    }

    /// The finished int: leading zeros dropped, a small value answered by the preallocated int.
    pub fn finish(self, negative: bool) -> PyResult<Ref<Long>> {
        let mut this = self;
        let n = super::digits::trimmed(this.digits()).len();
        if n <= 1 {
            let magnitude = this.digits().first().map_or(0, |d| i64::from(*d));
            debug_assert!(magnitude < i64::from(BASE));
            let value = if negative { -magnitude } else { magnitude };
            if is_small(value) {
                // SAFETY: in range.
                return Ok(unsafe { small_unchecked(value) }.to_ref());
            }
        }
        let o = core::mem::ManuallyDrop::new(this).object;
        // SAFETY: fresh; `n` digits, not zero in all.
        unsafe {
            (*o).long_value.lv_tag = (n << NON_SIZE_BITS) | if negative { NEGATIVE } else { 0 };
            Ok(Ref::from_raw_owned(o))
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // SAFETY: fresh: nobody else has seen the block.
        unsafe { mem::free(mem::Domain::Obj, self.object.cast()) }
    }
}
