//! `cpython/odictobject.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
pub struct PyODictObject {
    _opaque: [u8; 0],
}
