//! `internal/pycore_function.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const FUNC_VERSION_UNSET: c_int = 0;
pub const FUNC_VERSION_CLEARED: c_int = 1;
pub const FUNC_VERSION_FIRST_VALID: c_int = 2;
