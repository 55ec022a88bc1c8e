//! `cpython/ceval.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PerfMapState {
    pub perf_map: *mut libc::FILE,
    pub map_lock: PyThread_type_lock,
}
