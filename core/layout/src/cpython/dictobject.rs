//! `cpython/dictobject.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyDictObject {
    pub ob_base: PyObject,
    pub ma_used: Py_ssize_t,
    pub _ma_watcher_tag: u64,
    pub ma_keys: *mut PyDictKeysObject,
    pub ma_values: *mut PyDictValues,
}

pub type PyDict_WatchEvent = c_uint;
pub const PyDict_EVENT_ADDED: PyDict_WatchEvent = 0;
pub const PyDict_EVENT_MODIFIED: PyDict_WatchEvent = 1;
pub const PyDict_EVENT_DELETED: PyDict_WatchEvent = 2;
pub const PyDict_EVENT_CLONED: PyDict_WatchEvent = 3;
pub const PyDict_EVENT_CLEARED: PyDict_WatchEvent = 4;
pub const PyDict_EVENT_DEALLOCATED: PyDict_WatchEvent = 5;

pub type PyDict_WatchCallback =
    unsafe extern "C" fn(PyDict_WatchEvent, *mut PyObject, *mut PyObject, *mut PyObject) -> c_int;
