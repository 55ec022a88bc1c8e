//! `internal/pycore_ucnhash.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUnicode_Name_CAPI {
    pub getname: Option<unsafe extern "C" fn(Py_UCS4, *mut c_char, c_int, c_int) -> c_int>,
    pub getcode: Option<unsafe extern "C" fn(*const c_char, c_int, *mut Py_UCS4, c_int) -> c_int>,
}

pub const PyUnicodeData_CAPSULE_NAME: &core::ffi::CStr = c"unicodedata._ucnhash_CAPI";
