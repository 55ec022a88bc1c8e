//! `tuple`: a fixed row of items, inline.
//!
//! A tuple does not change once somebody else can see it, so its items can be borrowed for as long as it lives. The hash is
//! kept in `ob_hash` (-1: not computed yet). Small dead tuples wait in free lists by length. A tuple of items that the
//! collector does not care about is not tracked.

use base::{Object, PyResult, Ref, object_view, refcount};
use layout::*;

use crate::abstract_::Protocol;
use crate::exceptions::no_memory;
use crate::runtime_data::_PyRuntime;
use crate::{List, alloc, freelist, gc};

mod iter;
mod methods;
mod slots;

pub use iter::PyTupleIter_Type;
pub use slots::PyTuple_Type;

object_view!(
    /// `tuple`.
    pub Tuple, layout::PyTupleObject, "tuple", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_TUPLE_SUBCLASS)
);

/// Should a container that holds `o` be tracked for its sake (`_PyObject_GC_MAY_BE_TRACKED`)?
#[inline]
pub(crate) fn may_be_tracked(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let ty = o.type_ptr();
        if (*ty).tp_flags & Py_TPFLAGS_HAVE_GC == 0 {
            return false;
        }
        if let Some(f) = (*ty).tp_is_gc
            && f(o.as_ptr()) == 0
        {
            return false;
        }
        !core::ptr::eq(ty, PyTuple_Type.as_mut_ptr()) || gc::is_tracked(o)
    }
}

/// The item slots of a tuple.
#[inline(always)]
pub(crate) fn items(t: *mut PyTupleObject) -> *mut *mut PyObject {
    // SAFETY: only an address is taken.
    unsafe { (&raw mut (*t).ob_item).cast() }
}

/// An untracked exact tuple of `n` > 0 items, whose slots are NOT initialised.
#[inline]
unsafe fn alloc_uninit(n: usize) -> PyResult<*mut PyTupleObject> {
    debug_assert!(n > 0);
    // SAFETY: the list at `n - 1` holds dead tuples of `n` items.
    unsafe {
        if n <= PyTuple_MAXSAVESIZE as usize {
            let t: *mut PyTupleObject = freelist::pop(&raw mut (*freelist::lists()).tuples[n - 1]);
            if !t.is_null() {
                (*t).ob_hash = -1;
                return Ok(t);
            }
        }
        if n > (isize::MAX as usize - size_of::<PyTupleObject>()) / size_of::<usize>() {
            return Err(no_memory());
        }
        let t: *mut PyTupleObject = alloc::gc_new_var::<Tuple>(&PyTuple_Type, n)?
            .into_ptr()
            .cast();
        (*t).ob_hash = -1;
        Ok(t)
    }
}

/// A tuple whose items a closure gives, which must not run code; tracked only if need be.
#[inline]
fn build(n: usize, mut item: impl FnMut(usize) -> Ref) -> PyResult<Ref<Tuple>> {
    if n == 0 {
        return Ok(Tuple::empty().to_ref());
    }
    // SAFETY: the tuple is fresh; every slot is filled before anyone sees it.
    unsafe {
        let t = alloc_uninit(n)?;
        let mut track = false;
        for i in 0..n {
            let o = item(i);
            track |= may_be_tracked(&o);
            *items(t).add(i) = o.into_ptr();
        }
        let t = Ref::<Tuple>::from_raw_owned(t);
        if track {
            gc::track(&t);
        }
        Ok(t)
    }
}

impl Tuple {
    /// The shared empty tuple.
    #[inline(always)]
    pub fn empty() -> &'static Tuple {
        // SAFETY: static.
        unsafe { Tuple::from_raw(&raw mut _PyRuntime.static_objects.singletons.tuple_empty) }
    }

    /// A new tuple of `n` NULL items, to be filled with `init_item` before anyone sees it.
    pub fn with_len(n: usize) -> PyResult<Ref<Tuple>> {
        if n == 0 {
            return Ok(Tuple::empty().to_ref());
        }
        // SAFETY: fresh; NULL items are allowed while it is being filled.
        unsafe {
            let t = alloc_uninit(n)?;
            items(t).write_bytes(0, n);
            let t = Ref::<Tuple>::from_raw_owned(t);
            gc::track(&t);
            Ok(t)
        }
    }

    /// `PyTuple_SetItem` within bounds, of a tuple that is being filled.
    pub fn put_raw(&self, index: usize, value: Option<Ref>) {
        // SAFETY: in range, says the caller; the old item is released after the store.
        unsafe {
            let new = value.map_or(core::ptr::null_mut(), Ref::into_ptr);
            let old = items(self.raw()).add(index).replace(new);
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }

    /// An item that may still be NULL, borrowed.
    pub fn raw_item(&self, index: usize) -> *mut PyObject {
        // SAFETY: in range, says the caller.
        unsafe { *items(self.raw()).add(index) }
    }

    /// `_PyTuple_Resize`: a tuple of `n` with the same items; places that are new are NULL. The old one is unique to the caller.
    pub fn resized(&self, n: usize) -> PyResult<Ref<Tuple>> {
        let new = Tuple::with_len(n)?;
        for i in 0..n.min(self.len()) {
            // SAFETY: in range of both; NULL items are allowed while a tuple is being filled.
            unsafe {
                let item = Ref::<Object>::from_borrowed_opt(*items(self.raw()).add(i));
                *items(new.raw()).add(i) = item.map_or(core::ptr::null_mut(), Ref::into_ptr);
            }
        }
        Ok(new)
    }

    /// Of `n` items that a closure gives, which runs no Python code; tracked only if need be.
    #[inline]
    pub fn from_fn(n: usize, item: impl FnMut(usize) -> Ref) -> PyResult<Ref<Tuple>> {
        build(n, item)
    }

    pub fn from_slice(items: &[&Object]) -> PyResult<Ref<Tuple>> {
        build(items.len(), |i| items[i].to_ref())
    }

    /// `_PyTuple_FromArray`.
    ///
    /// # Safety
    /// `n` objects stand at `source`, all live.
    pub unsafe fn from_raw_slice(source: *const *mut PyObject, n: usize) -> PyResult<Ref<Tuple>> {
        // SAFETY: the caller vouches.
        build(n, |i| unsafe { Object::from_ptr(*source.add(i)).to_ref() })
    }

    /// `_PyTuple_FromArraySteal`: takes the references over, also on failure.
    ///
    /// # Safety
    /// `n` owned references stand at `source`.
    pub unsafe fn from_raw_slice_steal(
        source: *const *mut PyObject,
        n: usize,
    ) -> PyResult<Ref<Tuple>> {
        // SAFETY: the caller vouches; `build` calls the closure once for each, or fails before the first.
        unsafe {
            let result = build(n, |i| Ref::from_raw_owned(*source.add(i)));
            if result.is_err() {
                for i in 0..n {
                    refcount::decref(*source.add(i));
                }
            }
            result
        }
    }

    pub fn from_vec(items: Vec<Ref>) -> PyResult<Ref<Tuple>> {
        let mut it = items.into_iter();
        let n = it.len();
        build(n, |_| it.next().unwrap_or_else(crate::none_ref))
    }

    pub fn from_array<const N: usize>(items: [Ref; N]) -> PyResult<Ref<Tuple>> {
        let mut it = items.into_iter();
        build(N, |_| it.next().unwrap_or_else(crate::none_ref))
    }

    /// `tuple(iterable)` (`PySequence_Tuple`).
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<Tuple>> {
        if iterable.is_exactly(PyTuple_Type.as_mut_ptr()) {
            // SAFETY: layout.
            return Ok(unsafe { iterable.to_ref().downcast_into_unchecked() });
        }
        if iterable.is_exactly(crate::list::PyList_Type.as_mut_ptr()) {
            // SAFETY: layout.
            return unsafe { iterable.downcast_unchecked::<List>() }.to_tuple();
        }
        let it = iterable.iter()?;
        let hint = iterable.length_hint(10)?;
        let mut parts: Vec<Ref> = Vec::new();
        if parts.try_reserve(hint).is_err() {
            return Err(no_memory());
        }
        while let Some(item) = it.next()? {
            if parts.len() == parts.capacity() && parts.try_reserve(parts.len().max(8)).is_err() {
                return Err(no_memory());
            }
            parts.push(item);
        }
        Tuple::from_vec(parts)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live; the size of a tuple does not change.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, borrowed: a tuple does not change once it is seen.
    #[inline(always)]
    pub fn as_slice(&self) -> &[&Object] {
        // SAFETY: the slots hold live objects, and `&Object` is a pointer that is not NULL.
        unsafe { core::slice::from_raw_parts(items(self.raw()).cast(), self.len()) }
    }

    #[inline]
    pub fn get(&self, index: usize) -> Option<&Object> {
        self.as_slice().get(index).copied()
    }

    /// Fills a slot of a tuple made by `with_len`. An index past the end is ignored.
    #[inline]
    pub fn init_item(&self, index: usize, value: Ref) {
        debug_assert!(index < self.len());
        if index < self.len() {
            // SAFETY: the tuple is being filled, and nobody else has seen it.
            unsafe { *items(self.raw()).add(index) = value.into_ptr() };
        }
    }

    /// The items `low..high`, clipped (`PyTuple_GetSlice`).
    pub fn slice(&self, low: usize, high: usize) -> PyResult<Ref<Tuple>> {
        let high = high.min(self.len());
        let low = low.min(high);
        if low == 0 && high == self.len() && self.is_exactly(PyTuple_Type.as_mut_ptr()) {
            return Ok(self.to_ref());
        }
        Tuple::from_slice(&self.as_slice()[low..high])
    }

    /// `self + other`.
    pub fn concat(&self, other: &Tuple) -> PyResult<Ref<Tuple>> {
        let exact = |t: &Tuple| t.is_exactly(PyTuple_Type.as_mut_ptr());
        if self.is_empty() && exact(other) {
            return Ok(other.to_ref());
        }
        if other.is_empty() && exact(self) {
            return Ok(self.to_ref());
        }
        let (a, b) = (self.as_slice(), other.as_slice());
        if a.len() > isize::MAX as usize - b.len() {
            return Err(no_memory());
        }
        build(a.len() + b.len(), |i| match a.get(i) {
            Some(o) => o.to_ref(),
            None => b[i - a.len()].to_ref(),
        })
    }
}
