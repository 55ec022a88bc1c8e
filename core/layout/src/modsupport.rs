//! `modsupport.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_CLEANUP_SUPPORTED: c_int = 131072;
pub const PYTHON_API_VERSION: c_int = 1013;
pub const PYTHON_API_STRING: &core::ffi::CStr = c"1013";
pub const PYTHON_ABI_VERSION: c_int = 3;
pub const PYTHON_ABI_STRING: &core::ffi::CStr = c"3";
