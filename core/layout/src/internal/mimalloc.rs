//! `internal/mimalloc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct mi_heap_t {
    pub opaque: [u8; 3064],
}

#[repr(C, align(64))]
#[derive(Clone, Copy)]
pub struct mi_abandoned_pool_t {
    pub opaque: [u8; 320],
}

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub struct mi_tld_t {
    pub opaque: [u8; 1608],
}
