//! `internal/pycore_uniqueid.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[cfg(feature = "free-threaded")]
pub const _Py_INVALID_UNIQUE_ID: c_int = 0;
