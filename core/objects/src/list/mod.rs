//! `list`: a growing row of items in a block of its own.
//!
//! Growth follows the stock pattern (about an eighth more), which `__sizeof__` shows. Items are released only after the list
//! is consistent again, since releasing runs code.

use base::mem::{self, Domain};
use base::{Object, PyResult, Ref, critical_section, object_view, refcount};
use layout::*;

use crate::abstract_::Protocol;
use crate::exceptions::no_memory;
use crate::prelude::raise;
use crate::{AnySet, Dict, Tuple, Type, alloc, freelist, gc};

mod edit;
mod iter;
mod methods;
mod slots;
mod sort;
mod timsort;

pub use iter::{PyListIter_Type, PyListRevIter_Type};
pub use slots::PyList_Type;

object_view!(
    /// `list`.
    pub List, layout::PyListObject, "list", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_LIST_SUBCLASS)
);

const MAX_ITEMS: usize = isize::MAX as usize / size_of::<usize>();

/// A new exact list without items, untracked.
unsafe fn alloc_empty() -> PyResult<*mut PyListObject> {
    // SAFETY: the free list holds dead lists; the fields are written here.
    unsafe {
        let mut l: *mut PyListObject = freelist::pop(&raw mut (*freelist::lists()).lists);
        if l.is_null() {
            l = alloc::gc_new::<List>(&PyList_Type)?.into_ptr().cast();
        }
        (*l).ob_base.ob_size = 0;
        (*l).ob_item = core::ptr::null_mut();
        (*l).allocated = 0;
        Ok(l)
    }
}

/// A block for `n` items.
fn alloc_items(n: usize) -> PyResult<*mut *mut PyObject> {
    if n > MAX_ITEMS {
        return Err(no_memory());
    }
    let block = mem::alloc(Domain::Mem, n * size_of::<usize>());
    if block.is_null() {
        return Err(no_memory());
    }
    Ok(block.cast())
}

pub(super) unsafe fn free_items(block: *mut *mut PyObject) {
    // SAFETY: a list's block, or NULL, given up by the caller.
    unsafe { mem::free(Domain::Mem, block.cast()) }
}

/// An exact list whose `n` items a closure gives, which must not run code.
#[inline]
fn build(n: usize, mut item: impl FnMut(usize) -> Ref) -> PyResult<Ref<List>> {
    // SAFETY: the list is fresh until it is tracked; every slot is filled.
    unsafe {
        let l = Ref::<List>::from_raw_owned(alloc_empty()?);
        if n > 0 {
            let block = alloc_items(n)?;
            for i in 0..n {
                *block.add(i) = item(i).into_ptr();
            }
            (*l.raw()).ob_item = block;
            (*l.raw()).ob_base.ob_size = n as isize;
            (*l.raw()).allocated = n as isize;
        }
        gc::track(&l);
        Ok(l)
    }
}

impl List {
    /// A new list of `n` NULL items, to be filled with `init_item` before anyone sees it.
    pub fn with_len(n: usize) -> PyResult<Ref<List>> {
        // SAFETY: the list is fresh; NULL items are allowed while it is being filled.
        unsafe {
            let l = Ref::<List>::from_raw_owned(alloc_empty()?);
            if n > 0 {
                let block = alloc_items(n)?;
                block.write_bytes(0, n);
                (*l.raw()).ob_item = block;
                (*l.raw()).ob_base.ob_size = n as isize;
                (*l.raw()).allocated = n as isize;
            }
            gc::track(&l);
            Ok(l)
        }
    }

    /// An empty list with room for `n` items (`PyList_New` with preallocation).
    pub fn with_capacity(n: usize) -> PyResult<Ref<List>> {
        // SAFETY: fresh.
        unsafe {
            let l = Ref::<List>::from_raw_owned(alloc_empty()?);
            if n > 0 {
                (*l.raw()).ob_item = alloc_items(n)?;
                (*l.raw()).allocated = n as isize;
            }
            gc::track(&l);
            Ok(l)
        }
    }

    /// An empty list with the room that `split` makes for its parts: one more than the cuts there may be, but for many
    /// cuts a dozen.
    pub fn for_parts(cuts: usize) -> PyResult<Ref<List>> {
        List::with_capacity(cuts.min(11) + 1)
    }

    #[inline]
    pub fn new() -> PyResult<Ref<List>> {
        List::with_len(0)
    }

    pub fn from_slice(items: &[&Object]) -> PyResult<Ref<List>> {
        build(items.len(), |i| items[i].to_ref())
    }

    /// `_PyList_FromArraySteal`: takes the references over, also on failure.
    ///
    /// # Safety
    /// `n` owned references stand at `source`.
    pub unsafe fn from_raw_slice_steal(
        source: *const *mut PyObject,
        n: usize,
    ) -> PyResult<Ref<List>> {
        // SAFETY: the caller vouches; `build` takes all of them, or fails before the first.
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

    /// Of `n` items that a closure gives, which runs no Python code.
    #[inline]
    pub fn from_fn(n: usize, item: impl FnMut(usize) -> Ref) -> PyResult<Ref<List>> {
        build(n, item)
    }

    pub fn from_vec(items: Vec<Ref>) -> PyResult<Ref<List>> {
        let mut it = items.into_iter();
        let n = it.len();
        build(n, |_| it.next().unwrap_or_else(crate::none_ref))
    }

    /// `list(iterable)`.
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<List>> {
        let l = List::new()?;
        l.extend(iterable)?;
        Ok(l)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The raw items; valid until anything runs.
    #[inline(always)]
    pub(crate) fn raw_items(&self) -> *mut *mut PyObject {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_item }
    }

    /// The item, or None past the end.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Ref> {
        if index >= self.len() {
            return None;
        }
        // SAFETY: in range; nothing runs between.
        unsafe { Ref::from_borrowed_opt(*self.raw_items().add(index)) }
    }

    /// Replaces an item; the index must be in range (IndexError).
    pub fn set(&self, index: usize, value: Ref) -> PyResult<()> {
        if index >= self.len() {
            return Err(raise!(IndexError, "list assignment index out of range"));
        }
        // SAFETY: in range; the old item is released after the store.
        unsafe {
            let old = self.raw_items().add(index).replace(value.into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
        Ok(())
    }

    /// `PyList_SetItem` within bounds: the old item, or the NULL of a list that is being filled, is replaced.
    pub fn put_raw(&self, index: usize, value: Option<Ref>) {
        debug_assert!(index < self.len());
        // SAFETY: in range; the old item is released after the store.
        unsafe {
            let new = value.map_or(core::ptr::null_mut(), Ref::into_ptr);
            let old = self.raw_items().add(index).replace(new);
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }

    /// Fills a slot of a list made by `with_len` (no old item is released).
    #[inline]
    pub fn init_item(&self, index: usize, value: Ref) {
        debug_assert!(index < self.len());
        if index < self.len() {
            // SAFETY: in range.
            unsafe { *self.raw_items().add(index) = value.into_ptr() };
        }
    }

    #[inline]
    pub fn push(&self, value: &Object) -> PyResult<()> {
        self.push_owned(value.to_ref())
    }

    #[inline]
    pub fn push_owned(&self, value: Ref) -> PyResult<()> {
        // SAFETY: nothing runs between the check of the room and the store.
        unsafe {
            let l = self.raw();
            let n = (*l).ob_base.ob_size;
            if n >= (*l).allocated {
                self.resize(n as usize + 1)?;
            } else {
                (*l).ob_base.ob_size = n + 1;
            }
            *(*l).ob_item.offset(n) = value.into_ptr();
            Ok(())
        }
    }

    /// Appends items, making room for all of them at once.
    pub fn extend_owned(&self, items: impl ExactSizeIterator<Item = Ref>) -> PyResult<()> {
        let old = self.len();
        // SAFETY: the new slots are filled at once, and nothing runs before they are.
        unsafe {
            self.resize(old + items.len())?;
            for (i, item) in items.enumerate() {
                *self.raw_items().add(old + i) = item.into_ptr();
            }
        }
        Ok(())
    }

    /// Sets the length, growing or shrinking the block by the stock pattern. New slots are NOT initialised; items cut off
    /// must have been moved away.
    pub(crate) unsafe fn resize(&self, n: usize) -> PyResult<()> {
        // SAFETY: the block is the list's; the caller deals with the slots.
        unsafe {
            let l = self.raw();
            let allocated = (*l).allocated as usize;
            if allocated >= n && n >= allocated >> 1 {
                (*l).ob_base.ob_size = n as isize;
                return Ok(());
            }
            // Over-allocate mildly, in steps of four items; but do not when the growth is one large extension.
            let size = (*l).ob_base.ob_size as usize;
            let mut new = (n + (n >> 3) + 6) & !3;
            if n > size && n - size > new - n {
                new = (n + 3) & !3;
            }
            if n == 0 {
                new = 0;
            }
            if new > MAX_ITEMS {
                return Err(no_memory());
            }
            let block = if new == 0 {
                free_items((*l).ob_item);
                core::ptr::null_mut()
            } else {
                let p = mem::realloc(Domain::Mem, (*l).ob_item.cast(), new * size_of::<usize>());
                if p.is_null() {
                    return Err(no_memory());
                }
                p
            };
            (*l).ob_item = block.cast();
            (*l).ob_base.ob_size = n as isize;
            (*l).allocated = new as isize;
            Ok(())
        }
    }

    /// Makes room for exactly `n` items in an empty list (`list_preallocate`): an even number, as stock.
    pub(crate) unsafe fn preallocate(&self, n: usize) -> PyResult<()> {
        // SAFETY: the list is empty and has no block, says the caller.
        unsafe {
            let room = n.saturating_add(1) & !1;
            (*self.raw()).ob_item = alloc_items(room)?;
            (*self.raw()).allocated = room as isize;
            Ok(())
        }
    }

    /// Empties the list.
    pub fn clear(&self) {
        // SAFETY: the list is empty before the first item is released.
        unsafe {
            let l = self.raw();
            let block = (*l).ob_item;
            if block.is_null() {
                return;
            }
            let n = (*l).ob_base.ob_size;
            (*l).ob_base.ob_size = 0;
            (*l).ob_item = core::ptr::null_mut();
            (*l).allocated = 0;
            for i in (0..n).rev() {
                drop(Ref::<Object>::from_owned_opt(*block.offset(i)));
            }
            free_items(block);
        }
    }

    /// The items, owned: a snapshot that stays valid whatever runs.
    pub fn to_vec(&self) -> PyResult<Vec<Ref>> {
        let mut v = Vec::new();
        if v.try_reserve_exact(self.len()).is_err() {
            return Err(no_memory());
        }
        let mut i = 0;
        while let Some(o) = self.get(i) {
            v.push(o);
            i += 1;
        }
        Ok(v)
    }

    pub fn extend(&self, iterable: &Object) -> PyResult<()> {
        if let Some(l) = iterable.downcast::<List>()
            && l.is_exactly(PyList_Type.as_mut_ptr())
        {
            return self.extend_raw(l.len(), |i| l.get(i));
        }
        if let Some(t) = iterable.downcast::<Tuple>()
            && t.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr())
        {
            return self.extend_raw(t.len(), |i| t.get(i).map(Object::to_ref));
        }
        let exactly = |ty: &Type| iterable.is_exactly(ty.as_mut_ptr());
        let mut position = 0;
        if (exactly(&crate::set::PySet_Type) || exactly(&crate::set::PyFrozenSet_Type))
            && let Some(set) = iterable.downcast::<AnySet>()
        {
            critical_section!(*set);
            return self.extend_known(set.len(), || {
                set.next_hashed(&mut position).map(|(item, _)| item)
            });
        }
        if exactly(&crate::dict::PyDict_Type)
            && let Some(dict) = iterable.downcast::<Dict>()
        {
            critical_section!(*dict);
            return self.extend_known(dict.len(), || {
                dict.next_entry(&mut position).map(|(k, _)| k)
            });
        }
        self.extend_iter(iterable)
    }

    /// Appends what a closure gives, which is `n` items, without running code.
    fn extend_known(&self, n: usize, mut next: impl FnMut() -> Option<Ref>) -> PyResult<()> {
        if n == 0 {
            return Ok(());
        }
        // SAFETY: there is room for the items, and the list ends before the slots that have none yet.
        unsafe {
            let old = self.len();
            self.resize(old + n)?;
            (*self.raw()).ob_base.ob_size = old as isize;
        }
        while let Some(item) = next() {
            self.push_owned(item)?;
        }
        Ok(())
    }

    /// Appends `n` items that a closure gives without running code.
    fn extend_raw(&self, n: usize, item: impl Fn(usize) -> Option<Ref>) -> PyResult<()> {
        if n == 0 {
            return Ok(());
        }
        // SAFETY: the new slots are filled at once. The source may be this very list, whose first `n` items stay in place.
        unsafe {
            let old = self.len();
            if self.raw_items().is_null() {
                self.preallocate(n)?;
                (*self.raw()).ob_base.ob_size = n as isize;
            } else {
                self.resize(old + n)?;
            }
            for i in 0..n {
                let o = item(i).unwrap_or_else(crate::none_ref);
                *self.raw_items().add(old + i) = o.into_ptr();
            }
            Ok(())
        }
    }

    fn extend_iter(&self, iterable: &Object) -> PyResult<()> {
        let it = iterable.iter()?;
        let hint = iterable.length_hint(8)?;
        // SAFETY: sizes are read anew after each item.
        unsafe {
            let l = self.raw();
            let n = self.len();
            if (*l).ob_item.is_null() {
                if hint > 0 && self.preallocate(hint).is_err() {
                    return Err(base::Raised::ASSUMED);
                }
            } else if n <= MAX_ITEMS - hint.min(MAX_ITEMS) {
                self.resize(n + hint)?;
                (*l).ob_base.ob_size = n as isize;
            }
            while let Some(item) = it.next()? {
                self.push_owned(item)?;
            }
            let n = self.len();
            if (n as isize) < (*l).allocated {
                self.resize(n)?;
            }
        }
        Ok(())
    }

    pub fn to_tuple(&self) -> PyResult<Ref<Tuple>> {
        loop {
            // Another thread may shorten the list meanwhile: then the copy is made again.
            let mut whole = true;
            let copy = Tuple::from_fn(self.len(), |i| {
                self.get(i).unwrap_or_else(|| {
                    whole = false;
                    crate::none_ref()
                })
            })?;
            if whole {
                return Ok(copy);
            }
        }
    }

    pub fn reverse_in_place(&self) {
        // SAFETY: nothing runs.
        unsafe {
            if self.len() > 1 {
                core::slice::from_raw_parts_mut(self.raw_items(), self.len()).reverse();
            }
        }
    }

    pub fn sort_in_place(&self) -> PyResult<()> {
        sort::sort(self, None, false)
    }

    /// `list.insert`.
    pub fn insert(&self, at: usize, value: Ref) -> PyResult<()> {
        // SAFETY: the tail moves up one slot within the grown block.
        unsafe {
            let n = self.len();
            let at = at.min(n);
            self.resize(n + 1)?;
            let p = self.raw_items().add(at);
            core::ptr::copy(p, p.add(1), n - at);
            *p = value.into_ptr();
            Ok(())
        }
    }

    /// The items `low..high` as a new list, clipped (`PyList_GetSlice`).
    pub fn slice(&self, low: usize, high: usize) -> PyResult<Ref<List>> {
        let end = high.min(self.len());
        let start = low.min(end);
        let items = self.raw_items();
        // SAFETY: making a list runs no code, so that the items stay where they are.
        build(end - start, |i| unsafe {
            Ref::from_borrowed_opt(*items.add(start + i)).unwrap_or_else(crate::none_ref)
        })
    }
}
