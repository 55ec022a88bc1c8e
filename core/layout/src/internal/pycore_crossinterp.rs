//! `internal/pycore_crossinterp.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXI_global_state_t {
    pub data_lookup: _PyXIData_lookup_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXIData_getdata_t {
    pub basic: Option<xidatafunc>,
    pub fallback: Option<xidatafbfunc>,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXI_state_t {
    pub data_lookup: _PyXIData_lookup_t,
    pub exceptions: xi_exceptions,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct xi_exceptions {
    pub PyExc_InterpreterError: *mut PyObject,
    pub PyExc_InterpreterNotFoundError: *mut PyObject,
    pub PyExc_NotShareableError: *mut PyObject,
}

pub type _Py_simple_func = unsafe extern "C" fn(*mut c_void) -> c_int;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXIData_t {
    pub data: *mut c_void,
    pub obj: *mut PyObject,
    pub interpid: i64,
    pub new_object: Option<xid_newobjfunc>,
    pub free: Option<xid_freefunc>,
}

pub type xid_newobjfunc = unsafe extern "C" fn(*mut _PyXIData_t) -> *mut PyObject;

pub type xid_freefunc = unsafe extern "C" fn(*mut c_void);

pub type xidata_fallback_t = c_int;

pub type xidatafunc =
    unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *mut _PyXIData_t) -> c_int;

pub type xidatafbfunc = unsafe extern "C" fn(
    *mut PyThreadState,
    *mut PyObject,
    xidata_fallback_t,
    *mut _PyXIData_t,
) -> c_int;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyBytes_data_t {
    pub bytes: *const c_char,
    pub len: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXI_excinfo {
    pub r#type: _excinfo_type,
    pub msg: *const c_char,
    pub errdisplay: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _excinfo_type {
    pub builtin: *mut PyTypeObject,
    pub name: *const c_char,
    pub qualname: *const c_char,
    pub module: *const c_char,
}

pub type _PyXI_errcode = c_int;
pub const _PyXI_ERR_NO_ERROR: _PyXI_errcode = 0;
pub const _PyXI_ERR_UNCAUGHT_EXCEPTION: _PyXI_errcode = -1;
pub const _PyXI_ERR_OTHER: _PyXI_errcode = -2;
pub const _PyXI_ERR_NO_MEMORY: _PyXI_errcode = -3;
pub const _PyXI_ERR_ALREADY_RUNNING: _PyXI_errcode = -4;
pub const _PyXI_ERR_MAIN_NS_FAILURE: _PyXI_errcode = -5;
pub const _PyXI_ERR_APPLY_NS_FAILURE: _PyXI_errcode = -6;
pub const _PyXI_ERR_PRESERVE_FAILURE: _PyXI_errcode = -7;
pub const _PyXI_ERR_EXC_PROPAGATION_FAILURE: _PyXI_errcode = -8;
pub const _PyXI_ERR_NOT_SHAREABLE: _PyXI_errcode = -9;

#[repr(C)]
pub struct _PyXI_failure {
    _opaque: [u8; 0],
}

#[repr(C)]
pub struct _PyXI_session {
    _opaque: [u8; 0],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXI_session_result {
    pub preserved: *mut PyObject,
    pub excinfo: *mut PyObject,
    pub errcode: _PyXI_errcode,
}

pub const _PyXIDATA_XIDATA_ONLY: c_int = 0;
pub const _PyXIDATA_FULL_FALLBACK: c_int = 1;
