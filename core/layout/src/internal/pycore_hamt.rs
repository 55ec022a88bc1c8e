//! `internal/pycore_hamt.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHamtIteratorState {
    pub i_nodes: [*mut PyHamtNode; 8],
    pub i_pos: [Py_ssize_t; 8],
    pub i_level: i8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHamtIterator {
    pub ob_base: PyObject,
    pub hi_obj: *mut PyHamtObject,
    pub hi_iter: PyHamtIteratorState,
    pub hi_yield: Option<binaryfunc>,
}

pub const _Py_HAMT_MAX_TREE_DEPTH: c_int = 8;
