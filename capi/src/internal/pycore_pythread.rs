//! `internal/pycore_pythread.h`: waiting for locks with signals, threads that are joined.

use core::ffi::{c_int, c_longlong, c_void};

use objects::prelude::*;
use runtime::pytime::{self, Rounding};

use crate::pythread::{self, ACQUIRED, FAILURE, INTERRUPTED};
use crate::support::*;

/// Waits without the GIL; signal handlers run between. `INTERRUPTED` with an exception if one raised.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock_timed_with_retries(
    lock: *mut c_void,
    nanoseconds: c_longlong,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if pythread::acquire(lock, 0, false) == ACQUIRED {
            return ACQUIRED;
        }
        if nanoseconds == 0 {
            return FAILURE;
        }
        let end = (nanoseconds > 0).then(|| {
            std::time::Instant::now() + std::time::Duration::from_nanos(nanoseconds as u64)
        });
        loop {
            let left = match end {
                None => -1,
                Some(e) => e
                    .saturating_duration_since(std::time::Instant::now())
                    .as_micros() as i64,
            };
            let r = runtime::pystate::allow_threads(|| pythread::acquire(lock, left, true));
            if r != INTERRUPTED {
                return r;
            }
            if runtime::signals::check().is_err() {
                return INTERRUPTED;
            }
            if left == 0 {
                return FAILURE;
            }
        }
    }
}

/// The timeout of `acquire(blocking, timeout)` arguments, in nanoseconds: less than 0 for none. -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_ParseTimeoutArg(
    timeout: Option<&Object>,
    blocking: c_int,
    out: *mut c_longlong,
) -> Status {
    run(|| {
        let parsed = match timeout.filter(|t| !is_none(t)) {
            None if blocking == 0 => 0,
            None => -pytime::SECOND,
            Some(_) if blocking == 0 => {
                return Err(raise!(
                    ValueError,
                    "can't specify a timeout for a non-blocking call"
                ));
            }
            Some(t) => match pytime::from_seconds(t, Rounding::Up)? {
                ..0 => {
                    return Err(raise!(
                        ValueError,
                        "timeout value must be a non-negative number"
                    ));
                }
                ns if Rounding::Up.divide(ns, 1000) > c_longlong::MAX / 1000 => {
                    return Err(raise!(OverflowError, "timeout value is too large"));
                }
                ns => ns,
            },
        };
        // SAFETY: the caller's contract.
        unsafe { *out = parsed };
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_thread_ident_ex() -> u64 {
    runtime::pystate::thread_ident()
}

/// 0, or -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_start_joinable_thread(
    f: Option<unsafe extern "C" fn(*mut c_void)>,
    arg: *mut c_void,
    ident: *mut u64,
    handle: *mut u64,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match f.and_then(|f| pythread::start(f, arg, false)) {
            Some(t) => {
                *ident = t as u64;
                *handle = t as u64;
                0
            }
            None => -1,
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_join_thread(handle: u64) -> c_int {
    // SAFETY: a joinable thread, by contract.
    unsafe { libc::pthread_join(handle as libc::pthread_t, core::ptr::null_mut()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_detach_thread(handle: u64) -> c_int {
    // SAFETY: a joinable thread, by contract.
    unsafe { libc::pthread_detach(handle as libc::pthread_t) }
}
