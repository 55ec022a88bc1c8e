//! `internal/pycore_tracemalloc.h`: where a block was asked for.

use core::ffi::c_uint;

use objects::prelude::*;

use crate::support::*;

/// A tuple of (file name, line number), the most recent call first; None if nothing is traced or the block is not known.
#[unsafe(no_mangle)]
pub extern "C" fn _PyTraceMalloc_GetTraceback(domain: c_uint, p: usize) -> PyResult {
    up(runtime::tracemalloc::traceback(domain, p))
}
