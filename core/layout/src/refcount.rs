//! `refcount.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _Py_STATICALLY_ALLOCATED_FLAG: c_int = 4;
pub const _Py_IMMORTAL_FLAGS: c_int = 1;
pub const _Py_IMMORTAL_INITIAL_REFCNT: c_ulonglong = 3221225472;
pub const _Py_IMMORTAL_MINIMUM_REFCNT: c_ulonglong = 2147483648;
pub const _Py_STATIC_FLAG_BITS: c_long = 5;
pub const _Py_STATIC_IMMORTAL_INITIAL_REFCNT: c_long = 1407378104778752;
#[cfg(feature = "free-threaded")]
pub const _Py_IMMORTAL_REFCNT_LOCAL: c_uint = 4294967295;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_SHARED_SHIFT: c_int = 2;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_SHARED_FLAG_MASK: c_int = 3;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_SHARED_INIT: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_MAYBE_WEAKREF: c_int = 1;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_QUEUED: c_int = 2;
#[cfg(feature = "free-threaded")]
pub const _Py_REF_MERGED: c_int = 3;
