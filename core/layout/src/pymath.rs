//! `pymath.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[allow(
    clippy::approx_constant,
    reason = "the header's digits, and cbindgen takes literals only"
)]
pub const Py_MATH_PI: f64 = 3.141592653589793;
#[allow(
    clippy::approx_constant,
    reason = "the header's digits, and cbindgen takes literals only"
)]
pub const Py_MATH_E: f64 = 2.718281828459045;
