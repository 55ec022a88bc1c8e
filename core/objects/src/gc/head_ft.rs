//! The collector's state of an object, free-threaded build: bits in the object's own header, no head before it.
//!
//! The twin of `head_gil.rs`.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use layout::*;

/// Bytes that the head takes before the object.
pub const PRE_HEADER: usize = 0;

/// # Safety
/// `op` is live memory of an object.
#[inline(always)]
unsafe fn bits<'a>(op: *mut PyObject) -> &'a AtomicU8 {
    // SAFETY: the byte is only ever accessed atomically.
    unsafe { AtomicU8::from_ptr((&raw mut (*op).ob_gc_bits).cast()) }
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn is_tracked(op: *mut PyObject) -> bool {
    // SAFETY: the caller vouches.
    unsafe { bits(op) }.load(Relaxed) & _PyGC_BITS_TRACKED as u8 != 0
}

/// # Safety
/// `op` is collector-managed and not tracked.
#[inline(always)]
pub unsafe fn track(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { set(op, _PyGC_BITS_TRACKED as u8) }
}

/// # Safety
/// `op` is tracked.
#[inline(always)]
pub unsafe fn untrack(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { unset(op, _PyGC_BITS_TRACKED as u8) }
}

/// # Safety
/// `op` is live; its lock is held or it is private to the thread.
#[inline(always)]
pub unsafe fn set(op: *mut PyObject, mask: u8) {
    // SAFETY: the caller vouches.
    let byte = unsafe { bits(op) };
    byte.store(byte.load(Relaxed) | mask, Relaxed);
}

/// # Safety
/// As [`set`].
#[inline(always)]
pub unsafe fn unset(op: *mut PyObject, mask: u8) {
    // SAFETY: the caller vouches.
    let byte = unsafe { bits(op) };
    byte.store(byte.load(Relaxed) & !mask, Relaxed);
}

/// # Safety
/// See `gc::link`.
#[inline(always)]
pub unsafe fn link(op: *mut PyObject) {
    // SAFETY: fresh; nobody else sees it.
    unsafe { bits(op).store(0, Relaxed) };
}

/// # Safety
/// See `gc::unlink`.
#[inline(always)]
pub unsafe fn unlink(_op: *mut PyObject) {}

/// Has the object's `tp_finalize` been called?
///
/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn is_finalized(op: *mut PyObject) -> bool {
    // SAFETY: the caller vouches.
    unsafe { bits(op) }.load(Relaxed) & _PyGC_BITS_FINALIZED as u8 != 0
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn set_finalized(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { set(op, _PyGC_BITS_FINALIZED as u8) }
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn clear_finalized(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { unset(op, _PyGC_BITS_FINALIZED as u8) }
}
