//! `cpython/pythread.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Py_tss_t {
    pub _is_initialized: c_int,
    pub _key: libc::pthread_key_t,
}

pub const PYTHREAD_INVALID_THREAD_ID: c_ulong = 18446744073709551615;
