//! `internal/pycore_pymem.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type delayed_dealloc_cb = unsafe extern "C" fn(*mut PyObject, *mut c_void);

pub const PYMEM_CLEANBYTE: c_int = 205;
pub const PYMEM_DEADBYTE: c_int = 221;
pub const PYMEM_FORBIDDENBYTE: c_int = 253;
