//! `internal/pycore_fileutils.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _PY_READ_MAX: c_long = 9223372036854775807;
pub const _PY_WRITE_MAX: c_long = 9223372036854775807;
