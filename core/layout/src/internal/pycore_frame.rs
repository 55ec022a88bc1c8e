//! `internal/pycore_frame.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyFrameObject {
    pub ob_base: PyObject,
    pub f_back: *mut PyFrameObject,
    pub f_frame: *mut _PyInterpreterFrame,
    pub f_trace: *mut PyObject,
    pub f_lineno: c_int,
    pub f_trace_lines: c_char,
    pub f_trace_opcodes: c_char,
    pub f_extra_locals: *mut PyObject,
    pub f_locals_cache: *mut PyObject,
    pub f_overwritten_fast_locals: *mut PyObject,
    pub _f_frame_data: [*mut PyObject; 1],
}

pub type PyFrameState = c_int;
pub const FRAME_CREATED: PyFrameState = -3;
pub const FRAME_SUSPENDED: PyFrameState = -2;
pub const FRAME_SUSPENDED_YIELD_FROM: PyFrameState = -1;
pub const FRAME_EXECUTING: PyFrameState = 0;
pub const FRAME_COMPLETED: PyFrameState = 1;
pub const FRAME_CLEARED: PyFrameState = 4;
