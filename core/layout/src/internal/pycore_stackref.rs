//! `internal/pycore_stackref.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_INT_TAG: c_int = 3;
pub const Py_TAG_REFCNT: c_int = 1;
#[cfg(feature = "free-threaded")]
pub const Py_TAG_DEFERRED: c_int = 1;
#[cfg(feature = "free-threaded")]
pub const Py_TAG_PTR: c_ulong = 0;
#[cfg(not(feature = "free-threaded"))]
pub const Py_TAG_BITS: c_int = 3;
#[cfg(feature = "free-threaded")]
pub const Py_TAG_BITS: c_ulong = 1;
#[cfg(not(feature = "free-threaded"))]
pub const PyStackRef_NULL_BITS: c_int = 1;
