//! `cpython/pyatomic.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _Py_USE_GCC_BUILTIN_ATOMICS: c_int = 1;
