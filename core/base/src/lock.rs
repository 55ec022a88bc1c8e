//! `PyMutex`: the one-byte lock of the headers, whose slow path parks on `parking_lot_core`.
//!
//! Bit 0 is "locked", bit 1 "somebody is parked": extensions inline the fast path (`PyMutex_Lock` in `cpython/lock.h`). A thread
//! that blocks here detaches first, so that the holder can go on. `after_fork_child` puts the parking lot right.

use core::sync::atomic::{AtomicU8, Ordering::*};

use layout::PyMutex;
use parking_lot_core::{DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN};

const LOCKED: u8 = 1;
const PARKED: u8 = 2;

#[inline(always)]
unsafe fn bits<'a>(m: *mut PyMutex) -> &'a AtomicU8 {
    // SAFETY: `m` is live, says every caller; all access is atomic.
    unsafe { AtomicU8::from_ptr((&raw mut (*m)._bits).cast()) }
}

/// # Safety
/// `m` is live until unlocked.
#[inline(always)]
pub unsafe fn lock(m: *mut PyMutex) {
    // SAFETY: live.
    if unsafe { bits(m) }
        .compare_exchange(0, LOCKED, Acquire, Relaxed)
        .is_err()
    {
        // SAFETY: live.
        unsafe { lock_slow(m) }
    }
}

/// # Safety
/// `m` is live until unlocked.
#[inline(always)]
pub unsafe fn try_lock(m: *mut PyMutex) -> bool {
    // SAFETY: live.
    let b = unsafe { bits(m) };
    let mut v = b.load(Relaxed);
    while v & LOCKED == 0 {
        match b.compare_exchange_weak(v, v | LOCKED, Acquire, Relaxed) {
            Ok(_) => return true,
            Err(now) => v = now,
        }
    }
    false
}

#[cold]
unsafe fn lock_slow(m: *mut PyMutex) {
    // SAFETY: live.
    let b = unsafe { bits(m) };
    let attached = crate::tstate::current_or_null();
    loop {
        let v = b.load(Relaxed);
        if v & LOCKED == 0 {
            if b.compare_exchange(v, v | LOCKED, Acquire, Relaxed).is_ok() {
                return;
            }
            continue;
        }
        if v & PARKED == 0 && b.compare_exchange(v, v | PARKED, Relaxed, Relaxed).is_err() {
            continue;
        }
        if !attached.is_null() {
            // SAFETY: attached.
            unsafe { crate::upcalls::detach_thread(attached) };
        }
        // SAFETY: the key is the mutex's address; the closures do not panic and do not park.
        unsafe {
            parking_lot_core::park(
                m as usize,
                || b.load(Relaxed) == LOCKED | PARKED,
                || {},
                |_, _| {},
                DEFAULT_PARK_TOKEN,
                None,
            );
        }
        if !attached.is_null() {
            // SAFETY: it was detached above.
            unsafe { crate::upcalls::attach_thread(attached) };
        }
    }
}

/// # Safety
/// `m` is live and locked by the caller.
#[inline(always)]
pub unsafe fn unlock(m: *mut PyMutex) {
    // SAFETY: live.
    if unsafe { bits(m) }
        .compare_exchange(LOCKED, 0, Release, Relaxed)
        .is_err()
    {
        // SAFETY: live.
        unsafe { unlock_slow(m) }
    }
}

#[cold]
unsafe fn unlock_slow(m: *mut PyMutex) {
    // SAFETY: live; the key is the mutex's address.
    unsafe {
        let b = bits(m);
        parking_lot_core::unpark_one(m as usize, |result| {
            b.store(if result.have_more_threads { PARKED } else { 0 }, Release);
            DEFAULT_UNPARK_TOKEN
        });
    }
}

/// # Safety
/// `m` is live.
pub unsafe fn is_locked(m: *mut PyMutex) -> bool {
    // SAFETY: live.
    unsafe { bits(m).load(Relaxed) & LOCKED != 0 }
}

/// A `PyMutex` of our own, for Rust statics and structs.
#[repr(transparent)]
pub struct Mutex(core::cell::UnsafeCell<PyMutex>);

// SAFETY: all access to the byte is atomic.
unsafe impl Sync for Mutex {}
// SAFETY: the lock does not belong to a thread.
unsafe impl Send for Mutex {}

impl Mutex {
    pub const fn new() -> Mutex {
        Mutex(core::cell::UnsafeCell::new(PyMutex { _bits: 0 }))
    }
    pub fn lock(&self) -> MutexGuard<'_> {
        // SAFETY: `self` is live.
        unsafe { lock(self.0.get()) };
        MutexGuard(self)
    }
}

impl Default for Mutex {
    fn default() -> Mutex {
        Mutex::new()
    }
}

/// Unlocks when dropped.
pub struct MutexGuard<'a>(&'a Mutex);

impl Drop for MutexGuard<'_> {
    fn drop(&mut self) {
        // SAFETY: the guard proves that it is locked.
        unsafe { unlock(self.0.0.get()) }
    }
}
