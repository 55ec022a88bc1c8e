//! `internal/pycore_faulthandler.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _faulthandler_runtime_state {
    pub fatal_error: _faulthandler_runtime_state_fatal_error,
    pub thread: _faulthandler_runtime_state_thread,
    pub user_signals: *mut faulthandler_user_signal,
    pub stack: libc::stack_t,
    pub old_stack: libc::stack_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _faulthandler_runtime_state_fatal_error {
    pub enabled: c_int,
    pub file: *mut PyObject,
    pub fd: c_int,
    pub all_threads: c_int,
    pub interp: *mut PyInterpreterState,
    pub c_stack: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _faulthandler_runtime_state_thread {
    pub file: *mut PyObject,
    pub fd: c_int,
    pub timeout_us: c_longlong,
    pub repeat: c_int,
    pub interp: *mut PyInterpreterState,
    pub exit: c_int,
    pub header: *mut c_char,
    pub header_len: usize,
    pub cancel_event: PyThread_type_lock,
    pub running: PyThread_type_lock,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct faulthandler_user_signal {
    pub enabled: c_int,
    pub file: *mut PyObject,
    pub fd: c_int,
    pub all_threads: c_int,
    pub chain: c_int,
    pub previous: libc::sigaction,
    pub interp: *mut PyInterpreterState,
}

pub type _Py_sighandler_t = libc::sigaction;
