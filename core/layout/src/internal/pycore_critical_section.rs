//! `internal/pycore_critical_section.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _Py_CRITICAL_SECTION_INACTIVE: c_int = 1;
pub const _Py_CRITICAL_SECTION_TWO_MUTEXES: c_int = 2;
pub const _Py_CRITICAL_SECTION_MASK: c_int = 3;
