//! `internal/pycore_bytesobject.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyBytesWriter {
    pub buffer: *mut PyObject,
    pub allocated: Py_ssize_t,
    pub min_size: Py_ssize_t,
    pub use_bytearray: c_int,
    pub overallocate: c_int,
    pub use_small_buffer: c_int,
    pub small_buffer: [c_char; 512],
}
