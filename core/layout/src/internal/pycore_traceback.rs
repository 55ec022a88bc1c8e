//! `internal/pycore_traceback.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const EXCEPTION_TB_HEADER: &core::ffi::CStr = c"Traceback (most recent call last):";
pub const EXCEPTION_GROUP_TB_HEADER: &core::ffi::CStr =
    c"Exception Group Traceback (most recent call last):";
