//! `cpython/pytime.h`: clocks in nanoseconds. The `Raw` ones need no thread state and raise nothing.

use layout::PyTime_t;
use objects::prelude::*;

use crate::support::*;

pub(crate) fn clock(id: libc::clockid_t) -> Option<PyTime_t> {
    // SAFETY: zeroed memory of that struct.
    unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        if libc::clock_gettime(id, &mut t) != 0 {
            return None;
        }
        t.tv_sec.checked_mul(1_000_000_000)?.checked_add(t.tv_nsec)
    }
}

unsafe fn store(out: *mut PyTime_t, t: Option<PyTime_t>) -> bool {
    // SAFETY: the caller's contract.
    unsafe { *out = t.unwrap_or(0) };
    t.is_some()
}

unsafe fn checked(out: *mut PyTime_t, id: libc::clockid_t) -> PyResult<()> {
    // SAFETY: the caller's contract.
    if unsafe { store(out, clock(id)) } {
        return Ok(());
    }
    // SAFETY: the thread's own variable.
    Err(objects::exceptions::os_error(
        unsafe { *libc::__errno_location() },
        None,
    ))
}
#[unsafe(no_mangle)]
pub extern "C" fn PyTime_AsSecondsDouble(t: PyTime_t) -> f64 {
    if t % 1_000_000_000 == 0 {
        (t / 1_000_000_000) as f64
    } else {
        t as f64 / 1e9
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_Time(out: *mut PyTime_t) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { checked(out, libc::CLOCK_REALTIME) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_Monotonic(out: *mut PyTime_t) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { checked(out, libc::CLOCK_MONOTONIC) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_PerfCounter(out: *mut PyTime_t) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { checked(out, libc::CLOCK_MONOTONIC) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_TimeRaw(out: *mut PyTime_t) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if store(out, clock(libc::CLOCK_REALTIME)) {
            0
        } else {
            -1
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_MonotonicRaw(out: *mut PyTime_t) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if store(out, clock(libc::CLOCK_MONOTONIC)) {
            0
        } else {
            -1
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTime_PerfCounterRaw(out: *mut PyTime_t) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if store(out, clock(libc::CLOCK_MONOTONIC)) {
            0
        } else {
            -1
        }
    }
}
