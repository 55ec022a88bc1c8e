//! `internal/pycore_range.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRangeIterObject {
    pub ob_base: PyObject,
    pub start: c_long,
    pub step: c_long,
    pub len: c_long,
}
