//! `cpython/pytime.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyTime_t = i64;

pub const PyTime_MIN: c_long = -9223372036854775808;
pub const PyTime_MAX: c_long = 9223372036854775807;
