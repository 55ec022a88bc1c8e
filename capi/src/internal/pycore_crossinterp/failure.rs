//! `internal/pycore_crossinterp.h`: what is told of an exception, and of a failure, to another interpreter.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;
use std::ffi::CString;

use layout::*;
use objects::prelude::*;
use runtime::crossinterp::failure::{self, Failure};
use runtime::crossinterp::snapshot::Snapshot;

use crate::support::*;

/// What is to be told of an exception, to be freed with `_PyXI_FreeExcInfo`; NULL with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewExcInfo(exception: Option<&Object>) -> *mut _PyXI_excinfo {
    value(null_mut(), || {
        let Some(exception) = exception.filter(|e| !is_none(e)) else {
            return Err(raise!(ValueError, "missing exc"));
        };
        Ok(Box::into_raw(Box::new(Snapshot::of_any(exception)?)).cast())
    })
}

/// # Safety
/// C contract; `info` comes from `_PyXI_NewExcInfo`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeExcInfo(info: *mut _PyXI_excinfo) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(info.cast::<Snapshot>()) });
}

/// "module.type: message", or None if nothing is known.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FormatExcInfo(info: *mut _PyXI_excinfo) -> PyResult {
    // SAFETY: the caller's contract; the view is transparent.
    match unsafe { (*info.cast::<Snapshot>()).formatted() } {
        Some(text) => up(Str::from_str(&text)),
        None => Ok(none_ref()),
    }
}

/// A namespace with `type`, `msg`, `formatted` and `errdisplay`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_ExcInfoAsObject(info: *mut _PyXI_excinfo) -> PyResult {
    // SAFETY: the caller's contract; the view is transparent.
    unsafe { (*info.cast::<Snapshot>()).to_object() }
}

// --- failures ---

/// No failure yet; to be freed with `_PyXI_FreeFailure`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewFailure() -> *mut _PyXI_failure {
    Box::into_raw(Box::new(Failure::NONE)).cast()
}

/// # Safety
/// C contract; `f` comes from `_PyXI_NewFailure`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeFailure(f: *mut _PyXI_failure) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(f.cast::<Failure>()) });
}

/// The failure behind C's pointer, which may be NULL.
///
/// # Safety
/// NULL, or from `_PyXI_NewFailure`.
pub(super) unsafe fn failure<'a>(f: *mut _PyXI_failure) -> Option<&'a mut Failure> {
    // SAFETY: the caller's contract.
    unsafe { f.cast::<Failure>().as_mut() }
}

/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetFailureCode(f: *mut _PyXI_failure) -> _PyXI_errcode {
    // SAFETY: the caller's contract.
    unsafe { failure(f).map_or(_PyXI_ERR_NO_ERROR, |f| f.code) }
}

/// With the object's text as the message ("<NULL>" for NULL). 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_InitFailure(
    f: *mut _PyXI_failure,
    code: _PyXI_errcode,
    o: Option<&Object>,
) -> Status {
    run(|| {
        let new = match o {
            Some(o) => Failure::with_message(code, o)?,
            None => Failure {
                code,
                message: Some(c"<NULL>".to_owned()),
            },
        };
        // SAFETY: the caller's contract.
        if let Some(f) = unsafe { failure(f) } {
            *f = new;
        }
        Ok(())
    })
}

/// # Safety
/// C contract; `message` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_InitFailureUTF8(
    f: *mut _PyXI_failure,
    code: _PyXI_errcode,
    message: *const c_char,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let message: Option<CString> =
            (!message.is_null()).then(|| CStr::from_ptr(message).to_owned());
        if let Some(f) = failure(f) {
            *f = Failure { code, message };
        }
    }
}

/// Puts the cause of a NotShareableError in its place, and its text into the failure. -1 if another exception is set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_UnwrapNotShareableError(
    _t: *mut PyThreadState,
    f: *mut _PyXI_failure,
) -> c_int {
    // SAFETY: the caller's contract.
    match failure::unwrap_not_shareable(unsafe { failure(f) }) {
        Ok(true) => 0,
        _ => -1,
    }
}
