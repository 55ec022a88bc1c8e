//! `internal/pycore_typeobject.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _py_validate_type = unsafe extern "C" fn(*mut PyTypeObject) -> c_int;

pub const _Py_TYPE_VERSION_INT: c_int = 1;
pub const _Py_TYPE_VERSION_FLOAT: c_int = 2;
pub const _Py_TYPE_VERSION_LIST: c_int = 3;
pub const _Py_TYPE_VERSION_TUPLE: c_int = 4;
pub const _Py_TYPE_VERSION_STR: c_int = 5;
pub const _Py_TYPE_VERSION_SET: c_int = 6;
pub const _Py_TYPE_VERSION_FROZEN_SET: c_int = 7;
pub const _Py_TYPE_VERSION_DICT: c_int = 8;
pub const _Py_TYPE_VERSION_BYTEARRAY: c_int = 9;
pub const _Py_TYPE_VERSION_BYTES: c_int = 10;
pub const _Py_TYPE_VERSION_COMPLEX: c_int = 11;
pub const _Py_TYPE_VERSION_NEXT: c_int = 16;
pub const _Py_TYPE_BASE_VERSION_TAG: c_int = 131072;
pub const _Py_MAX_GLOBAL_TYPE_VERSION_TAG: c_int = 131071;
