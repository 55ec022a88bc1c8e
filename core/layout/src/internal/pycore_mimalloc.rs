//! `internal/pycore_mimalloc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _Py_mimalloc_heap_id = c_uint;
pub const _Py_MIMALLOC_HEAP_MEM: _Py_mimalloc_heap_id = 0;
pub const _Py_MIMALLOC_HEAP_OBJECT: _Py_mimalloc_heap_id = 1;
pub const _Py_MIMALLOC_HEAP_GC: _Py_mimalloc_heap_id = 2;
pub const _Py_MIMALLOC_HEAP_GC_PRE: _Py_mimalloc_heap_id = 3;
pub const _Py_MIMALLOC_HEAP_COUNT: _Py_mimalloc_heap_id = 4;

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _mimalloc_thread_state {
    pub current_object_heap: *mut mi_heap_t,
    pub heaps: [mi_heap_t; 4],
    pub tld: mi_tld_t,
    pub initialized: c_int,
    pub page_list: llist_node,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _mimalloc_interp_state {
    pub abandoned_pool: mi_abandoned_pool_t,
}

pub const MI_DEBUG_UNINIT: c_int = 205;
pub const MI_DEBUG_FREED: c_int = 221;
pub const MI_DEBUG_PADDING: c_int = 253;
pub const MI_DEBUG: c_int = 0;
