//! `internal/pycore_object.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub union PyManagedDictPointer {
    pub dict: *mut PyDictObject,
}

pub type _PyAnnotateFormat = c_uint;
pub const _Py_ANNOTATE_FORMAT_VALUE: _PyAnnotateFormat = 1;
pub const _Py_ANNOTATE_FORMAT_VALUE_WITH_FAKE_GLOBALS: _PyAnnotateFormat = 2;
pub const _Py_ANNOTATE_FORMAT_FORWARDREF: _PyAnnotateFormat = 3;
pub const _Py_ANNOTATE_FORMAT_STRING: _PyAnnotateFormat = 4;

pub const _Py_REF_DEFERRED: c_long = 1152921504606846975;
#[cfg(not(feature = "free-threaded"))]
pub const MANAGED_DICT_OFFSET: c_long = -24;
#[cfg(feature = "free-threaded")]
pub const MANAGED_DICT_OFFSET: c_long = -8;
#[cfg(not(feature = "free-threaded"))]
pub const MANAGED_WEAKREF_OFFSET: c_long = -32;
#[cfg(feature = "free-threaded")]
pub const MANAGED_WEAKREF_OFFSET: c_long = -16;
