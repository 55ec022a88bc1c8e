//! `cpython/tracemalloc.h`: telling the tracing of memory about blocks that come from elsewhere.

use core::ffi::{c_int, c_uint};

use runtime::tracemalloc;

/// Remembers a block of `size` bytes at `p`, or its new size and place if it is known. 0; -1 if there is no memory for that; -2 if nothing
/// is traced. No thread state is needed.
#[unsafe(no_mangle)]
pub extern "C" fn PyTraceMalloc_Track(domain: c_uint, p: usize, size: usize) -> c_int {
    match tracemalloc::track(domain, p, size) {
        Some(true) => 0,
        Some(false) => -1,
        None => -2,
    }
}

/// Forgets a block, if it is known. 0; -2 if nothing is traced. No thread state is needed.
#[unsafe(no_mangle)]
pub extern "C" fn PyTraceMalloc_Untrack(domain: c_uint, p: usize) -> c_int {
    match tracemalloc::untrack(domain, p) {
        Some(()) => 0,
        None => -2,
    }
}
