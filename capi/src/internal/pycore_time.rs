//! `internal/pycore_time.h`: times in nanoseconds, from and to Python's numbers and C's structs.

use core::ffi::{c_int, c_long};

use layout::{_Py_clock_info_t, PyTime_t};
use objects::prelude::*;

use crate::cpython::pytime::clock;
use crate::support::*;

/// `_PyTime_round_t`.
const FLOOR: c_int = 0;
const CEILING: c_int = 1;
const HALF_EVEN: c_int = 2;

const SECOND: i64 = 1_000_000_000;

fn too_large() -> Raised {
    raise!(
        OverflowError,
        "timestamp too large to convert to C PyTime_t"
    )
}

fn time_t_overflow() -> Raised {
    raise!(OverflowError, "timestamp out of range for platform time_t")
}

fn not_a_number() -> Raised {
    raise!(ValueError, "Invalid value NaN (not a number)")
}

fn round(v: f64, how: c_int) -> f64 {
    match how {
        HALF_EVEN => v.round_ties_even(),
        CEILING => v.ceil(),
        FLOOR => v.floor(),
        _ if v >= 0.0 => v.ceil(),
        _ => v.floor(),
    }
}

/// A number of `unit`s, in nanoseconds.
fn from_object(o: &Object, how: c_int, unit: i64) -> PyResult<PyTime_t> {
    if let Some(f) = o.downcast::<Float>() {
        let v = f.value();
        if v.is_nan() {
            return Err(not_a_number());
        }
        let ns = round(v * unit as f64, how);
        if !(-9.223_372_036_854_776e18..9.223_372_036_854_776e18).contains(&ns) {
            return Err(too_large());
        }
        return Ok(ns as PyTime_t);
    }
    let n = match o.downcast::<Long>() {
        Some(i) => i.to_i64(),
        None => o.index()?.to_i64(),
    };
    n.and_then(|n| n.checked_mul(unit)).ok_or_else(too_large)
}

/// Nanoseconds in a coarser unit.
fn divide(t: PyTime_t, by: i64, how: c_int) -> PyTime_t {
    let (q, r) = (t.div_euclid(by), t.rem_euclid(by));
    let up = match how {
        FLOOR => false,
        CEILING => r != 0,
        HALF_EVEN => r * 2 > by || (r * 2 == by && q % 2 != 0),
        _ => r != 0 && t >= 0,
    };
    q + i64::from(up)
}

/// Whole seconds and a numerator over `denominator`.
fn split(o: &Object, how: c_int, denominator: f64) -> PyResult<(i64, i64)> {
    let Some(f) = o.downcast::<Float>() else {
        return Ok((seconds_of(o)?, 0));
    };
    let v = f.value();
    if v.is_nan() {
        return Err(not_a_number());
    }
    let (mut whole, mut part) = (v.trunc(), v.fract() * denominator);
    part = round(part, how);
    if part >= denominator {
        part -= denominator;
        whole += 1.0;
    } else if part < 0.0 {
        part += denominator;
        whole -= 1.0;
    }
    if !(i64::MIN as f64 <= whole && whole < -(i64::MIN as f64)) {
        return Err(time_t_overflow());
    }
    Ok((whole as i64, part as i64))
}

fn seconds_of(o: &Object) -> PyResult<i64> {
    let n = match o.downcast::<Long>() {
        Some(i) => i.to_i64(),
        None => o.index()?.to_i64(),
    };
    n.ok_or_else(time_t_overflow)
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
pub extern "C" fn _PyLong_AsTime_t(o: &Object) -> libc::time_t {
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
        {
            let convert = || match o.downcast::<Float>() {
                Some(f) => {
                    let v = f.value();
                    if v.is_nan() {
                        return Err(not_a_number());
                    }
                    let whole = round(v, how);
                    if !(i64::MIN as f64 <= whole && whole < -(i64::MIN as f64)) {
                        return Err(time_t_overflow());
                    }
                    Ok(whole as i64)
                }
                None => seconds_of(o),
            };
            store(out, convert())
        }
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
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                (*seconds, *micros) = split(o, how, 1e6)?;
                Ok(())
            }
        }
    })
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
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                (*seconds, *nanos) = split(o, how, 1e9)?;
                Ok(())
            }
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyTime_FromSeconds(seconds: c_int) -> PyTime_t {
    i64::from(seconds) * SECOND
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
    unsafe { store(out, from_object(o, how, SECOND)) }
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
    unsafe { store(out, from_object(o, how, 1_000_000)) }
}

/// An int of nanoseconds.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_FromLong(out: *mut PyTime_t, o: &Object) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
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
        {
            _PyTime_AsTimeval_clamp(t, out, how);
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimeval_clamp(t: PyTime_t, out: *mut libc::timeval, how: c_int) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let us = divide(t, 1000, how);
            (*out).tv_sec = us.div_euclid(1_000_000);
            (*out).tv_usec = us.rem_euclid(1_000_000);
        }
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
        {
            let us = divide(t, 1000, how);
            *seconds = us.div_euclid(1_000_000);
            *micros = us.rem_euclid(1_000_000) as c_int;
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimespec(t: PyTime_t, out: *mut libc::timespec) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            _PyTime_AsTimespec_clamp(t, out);
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTime_AsTimespec_clamp(t: PyTime_t, out: *mut libc::timespec) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            (*out).tv_sec = t.div_euclid(SECOND);
            (*out).tv_nsec = t.rem_euclid(SECOND);
        }
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
            {
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
