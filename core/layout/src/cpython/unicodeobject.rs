//! `cpython/unicodeobject.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PY_UNICODE_TYPE = libc::wchar_t;

pub type Py_UNICODE = libc::wchar_t;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUnicodeObject_state {
    #[cfg(not(feature = "free-threaded"))]
    pub bits: u32,
    #[cfg(feature = "free-threaded")]
    pub interned: c_uchar,
    #[cfg(feature = "free-threaded")]
    pub bits: u8,
    #[cfg(feature = "free-threaded")]
    pub _align: [u32; 0],
}

/// Bit offset of `interned` within `_PyUnicodeObject_state.bits`, 2 bits wide.
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_interned_SHIFT: u32 = 0;
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_interned_MASK: u32 = 0x3;
/// Bit offset of `kind` within `_PyUnicodeObject_state.bits`, 3 bits wide.
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_kind_SHIFT: u32 = 2;
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_kind_MASK: u32 = 0x1c;
/// Bit offset of `compact` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_compact_SHIFT: u32 = 5;
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_compact_MASK: u32 = 0x20;
/// Bit offset of `ascii` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_ascii_SHIFT: u32 = 6;
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_ascii_MASK: u32 = 0x40;
/// Bit offset of `statically_allocated` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_statically_allocated_SHIFT: u32 = 7;
#[cfg(not(feature = "free-threaded"))]
pub const _PyUnicodeObject_state_statically_allocated_MASK: u32 = 0x80;

/// Bit offset of `kind` within `_PyUnicodeObject_state.bits`, 3 bits wide.
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_kind_SHIFT: u32 = 0;
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_kind_MASK: u8 = 0x7;
/// Bit offset of `compact` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_compact_SHIFT: u32 = 3;
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_compact_MASK: u8 = 0x8;
/// Bit offset of `ascii` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_ascii_SHIFT: u32 = 4;
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_ascii_MASK: u8 = 0x10;
/// Bit offset of `statically_allocated` within `_PyUnicodeObject_state.bits`, 1 bit wide.
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_statically_allocated_SHIFT: u32 = 5;
#[cfg(feature = "free-threaded")]
pub const _PyUnicodeObject_state_statically_allocated_MASK: u8 = 0x20;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyASCIIObject {
    pub ob_base: PyObject,
    pub length: Py_ssize_t,
    pub hash: Py_hash_t,
    pub state: _PyUnicodeObject_state,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCompactUnicodeObject {
    pub _base: PyASCIIObject,
    pub utf8_length: Py_ssize_t,
    pub utf8: *mut c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyUnicodeObject {
    pub _base: PyCompactUnicodeObject,
    pub data: PyUnicodeObject_data,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union PyUnicodeObject_data {
    pub any: *mut c_void,
    pub latin1: *mut Py_UCS1,
    pub ucs2: *mut Py_UCS2,
    pub ucs4: *mut Py_UCS4,
}

pub type PyUnicode_Kind = c_uint;
pub const PyUnicode_1BYTE_KIND: PyUnicode_Kind = 1;
pub const PyUnicode_2BYTE_KIND: PyUnicode_Kind = 2;
pub const PyUnicode_4BYTE_KIND: PyUnicode_Kind = 4;

#[repr(C)]
pub struct PyUnicodeWriter {
    _opaque: [u8; 0],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUnicodeWriter {
    pub buffer: *mut PyObject,
    pub data: *mut c_void,
    pub kind: c_int,
    pub maxchar: Py_UCS4,
    pub size: Py_ssize_t,
    pub pos: Py_ssize_t,
    pub min_length: Py_ssize_t,
    pub min_char: Py_UCS4,
    pub overallocate: c_uchar,
    pub readonly: c_uchar,
}

pub const SSTATE_NOT_INTERNED: c_int = 0;
pub const SSTATE_INTERNED_MORTAL: c_int = 1;
pub const SSTATE_INTERNED_IMMORTAL: c_int = 2;
pub const SSTATE_INTERNED_IMMORTAL_STATIC: c_int = 3;
