//! The state bits of a string in the free-threaded build: `interned` is a byte of its own, read and written atomically.

use core::sync::atomic::{AtomicU8, Ordering};

use layout::*;

/// The state word of a compact string that nobody has interned.
pub(super) const fn compact(kind: usize, ascii: bool) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        interned: 0,
        bits: ((kind as u8) << _PyUnicodeObject_state_kind_SHIFT)
            | (1 << _PyUnicodeObject_state_compact_SHIFT)
            | ((ascii as u8) << _PyUnicodeObject_state_ascii_SHIFT),
        _align: [],
    }
}

/// # Safety
/// `s` is live.
#[inline(always)]
pub(super) unsafe fn interned(s: *mut PyASCIIObject) -> i32 {
    // SAFETY: live; all access to the byte is atomic.
    unsafe { AtomicU8::from_ptr(&raw mut (*s).state.interned).load(Ordering::Relaxed) as i32 }
}

/// # Safety
/// `s` is live.
#[inline(always)]
pub(super) unsafe fn set_interned(s: *mut PyASCIIObject, how: i32) {
    // SAFETY: live; all access to the byte is atomic.
    unsafe {
        AtomicU8::from_ptr(&raw mut (*s).state.interned).store(how as u8, Ordering::Release);
    }
}

/// The state word of a string whose characters are in a block of their own.
pub(super) const fn not_compact(kind: usize, ascii: bool) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        interned: 0,
        bits: compact(kind, ascii).bits & !_PyUnicodeObject_state_compact_MASK,
        _align: [],
    }
}
