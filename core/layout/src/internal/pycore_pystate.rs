//! `internal/pycore_pystate.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _Py_THREAD_DETACHED: c_int = 0;
pub const _Py_THREAD_ATTACHED: c_int = 1;
pub const _Py_THREAD_SUSPENDED: c_int = 2;
pub const _Py_THREAD_SHUTTING_DOWN: c_int = 3;
