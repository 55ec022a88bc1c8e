//! `internal/pycore_importdl.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _Py_ext_module_kind = c_uint;
pub const _Py_ext_module_kind_UNKNOWN: _Py_ext_module_kind = 0;
pub const _Py_ext_module_kind_SINGLEPHASE: _Py_ext_module_kind = 1;
pub const _Py_ext_module_kind_MULTIPHASE: _Py_ext_module_kind = 2;
pub const _Py_ext_module_kind_INVALID: _Py_ext_module_kind = 3;

pub type _Py_ext_module_origin = c_uint;
pub const _Py_ext_module_origin_CORE: _Py_ext_module_origin = 1;
pub const _Py_ext_module_origin_BUILTIN: _Py_ext_module_origin = 2;
pub const _Py_ext_module_origin_DYNAMIC: _Py_ext_module_origin = 3;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_ext_module_loader_info {
    pub filename: *mut PyObject,
    pub filename_encoded: *mut PyObject,
    pub name: *mut PyObject,
    pub name_encoded: *mut PyObject,
    pub path: *mut PyObject,
    pub origin: _Py_ext_module_origin,
    pub hook_prefix: *const c_char,
    pub newcontext: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_ext_module_loader_result {
    pub def: *mut PyModuleDef,
    pub module: *mut PyObject,
    pub kind: _Py_ext_module_kind,
    pub err: *mut _Py_ext_module_loader_result_error,
    pub _err: _Py_ext_module_loader_result_error,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_ext_module_loader_result_error {
    pub kind: _Py_ext_module_loader_result_error_kind,
    pub exc: *mut PyObject,
}

pub type _Py_ext_module_loader_result_error_kind = c_uint;
pub const _Py_ext_module_loader_result_EXCEPTION: _Py_ext_module_loader_result_error_kind = 0;
pub const _Py_ext_module_loader_result_ERR_MISSING: _Py_ext_module_loader_result_error_kind = 1;
pub const _Py_ext_module_loader_result_ERR_UNREPORTED_EXC: _Py_ext_module_loader_result_error_kind =
    2;
pub const _Py_ext_module_loader_result_ERR_UNINITIALIZED: _Py_ext_module_loader_result_error_kind =
    3;
pub const _Py_ext_module_loader_result_ERR_NONASCII_NOT_MULTIPHASE:
    _Py_ext_module_loader_result_error_kind = 4;
pub const _Py_ext_module_loader_result_ERR_NOT_MODULE: _Py_ext_module_loader_result_error_kind = 5;
pub const _Py_ext_module_loader_result_ERR_MISSING_DEF: _Py_ext_module_loader_result_error_kind = 6;

pub type PyModInitFunction = unsafe extern "C" fn() -> *mut PyObject;

pub type dl_funcptr = unsafe extern "C" fn();

pub const MAXSUFFIXSIZE: c_int = 12;
