//! `internal/pycore_obmalloc.h`.

use core::ffi::c_int;

/// 0: the allocator keeps no statistics to write.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_DebugMallocStats(_out: *mut libc::FILE) -> c_int {
    0
}
