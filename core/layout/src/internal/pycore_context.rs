//! `internal/pycore_context.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyContextTokenMissing {
    pub ob_base: PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyContext {
    pub ob_base: PyObject,
    pub ctx_prev: *mut PyContext,
    pub ctx_vars: *mut PyHamtObject,
    pub ctx_weakreflist: *mut PyObject,
    pub ctx_entered: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyContextVar {
    pub ob_base: PyObject,
    pub var_name: *mut PyObject,
    pub var_default: *mut PyObject,
    #[cfg(not(feature = "free-threaded"))]
    pub var_cached: *mut PyObject,
    #[cfg(not(feature = "free-threaded"))]
    pub var_cached_tsid: u64,
    #[cfg(not(feature = "free-threaded"))]
    pub var_cached_tsver: u64,
    pub var_hash: Py_hash_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyContextToken {
    pub ob_base: PyObject,
    pub tok_ctx: *mut PyContext,
    pub tok_var: *mut PyContextVar,
    pub tok_oldval: *mut PyObject,
    pub tok_used: c_int,
}
