//! `internal/pycore_ceval_state.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const MAXPENDINGCALLS: c_int = 300;
pub const MAXPENDINGCALLSLOOP: c_int = 100;
pub const MAXPENDINGCALLS_MAIN: c_int = 32;
pub const MAXPENDINGCALLSLOOP_MAIN: c_int = 0;
