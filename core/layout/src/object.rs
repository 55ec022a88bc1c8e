//! `object.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyObject {
    #[cfg(not(feature = "free-threaded"))]
    pub anon0: PyObject_anon0,
    #[cfg(feature = "free-threaded")]
    pub ob_tid: usize,
    #[cfg(feature = "free-threaded")]
    pub ob_flags: u16,
    #[cfg(feature = "free-threaded")]
    pub ob_mutex: PyMutex,
    #[cfg(feature = "free-threaded")]
    pub ob_gc_bits: u8,
    #[cfg(feature = "free-threaded")]
    pub ob_ref_local: u32,
    #[cfg(feature = "free-threaded")]
    pub ob_ref_shared: Py_ssize_t,
    pub ob_type: *mut PyTypeObject,
}

#[cfg(not(feature = "free-threaded"))]
#[repr(C)]
#[derive(Clone, Copy)]
pub union PyObject_anon0 {
    pub ob_refcnt_full: i64,
    pub anon0: PyObject_anon0_anon0,
    pub _aligner: c_char,
}

#[cfg(not(feature = "free-threaded"))]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyObject_anon0_anon0 {
    pub ob_refcnt: u32,
    pub ob_overflow: u16,
    pub ob_flags: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyVarObject {
    pub ob_base: PyObject,
    pub ob_size: Py_ssize_t,
}

pub type unaryfunc = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

pub type binaryfunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

pub type ternaryfunc =
    unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;

pub type inquiry = unsafe extern "C" fn(*mut PyObject) -> c_int;

pub type lenfunc = unsafe extern "C" fn(*mut PyObject) -> Py_ssize_t;

pub type ssizeargfunc = unsafe extern "C" fn(*mut PyObject, Py_ssize_t) -> *mut PyObject;

pub type ssizessizeargfunc =
    unsafe extern "C" fn(*mut PyObject, Py_ssize_t, Py_ssize_t) -> *mut PyObject;

pub type ssizeobjargproc = unsafe extern "C" fn(*mut PyObject, Py_ssize_t, *mut PyObject) -> c_int;

pub type ssizessizeobjargproc =
    unsafe extern "C" fn(*mut PyObject, Py_ssize_t, Py_ssize_t, *mut PyObject) -> c_int;

pub type objobjargproc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;

pub type objobjproc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> c_int;

pub type visitproc = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

pub type traverseproc =
    unsafe extern "C" fn(*mut PyObject, Option<visitproc>, *mut c_void) -> c_int;

pub type freefunc = unsafe extern "C" fn(*mut c_void);

pub type destructor = unsafe extern "C" fn(*mut PyObject);

pub type getattrfunc = unsafe extern "C" fn(*mut PyObject, *mut c_char) -> *mut PyObject;

pub type getattrofunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

pub type setattrfunc = unsafe extern "C" fn(*mut PyObject, *mut c_char, *mut PyObject) -> c_int;

pub type setattrofunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;

pub type reprfunc = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

pub type hashfunc = unsafe extern "C" fn(*mut PyObject) -> Py_hash_t;

pub type richcmpfunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, c_int) -> *mut PyObject;

pub type getiterfunc = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

pub type iternextfunc = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;

pub type descrgetfunc =
    unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;

pub type descrsetfunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;

pub type initproc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;

pub type newfunc =
    unsafe extern "C" fn(*mut PyTypeObject, *mut PyObject, *mut PyObject) -> *mut PyObject;

pub type allocfunc = unsafe extern "C" fn(*mut PyTypeObject, Py_ssize_t) -> *mut PyObject;

pub type vectorcallfunc = unsafe extern "C" fn(
    *mut PyObject,
    *const *mut PyObject,
    usize,
    *mut PyObject,
) -> *mut PyObject;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyType_Slot {
    pub slot: c_int,
    pub pfunc: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyType_Spec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_uint,
    pub slots: *mut PyType_Slot,
}

pub type PySendResult = c_int;
pub const PYGEN_RETURN: PySendResult = 0;
pub const PYGEN_ERROR: PySendResult = -1;
pub const PYGEN_NEXT: PySendResult = 1;

pub const Py_INVALID_SIZE: c_long = -1;
pub const _PyObject_MIN_ALIGNMENT: c_int = 4;
#[cfg(feature = "free-threaded")]
pub const _Py_UNOWNED_TID: c_int = 0;
pub const Py_PRINT_RAW: c_int = 1;
pub const _Py_TPFLAGS_STATIC_BUILTIN: c_int = 2;
pub const Py_TPFLAGS_INLINE_VALUES: c_int = 4;
pub const Py_TPFLAGS_MANAGED_WEAKREF: c_int = 8;
pub const Py_TPFLAGS_MANAGED_DICT: c_int = 16;
pub const Py_TPFLAGS_PREHEADER: c_int = 24;
pub const Py_TPFLAGS_SEQUENCE: c_int = 32;
pub const Py_TPFLAGS_MAPPING: c_int = 64;
pub const Py_TPFLAGS_DISALLOW_INSTANTIATION: c_ulong = 128;
pub const Py_TPFLAGS_IMMUTABLETYPE: c_ulong = 256;
pub const Py_TPFLAGS_HEAPTYPE: c_ulong = 512;
pub const Py_TPFLAGS_BASETYPE: c_ulong = 1024;
pub const Py_TPFLAGS_HAVE_VECTORCALL: c_ulong = 2048;
pub const _Py_TPFLAGS_HAVE_VECTORCALL: c_ulong = 2048;
pub const Py_TPFLAGS_READY: c_ulong = 4096;
pub const Py_TPFLAGS_READYING: c_ulong = 8192;
pub const Py_TPFLAGS_HAVE_GC: c_ulong = 16384;
pub const Py_TPFLAGS_HAVE_STACKLESS_EXTENSION: c_int = 0;
pub const Py_TPFLAGS_METHOD_DESCRIPTOR: c_ulong = 131072;
pub const Py_TPFLAGS_VALID_VERSION_TAG: c_ulong = 524288;
pub const Py_TPFLAGS_IS_ABSTRACT: c_ulong = 1048576;
pub const _Py_TPFLAGS_MATCH_SELF: c_ulong = 4194304;
pub const Py_TPFLAGS_ITEMS_AT_END: c_ulong = 8388608;
pub const Py_TPFLAGS_LONG_SUBCLASS: c_ulong = 16777216;
pub const Py_TPFLAGS_LIST_SUBCLASS: c_ulong = 33554432;
pub const Py_TPFLAGS_TUPLE_SUBCLASS: c_ulong = 67108864;
pub const Py_TPFLAGS_BYTES_SUBCLASS: c_ulong = 134217728;
pub const Py_TPFLAGS_UNICODE_SUBCLASS: c_ulong = 268435456;
pub const Py_TPFLAGS_DICT_SUBCLASS: c_ulong = 536870912;
pub const Py_TPFLAGS_BASE_EXC_SUBCLASS: c_ulong = 1073741824;
pub const Py_TPFLAGS_TYPE_SUBCLASS: c_ulong = 2147483648;
pub const Py_TPFLAGS_DEFAULT: c_int = 0;
pub const Py_TPFLAGS_HAVE_FINALIZE: c_ulong = 1;
pub const Py_TPFLAGS_HAVE_VERSION_TAG: c_ulong = 262144;
pub const Py_CONSTANT_NONE: c_int = 0;
pub const Py_CONSTANT_FALSE: c_int = 1;
pub const Py_CONSTANT_TRUE: c_int = 2;
pub const Py_CONSTANT_ELLIPSIS: c_int = 3;
pub const Py_CONSTANT_NOT_IMPLEMENTED: c_int = 4;
pub const Py_CONSTANT_ZERO: c_int = 5;
pub const Py_CONSTANT_ONE: c_int = 6;
pub const Py_CONSTANT_EMPTY_STR: c_int = 7;
pub const Py_CONSTANT_EMPTY_BYTES: c_int = 8;
pub const Py_CONSTANT_EMPTY_TUPLE: c_int = 9;
pub const Py_LT: c_int = 0;
pub const Py_LE: c_int = 1;
pub const Py_EQ: c_int = 2;
pub const Py_NE: c_int = 3;
pub const Py_GT: c_int = 4;
pub const Py_GE: c_int = 5;
