//! `internal/pycore_brc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _brc_thread_state {
    pub bucket_node: llist_node,
    pub tid: usize,
    pub objects_to_merge: _PyObjectStack,
    pub local_objects_to_merge: _PyObjectStack,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _brc_state {
    pub table: [_brc_bucket; 257],
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _brc_bucket {
    pub mutex: PyMutex,
    pub root: llist_node,
}

#[cfg(feature = "free-threaded")]
pub const _Py_BRC_NUM_BUCKETS: c_int = 257;
