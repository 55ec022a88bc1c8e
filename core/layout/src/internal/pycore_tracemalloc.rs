//! `internal/pycore_tracemalloc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _tracemalloc_runtime_state {
    pub config: _PyTraceMalloc_Config,
    pub allocators: _tracemalloc_runtime_state_allocators,
    pub tables_lock: PyMutex,
    pub traced_memory: usize,
    pub peak_traced_memory: usize,
    pub filenames: *mut _Py_hashtable_t,
    pub traceback: *mut tracemalloc_traceback,
    pub tracebacks: *mut _Py_hashtable_t,
    pub traces: *mut _Py_hashtable_t,
    pub domains: *mut _Py_hashtable_t,
    pub empty_traceback: tracemalloc_traceback,
    pub reentrant_key: Py_tss_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyTraceMalloc_Config {
    pub initialized: _PyTraceMalloc_Config_initialized,
    pub tracing: c_int,
    pub max_nframe: c_int,
}

pub type _PyTraceMalloc_Config_initialized = c_uint;
pub const TRACEMALLOC_NOT_INITIALIZED: _PyTraceMalloc_Config_initialized = 0;
pub const TRACEMALLOC_INITIALIZED: _PyTraceMalloc_Config_initialized = 1;
pub const TRACEMALLOC_FINALIZED: _PyTraceMalloc_Config_initialized = 2;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _tracemalloc_runtime_state_allocators {
    pub mem: PyMemAllocatorEx,
    pub raw: PyMemAllocatorEx,
    pub obj: PyMemAllocatorEx,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct tracemalloc_traceback {
    pub hash: Py_uhash_t,
    pub nframe: u16,
    pub total_nframe: u16,
    pub frames: [tracemalloc_frame; 1],
}

#[repr(C, packed)]
#[derive(Clone, Copy)]
pub struct tracemalloc_frame {
    pub filename: *mut PyObject,
    pub lineno: c_uint,
}
