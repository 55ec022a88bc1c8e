//! `internal/pycore_interp.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const _PyInterpreterState_WHENCE_NOTSET: c_int = -1;
pub const _PyInterpreterState_WHENCE_UNKNOWN: c_int = 0;
pub const _PyInterpreterState_WHENCE_RUNTIME: c_int = 1;
pub const _PyInterpreterState_WHENCE_LEGACY_CAPI: c_int = 2;
pub const _PyInterpreterState_WHENCE_CAPI: c_int = 3;
pub const _PyInterpreterState_WHENCE_XI: c_int = 4;
pub const _PyInterpreterState_WHENCE_STDLIB: c_int = 5;
pub const _PyInterpreterState_WHENCE_MAX: c_int = 5;
pub const Py_RTFLAGS_USE_MAIN_OBMALLOC: c_ulong = 32;
pub const Py_RTFLAGS_MULTI_INTERP_EXTENSIONS: c_ulong = 256;
pub const Py_RTFLAGS_THREADS: c_ulong = 1024;
pub const Py_RTFLAGS_DAEMON_THREADS: c_ulong = 2048;
pub const Py_RTFLAGS_FORK: c_ulong = 32768;
pub const Py_RTFLAGS_EXEC: c_ulong = 65536;
