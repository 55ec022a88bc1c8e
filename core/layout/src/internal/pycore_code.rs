//! `internal/pycore_code.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyLoadGlobalCache {
    pub counter: _Py_BackoffCounter,
    pub module_keys_version: u16,
    pub builtin_keys_version: u16,
    pub index: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyBinaryOpCache {
    pub counter: _Py_BackoffCounter,
    pub external_cache: [u16; 4],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUnpackSequenceCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCompareOpCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PySuperAttrCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyAttrCache {
    pub counter: _Py_BackoffCounter,
    pub version: [u16; 2],
    pub index: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyLoadMethodCache {
    pub counter: _Py_BackoffCounter,
    pub type_version: [u16; 2],
    pub anon0: _PyLoadMethodCache_anon0,
    pub descr: [u16; 4],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union _PyLoadMethodCache_anon0 {
    pub keys_version: [u16; 2],
    pub dict_offset: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCallCache {
    pub counter: _Py_BackoffCounter,
    pub func_version: [u16; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyStoreSubscrCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyForIterCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PySendCache {
    pub counter: _Py_BackoffCounter,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyToBoolCache {
    pub counter: _Py_BackoffCounter,
    pub version: [u16; 2],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyContainsOpCache {
    pub counter: _Py_BackoffCounter,
}

pub type _PyLocals_Kind = c_uchar;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCodeConstructor {
    pub filename: *mut PyObject,
    pub name: *mut PyObject,
    pub qualname: *mut PyObject,
    pub flags: c_int,
    pub code: *mut PyObject,
    pub firstlineno: c_int,
    pub linetable: *mut PyObject,
    pub consts: *mut PyObject,
    pub names: *mut PyObject,
    pub localsplusnames: *mut PyObject,
    pub localspluskinds: *mut PyObject,
    pub argcount: c_int,
    pub posonlyargcount: c_int,
    pub kwonlyargcount: c_int,
    pub stacksize: c_int,
    pub exceptiontable: *mut PyObject,
}

pub type binaryopguardfunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> c_int;

pub type binaryopactionfunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyBinaryOpSpecializationDescr {
    pub oparg: c_int,
    pub guard: Option<binaryopguardfunc>,
    pub action: Option<binaryopactionfunc>,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCode8 {
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
    pub co_code_adaptive: [c_char; 8],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCode_var_counts_t {
    pub total: c_int,
    pub locals: co_locals_counts,
    pub numfree: c_int,
    pub unbound: co_unbound_counts,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_locals_counts {
    pub total: c_int,
    pub args: co_locals_counts_args,
    pub numpure: c_int,
    pub cells: co_locals_counts_cells,
    pub hidden: co_locals_counts_hidden,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_locals_counts_args {
    pub total: c_int,
    pub numposonly: c_int,
    pub numposorkw: c_int,
    pub numkwonly: c_int,
    pub varargs: c_int,
    pub varkwargs: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_locals_counts_cells {
    pub total: c_int,
    pub numargs: c_int,
    pub numothers: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_locals_counts_hidden {
    pub total: c_int,
    pub numpure: c_int,
    pub numcells: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_unbound_counts {
    pub total: c_int,
    pub globals: co_unbound_counts_globals,
    pub numattrs: c_int,
    pub numunknown: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct co_unbound_counts_globals {
    pub total: c_int,
    pub numglobal: c_int,
    pub numbuiltin: c_int,
    pub numunknown: c_int,
}

pub const INLINE_CACHE_ENTRIES_LOAD_GLOBAL: c_ulong = 4;
pub const INLINE_CACHE_ENTRIES_BINARY_OP: c_ulong = 5;
pub const INLINE_CACHE_ENTRIES_UNPACK_SEQUENCE: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_COMPARE_OP: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_LOAD_SUPER_ATTR: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_LOAD_ATTR: c_ulong = 9;
pub const INLINE_CACHE_ENTRIES_STORE_ATTR: c_ulong = 4;
pub const INLINE_CACHE_ENTRIES_CALL: c_ulong = 3;
pub const INLINE_CACHE_ENTRIES_CALL_KW: c_ulong = 3;
pub const INLINE_CACHE_ENTRIES_STORE_SUBSCR: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_FOR_ITER: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_SEND: c_ulong = 1;
pub const INLINE_CACHE_ENTRIES_TO_BOOL: c_ulong = 3;
pub const INLINE_CACHE_ENTRIES_CONTAINS_OP: c_ulong = 1;
pub const CO_FAST_ARG_POS: c_int = 2;
pub const CO_FAST_ARG_KW: c_int = 4;
pub const CO_FAST_ARG_VAR: c_int = 8;
pub const CO_FAST_ARG: c_int = 14;
pub const CO_FAST_HIDDEN: c_int = 16;
pub const CO_FAST_LOCAL: c_int = 32;
pub const CO_FAST_CELL: c_int = 64;
pub const CO_FAST_FREE: c_int = 128;
#[cfg(not(feature = "free-threaded"))]
pub const ENABLE_SPECIALIZATION: c_int = 1;
#[cfg(feature = "free-threaded")]
pub const ENABLE_SPECIALIZATION: c_int = 0;
pub const ENABLE_SPECIALIZATION_FT: c_int = 1;
pub const ADAPTIVE_WARMUP_VALUE: c_int = 1;
pub const ADAPTIVE_WARMUP_BACKOFF: c_int = 1;
pub const ADAPTIVE_COOLDOWN_VALUE: c_int = 52;
pub const ADAPTIVE_COOLDOWN_BACKOFF: c_int = 0;
pub const COMPARISON_UNORDERED: c_int = 1;
pub const COMPARISON_LESS_THAN: c_int = 2;
pub const COMPARISON_GREATER_THAN: c_int = 4;
pub const COMPARISON_EQUALS: c_int = 8;
pub const COMPARISON_NOT_EQUALS: c_int = 7;
