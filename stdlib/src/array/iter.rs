//! Iterators over arrays.

use core::sync::atomic::{AtomicIsize, Ordering::*};

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;
use objects::{owned_fields, slots};

use super::Array;
use crate::heap_type::HeapType;

#[repr(C)]
pub struct ArrayIterObject {
    ob_base: PyObject,
    index: AtomicIsize,
    /// NULL at the end.
    array: *mut PyObject,
    _reserved: usize,
}

object_view!(
    /// `array.arrayiterator`.
    pub ArrayIter, ArrayIterObject, "array.arrayiterator", |o| o.is_exactly(ARRAY_ITERATOR.as_mut_ptr())
);
owned_fields!(ArrayIter, heap = true, [array]);

pub extern "C" fn array_iter(this: &Array) -> PyResult {
    let it = owned::alloc::<ArrayIter>(ARRAY_ITERATOR.live()?)?;
    // SAFETY: fresh.
    unsafe { set_field(&raw mut (*it.raw()).array, this.to_ref()) };
    Ok(it.upcast())
}

impl ArrayIter {
    fn index(&self) -> &AtomicIsize {
        // SAFETY: live; the field is an atomic.
        unsafe { &(*self.raw()).index }
    }

    fn array(&self) -> Option<Ref<Array>> {
        // SAFETY: live; the field holds an array or NULL.
        unsafe { get_field(&raw mut (*self.raw()).array).map(|a| a.downcast_into_unchecked()) }
    }
}

fn advance(this: &ArrayIter) -> PyResult<Option<Ref>> {
    let Some(array) = this.array() else {
        return Ok(None);
    };
    let i = this.index().load(Relaxed);
    if i >= 0 && (i as usize) < array.len() {
        this.index().store(i + 1, Relaxed);
        return array.get(i as usize).map(Some);
    }
    // SAFETY: live.
    unsafe { clear_field(&raw mut (*this.raw()).array) };
    Ok(None)
}

extern "C" fn next(this: &ArrayIter) -> NextResult {
    advance(this).into()
}

#[pymethods]
impl ArrayIter {
    /// How a pickle makes the iterator again.
    #[method("__reduce__($self, /)")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let iter = objects::abstract_::builtin("iter")?;
        match self.array() {
            Some(array) => Tuple::from_array([
                iter,
                Tuple::from_array([array.upcast()])?.upcast(),
                Long::from_isize(self.index().load(Relaxed))?.upcast(),
            ]),
            None => Tuple::from_array([iter, Tuple::from_array([List::new()?.upcast()])?.upcast()]),
        }
    }

    /// Goes to an index.
    #[method("__setstate__($self, state, /)")]
    fn setstate(&self, state: isize) {
        if let Some(array) = self.array() {
            self.index()
                .store(state.clamp(0, array.len() as isize), Relaxed);
        }
    }
}

pub static ARRAY_ITERATOR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"array.arrayiterator".as_ptr(),
    tp_basicsize: size_of::<ArrayIterObject>() as isize,
    tp_dealloc: slots::dealloc(owned::dealloc::<ArrayIter>),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: slots::traverse(owned::traverse::<ArrayIter>),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(next),
    tp_methods: ArrayIter::METHODS,
    ..Type::EMPTY
});
