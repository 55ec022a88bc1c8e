//! `internal/pycore_magic_number.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PYC_MAGIC_NUMBER: c_int = 3627;
pub const PYC_MAGIC_NUMBER_TOKEN: c_uint = 168627755;
