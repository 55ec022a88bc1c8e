//! `internal/pycore_pythread.h`: waiting for locks with signals, threads that are joined.

use core::ffi::{c_int, c_longlong, c_void};

use objects::prelude::*;

use crate::pythread::{self, ACQUIRED, FAILURE, INTERRUPTED};
use crate::support::*;

/// Waits without the GIL; signal handlers run between. `INTERRUPTED` with an exception if one raised.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock_timed_with_retries(
    lock: *mut c_void,
    micros: c_longlong,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if pythread::acquire(lock, 0, false) == ACQUIRED {
                return ACQUIRED;
            }
            if micros == 0 {
                return FAILURE;
            }
            let end = (micros > 0).then(|| {
                std::time::Instant::now() + std::time::Duration::from_micros(micros as u64)
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
}

/// The timeout in microseconds of `acquire(blocking, timeout)` arguments; 0, or -1 with an exception.
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
        // SAFETY: the caller's contract.
        unsafe {
            {
                let seconds = match timeout.filter(|t| !is_none(t)) {
                    None => -1.0,
                    Some(t) => objects::float::as_f64(t)?,
                };
                if blocking == 0 && seconds != -1.0 {
                    return Err(raise!(
                        ValueError,
                        "can't specify a timeout for a non-blocking call"
                    ));
                }
                if seconds < 0.0 && seconds != -1.0 {
                    return Err(raise!(
                        ValueError,
                        "timeout value must be a non-negative number"
                    ));
                }
                *out = if blocking == 0 {
                    0
                } else if seconds == -1.0 {
                    -1
                } else {
                    let micros = (seconds * 1e6).ceil();
                    if micros.is_nan() {
                        return Err(raise!(ValueError, "Invalid value NaN (not a number)"));
                    }
                    if micros > (c_longlong::MAX / 1000) as f64 {
                        return Err(raise!(OverflowError, "timeout value is too large"));
                    }
                    micros as c_longlong
                };
                Ok(())
            }
        }
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
        {
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
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_join_thread(handle: u64) -> c_int {
    {
        // SAFETY: a joinable thread, by contract.
        unsafe { libc::pthread_join(handle as libc::pthread_t, core::ptr::null_mut()) }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_detach_thread(handle: u64) -> c_int {
    {
        // SAFETY: a joinable thread, by contract.
        unsafe { libc::pthread_detach(handle as libc::pthread_t) }
    }
}
