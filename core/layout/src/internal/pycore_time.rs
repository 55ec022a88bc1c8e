//! `internal/pycore_time.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _PyTime_round_t = c_uint;
pub const _PyTime_ROUND_FLOOR: _PyTime_round_t = 0;
pub const _PyTime_ROUND_CEILING: _PyTime_round_t = 1;
pub const _PyTime_ROUND_HALF_EVEN: _PyTime_round_t = 2;
pub const _PyTime_ROUND_UP: _PyTime_round_t = 3;
pub const _PyTime_ROUND_TIMEOUT: _PyTime_round_t = 3;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_clock_info_t {
    pub implementation: *const c_char,
    pub monotonic: c_int,
    pub adjustable: c_int,
    pub resolution: f64,
}

pub const _SIZEOF_PYTIME_T: c_int = 8;
