//! `pyhash.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_HASH_CUTOFF: c_int = 0;
pub const Py_HASH_EXTERNAL: c_int = 0;
pub const Py_HASH_SIPHASH24: c_int = 1;
pub const Py_HASH_FNV: c_int = 2;
pub const Py_HASH_SIPHASH13: c_int = 3;
pub const Py_HASH_ALGORITHM: c_int = 3;
