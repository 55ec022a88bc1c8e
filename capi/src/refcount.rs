//! `refcount.h`: reference counts as calls.

use layout::PyObject;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_IncRef(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if !o.is_null() {
            base::refcount::incref(o)
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_DecRef(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if !o.is_null() {
            base::refcount::decref(o)
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_IncRef(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::incref(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_DecRef(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::decref(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_NewRef(o: *mut PyObject) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        base::refcount::incref(o);
        o
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_XNewRef(o: *mut PyObject) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        if !o.is_null() {
            base::refcount::incref(o);
        }
        o
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_REFCNT(o: *mut PyObject) -> isize {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::count(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_SetRefcnt(o: *mut PyObject, n: isize) {
    // SAFETY: the caller's contract.
    unsafe {
        if !base::refcount::is_immortal(o) {
            base::refcount::set_count(o, n)
        }
    }
}

/// The count has fallen to zero: the type's `tp_dealloc` runs.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_Dealloc(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::upcalls::object_dealloc(o) }
}
