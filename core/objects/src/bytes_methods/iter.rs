//! `bytes_iterator` and `bytearray_iterator`: they read the bytes as they are now, and let go of them at the end.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::BytesLike;
use crate::clinic::*;
use crate::{Long, Tuple, Type, alloc, gc};

/// The struct of both, which no header shows.
#[repr(C)]
pub struct BytesIterObject {
    ob_base: PyObject,
    index: isize,
    /// The bytes or the bytearray that is read, by the head that both have; NULL at the end.
    seq: *mut PyVarObject,
}

object_view!(
    /// An iterator over bytes or a bytearray.
    pub BytesIter, BytesIterObject, "bytes_iterator", |o| {
        o.is_exactly(PyBytesIter_Type.as_mut_ptr()) || o.is_exactly(PyByteArrayIter_Type.as_mut_ptr())
    }
);

/// An iterator of type `ty`, from the beginning.
fn new(seq: &impl BytesLike, ty: &'static Type) -> PyResult {
    let it = alloc::gc_new::<BytesIter>(ty)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).index = 0;
        (*it.raw()).seq = seq.object().to_ref().into_ptr().cast();
    }
    gc::track(&it);
    Ok(it.upcast())
}

pub extern "C" fn of_bytes(this: &crate::Bytes) -> PyResult {
    new(this, &PyBytesIter_Type)
}

pub extern "C" fn of_bytearray(this: &crate::ByteArray) -> PyResult {
    new(this, &PyByteArrayIter_Type)
}

impl BytesIter {
    fn finish(&self) {
        // SAFETY: the field is cleared before the release.
        unsafe {
            let p = (&raw mut (*self.raw()).seq).replace(core::ptr::null_mut());
            drop(Ref::<Object>::from_owned_opt(p));
        }
    }

    /// How many bytes there are now; None at the end.
    fn len(&self) -> Option<isize> {
        // SAFETY: NULL or held by the iterator.
        unsafe { (*self.raw()).seq.as_ref().map(|s| s.ob_size) }
    }
}

extern "C" fn next<B: BytesLike>(this: &BytesIter) -> NextResult {
    // SAFETY: the iterator holds what it reads, a `B` by its type.
    unsafe {
        let it = this.raw();
        if (*it).seq.is_null() {
            return Ok(None::<Ref>).into();
        }
        let i = (*it).index;
        let seq = Object::from_ptr((*it).seq.cast()).downcast_unchecked::<B>();
        match seq.with(|s| s.get(i as usize).copied()) {
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
        let seq = (*this.raw()).seq;
        if seq.is_null() {
            0
        } else {
            visit(seq.cast(), arg)
        }
    }
}

#[pymethods]
impl BytesIter {
    /// How many bytes are still to come.
    #[method("__length_hint__()")]
    fn length_hint(&self) -> isize {
        // SAFETY: live.
        let at = unsafe { (*self.raw()).index };
        self.len().map_or(0, |n| (n - at).max(0))
    }

    /// How to make this iterator anew, for pickle and copy.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        crate::iter::reduce_position("iter", Tuple::empty(), || {
            // SAFETY: live; the iterator holds the bytes.
            unsafe {
                Some((
                    Ref::from_borrowed_opt((*self.raw()).seq)?,
                    (*self.raw()).index,
                ))
            }
        })
    }

    /// Moves to the position that pickle kept.
    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: isize) -> PyResult<()> {
        if let Some(n) = self.len() {
            // SAFETY: live.
            unsafe { (*self.raw()).index = state.clamp(0, n) };
        }
        Ok(())
    }
}

/// What the two types have in common.
const BASE: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<BytesIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<BytesIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_methods: BytesIter::METHODS,
    ..Type::EMPTY
};

#[unsafe(no_mangle)]
pub static PyBytesIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytes_iterator".as_ptr(),
    tp_iternext: crate::slots::next(next::<crate::Bytes>),
    ..BASE
});

#[unsafe(no_mangle)]
pub static PyByteArrayIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytearray_iterator".as_ptr(),
    tp_iternext: crate::slots::next(next::<crate::ByteArray>),
    ..BASE
});
