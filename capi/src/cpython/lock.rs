//! `cpython/lock.h`: the one-byte mutex, whose fast path callers inline.

use core::ffi::c_int;

use layout::PyMutex;

/// Waits, detached if the thread is attached.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMutex_Lock(m: *mut PyMutex) {
    // SAFETY: the caller's contract.
    unsafe { base::lock::lock(m) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMutex_Unlock(m: *mut PyMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        if base::lock::is_locked(m) {
            base::lock::unlock(m)
        } else {
            base::fatal::error(Some("PyMutex_Unlock"), "unlocking mutex that is not locked")
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMutex_IsLocked(m: *mut PyMutex) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(base::lock::is_locked(m)) }
}
