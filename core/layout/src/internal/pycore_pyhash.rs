//! `internal/pycore_pyhash.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub union _Py_HashSecret_t {
    pub uc: [c_uchar; 24],
    pub fnv: _Py_HashSecret_t_fnv,
    pub siphash: _Py_HashSecret_t_siphash,
    pub djbx33a: _Py_HashSecret_t_djbx33a,
    pub expat: _Py_HashSecret_t_expat,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_HashSecret_t_fnv {
    pub prefix: Py_hash_t,
    pub suffix: Py_hash_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_HashSecret_t_siphash {
    pub k0: u64,
    pub k1: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_HashSecret_t_djbx33a {
    pub padding: [c_uchar; 16],
    pub suffix: Py_hash_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_HashSecret_t_expat {
    pub hashsalt16: [u8; 16],
    pub hashsalt: Py_hash_t,
}
