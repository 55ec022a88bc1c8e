//! The methods of `list` and of its iterators.

use super::iter::{self, ListIter, ListRevIter};
use super::{List, sort};
use crate::clinic::*;
use crate::prelude::*;
use crate::sequence::search_bounds;

#[pymethods]
impl List {
    /// The item at an index, or the items of a slice.
    #[method(coexist, "__getitem__(index, /)")]
    fn getitem_(&self, index: &Object) -> PyResult {
        super::slots::subscript(self, index)
    }

    /// An iterator over the items, last first.
    #[method("__reversed__()")]
    fn reversed_(&self) -> PyResult {
        iter::new_reversed(self)
    }

    /// The size in bytes, with the block of items.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        unsafe {
            (*self.type_ptr()).tp_basicsize as usize
                + (*self.raw()).allocated.max(0) as usize * size_of::<usize>()
        }
    }

    /// Removes all items.
    #[method("clear()")]
    fn clear_(&self) {
        self.clear()
    }

    /// A new list with the same items.
    #[method("copy()")]
    fn copy_(&self) -> PyResult<Ref<List>> {
        self.slice(0, self.len())
    }

    /// Appends one object.
    #[method("append(object, /)")]
    fn append(&self, object: &Object) -> PyResult<()> {
        self.push(object)
    }

    /// Puts an object before the item at the index.
    #[method("insert(index, object, /)")]
    fn insert_(&self, index: isize, object: &Object) -> PyResult<()> {
        let n = self.len() as isize;
        let at = if index < 0 { (index + n).max(0) } else { index };
        self.insert(at as usize, object.to_ref())
    }

    /// Appends every item of an iterable.
    #[method("extend(iterable, /)")]
    fn extend_(&self, iterable: &Object) -> PyResult<()> {
        self.extend(iterable)
    }

    /// Removes and returns an item, by default the last.
    #[method("pop(index=-1, /)")]
    fn pop(&self, index: isize) -> PyResult {
        if self.is_empty() {
            return Err(raise!(IndexError, "pop from empty list"));
        }
        let at = if index < 0 {
            index + self.len() as isize
        } else {
            index
        };
        usize::try_from(at)
            .ok()
            .and_then(|i| self.take(i))
            .ok_or_else(|| raise!(IndexError, "pop index out of range"))
    }

    /// Removes the first item that equals the value.
    #[method("remove(value, /)")]
    fn remove(&self, value: &Object) -> PyResult<()> {
        let mut i = 0;
        while let Some(o) = self.get(i) {
            if o.compare_bool(value, CompareOp::Eq)? {
                self.remove_range(i, i + 1);
                return Ok(());
            }
            i += 1;
        }
        Err(raise!(ValueError, "list.remove(x): x not in list"))
    }

    /// The first index of a value within bounds.
    #[method("index(value, start=0, stop=sys.maxsize, /)")]
    fn index_(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<usize> {
        let (start, stop) = search_bounds(self.len(), start.0, stop.0);
        let mut i = start;
        while i < stop {
            let Some(o) = self.get(i) else { break };
            if o.compare_bool(value, CompareOp::Eq)? {
                return Ok(i);
            }
            i += 1;
        }
        Err(raise!(ValueError, "list.index(x): x not in list"))
    }

    /// How many items equal the value.
    #[method("count(value, /)")]
    fn count(&self, value: &Object) -> PyResult<usize> {
        let (mut i, mut n) = (0, 0);
        while let Some(o) = self.get(i) {
            if o.compare_bool(value, CompareOp::Eq)? {
                n += 1;
            }
            i += 1;
        }
        Ok(n)
    }

    /// Reverses the order of the items in place.
    #[method("reverse()")]
    fn reverse(&self) {
        self.reverse_in_place()
    }

    /// Sorts in place, ascending; items that compare equal keep their order.
    #[method("sort(*, key=None, reverse=False)")]
    fn sort_(&self, key: Option<&Object>, reverse: bool) -> PyResult<()> {
        sort::sort(self, key, reverse)
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}

macro_rules! iterator_methods {
    ($ty:ty, $reverse:literal, $builtin:literal) => {
        #[pymethods]
        impl $ty {
            /// How many items are left, as far as is known.
            #[method("__length_hint__()")]
            fn length_hint_(&self) -> isize {
                iter::remaining(self.raw(), $reverse)
            }

            /// The state for pickling.
            #[method("__reduce__()")]
            fn reduce(&self) -> PyResult {
                let empty = List::new()?;
                // SAFETY: the list, if there is one, is held.
                crate::iter::reduce_position($builtin, &empty, || unsafe {
                    let it = self.raw();
                    Some((Ref::from_borrowed_opt((*it).it_seq)?, (*it).it_index))
                })
            }

            /// Sets the position.
            #[method("__setstate__(state, /)", nosig)]
            fn setstate(&self, state: &Object) -> PyResult<()> {
                let index = crate::iter::state_index(state)?;
                // SAFETY: the list, if there is one, is held.
                unsafe {
                    let it = self.raw();
                    if !(*it).it_seq.is_null() {
                        let n = (*(*it).it_seq).ob_base.ob_size;
                        (*it).it_index = if $reverse {
                            index.clamp(-1, n - 1)
                        } else {
                            index.clamp(0, n)
                        };
                    }
                }
                Ok(())
            }
        }
    };
}

iterator_methods!(ListIter, false, "iter");
iterator_methods!(ListRevIter, true, "reversed");
