//! `internal/pycore_object_state.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _reftracer_runtime_state {
    pub tracer_func: Option<PyRefTracer>,
    pub tracer_data: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _py_object_runtime_state {
    pub _not_used: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _py_object_state {
    #[cfg(not(feature = "free-threaded"))]
    pub freelists: _Py_freelists,
    pub _not_used: c_int,
}
