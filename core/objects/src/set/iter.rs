//! `set_iterator`.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::AnySet;
use crate::clinic::*;
use crate::prelude::*;
use crate::{alloc, gc};

/// `setiterobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SetIterObject {
    pub ob_base: PyObject,
    pub si_set: *mut PySetObject,
    pub si_used: Py_ssize_t,
    pub si_pos: Py_ssize_t,
    pub len: Py_ssize_t,
}

object_view!(
    /// `set_iterator`.
    pub SetIter, SetIterObject, "set_iterator", |o| o.is_exactly(PySetIter_Type.as_mut_ptr())
);

/// `iter(set)`.
pub(super) fn new(s: &AnySet) -> PyResult {
    let it = alloc::gc_new::<SetIter>(&PySetIter_Type)?;
    // SAFETY: fresh until tracked.
    unsafe {
        let p = it.raw();
        (*p).si_used = s.len() as isize;
        (*p).si_pos = 0;
        (*p).len = s.len() as isize;
        (*p).si_set = s.to_ref().into_ptr().cast();
    }
    gc::track(&it);
    Ok(it.upcast())
}

unsafe fn finish(it: *mut SetIterObject) {
    // SAFETY: the field is cleared before the release.
    unsafe {
        let s = (&raw mut (*it).si_set).replace(core::ptr::null_mut());
        drop(Ref::<AnySet>::from_owned_opt(s));
    }
}

extern "C" fn next(this: &SetIter) -> NextResult {
    advance(this).into()
}

fn advance(this: &SetIter) -> PyResult<Option<Ref>> {
    // SAFETY: the set is held by the iterator; positions are checked against its present table.
    unsafe {
        let it = this.raw();
        if (*it).si_set.is_null() {
            return Ok(None);
        }
        let s = AnySet::from_raw((*it).si_set);
        if (*it).si_used != s.len() as isize {
            (*it).si_used = -1;
            return Err(raise!(RuntimeError, "Set changed size during iteration"));
        }
        let mut pos = (*it).si_pos as usize;
        let found = s.next_hashed(&mut pos);
        (*it).si_pos = pos as isize;
        match found {
            Some((key, _)) => {
                (*it).len -= 1;
                Ok(Some(key))
            }
            None => {
                finish(it);
                Ok(None)
            }
        }
    }
}

extern "C" fn dealloc(this: *mut SetIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<SetIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        finish(it);
        alloc::gc_free(it.cast());
    }
}

extern "C" fn traverse(this: &SetIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let s = (*this.raw()).si_set;
        if s.is_null() { 0 } else { visit(s.cast(), arg) }
    }
}

#[pymethods]
impl SetIter {
    /// How many elements are left, as far as is known.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> isize {
        // SAFETY: the set, if there is one, is held.
        unsafe {
            let it = self.raw();
            if !(*it).si_set.is_null() && (*it).si_used == (*(*it).si_set).used {
                (*it).len
            } else {
                0
            }
        }
    }

    /// The state for pickling: an iterator over a list of what is left.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // A copy is used up, so that the iterator itself stays where it is.
        let copy = alloc::gc_new::<SetIter>(&PySetIter_Type)?;
        // SAFETY: fresh until tracked.
        unsafe {
            let (from, to) = (self.raw(), copy.raw());
            (*to).si_set = core::ptr::null_mut();
            (*to).si_used = (*from).si_used;
            (*to).si_pos = (*from).si_pos;
            (*to).len = (*from).len;
            if !(*from).si_set.is_null() {
                (*to).si_set = AnySet::from_raw((*from).si_set).to_ref().into_ptr().cast();
            }
        }
        gc::track(&copy);
        let rest = List::from_iterable(&copy)?;
        crate::iter::reduce_with("iter", vec![rest.upcast()])
    }
}

#[unsafe(no_mangle)]
pub static PySetIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"set_iterator".as_ptr(),
    tp_basicsize: size_of::<SetIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<SetIter>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(next),
    tp_methods: SetIter::METHODS,
    ..Type::EMPTY
});
