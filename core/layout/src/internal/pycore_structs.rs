//! `internal/pycore_structs.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_BackoffCounter {
    pub value_and_backoff: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _PyStackRef {
    pub bits: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _Py_CODEUNIT {
    pub cache: u16,
    pub op: _Py_CODEUNIT_op,
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_CODEUNIT_op {
    pub code: u8,
    pub arg: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHamtNode_Bitmap {
    pub ob_base: PyVarObject,
    pub b_bitmap: u32,
    pub b_array: [*mut PyObject; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHamtObject {
    pub ob_base: PyObject,
    pub h_root: *mut PyHamtNode,
    pub h_weakreflist: *mut PyObject,
    pub h_count: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHamtNode {
    pub ob_base: PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCStackRef {
    pub r#ref: _PyStackRef,
    #[cfg(feature = "free-threaded")]
    pub next: *mut _PyCStackRef,
}
