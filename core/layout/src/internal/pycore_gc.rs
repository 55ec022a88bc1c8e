//! `internal/pycore_gc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type _PyGC_Reason = c_uint;
pub const _Py_GC_REASON_HEAP: _PyGC_Reason = 0;
pub const _Py_GC_REASON_SHUTDOWN: _PyGC_Reason = 1;
pub const _Py_GC_REASON_MANUAL: _PyGC_Reason = 2;

#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_TRACKED: c_int = 1;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_FINALIZED: c_int = 2;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_UNREACHABLE: c_int = 4;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_FROZEN: c_int = 8;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_SHARED: c_int = 16;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_ALIVE: c_int = 32;
#[cfg(feature = "free-threaded")]
pub const _PyGC_BITS_DEFERRED: c_int = 64;
pub const _PyGC_PREV_MASK_FINALIZED: c_ulong = 1;
pub const _PyGC_PREV_MASK_COLLECTING: c_ulong = 2;
pub const _PyGC_PREV_SHIFT: c_int = 2;
pub const _PyGC_PREV_MASK: c_ulong = 18446744073709551612;
pub const _PyGC_DEBUG_STATS: c_int = 1;
pub const _PyGC_DEBUG_COLLECTABLE: c_int = 2;
pub const _PyGC_DEBUG_UNCOLLECTABLE: c_int = 4;
pub const _PyGC_DEBUG_SAVEALL: c_int = 32;
pub const _PyGC_DEBUG_LEAK: c_int = 38;
