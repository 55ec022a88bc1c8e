//! `internal/pycore_call.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _PY_FASTCALL_SMALL_STACK: c_int = 5;
