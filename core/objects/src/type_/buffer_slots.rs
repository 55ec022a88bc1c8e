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

/// `__buffer__(flags)` of an object whose type has it in C, in the slot `f`.
pub(super) fn wrap_buffer(this: &Object, flags: &Object, f: getbufferproc) -> PyResult {
    let flags = flags.index_isize_overflow()?;
    let Ok(flags) = c_int::try_from(flags) else {
        return Err(raise!(OverflowError, "buffer flags out of range for int"));
    };
    Ok(MemoryView::from_slot(this, flags, f)?.upcast())
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
            return Ok(none_ref());
        }
        if exporter != this.as_ptr() {
            return Err(raise!(ValueError, "memoryview's buffer is not this object"));
        }
        if (*mv.raw()).flags & _Py_MEMORYVIEW_RELEASED != 0 {
            return Err(raise!(
                ValueError,
                "memoryview's buffer has already been released"
            ));
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
        let wrapper = match crate::alloc::gc_new::<Wrapper>(&_PyBufferWrapper_Type) {
            Ok(wrapper) => wrapper,
            Err(raised) => {
                crate::buffer::release(out);
                return Err(raised);
            }
        };
        (*wrapper.raw()).view = view.into_ptr();
        (*wrapper.raw()).object = this.to_ref().into_ptr();
        crate::gc::track(&wrapper);
        // The view's own reference, which `out` held, stays in the wrapper's place.
        let old = core::mem::replace(&mut (*out).obj, wrapper.into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Ok(())
}

/// `bf_releasebuffer` of a class made in Python: calls `__release_buffer__`, then what a base made in C does, which
/// nothing that is written in Python can be trusted to reach.
pub(super) fn releasebuffer(this: &Object, buffer: *mut Py_buffer) {
    let pending = base::error::take_current();
    // SAFETY: an exported buffer, which holds its exporter.
    let view = unsafe { MemoryView::from_buffer(&*buffer) };
    match view {
        Ok(view) => {
            // Nothing that outlives the buffer may be made of it.
            // SAFETY: the memoryview is live.
            unsafe { (*view.raw()).flags |= _Py_MEMORYVIEW_RESTRICTED };
            call_release_buffer(this, &view);
            if view.call_method(id!(release), &[]).is_err() {
                ignored("bf_releasebuffer", this);
            }
        }
        Err(_) => ignored("bf_releasebuffer", this),
    }
    base::error::restore(pending);
    if let Some(f) = inherited_release(this) {
        // SAFETY: the slot of a base, with the buffer that it was told to release.
        unsafe { f(this.as_ptr(), buffer) };
    }
}

fn call_release_buffer(this: &Object, view: &Object) {
    if call_special(id!(__release_buffer__), [this, view]).is_err() {
        ignored("__release_buffer__", this);
    }
}

fn ignored(what: &str, this: &Object) {
    crate::exceptions::write_unraisable(
        format_args!("Exception ignored in {what} of {}", this.class().tp_name()),
        None,
    );
}

fn is_python_release(f: releasebufferproc) -> bool {
    core::ptr::fn_addr_eq(
        f,
        super::dispatch::slot_bf_releasebuffer as extern "C" fn(&Object, *mut Py_buffer),
    )
}

/// The first `bf_releasebuffer` made in C among the bases of the object's class.
fn inherited_release(this: &Object) -> Option<releasebufferproc> {
    let class = this.class();
    let mro = class.mro()?;
    let bases = mro.as_slice().iter().skip_while(|t| !t.is(class)).skip(1);
    bases
        .filter_map(|base| base.downcast::<Type>())
        // SAFETY: a table is NULL or whole.
        .filter_map(|base| unsafe { (*base.raw()).tp_as_buffer.as_ref()?.bf_releasebuffer })
        .find(|f| !is_python_release(*f))
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

/// A buffer of the memoryview ends: the memoryview learns of it, then the object, if it was not the memoryview's own exporter.
extern "C" fn release(this: &Wrapper, buffer: *mut Py_buffer) {
    // SAFETY: fields of a live wrapper; they are cleared at the end, so that this happens once.
    unsafe {
        let raw = this.raw();
        let view = Ref::<Object>::from_borrowed_opt((*raw).view);
        let object = Ref::<Object>::from_borrowed_opt((*raw).object);
        let (Some(view), Some(object)) = (view, object) else {
            return;
        };
        let slot = |o: &Object| {
            let table = (*o.type_ptr()).tp_as_buffer.as_ref();
            table.and_then(|b| b.bf_releasebuffer)
        };
        if let Some(f) = slot(&view) {
            f(view.as_ptr(), buffer);
        }
        let exporter = view.downcast::<MemoryView>().map(|m| (*m.raw()).view.obj);
        if exporter != Some(object.as_ptr()) && slot(&object).is_some_and(is_python_release) {
            let pending = base::error::take_current();
            call_release_buffer(&object, &view);
            base::error::restore(pending);
        }
        clear_field(&raw mut (*raw).view);
        clear_field(&raw mut (*raw).object);
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
