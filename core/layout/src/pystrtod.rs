//! `pystrtod.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_DTSF_SIGN: c_int = 1;
pub const Py_DTSF_ADD_DOT_0: c_int = 2;
pub const Py_DTSF_ALT: c_int = 4;
pub const Py_DTSF_NO_NEG_0: c_int = 8;
pub const Py_DTST_FINITE: c_int = 0;
pub const Py_DTST_INFINITE: c_int = 1;
pub const Py_DTST_NAN: c_int = 2;
