//! `cpython/frameobject.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyFrameLocalsProxyObject {
    pub ob_base: PyObject,
    pub frame: *mut PyFrameObject,
}
