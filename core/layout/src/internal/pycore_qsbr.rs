//! `internal/pycore_qsbr.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _qsbr_thread_state {
    pub seq: u64,
    pub shared: *mut _qsbr_shared,
    pub tstate: *mut PyThreadState,
    pub deferred_count: c_int,
    pub deferred_memory: usize,
    pub deferred_page_memory: usize,
    pub should_process: bool,
    pub allocated: bool,
    pub freelist_next: *mut _qsbr_thread_state,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _qsbr_shared {
    pub wr_seq: u64,
    pub rd_seq: u64,
    pub array: *mut _qsbr_pad,
    pub array_raw: *mut c_void,
    pub size: Py_ssize_t,
    pub mutex: PyMutex,
    pub freelist: *mut _qsbr_thread_state,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _qsbr_pad {
    pub qsbr: _qsbr_thread_state,
    pub __padding: [c_char; 0],
}

pub const QSBR_OFFLINE: c_int = 0;
pub const QSBR_INITIAL: c_int = 1;
pub const QSBR_INCR: c_int = 2;
