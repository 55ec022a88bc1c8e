//! `internal/pycore_asdl.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type string = *mut PyObject;

pub type object = *mut PyObject;

pub type identifier = *mut PyObject;

pub type constant = *mut PyObject;

/// A sequence of anything; the others are its size and elements with a type of their own.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct asdl_seq {
    pub size: Py_ssize_t,
    pub elements: *mut *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct asdl_generic_seq {
    pub size: Py_ssize_t,
    pub elements: *mut *mut c_void,
    pub typed_elements: [*mut c_void; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct asdl_identifier_seq {
    pub size: Py_ssize_t,
    pub elements: *mut *mut c_void,
    pub typed_elements: [*mut PyObject; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct asdl_int_seq {
    pub size: Py_ssize_t,
    pub elements: *mut *mut c_void,
    pub typed_elements: [c_int; 1],
}
