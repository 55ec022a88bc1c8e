//! `cpython/pyhash.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyHash_FuncDef {
    pub hash: Option<unsafe extern "C" fn(*const c_void, Py_ssize_t) -> Py_hash_t>,
    pub name: *const c_char,
    pub hash_bits: c_int,
    pub seed_bits: c_int,
}

pub const PyHASH_MULTIPLIER: c_ulong = 1000003;
pub const PyHASH_BITS: c_int = 61;
pub const PyHASH_MODULUS: c_ulong = 2305843009213693951;
pub const PyHASH_INF: c_int = 314159;
pub const PyHASH_IMAG: c_ulong = 1000003;
pub const _PyHASH_MULTIPLIER: c_ulong = 1000003;
pub const _PyHASH_BITS: c_int = 61;
pub const _PyHASH_MODULUS: c_ulong = 2305843009213693951;
pub const _PyHASH_INF: c_int = 314159;
pub const _PyHASH_IMAG: c_ulong = 1000003;
