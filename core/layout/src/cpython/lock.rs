//! `cpython/lock.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyMutex {
    pub _bits: u8,
}

pub const _Py_UNLOCKED: c_int = 0;
pub const _Py_LOCKED: c_int = 1;
