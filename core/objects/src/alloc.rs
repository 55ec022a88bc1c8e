//! Allocation of objects: memory, header, type reference, collector head.
//!
//! Each function gives an object with one reference whose fields past the header are zero (uninitialised where said), not
//! yet tracked by the collector. `base::mem` is for plain memory.

use base::{PyResult, Ref, Subtype};

use crate::Type;

/// `PyObject_New`: no collector head. The fields past the header are NOT initialised.
pub fn new<T: Subtype>(ty: &Type) -> PyResult<Ref<T>> {
    let _ = ty;
    todo!()
}

/// `PyObject_NewVar`: `n` items of `tp_itemsize`; sets `ob_size`. NOT initialised past the var header.
pub fn new_var<T: Subtype>(ty: &Type, n: usize) -> PyResult<Ref<T>> {
    let _ = (ty, n);
    todo!()
}

/// `PyObject_GC_New`: with a collector head, untracked. NOT initialised past the header.
pub fn gc_new<T: Subtype>(ty: &Type) -> PyResult<Ref<T>> {
    let _ = ty;
    todo!()
}

/// `PyObject_GC_NewVar`. NOT initialised past the var header.
pub fn gc_new_var<T: Subtype>(ty: &Type, n: usize) -> PyResult<Ref<T>> {
    let _ = (ty, n);
    todo!()
}

/// Frees the memory of an object made by `new` or `new_var` (`PyObject_Free`).
///
/// # Safety
/// The object is dead and untracked.
pub unsafe fn free(o: *mut layout::PyObject) {
    let _ = o;
    todo!()
}

/// Frees the memory of an object made by `gc_new*` (`PyObject_GC_Del`).
///
/// # Safety
/// The object is dead and untracked.
pub unsafe fn gc_free(o: *mut layout::PyObject) {
    let _ = o;
    todo!()
}
