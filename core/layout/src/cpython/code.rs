//! `cpython/code.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCodeObject {
    pub ob_base: PyVarObject,
    pub co_consts: *mut PyObject,
    pub co_names: *mut PyObject,
    pub co_exceptiontable: *mut PyObject,
    pub co_flags: c_int,
    pub co_argcount: c_int,
    pub co_posonlyargcount: c_int,
    pub co_kwonlyargcount: c_int,
    pub co_stacksize: c_int,
    pub co_firstlineno: c_int,
    pub co_nlocalsplus: c_int,
    pub co_framesize: c_int,
    pub co_nlocals: c_int,
    pub co_ncellvars: c_int,
    pub co_nfreevars: c_int,
    pub co_version: u32,
    pub co_localsplusnames: *mut PyObject,
    pub co_localspluskinds: *mut PyObject,
    pub co_filename: *mut PyObject,
    pub co_name: *mut PyObject,
    pub co_qualname: *mut PyObject,
    pub co_linetable: *mut PyObject,
    pub co_weakreflist: *mut PyObject,
    pub co_executors: *mut _PyExecutorArray,
    pub _co_cached: *mut _PyCoCached,
    pub _co_instrumentation_version: usize,
    pub _co_monitoring: *mut _PyCoMonitoringData,
    pub _co_unique_id: Py_ssize_t,
    pub _co_firsttraceable: c_int,
    pub co_extra: *mut c_void,
    #[cfg(feature = "free-threaded")]
    pub co_tlbc: *mut _PyCodeArray,
    pub co_code_adaptive: [c_char; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyExecutorArray {
    pub size: c_int,
    pub capacity: c_int,
    pub executors: [*mut _PyExecutorObject; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCoCached {
    pub _co_code: *mut PyObject,
    pub _co_varnames: *mut PyObject,
    pub _co_cellvars: *mut PyObject,
    pub _co_freevars: *mut PyObject,
}

pub type PyCodeEvent = c_uint;
pub const PY_CODE_EVENT_CREATE: PyCodeEvent = 0;
pub const PY_CODE_EVENT_DESTROY: PyCodeEvent = 1;

pub type PyCode_WatchCallback = unsafe extern "C" fn(PyCodeEvent, *mut PyCodeObject) -> c_int;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _opaque {
    pub computed_line: c_int,
    pub lo_next: *const u8,
    pub limit: *const u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCodeAddressRange {
    pub ar_start: c_int,
    pub ar_end: c_int,
    pub ar_line: c_int,
    pub opaque: _opaque,
}

pub type _PyCodeLocationInfoKind = c_uint;
pub const PY_CODE_LOCATION_INFO_SHORT0: _PyCodeLocationInfoKind = 0;
pub const PY_CODE_LOCATION_INFO_ONE_LINE0: _PyCodeLocationInfoKind = 10;
pub const PY_CODE_LOCATION_INFO_ONE_LINE1: _PyCodeLocationInfoKind = 11;
pub const PY_CODE_LOCATION_INFO_ONE_LINE2: _PyCodeLocationInfoKind = 12;
pub const PY_CODE_LOCATION_INFO_NO_COLUMNS: _PyCodeLocationInfoKind = 13;
pub const PY_CODE_LOCATION_INFO_LONG: _PyCodeLocationInfoKind = 14;
pub const PY_CODE_LOCATION_INFO_NONE: _PyCodeLocationInfoKind = 15;

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCodeArray {
    pub size: Py_ssize_t,
    pub entries: [*mut c_char; 1],
}

pub const CO_OPTIMIZED: c_int = 1;
pub const CO_NEWLOCALS: c_int = 2;
pub const CO_VARARGS: c_int = 4;
pub const CO_VARKEYWORDS: c_int = 8;
pub const CO_NESTED: c_int = 16;
pub const CO_GENERATOR: c_int = 32;
pub const CO_COROUTINE: c_int = 128;
pub const CO_ITERABLE_COROUTINE: c_int = 256;
pub const CO_ASYNC_GENERATOR: c_int = 512;
pub const CO_FUTURE_DIVISION: c_int = 131072;
pub const CO_FUTURE_ABSOLUTE_IMPORT: c_int = 262144;
pub const CO_FUTURE_WITH_STATEMENT: c_int = 524288;
pub const CO_FUTURE_PRINT_FUNCTION: c_int = 1048576;
pub const CO_FUTURE_UNICODE_LITERALS: c_int = 2097152;
pub const CO_FUTURE_BARRY_AS_BDFL: c_int = 4194304;
pub const CO_FUTURE_GENERATOR_STOP: c_int = 8388608;
pub const CO_FUTURE_ANNOTATIONS: c_int = 16777216;
pub const CO_NO_MONITORING_EVENTS: c_int = 33554432;
pub const CO_HAS_DOCSTRING: c_int = 67108864;
pub const CO_METHOD: c_int = 134217728;
pub const CO_MAXBLOCKS: c_int = 21;
