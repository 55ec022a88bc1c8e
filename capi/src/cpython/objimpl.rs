//! `cpython/objimpl.h`: asking about types, and the collector's unstable interface.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use layout::{Py_TPFLAGS_HAVE_GC, PyObject, gcvisitobjects_t};
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IS_GC(o: &Object) -> c_int {
    c_int::from(objects::gc::is_gc(o))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_SUPPORTS_WEAKREFS(ty: Option<&Type>) -> c_int {
    // SAFETY: a live type; plain words.
    c_int::from(ty.is_some_and(|ty| unsafe { (*ty.raw()).tp_weaklistoffset != 0 }))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GET_WEAKREFS_LISTPTR(o: &Object) -> *mut *mut PyObject {
    objects::weakref::list_slot(o).map_or(null_mut(), |p| p.cast())
}

/// An object for the collector with `extra` bytes behind the instance.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Object_GC_NewWithExtraData(
    ty: Option<&Type>,
    extra: usize,
) -> PyResult {
    up({
        let ty = some(ty)?;
        // SAFETY: a live type; plain words.
        if !ty.has(Py_TPFLAGS_HAVE_GC) || unsafe { (*ty.raw()).tp_itemsize } != 0 {
            return Err(raise!(
                TypeError,
                "PyUnstable_Object_GC_NewWithExtraData: type must be a GC type without items"
            ));
        }
        objects::alloc::gc_new_extra::<Object>(ty, extra)
    })
}

/// Calls the function with each tracked object until it returns 0; it must not run Python code that makes or frees objects.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_GC_VisitObjects(callback: gcvisitobjects_t, arg: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe {
        let enabled = objects::gc::set_enabled(false);
        if let Ok(all) = objects::gc::all_objects() {
            for i in 0..all.len() {
                let Some(o) = all.get(i) else { break };
                if callback(o.as_object_ptr(), arg) == 0 {
                    break;
                }
            }
        }
        objects::gc::set_enabled(enabled);
    }
}
