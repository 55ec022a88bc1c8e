//! `internal/pycore_long.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _PY_LONG_DEFAULT_MAX_STR_DIGITS: c_int = 4300;
pub const _PY_LONG_MAX_STR_DIGITS_THRESHOLD: c_int = 640;
pub const SIGN_MASK: c_int = 3;
pub const SIGN_ZERO: c_int = 1;
pub const SIGN_NEGATIVE: c_int = 2;
pub const NON_SIZE_BITS: c_int = 3;
pub const IMMORTALITY_BIT_MASK: c_int = 4;
pub const NON_SIZE_MASK: c_ulong = 18446744073709551608;
pub const _PyLong_FALSE_TAG: c_ulong = 1;
pub const _PyLong_TRUE_TAG: c_ulong = 8;
