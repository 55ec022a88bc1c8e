//! `internal/pycore_pythread.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pythread_runtime_state {
    pub initialized: c_int,
    pub _condattr_monotonic: _pythread_runtime_state__condattr_monotonic,
    pub handles: llist_node,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pythread_runtime_state__condattr_monotonic {
    pub ptr: *mut libc::pthread_condattr_t,
    pub val: libc::pthread_condattr_t,
}

pub type PyThread_ident_t = c_ulonglong;

pub type PyThread_handle_t = Py_uintptr_t;

pub const PyThread_UNSET_TIMEOUT: c_long = -1000000000;
pub const PY_FORMAT_THREAD_IDENT_T: &core::ffi::CStr = c"llu";
pub const Py_PARSE_THREAD_IDENT_T: &core::ffi::CStr = c"K";
