//! `internal/pycore_backoff.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const BACKOFF_BITS: c_int = 4;
pub const MAX_BACKOFF: c_int = 12;
pub const UNREACHABLE_BACKOFF: c_int = 15;
pub const JUMP_BACKWARD_INITIAL_VALUE: c_int = 4095;
pub const JUMP_BACKWARD_INITIAL_BACKOFF: c_int = 12;
pub const SIDE_EXIT_INITIAL_VALUE: c_int = 4095;
pub const SIDE_EXIT_INITIAL_BACKOFF: c_int = 12;
