//! `internal/pycore_object_stack.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyObjectStackChunk {
    pub prev: *mut _PyObjectStackChunk,
    pub n: Py_ssize_t,
    pub objs: [*mut PyObject; 254],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyObjectStack {
    pub head: *mut _PyObjectStackChunk,
}

pub const _Py_OBJECT_STACK_CHUNK_SIZE: c_int = 254;
