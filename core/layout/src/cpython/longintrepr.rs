//! `cpython/longintrepr.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyLongObject {
    pub ob_base: PyObject,
    pub long_value: _PyLongValue,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyLongValue {
    pub lv_tag: usize,
    pub ob_digit: [digit; 1],
}

pub type digit = u32;

pub type sdigit = i32;

pub type twodigits = u64;

pub type stwodigits = i64;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyLongLayout {
    pub bits_per_digit: u8,
    pub digit_size: u8,
    pub digits_order: i8,
    pub digit_endianness: i8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyLongExport {
    pub value: i64,
    pub negative: u8,
    pub ndigits: Py_ssize_t,
    pub digits: *const c_void,
    pub _reserved: Py_uintptr_t,
}

#[repr(C)]
pub struct PyLongWriter {
    _opaque: [u8; 0],
}

pub const PyLong_SHIFT: c_int = 30;
pub const _PyLong_DECIMAL_SHIFT: c_int = 9;
pub const _PyLong_DECIMAL_BASE: c_uint = 1000000000;
pub const PyLong_BASE: c_uint = 1073741824;
pub const PyLong_MASK: c_uint = 1073741823;
pub const _PyLong_SIGN_MASK: c_int = 3;
pub const _PyLong_NON_SIZE_BITS: c_int = 3;
