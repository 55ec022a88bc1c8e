//! `cpython/context.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyContextEvent = c_uint;
pub const Py_CONTEXT_SWITCHED: PyContextEvent = 1;

pub type PyContext_WatchCallback = unsafe extern "C" fn(PyContextEvent, *mut PyObject) -> c_int;
