//! `pyerrors.h`: what exceptions hold.

use core::ffi::c_char;
use core::ptr::{null, null_mut};

use layout::{PyBaseExceptionObject, PyObject};
use objects::exceptions::{self, BaseExc};
use objects::prelude::*;

use crate::support::*;

pub(super) fn exception(o: Option<&Object>) -> PyResult<&BaseExc> {
    arg(o)
}
/// The name of an exception class (a type).
#[unsafe(no_mangle)]
pub extern "C" fn PyExceptionClass_Name(class: Option<&Object>) -> *const c_char {
    value(null(), || {
        // SAFETY: a live type keeps its name.
        Ok(unsafe { (*arg::<Type>(class)?.raw()).tp_name })
    })
}

/// New reference or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetTraceback(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::traceback)
        .map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetTraceback(
    e: Option<&Object>,
    traceback: Option<&Object>,
) -> Status {
    run(|| exceptions::base_exception::set_traceback_checked(exception(e)?, traceback))
}

/// New reference or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetCause(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::cause)
        .map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetContext(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::context)
        .map_or(null_mut(), Ref::into_ptr)
}

/// Steals the reference to `cause` (NULL for none); the context is suppressed from now on.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetCause(e: Option<&Object>, cause: Stolen) {
    if let Ok(e) = exception(e) {
        e.set_cause(cause.take())
    }
}

/// Steals the reference to `context` (NULL for none).
#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetContext(e: Option<&Object>, context: Stolen) {
    if let Ok(e) = exception(e) {
        e.set_context(context.take())
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetArgs(e: Option<&Object>) -> PyResult {
    up(Ok(exception(e)?.args()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetArgs(e: Option<&Object>, args: Option<&Object>) {
    if let (Ok(e), Some(args)) = (exception(e), args) {
        // SAFETY: layout; the slot owns its reference.
        unsafe {
            let slot = &raw mut (*e.raw().cast::<PyBaseExceptionObject>()).args;
            let old = slot.replace(args.to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }
}
