//! `internal/pycore_format.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const F_LJUST: c_int = 1;
pub const F_SIGN: c_int = 2;
pub const F_BLANK: c_int = 4;
pub const F_ALT: c_int = 8;
pub const F_ZERO: c_int = 16;
