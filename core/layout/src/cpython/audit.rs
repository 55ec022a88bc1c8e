//! `cpython/audit.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type Py_AuditHookFunction =
    unsafe extern "C" fn(*const c_char, *mut PyObject, *mut c_void) -> c_int;
