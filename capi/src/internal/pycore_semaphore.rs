//! `internal/pycore_semaphore.h`: a semaphore of the system, waited for without the GIL.

use core::ffi::c_int;

use layout::{_PySemaphore, PyTime_t};

use crate::pythread::{ACQUIRED, INTERRUPTED, acquire};

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySemaphore_Init(s: *mut _PySemaphore) {
    // SAFETY: the caller's contract.
    unsafe {
        libc::sem_init(s.cast(), 0, 0);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySemaphore_Destroy(s: *mut _PySemaphore) {
    // SAFETY: the caller's contract.
    unsafe {
        libc::sem_destroy(s.cast());
    }
}

/// 0 when woken, -2 after the timeout (ns, negative: none), -3 after a signal.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySemaphore_Wait(
    s: *mut _PySemaphore,
    timeout: PyTime_t,
    detach: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let micros = if timeout < 0 { -1 } else { timeout / 1000 };
        let wait = || acquire(s.cast(), micros, true);
        let attached = detach != 0 && !base::tstate::current_or_null().is_null();
        match if attached {
            runtime::pystate::allow_threads(wait)
        } else {
            wait()
        } {
            ACQUIRED => 0,
            INTERRUPTED => -3,
            _ => -2,
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySemaphore_Wakeup(s: *mut _PySemaphore) {
    // SAFETY: the caller's contract.
    unsafe {
        libc::sem_post(s.cast());
    }
}
