//! `bytes_iterator`.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::Bytes;
use crate::clinic::*;
use crate::{Long, Type, alloc, gc};

/// The iterator's struct, which no header shows.
#[repr(C)]
pub struct BytesIterObject {
    ob_base: PyObject,
    index: isize,
    /// NULL at the end.
    bytes: *mut PyBytesObject,
}

object_view!(
    /// An iterator over bytes.
    pub BytesIter, BytesIterObject, "bytes_iterator", |o| o.is_exactly(PyBytesIter_Type.as_mut_ptr())
);

pub(super) extern "C" fn bytes_iter(this: &Bytes) -> PyResult {
    let it = alloc::gc_new::<BytesIter>(&PyBytesIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).index = 0;
        (*it.raw()).bytes = this.to_ref().into_ptr().cast();
    }
    gc::track(&it);
    Ok(it.upcast())
}

impl BytesIter {
    fn finish(&self) {
        // SAFETY: the field is cleared before the release.
        unsafe {
            let p = (&raw mut (*self.raw()).bytes).replace(core::ptr::null_mut());
            drop(Ref::<Object>::from_owned_opt(p));
        }
    }

    fn bytes(&self) -> Option<Ref<Bytes>> {
        // SAFETY: NULL or owned.
        unsafe { Ref::from_borrowed_opt((*self.raw()).bytes) }
    }
}

extern "C" fn next(this: &BytesIter) -> NextResult {
    // SAFETY: the bytes are held by the iterator.
    unsafe {
        let it = this.raw();
        if (*it).bytes.is_null() {
            return Ok(None::<Ref>).into();
        }
        let b = Bytes::from_raw((*it).bytes);
        let i = (*it).index;
        match b.as_slice().get(i as usize) {
            Some(b) => {
                (*it).index = i + 1;
                Ok(Some(Long::small(*b as i32).to_ref())).into()
            }
            None => {
                this.finish();
                Ok(None::<Ref>).into()
            }
        }
    }
}

extern "C" fn dealloc(this: *mut BytesIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = &*this;
        gc::untrack(it);
        it.finish();
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &BytesIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let b = (*this.raw()).bytes;
        if b.is_null() { 0 } else { visit(b.cast(), arg) }
    }
}

extern "C" fn self_iter(this: &BytesIter) -> PyResult {
    Ok(this.to_ref().upcast())
}

#[pymethods]
impl BytesIter {
    /// How many bytes are still to come.
    #[method("__length_hint__()")]
    fn length_hint(&self) -> isize {
        // SAFETY: live.
        let at = unsafe { (*self.raw()).index };
        self.bytes().map_or(0, |b| (b.len() as isize - at).max(0))
    }

    /// How to make this iterator anew, for pickle and copy.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        crate::iter::reduce_position("iter", crate::Tuple::empty(), || {
            // SAFETY: live.
            Some((self.bytes()?.upcast(), unsafe { (*self.raw()).index }))
        })
    }

    /// Moves to the position that pickle kept.
    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: isize) -> PyResult<()> {
        if let Some(b) = self.bytes() {
            // SAFETY: live.
            unsafe { (*self.raw()).index = state.clamp(0, b.len() as isize) };
        }
        Ok(())
    }
}

#[unsafe(no_mangle)]
pub static PyBytesIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytes_iterator".as_ptr(),
    tp_basicsize: size_of::<BytesIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<BytesIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::iter(self_iter),
    tp_iternext: crate::slots::next(next),
    tp_methods: BytesIter::METHODS,
    ..Type::EMPTY
});
