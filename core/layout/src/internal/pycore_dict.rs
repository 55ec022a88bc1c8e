//! `internal/pycore_dict.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyDictKeysObject {
    pub dk_refcnt: Py_ssize_t,
    pub dk_log2_size: u8,
    pub dk_log2_index_bytes: u8,
    pub dk_kind: u8,
    #[cfg(feature = "free-threaded")]
    pub dk_mutex: PyMutex,
    pub dk_version: u32,
    pub dk_usable: Py_ssize_t,
    pub dk_nentries: Py_ssize_t,
    pub dk_indices: [c_char; 0],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyDictValues {
    pub capacity: u8,
    pub size: u8,
    pub embedded: u8,
    pub valid: u8,
    pub values: [*mut PyObject; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyDictViewObject {
    pub ob_base: PyObject,
    pub dv_dict: *mut PyDictObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyDictKeyEntry {
    pub me_hash: Py_hash_t,
    pub me_key: *mut PyObject,
    pub me_value: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyDictUnicodeEntry {
    pub me_key: *mut PyObject,
    pub me_value: *mut PyObject,
}

pub type DictKeysKind = c_uint;
pub const DICT_KEYS_GENERAL: DictKeysKind = 0;
pub const DICT_KEYS_UNICODE: DictKeysKind = 1;
pub const DICT_KEYS_SPLIT: DictKeysKind = 2;

pub const DKIX_EMPTY: c_int = -1;
pub const DKIX_DUMMY: c_int = -2;
pub const DKIX_ERROR: c_int = -3;
pub const DKIX_KEY_CHANGED: c_int = -4;
pub const SHARED_KEYS_MAX_SIZE: c_int = 30;
pub const NEXT_LOG2_SHARED_KEYS_MAX_SIZE: c_int = 6;
pub const DICT_VERSION_INCREMENT: c_int = 4096;
pub const DICT_WATCHER_MASK: c_int = 255;
pub const DICT_WATCHER_AND_MODIFICATION_MASK: c_int = 4095;
pub const DICT_UNIQUE_ID_SHIFT: c_int = 32;
pub const DICT_UNIQUE_ID_MAX: c_ulong = 4294967295;
