//! `tuple_iterator`: lets go of its tuple at the end.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::{Tuple, items};
use crate::{Type, alloc, freelist, gc};

object_view!(
    /// `tuple_iterator`.
    pub TupleIter, _PyTupleIterObject, "tuple_iterator", |o| o.is_exactly(PyTupleIter_Type.as_mut_ptr())
);

/// `iter(tuple)`.
pub fn new(t: &Tuple) -> PyResult {
    // SAFETY: fresh until tracked.
    unsafe {
        let mut it: *mut _PyTupleIterObject =
            freelist::pop(&raw mut (*freelist::lists()).tuple_iters);
        if it.is_null() {
            it = alloc::gc_new::<TupleIter>(&PyTupleIter_Type)?
                .into_ptr()
                .cast();
        }
        (*it).it_index = 0;
        (*it).it_seq = t.to_ref().into_ptr().cast();
        let it = Ref::<Object>::from_raw_owned(it);
        gc::track(&it);
        Ok(it)
    }
}

unsafe fn finish(it: *mut _PyTupleIterObject) {
    // SAFETY: the field is cleared before the release.
    unsafe {
        let t = (&raw mut (*it).it_seq).replace(core::ptr::null_mut());
        drop(Ref::<Tuple>::from_owned_opt(t));
    }
}

extern "C" fn next(this: &TupleIter) -> NextResult {
    // SAFETY: the tuple is held by the iterator.
    unsafe {
        let it = this.raw();
        let t = (*it).it_seq;
        if t.is_null() {
            return NextResult::from(Ok(None::<Ref>));
        }
        let i = (*it).it_index;
        if i < (*t).ob_base.ob_size {
            (*it).it_index = i + 1;
            return NextResult::from(Ok(Ref::<Object>::from_borrowed_opt(*items(t).offset(i))));
        }
        finish(it);
        NextResult::from(Ok(None::<Ref>))
    }
}

extern "C" fn dealloc(this: *mut TupleIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<_PyTupleIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        finish(it);
        if !freelist::push(
            &raw mut (*freelist::lists()).tuple_iters,
            it,
            Py_tuple_iters_MAXFREELIST,
        ) {
            alloc::gc_free(it.cast());
        }
    }
}

extern "C" fn traverse(this: &TupleIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let t = (*this.raw()).it_seq;
        if t.is_null() { 0 } else { visit(t.cast(), arg) }
    }
}

#[unsafe(no_mangle)]
pub static PyTupleIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"tuple_iterator".as_ptr(),
    tp_basicsize: size_of::<_PyTupleIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<TupleIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(next),
    tp_methods: TupleIter::METHODS,
    ..Type::EMPTY
});
