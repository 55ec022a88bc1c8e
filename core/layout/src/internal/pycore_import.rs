//! `internal/pycore_import.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _module_alias {
    pub name: *const c_char,
    pub orig: *const c_char,
}

pub const _Py_DLOPEN_FLAGS: c_int = 2;
