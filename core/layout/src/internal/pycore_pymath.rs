//! `internal/pycore_pymath.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const HAVE_PY_SET_53BIT_PRECISION: c_int = 1;
pub const _PY_SHORT_FLOAT_REPR: c_int = 1;
