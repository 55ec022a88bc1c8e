//! `internal/pycore_semaphore.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PySemaphore {
    pub platform_sem: libc::sem_t,
}
