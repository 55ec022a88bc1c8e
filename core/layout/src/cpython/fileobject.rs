//! `cpython/fileobject.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type Py_OpenCodeHookFunction =
    unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject;
