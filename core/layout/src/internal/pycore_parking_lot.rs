//! `internal/pycore_parking_lot.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_PARK_OK: c_int = 0;
pub const Py_PARK_AGAIN: c_int = -1;
pub const Py_PARK_TIMEOUT: c_int = -2;
pub const Py_PARK_INTR: c_int = -3;

pub type _Py_unpark_fn_t = unsafe extern "C" fn(*mut c_void, *mut c_void, c_int);
