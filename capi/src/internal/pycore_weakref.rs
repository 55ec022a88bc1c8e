//! `internal/pycore_weakref.h`.

use core::ffi::c_int;

use layout::PyWeakReference;
use objects::prelude::*;

/// Cannot fail.
#[unsafe(no_mangle)]
pub extern "C" fn _PyWeakref_IsDead(reference: &WeakRef) -> c_int {
    c_int::from(reference.get().is_none())
}

/// Parts a reference from its object, without calling back.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyWeakref_ClearRef(reference: *mut PyWeakReference) {
    // SAFETY: the caller's contract.
    unsafe { objects::weakref::clear_ref(reference) }
}
