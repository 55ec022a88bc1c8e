//! `internal/pycore_crossinterp.h`: data that crosses to another interpreter, of which there is none yet.
//!
//! The containers of such data work; putting an object into one is refused with NotImplementedError.

use core::ffi::{c_int, c_long};
use core::ptr::null_mut;

use layout::{_PyXIData_t, PyInterpreterConfig, PyInterpreterState, PyThreadState};
use objects::exceptions::bad_internal_call;
use objects::prelude::*;

const SUBINTERPRETERS: &str = "not yet";
use crate::support::*;

/// An empty container, to be freed with `_PyXIData_Free`; NULL with MemoryError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_New() -> *mut _PyXIData_t {
    let data =
        base::mem::alloc(base::mem::Domain::Raw, size_of::<_PyXIData_t>()).cast::<_PyXIData_t>();
    if data.is_null() {
        let _raised = objects::exceptions::no_memory();
        return null_mut();
    }
    let empty = _PyXIData_t {
        data: null_mut(),
        obj: null_mut(),
        interpid: -1,
        new_object: None,
        free: None,
    };
    // SAFETY: just allocated, of this size.
    unsafe { data.write(empty) };
    data
}

/// Gives up what the container holds.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Release(data: *mut _PyXIData_t) -> c_int {
    // SAFETY: the caller's contract: a container whose `free` fits its `data`.
    unsafe {
        if let Some(free) = (*data).free.take()
            && !(*data).data.is_null()
        {
            free((*data).data);
        }
        (*data).data = null_mut();
        let obj = core::mem::replace(&mut (*data).obj, null_mut());
        if !obj.is_null() {
            drop(Ref::<Object>::from_raw_owned(obj));
        }
    }
    0
}

/// # Safety
/// C contract; attached; `data` comes from `_PyXIData_New`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Free(data: *mut _PyXIData_t) {
    // SAFETY: the caller's contract.
    unsafe {
        _PyXIData_Release(data);
        base::mem::free(base::mem::Domain::Raw, data.cast());
    }
}

/// The object that the container stands for, made anew in this interpreter.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_NewObject(data: *mut _PyXIData_t) -> *mut layout::PyObject {
    // SAFETY: the caller's contract.
    match unsafe { (*data).new_object } {
        // SAFETY: the container's own function.
        Some(new_object) => unsafe { new_object(data) },
        None => {
            let _raised = bad_internal_call();
            null_mut()
        }
    }
}

macro_rules! refused {
    ($($name:ident),*) => {$(
        /// -1 with NotImplementedError: there is but one interpreter yet.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name(_t: *mut PyThreadState, _o: Option<&Object>, _d: *mut _PyXIData_t) -> Status {
            run(|| -> PyResult<()> { Err(raise!(NotImplementedError, "{}: {SUBINTERPRETERS}", stringify!($name))) })
        }
    )*};
}

refused!(
    _PyObject_GetXIDataNoFallback,
    _PyPickle_GetXIData,
    _PyMarshal_GetXIData,
    _PyCode_GetXIData,
    _PyCode_GetScriptXIData,
    _PyCode_GetPureScriptXIData,
    _PyFunction_GetXIData
);

/// -1 with NotImplementedError: there is but one interpreter yet.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GetXIData(
    t: *mut PyThreadState,
    o: Option<&Object>,
    _fallback: c_int,
    d: *mut _PyXIData_t,
) -> Status {
    _PyObject_GetXIDataNoFallback(t, o, d)
}

/// NULL with RuntimeError: there is but one interpreter yet.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewInterpreter(
    _config: *mut PyInterpreterConfig,
    _whence: *mut c_long,
    _tstate: *mut *mut PyThreadState,
    _save: *mut *mut PyThreadState,
) -> *mut PyInterpreterState {
    crate::pystate::PyInterpreterState_New()
}

/// There is none to end.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_EndInterpreter(
    _interp: *mut PyInterpreterState,
    _tstate: *mut PyThreadState,
    _save: *mut *mut PyThreadState,
) {
    base::fatal::error(Some("_PyXI_EndInterpreter"), SUBINTERPRETERS)
}
