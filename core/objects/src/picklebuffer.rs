//! `pickle.PickleBuffer`: a buffer that pickle may keep out of its stream.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Raised, Ref, Status, object_view};
use layout::*;

use crate::buffer;
use crate::clinic::*;
use crate::prelude::*;
use crate::{alloc, gc};

/// The object's struct, which no header shows.
#[repr(C)]
pub struct PickleBufferObject {
    ob_base: PyObject,
    /// `obj` is NULL once released.
    view: Py_buffer,
    weakreflist: *mut PyObject,
}

object_view!(
    /// `pickle.PickleBuffer`.
    pub PickleBuffer, PickleBufferObject, "PickleBuffer", |o| crate::type_::is_subtype_instance(o, &PyPickleBuffer_Type)
);

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: crate::slots::getbuffer(getbuffer),
    bf_releasebuffer: crate::slots::releasebuffer(releasebuffer),
};

#[unsafe(no_mangle)]
pub static PyPickleBuffer_Type: Type = Type::new(PyTypeObject {
    tp_name: c"pickle.PickleBuffer".as_ptr(),
    tp_basicsize: size_of::<PickleBufferObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<PickleBuffer>(dealloc),
    tp_as_buffer: &raw mut AS_BUFFER,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: PickleBuffer::DOC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_clear: crate::slots::clear(clear),
    tp_weaklistoffset: core::mem::offset_of!(PickleBufferObject, weakreflist) as isize,
    tp_methods: PickleBuffer::METHODS,
    tp_new: Some(PickleBuffer::NEW),
    ..Type::EMPTY
});

#[cold]
fn released() -> Raised {
    raise!(
        ValueError,
        "operation forbidden on released PickleBuffer object"
    )
}

impl PickleBuffer {
    /// `PyPickleBuffer_FromObject`.
    pub fn from_object(base: &Object) -> PyResult<Ref<PickleBuffer>> {
        let new = alloc::gc_new::<PickleBuffer>(&PyPickleBuffer_Type)?;
        // SAFETY: fresh; an empty view is valid, and what an exporter fills does not move any more.
        unsafe {
            let p = new.raw();
            (*p).view = zeroed();
            (*p).weakreflist = core::ptr::null_mut();
            // What an exporter that failed left in the view means nothing.
            buffer::get_buffer(base, &raw mut (*p).view, PyBUF_FULL_RO)
                .inspect_err(|_| (*p).view.obj = core::ptr::null_mut())?;
        }
        gc::track(&new);
        Ok(new)
    }

    /// `PyPickleBuffer_GetBuffer`: the view, unless released.
    pub fn view(&self) -> PyResult<&Py_buffer> {
        // SAFETY: live.
        let v = unsafe { &(*self.raw()).view };
        if v.obj.is_null() {
            return Err(released());
        }
        Ok(v)
    }

    /// `PyPickleBuffer_Release`.
    pub fn release(&self) {
        // SAFETY: live; releasing twice is harmless.
        unsafe { buffer::release(&raw mut (*self.raw()).view) };
    }
}

#[pymethods]
impl PickleBuffer {
    /// Wrapper for potentially out-of-band buffers
    #[new(nosig, "PickleBuffer(object, /)")]
    fn new(cls: &Type, object: &Object) -> PyResult<Ref<PickleBuffer>> {
        let _ = cls;
        PickleBuffer::from_object(object)
    }

    /// A memoryview of the raw bytes. BufferError if they do not lie without gaps.
    #[method("raw()")]
    fn raw_method(&self) -> PyResult<Ref<crate::MemoryView>> {
        let v = self.view()?;
        let fortran = buffer::is_contiguous(v, b'F');
        if !fortran && !buffer::is_contiguous(v, b'C') {
            return Err(raise!(
                BufferError,
                "cannot extract raw buffer from non-contiguous buffer"
            ));
        }
        crate::MemoryView::from_exporter_as_bytes(self, v)
    }

    /// Gives the buffer back.
    #[method("release()")]
    fn release_method(&self) {
        self.release();
    }
}

extern "C" fn getbuffer(this: &PickleBuffer, view: *mut Py_buffer, flags: c_int) -> Status {
    this.view()
        .and_then(|v| {
            // SAFETY: held by the view; the consumer's view refers to the exporter itself.
            unsafe { buffer::get_buffer(Object::from_ptr(v.obj), view, flags) }
        })
        .into()
}

extern "C" fn releasebuffer(_: &PickleBuffer, _: *mut Py_buffer) {
    // The consumer's view refers to the exporter itself, which is released there.
}

extern "C" fn dealloc(this: *mut PickleBuffer) {
    // SAFETY: the last reference is gone.
    unsafe {
        let p = &*this;
        gc::untrack(p);
        if !(*p.raw()).weakreflist.is_null() {
            crate::weakref::clear_weakrefs(this.cast());
        }
        p.release();
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &PickleBuffer, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let o = (*this.raw()).view.obj;
        if o.is_null() { 0 } else { visit(o, arg) }
    }
}

extern "C" fn clear(this: &PickleBuffer) -> c_int {
    this.release();
    0
}
