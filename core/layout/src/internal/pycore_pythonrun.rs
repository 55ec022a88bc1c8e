//! `internal/pycore_pythonrun.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _PyOS_LOG2_STACK_MARGIN: c_int = 11;
pub const _PyOS_STACK_MARGIN: c_int = 2048;
pub const _PyOS_STACK_MARGIN_BYTES: c_ulong = 16384;
pub const _PyOS_STACK_MARGIN_SHIFT: c_int = 14;
pub const _PyOS_MIN_STACK_SIZE: c_ulong = 49152;
