//! `bytearray_iterator`.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::ByteArray;
use crate::bytes_methods::BytesLike;
use crate::clinic::*;
use crate::{Long, Type, alloc, gc};

/// The iterator's struct, which no header shows.
#[repr(C)]
pub struct ByteArrayIterObject {
    ob_base: PyObject,
    index: isize,
    /// NULL at the end.
    bytes: *mut PyByteArrayObject,
}

object_view!(
    /// An iterator over a bytearray.
    pub ByteArrayIter, ByteArrayIterObject, "bytearray_iterator", |o| o.is_exactly(PyByteArrayIter_Type.as_mut_ptr())
);

pub(super) extern "C" fn array_iter(this: &ByteArray) -> PyResult {
    let it = alloc::gc_new::<ByteArrayIter>(&PyByteArrayIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).index = 0;
        (*it.raw()).bytes = this.to_ref().into_ptr().cast();
    }
    gc::track(&it);
    Ok(it.upcast())
}

impl ByteArrayIter {
    fn finish(&self) {
        // SAFETY: the field is cleared before the release.
        unsafe {
            let p = (&raw mut (*self.raw()).bytes).replace(core::ptr::null_mut());
            drop(Ref::<Object>::from_owned_opt(p));
        }
    }

    fn bytes(&self) -> Option<Ref<ByteArray>> {
        // SAFETY: NULL or owned.
        unsafe { Ref::from_borrowed_opt((*self.raw()).bytes) }
    }
}

extern "C" fn next(this: &ByteArrayIter) -> NextResult {
    // SAFETY: the bytes are held by the iterator.
    unsafe {
        let it = this.raw();
        if (*it).bytes.is_null() {
            return Ok(None::<Ref>).into();
        }
        let b = ByteArray::from_raw((*it).bytes);
        let i = (*it).index;
        match b.with(|s| s.get(i as usize).copied()) {
            Some(b) => {
                (*it).index = i + 1;
                Ok(Some(Long::small(b as i32).to_ref())).into()
            }
            None => {
                this.finish();
                Ok(None::<Ref>).into()
            }
        }
    }
}

extern "C" fn dealloc(this: *mut ByteArrayIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = &*this;
        gc::untrack(it);
        it.finish();
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &ByteArrayIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let b = (*this.raw()).bytes;
        if b.is_null() { 0 } else { visit(b.cast(), arg) }
    }
}

extern "C" fn self_iter(this: &ByteArrayIter) -> PyResult {
    Ok(this.to_ref().upcast())
}

#[pymethods]
impl ByteArrayIter {
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
pub static PyByteArrayIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytearray_iterator".as_ptr(),
    tp_basicsize: size_of::<ByteArrayIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ByteArrayIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::iter(self_iter),
    tp_iternext: crate::slots::next(next),
    tp_methods: ByteArrayIter::METHODS,
    ..Type::EMPTY
});
