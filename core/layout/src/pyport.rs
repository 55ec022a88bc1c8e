//! `pyport.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type Py_uintptr_t = usize;

pub type Py_intptr_t = isize;

pub type Py_ssize_t = isize;

pub type Py_hash_t = Py_ssize_t;

pub type Py_uhash_t = usize;

pub type Py_ssize_clean_t = Py_ssize_t;

pub const HAVE_LONG_LONG: c_int = 1;
pub const PY_LLONG_MIN: c_longlong = -9223372036854775808;
pub const PY_LLONG_MAX: c_longlong = 9223372036854775807;
pub const PY_ULLONG_MAX: c_ulonglong = 18446744073709551615;
pub const PYLONG_BITS_IN_DIGIT: c_int = 30;
pub const PY_SSIZE_T_MAX: c_long = 9223372036854775807;
pub const PY_SSIZE_T_MIN: c_long = -9223372036854775808;
pub const SIZEOF_PY_HASH_T: c_int = 8;
pub const SIZEOF_PY_UHASH_T: c_int = 8;
pub const PY_SIZE_MAX: c_ulong = 18446744073709551615;
pub const PY_FORMAT_SIZE_T: &core::ffi::CStr = c"z";
pub const PY_BIG_ENDIAN: c_int = 0;
pub const PY_LITTLE_ENDIAN: c_int = 1;
pub const PY_DWORD_MAX: c_uint = 4294967295;
pub const Py_CAN_START_THREADS: c_int = 1;
pub const HAVE_THREAD_LOCAL: c_int = 1;
