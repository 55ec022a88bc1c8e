//! `internal/pycore_lock.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRWMutex {
    pub bits: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyEvent {
    pub v: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRecursiveMutex {
    pub mutex: PyMutex,
    pub thread: c_ulonglong,
    pub level: usize,
}

pub type _PyLockFlags = c_uint;
pub const _Py_LOCK_DONT_DETACH: _PyLockFlags = 0;
pub const _PY_LOCK_DETACH: _PyLockFlags = 1;
pub const _PY_LOCK_HANDLE_SIGNALS: _PyLockFlags = 2;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRawMutex {
    pub v: usize,
}

pub type _Py_once_fn_t = unsafe extern "C" fn(*mut c_void) -> c_int;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PySeqLock {
    pub sequence: u32,
}

pub const _Py_HAS_PARKED: c_int = 2;
pub const _Py_ONCE_INITIALIZED: c_int = 4;
