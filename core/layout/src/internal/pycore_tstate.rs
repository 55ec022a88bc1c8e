//! `internal/pycore_tstate.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyThreadStateImpl {
    pub base: PyThreadState,
    pub refcount: Py_ssize_t,
    pub c_stack_top: usize,
    pub c_stack_soft_limit: usize,
    pub c_stack_hard_limit: usize,
    pub asyncio_running_loop: *mut PyObject,
    pub asyncio_running_task: *mut PyObject,
    pub asyncio_tasks_head: llist_node,
    pub qsbr: *mut _qsbr_thread_state,
    pub mem_free_queue: llist_node,
    #[cfg(feature = "free-threaded")]
    pub c_stack_refs: *mut _PyCStackRef,
    #[cfg(feature = "free-threaded")]
    pub gc: _gc_thread_state,
    #[cfg(feature = "free-threaded")]
    pub mimalloc: _mimalloc_thread_state,
    #[cfg(feature = "free-threaded")]
    pub freelists: _Py_freelists,
    #[cfg(feature = "free-threaded")]
    pub brc: _brc_thread_state,
    #[cfg(feature = "free-threaded")]
    pub refcounts: _PyThreadStateImpl_refcounts,
    #[cfg(feature = "free-threaded")]
    pub tlbc_index: i32,
    #[cfg(feature = "free-threaded")]
    pub suppress_co_const_immortalization: c_int,
    pub c_stack_init_base: usize,
    pub c_stack_init_top: usize,
    #[cfg(feature = "free-threaded")]
    pub __padding: [c_char; 64],
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gc_thread_state {
    pub alloc_count: Py_ssize_t,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyThreadStateImpl_refcounts {
    pub values: *mut Py_ssize_t,
    pub size: Py_ssize_t,
    pub is_finalized: c_int,
}
