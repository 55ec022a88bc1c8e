//! The iterators of a deque, which end with RuntimeError when it changes.

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;

use super::Deque;
use crate::heap_type::HeapType;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct DequeIterObject {
    ob_base: PyObject,
    deque: *mut PyObject,
    state: usize,
    /// How many items have been passed.
    done: usize,
    /// How many are left.
    left: isize,
}

object_view!(
    /// Either iterator.
    pub DequeIter, DequeIterObject, "collections._deque_iterator",
    |o| o.is_exactly(FORWARD.as_mut_ptr()) || o.is_exactly(BACKWARD.as_mut_ptr())
);
owned_fields!(DequeIter, heap = true, [deque]);

pub fn new(d: &Deque, ty: &Type) -> PyResult {
    let it = owned::alloc::<DequeIter>(ty)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).state = d.state();
        (*it.raw()).left = d.len() as isize;
        (*it.raw()).deque = d.to_ref().into_ptr();
    }
    Ok(it.upcast())
}

impl DequeIter {
    fn advance(&self, backward: bool) -> PyResult<Option<Ref>> {
        // SAFETY: the deque is held, unless the iterator is being torn down.
        unsafe {
            let it = self.raw();
            let Some(d) = get_field(&raw mut (*it).deque) else {
                return Ok(None);
            };
            let d: Ref<Deque> = d.downcast_into_unchecked();
            if (*it).state != d.state() {
                (*it).left = 0;
                return Err(raise!(RuntimeError, "deque mutated during iteration"));
            }
            if (*it).left <= 0 {
                return Ok(None);
            }
            let at = if backward {
                (*it).left as usize - 1
            } else {
                (*it).done
            };
            (*it).done += 1;
            (*it).left -= 1;
            Ok(d.get(at))
        }
    }
}

extern "C" fn next_forward(this: &DequeIter) -> NextResult {
    this.advance(false).into()
}
extern "C" fn next_backward(this: &DequeIter) -> NextResult {
    this.advance(true).into()
}

fn make(cls: &Type, args: &Tuple, ty: &Type) -> PyResult {
    let _ = cls;
    let Some(first) = args.get(0) else {
        return Err(raise!(
            TypeError,
            "function takes at least 1 argument (0 given)"
        ));
    };
    if args.len() > 2 {
        return Err(raise!(
            TypeError,
            "function takes at most 2 arguments ({} given)",
            args.len()
        ));
    }
    let Some(d) = first.downcast::<Deque>() else {
        return Err(raise!(
            TypeError,
            "argument 1 must be collections.deque, not {}",
            first.class().tp_name()
        ));
    };
    let skip = match args.get(1) {
        Some(n) => n.index_isize(false)?.max(0),
        None => 0,
    };
    let it = new(d, ty)?;
    // SAFETY: fresh.
    unsafe {
        let p = it.as_object_ptr().cast::<DequeIterObject>();
        let skip = skip.min((*p).left);
        (*p).done = skip as usize;
        (*p).left -= skip;
    }
    Ok(it)
}

extern "C" fn new_forward(cls: &Type, args: &Tuple, _: Option<&Dict>) -> PyResult {
    make(cls, args, &FORWARD)
}
extern "C" fn new_backward(cls: &Type, args: &Tuple, _: Option<&Dict>) -> PyResult {
    make(cls, args, &BACKWARD)
}

#[pymethods]
impl DequeIter {
    /// How many items are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> isize {
        // SAFETY: live.
        unsafe { (*self.raw()).left }
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: the deque is held.
        unsafe {
            let d = get_field(&raw mut (*self.raw()).deque).unwrap_or_else(none_ref);
            let done = Long::from_usize((*self.raw()).done)?;
            let args = Tuple::from_array([d, done.upcast()])?;
            Tuple::from_array([self.class().to_ref().upcast(), args.upcast()])
        }
    }
}

const fn iterator(
    name: &'static core::ffi::CStr,
    next: extern "C" fn(&DequeIter) -> NextResult,
    new: extern "C" fn(&Type, &Tuple, Option<&Dict>) -> PyResult,
) -> HeapType {
    HeapType::new(PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<DequeIterObject>() as isize,
        tp_dealloc: objects::slots::dealloc::<DequeIter>(owned::dealloc),
        tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
        tp_traverse: objects::slots::traverse::<DequeIter>(owned::traverse),
        tp_iter: objects::slots::SELF_ITER,
        tp_iternext: objects::slots::next(next),
        tp_methods: DequeIter::METHODS,
        tp_new: objects::slots::new(new),
        ..Type::EMPTY
    })
}

pub static FORWARD: HeapType = iterator(c"collections._deque_iterator", next_forward, new_forward);
pub static BACKWARD: HeapType = iterator(
    c"collections._deque_reverse_iterator",
    next_backward,
    new_backward,
);
