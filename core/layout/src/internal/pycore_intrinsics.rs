//! `internal/pycore_intrinsics.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type intrinsic_func1 = unsafe extern "C" fn(*mut PyThreadState, *mut PyObject) -> *mut PyObject;

pub type intrinsic_func2 =
    unsafe extern "C" fn(*mut PyThreadState, *mut PyObject, *mut PyObject) -> *mut PyObject;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct intrinsic_func1_info {
    pub func: Option<intrinsic_func1>,
    pub name: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct intrinsic_func2_info {
    pub func: Option<intrinsic_func2>,
    pub name: *const c_char,
}

pub const INTRINSIC_1_INVALID: c_int = 0;
pub const INTRINSIC_PRINT: c_int = 1;
pub const INTRINSIC_IMPORT_STAR: c_int = 2;
pub const INTRINSIC_STOPITERATION_ERROR: c_int = 3;
pub const INTRINSIC_ASYNC_GEN_WRAP: c_int = 4;
pub const INTRINSIC_UNARY_POSITIVE: c_int = 5;
pub const INTRINSIC_LIST_TO_TUPLE: c_int = 6;
pub const INTRINSIC_TYPEVAR: c_int = 7;
pub const INTRINSIC_PARAMSPEC: c_int = 8;
pub const INTRINSIC_TYPEVARTUPLE: c_int = 9;
pub const INTRINSIC_SUBSCRIPT_GENERIC: c_int = 10;
pub const INTRINSIC_TYPEALIAS: c_int = 11;
pub const MAX_INTRINSIC_1: c_int = 11;
pub const INTRINSIC_2_INVALID: c_int = 0;
pub const INTRINSIC_PREP_RERAISE_STAR: c_int = 1;
pub const INTRINSIC_TYPEVAR_WITH_BOUND: c_int = 2;
pub const INTRINSIC_TYPEVAR_WITH_CONSTRAINTS: c_int = 3;
pub const INTRINSIC_SET_FUNCTION_TYPE_PARAMS: c_int = 4;
pub const INTRINSIC_SET_TYPEPARAM_DEFAULT: c_int = 5;
pub const MAX_INTRINSIC_2: c_int = 5;
