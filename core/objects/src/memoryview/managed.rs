//! `managedbuffer`: one export, shared by views.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::{Type, alloc, buffer, gc};

object_view!(
    /// The export behind memoryviews.
    pub ManagedBuffer, layout::_PyManagedBufferObject, "managedbuffer", |o| o.is_exactly(_PyManagedBuffer_Type.as_mut_ptr())
);

impl ManagedBuffer {
    /// One without an exporter, its `master` to be filled.
    pub fn empty() -> PyResult<Ref<ManagedBuffer>> {
        let new = alloc::gc_new::<ManagedBuffer>(&_PyManagedBuffer_Type)?;
        // SAFETY: fresh; all-zero is valid for the view.
        unsafe {
            (*new.raw()).flags = 0;
            (*new.raw()).exports = 0;
            (*new.raw()).master = zeroed();
        }
        gc::track(&new);
        Ok(new)
    }

    /// An export of `o`.
    pub fn export(o: &Object, flags: c_int) -> PyResult<Ref<ManagedBuffer>> {
        // SAFETY: a writable view.
        ManagedBuffer::filled_by(|view| unsafe { buffer::get_buffer(o, view, flags) })
    }

    /// One whose `master` `fill` fills in.
    pub fn filled_by(
        fill: impl FnOnce(*mut Py_buffer) -> PyResult<()>,
    ) -> PyResult<Ref<ManagedBuffer>> {
        let new = ManagedBuffer::empty()?;
        // SAFETY: fresh; the view does not move any more. What an exporter that failed left in it means nothing.
        unsafe {
            let master = &raw mut (*new.raw()).master;
            fill(master).inspect_err(|_| (*master).obj = core::ptr::null_mut())?;
        }
        Ok(new)
    }

    /// Releases the exporter, once no view is left.
    pub(super) fn release(&self) {
        // SAFETY: live; the flag is set first, since releasing may run code.
        unsafe {
            let m = self.raw();
            if (*m).flags & _Py_MANAGED_BUFFER_RELEASED != 0 {
                return;
            }
            (*m).flags |= _Py_MANAGED_BUFFER_RELEASED;
            gc::untrack(self);
            buffer::release(&raw mut (*m).master);
        }
    }
}

extern "C" fn dealloc(this: *mut ManagedBuffer) {
    // SAFETY: the last reference is gone.
    unsafe {
        let m = &*this;
        m.release();
        if (*m.raw()).flags & _Py_MANAGED_BUFFER_FREE_FORMAT != 0 {
            base::mem::free(base::mem::Domain::Mem, (*m.raw()).master.format.cast());
        }
        gc::untrack(m);
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &ManagedBuffer, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let o = (*this.raw()).master.obj;
        if o.is_null() { 0 } else { visit(o, arg) }
    }
}

extern "C" fn clear(this: &ManagedBuffer) -> c_int {
    // SAFETY: live.
    if unsafe { (*this.raw()).exports } == 0 {
        this.release();
    }
    0
}

pub static _PyManagedBuffer_Type: Type = Type::new(PyTypeObject {
    tp_name: c"managedbuffer".as_ptr(),
    tp_basicsize: size_of::<_PyManagedBufferObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ManagedBuffer>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_clear: crate::slots::clear(clear),
    ..Type::EMPTY
});
