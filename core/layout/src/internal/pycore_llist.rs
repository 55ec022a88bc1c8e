//! `internal/pycore_llist.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct llist_node {
    pub next: *mut llist_node,
    pub prev: *mut llist_node,
}
