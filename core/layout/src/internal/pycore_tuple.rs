//! `internal/pycore_tuple.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyTupleIterObject {
    pub ob_base: PyObject,
    pub it_index: Py_ssize_t,
    pub it_seq: *mut PyTupleObject,
}

pub const _PyTuple_HASH_XXPRIME_1: c_ulong = 11400714785074694791;
pub const _PyTuple_HASH_XXPRIME_2: c_ulong = 14029467366897019727;
pub const _PyTuple_HASH_XXPRIME_5: c_ulong = 2870177450012600261;
pub const _PyTuple_HASH_EMPTY: c_ulong = 5740354900026072187;
