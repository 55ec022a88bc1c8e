//! `internal/pycore_crossinterp_data_registry.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXIData_lookup_t {
    pub registry: _PyXIData_registry_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXIData_registry_t {
    pub global: c_int,
    pub initialized: c_int,
    pub mutex: PyMutex,
    pub head: *mut _PyXIData_regitem_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyXIData_regitem_t {
    pub prev: *mut _PyXIData_regitem_t,
    pub next: *mut _PyXIData_regitem_t,
    pub cls: *mut PyTypeObject,
    pub weakref: *mut PyObject,
    pub refcount: usize,
    pub getdata: _PyXIData_getdata_t,
}
