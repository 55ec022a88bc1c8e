//! `pythread.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyThread_type_lock = *mut c_void;

pub type PyLockStatus = c_uint;
pub const PY_LOCK_FAILURE: PyLockStatus = 0;
pub const PY_LOCK_ACQUIRED: PyLockStatus = 1;
pub const PY_LOCK_INTR: PyLockStatus = 2;

pub const WAIT_LOCK: c_int = 1;
pub const NOWAIT_LOCK: c_int = 0;
