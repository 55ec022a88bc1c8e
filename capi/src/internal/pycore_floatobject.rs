//! `internal/pycore_floatobject.h`.

use layout::PyFloatObject;

/// Frees a float whose count fell to zero, of exactly that type.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyFloat_ExactDealloc(o: *mut PyFloatObject) {
    // SAFETY: the caller's contract.
    unsafe { objects::float::free_exact(o) }
}
