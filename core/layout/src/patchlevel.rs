//! `patchlevel.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PY_RELEASE_LEVEL_ALPHA: c_int = 10;
pub const PY_RELEASE_LEVEL_BETA: c_int = 11;
pub const PY_RELEASE_LEVEL_GAMMA: c_int = 12;
pub const PY_RELEASE_LEVEL_FINAL: c_int = 15;
pub const PY_MAJOR_VERSION: c_int = 3;
pub const PY_MINOR_VERSION: c_int = 14;
pub const PY_MICRO_VERSION: c_int = 8;
pub const PY_RELEASE_LEVEL: c_int = 15;
pub const PY_RELEASE_SERIAL: c_int = 0;
pub const PY_VERSION: &core::ffi::CStr = c"3.14.8";
pub const PY_VERSION_HEX: c_int = 51251440;
