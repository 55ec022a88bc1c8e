//! `cpython/pyctype.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PY_CTF_LOWER: c_int = 1;
pub const PY_CTF_UPPER: c_int = 2;
pub const PY_CTF_ALPHA: c_int = 3;
pub const PY_CTF_DIGIT: c_int = 4;
pub const PY_CTF_ALNUM: c_int = 7;
pub const PY_CTF_SPACE: c_int = 8;
pub const PY_CTF_XDIGIT: c_int = 16;
