//! The state bits of a string in the default build: `interned` is part of the bit-field word.

use layout::*;

/// The state word of a compact string that nobody has interned.
pub(super) const fn compact(kind: usize, ascii: bool) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        bits: ((kind as u32) << _PyUnicodeObject_state_kind_SHIFT)
            | (1 << _PyUnicodeObject_state_compact_SHIFT)
            | ((ascii as u32) << _PyUnicodeObject_state_ascii_SHIFT),
    }
}

/// # Safety
/// `s` is live.
#[inline(always)]
pub(super) unsafe fn interned(s: *mut PyASCIIObject) -> i32 {
    // SAFETY: live.
    unsafe { ((*s).state.bits & _PyUnicodeObject_state_interned_MASK) as i32 }
}

/// # Safety
/// `s` is live, and the caller holds the GIL.
#[inline(always)]
pub(super) unsafe fn set_interned(s: *mut PyASCIIObject, how: i32) {
    // SAFETY: live.
    unsafe {
        (*s).state.bits = ((*s).state.bits & !_PyUnicodeObject_state_interned_MASK) | how as u32;
    }
}

/// The state word of a string whose characters are in a block of their own.
pub(super) const fn not_compact(kind: usize, ascii: bool) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        bits: compact(kind, ascii).bits & !_PyUnicodeObject_state_compact_MASK,
    }
}
