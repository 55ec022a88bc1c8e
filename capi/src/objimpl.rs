//! `objimpl.h`: making objects, and the collector.

use core::ffi::{c_int, c_void};
use core::ptr::{null, null_mut};

use base::mem::{Domain, alloc, calloc, realloc};
use layout::{PyObject, PyVarObject};
use objects::gc;
use objects::prelude::*;

use crate::cpython::object::_PyObject_AssertFailed;
use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Malloc(size: usize) -> *mut c_void {
    alloc(Domain::Obj, size)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Calloc(count: usize, size: usize) -> *mut c_void {
    calloc(Domain::Obj, count, size)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Realloc(p: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe { realloc(Domain::Obj, p, size) }
}

/// Writes the header of memory that is to be an object; heap types gain a reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Init(o: *mut PyObject, ty: &Type) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_null() {
            let _raised = objects::exceptions::no_memory();
            return null_mut();
        }
        objects::alloc::init_header(o, ty);
        o
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_InitVar(
    o: *mut PyVarObject,
    ty: &Type,
    size: isize,
) -> *mut PyVarObject {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_null() {
            let _raised = objects::exceptions::no_memory();
            return null_mut();
        }
        objects::alloc::init_header(o.cast(), ty);
        (*o).ob_size = size;
        o
    }
}

/// A new object without a collector's header; only its own header is written.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_New(ty: Option<&Type>) -> PyResult {
    up(objects::alloc::new::<Object>(some(ty)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_NewVar(ty: Option<&Type>, size: isize) -> PyResult {
    up(objects::alloc::new_var::<Object>(
        some(ty)?,
        size.max(0) as usize,
    ))
}

/// A new object for the collector, not tracked yet.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GC_New(ty: Option<&Type>) -> PyResult {
    up(objects::alloc::gc_new::<Object>(some(ty)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GC_NewVar(ty: Option<&Type>, size: isize) -> PyResult {
    up({
        if size < 0 {
            return Err(objects::exceptions::bad_internal_call());
        }
        objects::alloc::gc_new_var::<Object>(some(ty)?, size as usize)
    })
}

/// Resizes an untracked object, which may move. NULL with an exception leaves the old one.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_GC_Resize(o: *mut PyVarObject, size: isize) -> *mut PyVarObject {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || {
            objects::alloc::gc_resize(o.cast(), size.max(0) as usize)
        })
        .cast()
    }
}

/// # Safety
/// `o` is live.
#[cold]
#[inline(never)]
unsafe fn tracked_already(o: *mut PyObject) -> ! {
    // SAFETY: the caller's contract; C strings.
    unsafe {
        _PyObject_AssertFailed(
            o,
            null(),
            c"object already tracked by the garbage collector".as_ptr(),
            concat!(file!(), "\0").as_ptr().cast(),
            line!() as c_int,
            c"PyObject_GC_Track".as_ptr(),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_Track(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if gc::is_tracked(Object::from_ptr(o)) {
            tracked_already(o);
        }
        gc::track(Object::from_ptr(o))
    }
}

/// Harmless if the object is not tracked.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_UnTrack(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { gc::untrack_ptr(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_IsTracked(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { Object::from_ptr_opt(o).map_or(0, |o| c_int::from(gc::is_gc(o) && gc::is_tracked(o))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_IsFinalized(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        Object::from_ptr_opt(o).map_or(0, |v| c_int::from(gc::is_gc(v) && gc::is_finalized(o)))
    }
}

/// Runs a full collection; the number of unreachable objects.
#[unsafe(no_mangle)]
pub extern "C" fn PyGC_Collect() -> isize {
    attached("PyGC_Collect");
    gc::collect_all()
}

/// The former state.
#[unsafe(no_mangle)]
pub extern "C" fn PyGC_Enable() -> c_int {
    c_int::from(gc::set_enabled(true))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGC_Disable() -> c_int {
    c_int::from(gc::set_enabled(false))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGC_IsEnabled() -> c_int {
    c_int::from(gc::is_enabled())
}
