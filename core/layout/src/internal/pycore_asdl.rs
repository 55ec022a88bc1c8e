//! `internal/pycore_asdl.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type string = *mut PyObject;

pub type object = *mut PyObject;
