//! `internal/pycore_obmalloc.h`.

use core::ffi::c_int;

/// Writes what is known of the objects' allocator; 0 if that is nothing.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_DebugMallocStats(out: *mut libc::FILE) -> c_int {
    let Some(text) = base::mem::statistics() else {
        return 0;
    };
    // SAFETY: an open stream, says the caller; the text's length is given.
    unsafe { libc::fwrite(text.as_ptr().cast(), 1, text.len(), out) };
    1
}
