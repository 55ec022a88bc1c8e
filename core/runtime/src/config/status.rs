//! `PyStatus`: success, an error with its function and text, or a wish to exit.

use core::ffi::{CStr, c_int};

use layout::*;

pub const fn ok() -> PyStatus {
    // SAFETY: all-zero is success.
    unsafe { zeroed() }
}

/// An error; the texts must be static.
pub const fn error(func: &'static CStr, message: &'static CStr) -> PyStatus {
    PyStatus {
        _type: _PyStatus_TYPE_ERROR,
        func: func.as_ptr(),
        err_msg: message.as_ptr(),
        exitcode: 0,
    }
}

/// An error that names no function.
pub const fn plain_error(message: &'static CStr) -> PyStatus {
    PyStatus {
        func: core::ptr::null(),
        ..error(c"", message)
    }
}

pub const fn no_memory() -> PyStatus {
    PyStatus {
        _type: _PyStatus_TYPE_ERROR,
        func: core::ptr::null(),
        err_msg: c"memory allocation failed".as_ptr(),
        exitcode: 0,
    }
}

pub const fn exit(code: c_int) -> PyStatus {
    PyStatus {
        _type: _PyStatus_TYPE_EXIT,
        func: core::ptr::null(),
        err_msg: core::ptr::null(),
        exitcode: code,
    }
}

/// A step of reading: what stops it is a status that is no success.
pub type Step = Result<(), PyStatus>;

/// A status as a step.
pub fn check(s: PyStatus) -> Step {
    if is_exception(&s) { Err(s) } else { Ok(()) }
}

/// A step as the status that C gets.
pub fn of(step: Step) -> PyStatus {
    step.map_or_else(|s| s, |()| ok())
}

pub fn is_error(s: &PyStatus) -> bool {
    s._type == _PyStatus_TYPE_ERROR
}

pub fn is_exit(s: &PyStatus) -> bool {
    s._type == _PyStatus_TYPE_EXIT
}

pub fn is_exception(s: &PyStatus) -> bool {
    s._type != _PyStatus_TYPE_OK
}
