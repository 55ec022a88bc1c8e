//! `internal/pycore_ceval.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _Py_add_pending_call_result = c_int;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyPerf_Callbacks {
    pub init_state: Option<unsafe extern "C" fn() -> *mut c_void>,
    pub write_state:
        Option<unsafe extern "C" fn(*mut c_void, *const c_void, c_uint, *mut PyCodeObject)>,
    pub free_state: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

pub type conversion_func = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_SpecialMethod {
    pub name: *mut PyObject,
    pub error: *const c_char,
    pub error_suggestion: *const c_char,
}

pub const Py_DEFAULT_RECURSION_LIMIT: c_int = 1000;
pub const _Py_PENDING_MAINTHREADONLY: c_int = 1;
pub const _Py_PENDING_RAWFREE: c_int = 2;
pub const _Py_ADD_PENDING_SUCCESS: c_int = 0;
pub const _Py_ADD_PENDING_FULL: c_int = -1;
pub const _PY_GIL_DROP_REQUEST_BIT: c_uint = 1;
pub const _PY_SIGNALS_PENDING_BIT: c_uint = 2;
pub const _PY_CALLS_TO_DO_BIT: c_uint = 4;
pub const _PY_ASYNC_EXCEPTION_BIT: c_uint = 8;
pub const _PY_GC_SCHEDULED_BIT: c_uint = 16;
pub const _PY_EVAL_PLEASE_STOP_BIT: c_uint = 32;
pub const _PY_EVAL_EXPLICIT_MERGE_BIT: c_uint = 64;
pub const _PY_EVAL_JIT_INVALIDATE_COLD_BIT: c_uint = 128;
pub const _PY_EVAL_EVENTS_BITS: c_int = 8;
pub const _PY_EVAL_EVENTS_MASK: c_int = 255;
pub const Py_SUPPORTS_REMOTE_DEBUG: c_int = 1;
pub const SPECIAL___ENTER__: c_int = 0;
pub const SPECIAL___EXIT__: c_int = 1;
pub const SPECIAL___AENTER__: c_int = 2;
pub const SPECIAL___AEXIT__: c_int = 3;
pub const SPECIAL_MAX: c_int = 3;
