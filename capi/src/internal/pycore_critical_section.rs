//! `internal/pycore_critical_section.h`: the slow paths of critical sections. The default build has no locks to take there.

use core::ffi::{c_int, c_void};

use layout::{PyMutex, PyThreadState};

/// Nothing to do in the default build.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCriticalSection_BeginSlow(_c: *mut c_void, _m: *mut PyMutex) {}

/// Nothing to do in the default build.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCriticalSection2_BeginSlow(
    _c: *mut c_void,
    _a: *mut PyMutex,
    _b: *mut PyMutex,
    _is_a_locked: c_int,
) {
}

/// Nothing to do in the default build.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCriticalSection_Resume(_t: *mut PyThreadState) {}

/// Nothing to do in the default build.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCriticalSection_SuspendAll(_t: *mut PyThreadState) {}
