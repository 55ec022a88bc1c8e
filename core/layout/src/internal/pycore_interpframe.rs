//! `internal/pycore_interpframe.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const FRAME_SPECIALS_SIZE: c_int = 10;
