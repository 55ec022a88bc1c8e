//! `cpython/pyframe.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PyUnstable_EXECUTABLE_KIND_SKIP: c_int = 0;
pub const PyUnstable_EXECUTABLE_KIND_PY_FUNCTION: c_int = 1;
pub const PyUnstable_EXECUTABLE_KIND_BUILTIN_FUNCTION: c_int = 3;
pub const PyUnstable_EXECUTABLE_KIND_METHOD_DESCRIPTOR: c_int = 4;
pub const PyUnstable_EXECUTABLE_KINDS: c_int = 5;
