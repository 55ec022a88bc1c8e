//! `traceback.h` and `internal/pycore_traceback.h`: tracebacks.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;

use layout::{PyFrameObject, PyObject};
use objects::prelude::*;
use objects::traceback::print::display_source_line;

use crate::support::*;

/// The exception that is set passed through the frame. 0, or -1 with another exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyTraceBack_Here(frame: *mut PyFrameObject) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { objects::traceback::here(frame) }
    })
}

/// Prints a traceback to a file object.
#[unsafe(no_mangle)]
pub extern "C" fn PyTraceBack_Print(tb: Option<&Object>, file: Option<&Object>) -> Status {
    run(|| {
        let Some(tb) = tb else { return Ok(()) };
        let Some(tb) = tb.downcast::<objects::traceback::Traceback>() else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let Some(file) = file else {
            return Err(raise!(SystemError, "null file for PyFile_WriteString"));
        };
        objects::traceback::print::print(tb, file)
    })
}

/// Adds a place in C source to the traceback of the exception that is set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTraceback_Add(
    function: *const c_char,
    filename: *const c_char,
    line: c_int,
) {
    // SAFETY: the caller's strings.
    let (function, filename) = unsafe { (CStr::from_ptr(function), CStr::from_ptr(filename)) };
    eval::frameobject::add_traceback(function, filename, line);
}

/// Prints a line of source to a file object. -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_DisplaySourceLine(
    file: Option<&Object>,
    filename: Option<&Object>,
    line: c_int,
    indent: c_int,
    truncated: *mut c_int,
    text_out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if !text_out.is_null() {
            *text_out = null_mut();
        }
        value(-1, || {
            let Some(filename) = some(filename)?.downcast::<Str>() else {
                return Ok(0);
            };
            let indent = indent.max(0) as usize;
            let Some(text) = display_source_line(some(file)?, filename, line, indent)? else {
                return Ok(-1);
            };
            if !truncated.is_null() {
                let blank = |c: &u32| matches!(c, 0x20 | 0x09 | 0x0c);
                let own = text.iter_chars().take_while(blank).count();
                *truncated = own as c_int - indent as c_int;
            }
            if !text_out.is_null() {
                *text_out = text.into_ptr().cast();
            }
            Ok(0)
        })
    }
}

/// Nothing: the C stack is a debugger's.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_DumpStack(_fd: c_int) {}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_InitDumpStack() {}
