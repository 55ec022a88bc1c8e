//! `internal/pycore_dict_state.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_dict_state {
    pub next_keys_version: u32,
    pub watcher_mutex: PyMutex,
    pub watcher_setup_once: _PyOnceFlag,
    pub watchers: [Option<PyDict_WatchCallback>; 8],
}

pub const DICT_MAX_WATCHERS: c_int = 8;
pub const DICT_WATCHED_MUTATION_BITS: c_int = 4;
