//! `cpython/genobject.h` and `internal/pycore_genobject.h`: generators and coroutines.

use core::ffi::c_int;

use eval::genobject::{self, Generator};
use layout::{PyFrameObject, PyObject};
use objects::prelude::*;

use crate::support::*;

/// Steals the reference to the frame.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyGen_New(frame: *mut PyFrameObject) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { genobject::from_frame_object(frame, &genobject::PyGen_Type, None, None) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyGen_NewWithQualName(
    frame: *mut PyFrameObject,
    name: Option<&Object>,
    qualname: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { genobject::from_frame_object(frame, &genobject::PyGen_Type, name, qualname) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCoro_New(
    frame: *mut PyFrameObject,
    name: Option<&Object>,
    qualname: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { genobject::from_frame_object(frame, &genobject::PyCoro_Type, name, qualname) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyAsyncGen_New(
    frame: *mut PyFrameObject,
    name: Option<&Object>,
    qualname: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { genobject::from_frame_object(frame, &genobject::PyAsyncGen_Type, name, qualname) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGen_GetCode(g: Option<&Generator>) -> PyResult {
    up(Ok(some(g)?.code().to_ref()))
}

/// 0 and the value of the StopIteration that is set (None if nothing is); -1 with another exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyGen_FetchStopIterationValue(out: *mut *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match genobject::fetch_stop_iteration_value() {
            Ok(v) => {
                *out = v.into_ptr();
                0
            }
            Err(_) => -1,
        }
    }
}

/// Raises StopIteration with the value, whatever it is.
#[unsafe(no_mangle)]
pub extern "C" fn _PyGen_SetStopIterationValue(v: Option<&Object>) -> c_int {
    let _raised = objects::exceptions::stop_iteration(v);
    0
}

/// New reference: what the generator delegates to; NULL without an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyGen_yf(g: &Object) -> *mut PyObject {
    genobject::delegate_of(g).map_or(core::ptr::null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyCoro_GetAwaitableIter(o: Option<&Object>) -> PyResult {
    up(genobject::awaitable_iter(some(o)?))
}
