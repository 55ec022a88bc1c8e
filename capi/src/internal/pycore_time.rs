//! `internal/pycore_time.h`: times in nanoseconds, from and to Python's numbers and C's structs.

use core::ffi::{c_int, c_long};

use layout::{_Py_clock_info_t, PyTime_t};
use objects::prelude::*;
use runtime::pytime::{self, Rounding};

use crate::cpython::pytime::clock;
use crate::support::*;

fn too_large() -> Raised {
    raise!(OverflowError, "timestamp out of range for C PyTime_t")
}

fn time_t_overflow() -> Raised {
    raise!(OverflowError, "timestamp out of range for platform time_t")
}

/// Nanoseconds in a coarser unit.
fn divide(t: PyTime_t, by: i64, how: c_int) -> PyTime_t {
    Rounding::from_c(how).divide(t, by)
}

/// Stores seconds and a part of one; -1 and 0 if what is no float has none.
unsafe fn store_parts(
    o: &Object,
    (seconds, part): (*mut libc::time_t, *mut c_long),
    unit: i64,
    how: c_int,
) -> Status {
    run(|| {
        let parts = pytime::to_parts(o, unit, Rounding::from_c(how));
        let is_float = o.downcast::<Float>().is_some();
        // SAFETY: the caller's contract.
        unsafe {
            match &parts {
                Ok(parts) => (*seconds, *part) = *parts,
                Err(_) if !is_float => (*seconds, *part) = (-1, 0),
                Err(_) => {}
            }
        }
        parts.map(drop)
    })
}

fn seconds_of(o: Option<&Object>) -> PyResult<i64> {
    let o = o.ok_or_else(objects::exceptions::bad_internal_call)?;
    o.index()?.to_i64().ok_or_else(time_t_overflow)
}

unsafe fn store<T>(out: *mut T, r: PyResult<T>) -> c_int {
    match r {
        Ok(v) => {
            // SAFETY: the caller's contract.
            unsafe { *out = v };
            0
        }
        Err(_) => -1,
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_AsTime_t(o: Option<&Object>) -> libc::time_t {
    value(-1, || seconds_of(o))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_FromTime_t(t: libc::time_t) -> PyResult {
    up(Long::from_i64(t))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_ObjectToTime_t(
    o: &Object,
    out: *mut libc::time_t,
    how: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let seconds = pytime::to_time_t(o, Rounding::from_c(how));
        if seconds.is_err() && o.downcast::<Float>().is_none() {
            *out = -1;
        }
        store(out, seconds)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_ObjectToTimeval(
    o: &Object,
    seconds: *mut libc::time_t,
    micros: *mut c_long,
    how: c_int,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe { store_parts(o, (seconds, micros), 1_000_000, how) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_ObjectToTimespec(
    o: &Object,
    seconds: *mut libc::time_t,
    nanos: *mut c_long,
    how: c_int,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe { store_parts(o, (seconds, nanos), 1_000_000_000, how) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyTime_FromSeconds(seconds: c_int) -> PyTime_t {
    i64::from(seconds) * pytime::SECOND
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_FromSecondsObject(
    out: *mut PyTime_t,
    o: &Object,
    how: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, pytime::from_seconds(o, Rounding::from_c(how))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_FromMillisecondsObject(
    out: *mut PyTime_t,
    o: &Object,
    how: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, pytime::from_milliseconds(o, Rounding::from_c(how))) }
}

/// An int of nanoseconds.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_FromLong(out: *mut PyTime_t, o: &Object) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let convert = || match o.downcast::<Long>() {
            Some(i) => i.to_i64().ok_or_else(too_large),
            None => Err(raise!(
                TypeError,
                "expect int, got {}",
                objects::repr::full_name(o.class())
            )),
        };
        store(out, convert())
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyTime_AsLong(t: PyTime_t) -> PyResult {
    up(Long::from_i64(t))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyTime_AsMilliseconds(t: PyTime_t, how: c_int) -> PyTime_t {
    divide(t, 1_000_000, how)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyTime_AsMicroseconds(t: PyTime_t, how: c_int) -> PyTime_t {
    divide(t, 1000, how)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimeval(
    t: PyTime_t,
    out: *mut libc::timeval,
    how: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        _PyTime_AsTimeval_clamp(t, out, how);
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimeval_clamp(t: PyTime_t, out: *mut libc::timeval, how: c_int) {
    // SAFETY: the caller's contract.
    unsafe {
        let us = divide(t, 1000, how);
        (*out).tv_sec = us.div_euclid(1_000_000);
        (*out).tv_usec = us.rem_euclid(1_000_000);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimevalTime_t(
    t: PyTime_t,
    seconds: *mut libc::time_t,
    micros: *mut c_int,
    how: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let us = divide(t, 1000, how);
        *seconds = us.div_euclid(1_000_000);
        *micros = us.rem_euclid(1_000_000) as c_int;
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimespec(t: PyTime_t, out: *mut libc::timespec) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        _PyTime_AsTimespec_clamp(t, out);
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimespec_clamp(t: PyTime_t, out: *mut libc::timespec) {
    // SAFETY: the caller's contract.
    unsafe {
        (*out).tv_sec = t.div_euclid(pytime::SECOND);
        (*out).tv_nsec = t.rem_euclid(pytime::SECOND);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_MonotonicWithInfo(
    out: *mut PyTime_t,
    info: *mut _Py_clock_info_t,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let Some(t) = clock(libc::CLOCK_MONOTONIC) else {
                return Err(objects::exceptions::os_error(
                    *libc::__errno_location(),
                    None,
                ));
            };
            *out = t;
            if !info.is_null() {
                let mut res: libc::timespec = core::mem::zeroed();
                libc::clock_getres(libc::CLOCK_MONOTONIC, &mut res);
                (*info).implementation = c"clock_gettime(CLOCK_MONOTONIC)".as_ptr();
                (*info).monotonic = 1;
                (*info).adjustable = 0;
                (*info).resolution = res.tv_sec as f64 + res.tv_nsec as f64 * 1e-9;
            }
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_localtime(t: libc::time_t, out: *mut libc::tm) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if libc::localtime_r(&t, out).is_null() {
                Err(objects::exceptions::os_error(
                    *libc::__errno_location(),
                    None,
                ))
            } else {
                Ok(())
            }
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_gmtime(t: libc::time_t, out: *mut libc::tm) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if libc::gmtime_r(&t, out).is_null() {
                Err(objects::exceptions::os_error(
                    *libc::__errno_location(),
                    None,
                ))
            } else {
                Ok(())
            }
        }
    })
}

/// The monotonic time after the timeout.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDeadline_Init(timeout: PyTime_t) -> PyTime_t {
    clock(libc::CLOCK_MONOTONIC)
        .unwrap_or(0)
        .saturating_add(timeout)
}

/// What is left until then.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDeadline_Get(deadline: PyTime_t) -> PyTime_t {
    deadline.saturating_sub(clock(libc::CLOCK_MONOTONIC).unwrap_or(0))
}
