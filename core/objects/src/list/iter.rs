//! `list_iterator` and `list_reverseiterator`: they read the list as it is now, and let go of it at the end.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::List;
use crate::{Type, alloc, freelist, gc};

object_view!(
    /// `list_iterator`.
    pub ListIter, _PyListIterObject, "list_iterator", |o| o.is_exactly(PyListIter_Type.as_mut_ptr())
);
object_view!(
    /// `list_reverseiterator`.
    pub ListRevIter, _PyListIterObject, "list_reverseiterator", |o| o.is_exactly(PyListRevIter_Type.as_mut_ptr())
);

unsafe fn init(it: *mut _PyListIterObject, l: &List, index: isize) {
    // SAFETY: fresh.
    unsafe {
        (*it).it_index = index;
        (*it).it_seq = l.to_ref().into_ptr().cast();
    }
}

/// `iter(list)`.
pub fn new(l: &List) -> PyResult {
    // SAFETY: fresh until tracked.
    unsafe {
        let mut it: *mut _PyListIterObject =
            freelist::pop(&raw mut (*freelist::lists()).list_iters);
        if it.is_null() {
            it = alloc::gc_new::<ListIter>(&PyListIter_Type)?
                .into_ptr()
                .cast();
        }
        init(it, l, 0);
        let it = Ref::<Object>::from_raw_owned(it);
        gc::track(&it);
        Ok(it)
    }
}

/// `reversed(list)`.
pub fn new_reversed(l: &List) -> PyResult {
    let it = alloc::gc_new::<ListRevIter>(&PyListRevIter_Type)?;
    // SAFETY: fresh until tracked.
    unsafe { init(it.raw(), l, l.len() as isize - 1) };
    gc::track(&it);
    Ok(it.upcast())
}

unsafe fn finish(it: *mut _PyListIterObject) {
    // SAFETY: the field is cleared before the release.
    unsafe {
        let l = (&raw mut (*it).it_seq).replace(core::ptr::null_mut());
        drop(Ref::<List>::from_owned_opt(l));
    }
}

extern "C" fn next(this: &ListIter) -> NextResult {
    // SAFETY: the list is held by the iterator.
    unsafe {
        let it = this.raw();
        let l = (*it).it_seq;
        if l.is_null() {
            return NextResult::from(Ok(None::<Ref>));
        }
        let i = (*it).it_index;
        if i < (*l).ob_base.ob_size {
            (*it).it_index = i + 1;
            return NextResult::from(Ok(Ref::<Object>::from_borrowed_opt(
                *(*l).ob_item.offset(i),
            )));
        }
        (*it).it_index = -1;
        finish(it);
        NextResult::from(Ok(None::<Ref>))
    }
}

extern "C" fn rev_next(this: &ListRevIter) -> NextResult {
    // SAFETY: the list is held by the iterator.
    unsafe {
        let it = this.raw();
        let l = (*it).it_seq;
        if l.is_null() {
            return NextResult::from(Ok(None::<Ref>));
        }
        let i = (*it).it_index;
        if i >= 0 && i < (*l).ob_base.ob_size {
            (*it).it_index = i - 1;
            return NextResult::from(Ok(Ref::<Object>::from_borrowed_opt(
                *(*l).ob_item.offset(i),
            )));
        }
        (*it).it_index = -1;
        finish(it);
        NextResult::from(Ok(None::<Ref>))
    }
}

extern "C" fn dealloc(this: *mut ListIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<_PyListIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        finish(it);
        if !freelist::push(
            &raw mut (*freelist::lists()).list_iters,
            it,
            Py_list_iters_MAXFREELIST,
        ) {
            alloc::gc_free(it.cast());
        }
    }
}

extern "C" fn rev_dealloc(this: *mut ListRevIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<_PyListIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        finish(it);
        alloc::gc_free(it.cast());
    }
}

extern "C" fn traverse(this: &Object, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: either iterator type has this layout.
    unsafe {
        let l = (*this.as_ptr().cast::<_PyListIterObject>()).it_seq;
        if l.is_null() { 0 } else { visit(l.cast(), arg) }
    }
}

/// How many items are left, for `__length_hint__`.
pub(super) fn remaining(it: *mut _PyListIterObject, reverse: bool) -> isize {
    // SAFETY: a live iterator; its list, if there is one, is held.
    unsafe {
        let l = (*it).it_seq;
        if l.is_null() {
            return 0;
        }
        let n = (*l).ob_base.ob_size;
        let left = if reverse {
            let left = (*it).it_index + 1;
            if left > n { 0 } else { left }
        } else {
            n - (*it).it_index
        };
        left.max(0)
    }
}

#[unsafe(no_mangle)]
pub static PyListIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"list_iterator".as_ptr(),
    tp_basicsize: size_of::<_PyListIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ListIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(next),
    tp_methods: ListIter::METHODS,
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static PyListRevIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"list_reverseiterator".as_ptr(),
    tp_basicsize: size_of::<_PyListIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ListRevIter>(rev_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(rev_next),
    tp_methods: ListRevIter::METHODS,
    ..Type::EMPTY
});
