//! `internal/pycore_gil.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gil_runtime_state {
    #[cfg(feature = "free-threaded")]
    pub enabled: c_int,
    pub interval: c_ulong,
    pub last_holder: *mut PyThreadState,
    pub locked: c_int,
    pub switch_number: c_ulong,
    pub cond: libc::pthread_cond_t,
    pub mutex: libc::pthread_mutex_t,
    pub switch_cond: libc::pthread_cond_t,
    pub switch_mutex: libc::pthread_mutex_t,
}
