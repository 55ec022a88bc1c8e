//! `__buffer__` and `__release_buffer__`: the buffer protocol of classes made in Python (PEP 688).
//!
//! A buffer got from `__buffer__` is that of the memoryview it returned; its exporter field holds a wrapper that knows both the
//! object and the memoryview, so that releasing it calls `__release_buffer__`.

use core::ffi::{c_int, c_void};

use layout::*;

use super::dispatch::call_special;
use crate::descr::clear_field;
use crate::prelude::*;
use crate::{MemoryView, slots};

#[repr(C)]
pub struct BufferWrapper {
    pub ob_base: PyObject,
    pub view: *mut PyObject,
    pub object: *mut PyObject,
}

object_view!(
    pub(crate) Wrapper, BufferWrapper, "_buffer_wrapper", |o| o.is_exactly(_PyBufferWrapper_Type.raw())
);

/// `__buffer__(flags)` of an object whose type has it in C.
///
/// The memoryview is made with full flags; `flags` is only checked.
pub(super) fn wrap_buffer(this: &Object, flags: &Object, _f: getbufferproc) -> PyResult {
    let flags = flags.index_isize_overflow()?;
    if c_int::try_from(flags).is_err() {
        return Err(raise!(OverflowError, "buffer flags out of range for int"));
    }
    Ok(MemoryView::from_object(this)?.upcast())
}

/// `__release_buffer__(view)` of an object whose type has it in C.
pub(super) fn wrap_releasebuffer(this: &Object, view: &Object, _f: releasebufferproc) -> PyResult {
    let Some(mv) = view.downcast::<MemoryView>() else {
        return Err(raise!(TypeError, "expected a memoryview object"));
    };
    // SAFETY: fields of a live memoryview.
    unsafe {
        let exporter = (*mv.raw()).view.obj;
        if exporter.is_null() {
            return Err(raise!(
                ValueError,
                "memoryview's buffer has already been released"
            ));
        }
        if exporter != this.as_ptr() {
            return Err(raise!(ValueError, "memoryview's buffer is not this object"));
        }
    }
    mv.call_method(id!(release), &[])
}

/// `bf_getbuffer` through `__buffer__`.
pub(super) fn getbuffer(this: &Object, out: *mut Py_buffer, flags: c_int) -> PyResult<()> {
    let flag_object = Long::from_i64(i64::from(flags))?;
    let view = call_special(id!(__buffer__), [this, &flag_object])?;
    if view.downcast::<MemoryView>().is_none() {
        return Err(raise!(
            TypeError,
            "__buffer__ returned non-memoryview object"
        ));
    }
    // SAFETY: a memoryview's slot; the wrapper is fresh.
    unsafe {
        let get = (*view.type_ptr())
            .tp_as_buffer
            .as_ref()
            .and_then(|b| b.bf_getbuffer);
        let Some(get) = get else {
            return Err(crate::exceptions::bad_internal_call());
        };
        Status::from_c(get(view.as_ptr(), out, flags))?;
        let wrapper = crate::alloc::gc_new::<Wrapper>(&_PyBufferWrapper_Type)?;
        (*wrapper.raw()).view = view.into_ptr();
        (*wrapper.raw()).object = this.to_ref().into_ptr();
        crate::gc::track(&wrapper);
        // The view's own reference, which `out` held, stays in the wrapper's place.
        let old = core::mem::replace(&mut (*out).obj, wrapper.into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Ok(())
}

/// `bf_releasebuffer` of a class made in Python: what it got from a base made in C goes back there. What it got from
/// `__buffer__` is released by the wrapper.
pub(super) fn releasebuffer(this: &Object, buffer: *mut Py_buffer) {
    let mut at = Some(this.class());
    while let Some(t) = at {
        // SAFETY: a table is NULL or whole.
        unsafe {
            let f = (*t.raw())
                .tp_as_buffer
                .as_ref()
                .and_then(|b| b.bf_releasebuffer);
            if let Some(f) = f
                && f as usize != super::dispatch::slot_bf_releasebuffer as *const () as usize
            {
                f(this.as_ptr(), buffer);
                return;
            }
        }
        at = t.base();
    }
}

extern "C" fn dealloc(o: *mut Wrapper) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        clear_field(&raw mut (*raw).view);
        clear_field(&raw mut (*raw).object);
        slots::PyObject_GC_Del(o.cast());
    }
}

extern "C" fn traverse(this: &Wrapper, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).view, (*this.raw()).object);
    }
    0
}

/// A buffer of the memoryview ends: tell the object, then let the memoryview go.
extern "C" fn release(this: &Wrapper, buffer: *mut Py_buffer) {
    // SAFETY: fields of a live wrapper.
    unsafe {
        let object = Object::from_ptr((*this.raw()).object).to_ref();
        let has_method = object.class().lookup(id!(__release_buffer__)).is_some();
        if has_method {
            let view = Object::from_ptr((*this.raw()).view).to_ref();
            let saved = base::error::take_current();
            if call_special(id!(__release_buffer__), [&object, &view]).is_err() {
                crate::exceptions::write_unraisable(
                    format_args!("Exception ignored in __release_buffer__ of"),
                    Some(&object),
                );
            }
            base::error::restore(saved);
        }
        let view = Object::from_ptr((*this.raw()).view);
        let f = (*view.type_ptr())
            .tp_as_buffer
            .as_ref()
            .and_then(|b| b.bf_releasebuffer);
        if let Some(f) = f {
            f(view.as_ptr(), buffer);
        }
    }
}

static AS_BUFFER: slots::Table<PyBufferProcs> = slots::Table::new(PyBufferProcs {
    bf_getbuffer: None,
    bf_releasebuffer: slots::releasebuffer::<Wrapper>(release),
});

pub static _PyBufferWrapper_Type: Type = Type::new(PyTypeObject {
    tp_name: c"_buffer_wrapper".as_ptr(),
    tp_basicsize: size_of::<BufferWrapper>() as isize,
    tp_dealloc: slots::dealloc::<Wrapper>(dealloc),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_as_buffer: AS_BUFFER.ptr(),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: slots::traverse::<Wrapper>(traverse),
    ..Type::EMPTY
});
