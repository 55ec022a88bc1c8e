//! `cpython/critical_section.h`: nothing to lock in the default build, where the GIL does. (The free-threaded build locks in the headers' inline code.)

use core::ffi::c_void;

use layout::{PyMutex, PyObject};

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection_Begin(_c: *mut c_void, _o: *mut PyObject) {}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection_BeginMutex(_c: *mut c_void, _m: *mut PyMutex) {}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection_End(_c: *mut c_void) {}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection2_Begin(
    _c: *mut c_void,
    _a: *mut PyObject,
    _b: *mut PyObject,
) {
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection2_BeginMutex(
    _c: *mut c_void,
    _a: *mut PyMutex,
    _b: *mut PyMutex,
) {
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCriticalSection2_End(_c: *mut c_void) {}
