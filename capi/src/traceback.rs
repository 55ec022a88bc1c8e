//! `traceback.h` and `internal/pycore_traceback.h`: tracebacks.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::{PyFrameObject, PyObject};
use objects::prelude::*;

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
        if !objects::traceback::Traceback::check_instance(tb) {
            return Err(objects::exceptions::bad_internal_call());
        }
        let file = some(file)?;
        let text =
            runtime::import::import("traceback")?.call_method(interned!("format_tb"), &[tb])?;
        let text = Str::empty().join_iterable(&text)?;
        let write = file.get_attr(id!(write))?;
        write.call(&[&*Str::from_str("Traceback (most recent call last):\n")?])?;
        write.call(&[&text])?;
        Ok(())
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
    // SAFETY: the caller's contract.
    unsafe {
        {
            let kept = base::error::take_current();
            let make = || -> PyResult<Ref<eval::frameobject::FrameObject>> {
                let code = objects::code::empty(
                    &*Str::decode_fs_default(bytes(filename, -1))?,
                    &*text(function)?,
                    line,
                )?;
                eval::frameobject::new_frame_object(&code, &*Dict::new()?, None)
            };
            match make() {
                Ok(frame) => {
                    let raw = frame.as_object_ptr().cast::<PyFrameObject>();
                    (*raw).f_lineno = line;
                    base::error::restore(kept);
                    if let Err(raised) = objects::traceback::here(raw) {
                        raised.clear();
                    }
                }
                Err(_) => objects::exceptions::chain_exceptions(kept),
            }
        }
    }
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
    _truncated: *mut c_int,
    text_out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if !text_out.is_null() {
                *text_out = null_mut();
            }
            value(-1, || {
                let Some(text) = crate::cpython::pyerrors::program_text(some(filename)?, line)?
                else {
                    return Ok(0);
                };
                let stripped = text.to_string_lossy().trim().to_owned();
                let shown = Str::from_str(&format!(
                    "{}{stripped}\n",
                    " ".repeat(indent.max(0) as usize)
                ))?;
                some(file)?.get_attr(id!(write))?.call(&[&shown])?;
                if !text_out.is_null() {
                    *text_out = text.into_ptr();
                }
                Ok(0)
            })
        }
    }
}

/// Nothing: the C stack is a debugger's.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_DumpStack(_fd: c_int) {
    {}
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_InitDumpStack() {
    {}
}
