//! `internal/pycore_signal.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _signals_runtime_state {
    pub handlers: [_signals_runtime_state_handlers; 65],
    pub wakeup: _signals_runtime_state_wakeup,
    pub is_tripped: c_int,
    pub default_handler: *mut PyObject,
    pub ignore_handler: *mut PyObject,
    pub unhandled_keyboard_interrupt: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _signals_runtime_state_handlers {
    pub tripped: c_int,
    pub func: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _signals_runtime_state_wakeup {
    pub fd: c_int,
    pub warn_on_full_buffer: c_int,
}

pub const Py_NSIG: c_int = 65;
pub const INVALID_FD: c_int = -1;
