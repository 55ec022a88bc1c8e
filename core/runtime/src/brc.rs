//! Merging of biased reference counts (free-threaded build).

use core::sync::atomic::{AtomicIsize, AtomicU32, AtomicUsize, Ordering::*};

use layout::{_Py_REF_MERGED, _Py_REF_SHARED_SHIFT, PyObject};

/// Merges the owner's count into the shared one, on behalf of the owner.
///
/// # Safety
/// `op` is live, and its owner does not run (the GIL is enabled, or the owner has exited).
pub unsafe fn merge_now(op: *mut PyObject) {
    // SAFETY: the caller excludes the owner.
    unsafe {
        let local = AtomicU32::from_ptr(&raw mut (*op).ob_ref_local).swap(0, AcqRel) as isize;
        AtomicUsize::from_ptr(&raw mut (*op).ob_tid).store(0, Relaxed);
        let shared = AtomicIsize::from_ptr(&raw mut (*op).ob_ref_shared);
        let count = (shared.load(Acquire) >> _Py_REF_SHARED_SHIFT) + local - 1;
        shared.store(
            (count << _Py_REF_SHARED_SHIFT) | _Py_REF_MERGED as isize,
            Release,
        );
        if count == 0 {
            base::upcalls::object_dealloc(op);
        }
    }
}
