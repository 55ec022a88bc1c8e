//! Tells the function that `PyRefTracer_SetTracer` set of each object that is made and freed.
//!
//! Whoever gives an object its first reference calls [`created`] once the type is written, whoever frees one [`destroyed`] before
//! anything of it goes: a load and a test where nobody listens.

use core::ffi::c_void;

use layout::{PyObject, PyRefTracer, PyRefTracer_CREATE, PyRefTracer_DESTROY, PyRefTracerEvent};

use crate::mem::_PyRuntime;

/// Sets who is told, or nobody.
///
/// # Safety
/// Attached; `data` is what the function takes.
pub unsafe fn set(tracer: Option<PyRefTracer>, data: *mut c_void) {
    // SAFETY: a static that attached threads write.
    unsafe {
        _PyRuntime.ref_tracer.tracer_func = tracer;
        _PyRuntime.ref_tracer.tracer_data = data;
    }
}

#[cold]
#[inline(never)]
unsafe fn tell(op: *mut PyObject, event: PyRefTracerEvent) {
    // SAFETY: the object has its type, which is what a tracer may look at.
    unsafe {
        let tracer = &raw const _PyRuntime.ref_tracer;
        if let Some(f) = (*tracer).tracer_func {
            f(op, event, (*tracer).tracer_data);
        }
    }
}

/// # Safety
/// Attached; `op` has its type and a reference.
#[inline(always)]
pub unsafe fn created(op: *mut PyObject) {
    // SAFETY: set by attached threads only.
    unsafe {
        let tracer = _PyRuntime.ref_tracer.tracer_func;
        if tracer.is_some() {
            tell(op, PyRefTracer_CREATE);
        }
    }
}

/// # Safety
/// Attached; `op` is about to be freed.
#[inline(always)]
pub unsafe fn destroyed(op: *mut PyObject) {
    // SAFETY: as in `created`.
    unsafe {
        let tracer = _PyRuntime.ref_tracer.tracer_func;
        if tracer.is_some() {
            tell(op, PyRefTracer_DESTROY);
        }
    }
}
