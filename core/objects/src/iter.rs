//! Iterators over anything: by `__getitem__` (`iterator`), by calling until a sentinel (`callable_iterator`); and what the
//! `__reduce__` of every iterator here needs.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view, tstate};
use layout::*;

use crate::clinic::*;
use crate::exceptions::{self, types};
use crate::prelude::*;
use crate::{alloc, gc};

/// A function of the `builtins` module by name, whatever the running frame takes for builtins.
pub fn builtin(name: &str) -> PyResult {
    // SAFETY: attached; the interpreter holds its builtins.
    let builtins = unsafe { Object::from_ptr_opt((*tstate::interp()).builtins) };
    let found = match builtins.and_then(|b| b.downcast::<Dict>()) {
        Some(d) => d.get_text(name)?,
        None => None,
    };
    found.ok_or_else(|| raise!(AttributeError, "{}", name))
}

/// `(builtins.name, args)`: how an iterator says how to make it again.
pub fn reduce_with(name: &'static str, args: Vec<Ref>) -> PyResult {
    let f = crate::abstract_::builtin(name)?;
    let args = Tuple::from_vec(args)?;
    Ok(Tuple::from_array([f, args.upcast()])?.upcast())
}

/// As `reduce_with`, with a state: `(builtins.name, args, state)`.
pub fn reduce_with_state(name: &'static str, args: Vec<Ref>, state: Ref) -> PyResult {
    let f = crate::abstract_::builtin(name)?;
    let args = Tuple::from_vec(args)?;
    Ok(Tuple::from_array([f, args.upcast(), state])?.upcast())
}

/// The `__reduce__` of an iterator over a sequence: `(builtins.name, (sequence,), index)`, or with `empty` for a sequence if
/// it is used up. Looking the builtin up may run code that uses the iterator up, so `position` is asked afterwards.
pub fn reduce_position(
    name: &'static str,
    empty: &Object,
    position: impl FnOnce() -> Option<(Ref, isize)>,
) -> PyResult {
    let f = crate::abstract_::builtin(name)?;
    let reduced = match position() {
        Some((sequence, index)) => Tuple::from_array([
            f,
            Tuple::from_array([sequence])?.upcast(),
            Long::from_isize(index)?.upcast(),
        ])?,
        None => Tuple::from_array([f, Tuple::from_slice(&[empty])?.upcast()])?,
    };
    Ok(reduced.upcast())
}

/// What an object's `__getstate__` gives.
pub fn object_state(o: &Object) -> PyResult {
    o.call_method(id!(__getstate__), &[])
}

/// `seqiterobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SeqIterObject {
    pub ob_base: PyObject,
    pub it_index: Py_ssize_t,
    pub it_seq: *mut PyObject,
}

object_view!(
    /// `iterator`: over an object with `__getitem__`, until IndexError or StopIteration.
    pub SeqIter, SeqIterObject, "iterator", |o| o.is_exactly(PySeqIter_Type.as_mut_ptr())
);

impl SeqIter {
    pub fn new(sequence: &Object) -> PyResult<Ref<SeqIter>> {
        let it = alloc::gc_new::<SeqIter>(&PySeqIter_Type)?;
        // SAFETY: fresh until tracked.
        unsafe {
            (*it.raw()).it_index = 0;
            (*it.raw()).it_seq = sequence.to_ref().into_ptr();
        }
        gc::track(&it);
        Ok(it)
    }

    fn sequence(&self) -> Option<Ref> {
        // SAFETY: NULL or held.
        unsafe { Ref::from_borrowed_opt((*self.raw()).it_seq) }
    }
}

/// Clears a reference field, releasing what it held.
///
/// # Safety
/// `slot` is a field that owns its reference, or NULL.
pub(crate) unsafe fn clear_field(slot: *mut *mut PyObject) {
    // SAFETY: the field is cleared before the release.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(core::ptr::null_mut()),
        ))
    }
}

extern "C" fn seq_next(this: &SeqIter) -> NextResult {
    seq_advance(this).into()
}

fn seq_advance(this: &SeqIter) -> PyResult<Option<Ref>> {
    let Some(seq) = this.sequence() else {
        return Ok(None);
    };
    // SAFETY: live.
    let index = unsafe { (*this.raw()).it_index };
    if index == isize::MAX {
        return Err(raise!(OverflowError, "iter index too large"));
    }
    match seq.get_index(index) {
        Ok(item) => {
            // SAFETY: live.
            unsafe { (*this.raw()).it_index = index + 1 };
            Ok(Some(item))
        }
        Err(e)
            if exceptions::matches(&types::IndexError)
                || exceptions::matches(&types::StopIteration) =>
        {
            e.clear();
            // SAFETY: `seq` keeps the sequence until the end of the function.
            unsafe { clear_field(&raw mut (*this.raw()).it_seq) };
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

extern "C" fn seq_dealloc(this: *mut SeqIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<SeqIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        clear_field(&raw mut (*it).it_seq);
        alloc::gc_free(it.cast());
    }
}

extern "C" fn seq_traverse(this: &SeqIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe { visit_field((*this.raw()).it_seq, visit, arg) }
}

/// Visits a field that may be NULL.
///
/// # Safety
/// `o` is NULL or live; `visit` is the collector's.
#[inline]
pub(crate) unsafe fn visit_field(o: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    if o.is_null() {
        return 0;
    }
    // SAFETY: the caller vouches.
    unsafe { visit(o, arg) }
}

/// Visits several fields that may be NULL, stopping at the first that says so.
///
/// # Safety
/// As `visit_field`.
pub(crate) unsafe fn visit_fields(
    fields: &[*mut PyObject],
    visit: visitproc,
    arg: *mut c_void,
) -> c_int {
    for &o in fields {
        // SAFETY: the caller vouches.
        let r = unsafe { visit_field(o, visit, arg) };
        if r != 0 {
            return r;
        }
    }
    0
}

#[pymethods]
impl SeqIter {
    /// How many items are left, if the sequence knows its length.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> PyResult {
        let Some(seq) = self.sequence() else {
            return Ok(Long::small(0).to_ref().upcast());
        };
        // SAFETY: live types.
        let sized = unsafe {
            let t = seq.type_ptr();
            let (s, m) = ((*t).tp_as_sequence, (*t).tp_as_mapping);
            (!s.is_null() && (*s).sq_length.is_some()) || (!m.is_null() && (*m).mp_length.is_some())
        };
        if !sized {
            return not_implemented_result();
        }
        let n = seq.length()? as isize;
        // SAFETY: live.
        let left = n - unsafe { (*self.raw()).it_index };
        Ok(Long::from_isize(left.max(0))?.upcast())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        reduce_position("iter", Tuple::empty(), || {
            // SAFETY: live.
            Some((self.sequence()?, unsafe { (*self.raw()).it_index }))
        })
    }

    /// Sets the position.
    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        let index = state_index(state)?.max(0);
        if self.sequence().is_some() {
            // SAFETY: live.
            unsafe { (*self.raw()).it_index = index };
        }
        Ok(())
    }
}

/// The index in a `__setstate__` argument.
pub(crate) fn state_index(state: &Object) -> PyResult<isize> {
    match state.downcast::<Long>() {
        Some(l) => l.as_isize(),
        None => Err(raise!(TypeError, "an integer is required")),
    }
}

#[unsafe(no_mangle)]
pub static PySeqIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"iterator".as_ptr(),
    tp_basicsize: size_of::<SeqIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<SeqIter>(seq_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(seq_traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(seq_next),
    tp_methods: SeqIter::METHODS,
    ..Type::EMPTY
});

/// `calliterobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CallIterObject {
    pub ob_base: PyObject,
    pub it_callable: *mut PyObject,
    pub it_sentinel: *mut PyObject,
}

object_view!(
    /// `callable_iterator`: calls until the result equals the sentinel.
    pub CallIter, CallIterObject, "callable_iterator", |o| o.is_exactly(PyCallIter_Type.as_mut_ptr())
);

impl CallIter {
    pub fn new(callable: &Object, sentinel: &Object) -> PyResult<Ref<CallIter>> {
        let it = alloc::gc_new::<CallIter>(&PyCallIter_Type)?;
        // SAFETY: fresh until tracked.
        unsafe {
            (*it.raw()).it_callable = callable.to_ref().into_ptr();
            (*it.raw()).it_sentinel = sentinel.to_ref().into_ptr();
        }
        gc::track(&it);
        Ok(it)
    }

    fn finish(&self) {
        // SAFETY: the fields own their references.
        unsafe {
            clear_field(&raw mut (*self.raw()).it_callable);
            clear_field(&raw mut (*self.raw()).it_sentinel);
        }
    }

    fn parts(&self) -> Option<(Ref, Ref)> {
        // SAFETY: NULL or held.
        unsafe {
            Some((
                Ref::from_borrowed_opt((*self.raw()).it_callable)?,
                Ref::from_borrowed_opt((*self.raw()).it_sentinel)?,
            ))
        }
    }
}

extern "C" fn call_next(this: &CallIter) -> NextResult {
    call_advance(this).into()
}

fn call_advance(this: &CallIter) -> PyResult<Option<Ref>> {
    let Some((callable, sentinel)) = this.parts() else {
        return Ok(None);
    };
    match callable.call(&[]) {
        Ok(result) => {
            // The call may have used the iterator up.
            if this.parts().is_none() {
                return Ok(None);
            }
            if !sentinel.compare_bool(&result, CompareOp::Eq)? {
                return Ok(Some(result));
            }
            this.finish();
            Ok(None)
        }
        Err(e) if exceptions::matches(&types::StopIteration) => {
            e.clear();
            this.finish();
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

extern "C" fn call_dealloc(this: *mut CallIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(Object::from_ptr(this.cast()));
        (*this).finish();
        alloc::gc_free(this.cast());
    }
}

extern "C" fn call_traverse(this: &CallIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        visit_fields(
            &[(*this.raw()).it_callable, (*this.raw()).it_sentinel],
            visit,
            arg,
        )
    }
}

#[pymethods]
impl CallIter {
    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // Looking it up may run code that uses the iterator up.
        let iter = builtin("iter")?;
        let args = match self.parts() {
            Some((callable, sentinel)) => Tuple::from_array([callable, sentinel])?,
            None => Tuple::from_slice(&[Tuple::empty()])?,
        };
        Ok(Tuple::from_array([iter, args.upcast()])?.upcast())
    }
}

#[unsafe(no_mangle)]
pub static PyCallIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"callable_iterator".as_ptr(),
    tp_basicsize: size_of::<CallIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<CallIter>(call_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(call_traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(call_next),
    tp_methods: CallIter::METHODS,
    ..Type::EMPTY
});
