//! Taking ranges out of a list and putting others in.

use base::{Object, PyResult, Ref, refcount};
use layout::PyObject;
use smallvec::SmallVec;

use super::List;
use super::slots::sequence_items;
use crate::exceptions::no_memory;

impl List {
    /// Appends the items of a list (which may be this one) without asking it to iterate.
    pub(crate) fn extend_items(&self, other: &List) -> PyResult<()> {
        self.extend_raw(other.len(), |i| other.get(i))
    }

    /// Fills a fresh list of room `total` with the single item of `source`.
    pub(super) unsafe fn fill_repeat(&self, source: &List, total: usize) {
        // SAFETY: the block has room, says the caller; nothing runs.
        unsafe {
            let item = *source.raw_items();
            for i in 0..total {
                refcount::incref(item);
                *self.raw_items().add(i) = item;
            }
            (*self.raw()).ob_base.ob_size = total as isize;
        }
    }

    /// Removes the items `low..high`, which are released last.
    pub(crate) fn remove_range(&self, low: usize, high: usize) {
        let n = self.len();
        let high = high.min(n);
        if low >= high {
            return;
        }
        if low == 0 && high == n {
            return self.clear();
        }
        // SAFETY: the tail moves down within the block; the removed items are kept aside until the list is consistent.
        unsafe {
            let items = self.raw_items();
            if high - low == 1 {
                let old = *items.add(low);
                core::ptr::copy(items.add(high), items.add(low), n - high);
                shrink(self, n - 1);
                drop(Ref::<Object>::from_owned_opt(old));
                return;
            }
            let mut old: Vec<*mut PyObject> = Vec::new();
            if old.try_reserve_exact(high - low).is_err() {
                // No memory to keep them aside: one at a time.
                for _ in low..high {
                    if low < self.len() {
                        self.remove_range(low, low + 1);
                    }
                }
                return;
            }
            old.extend_from_slice(core::slice::from_raw_parts(items.add(low), high - low));
            core::ptr::copy(items.add(high), items.add(low), n - high);
            shrink(self, n - (high - low));
            for o in old.into_iter().rev() {
                drop(Ref::<Object>::from_owned_opt(o));
            }
        }
    }

    /// Takes the item at `index` out.
    pub(crate) fn take(&self, index: usize) -> Option<Ref> {
        let n = self.len();
        if index >= n {
            return None;
        }
        // SAFETY: in range; the reference moves out.
        unsafe {
            let items = self.raw_items();
            let item = *items.add(index);
            core::ptr::copy(items.add(index + 1), items.add(index), n - index - 1);
            shrink(self, n - 1);
            Ref::from_owned_opt(item)
        }
    }

    /// Replaces the items `low..high` (clipped) by `new`, which runs no code and does not read this list.
    pub(super) fn replace_range(
        &self,
        low: usize,
        high: usize,
        new: impl ExactSizeIterator<Item = Ref>,
    ) -> PyResult<()> {
        let n = self.len();
        let low = low.min(n);
        let high = high.clamp(low, n);
        let (removed, added) = (high - low, new.len());
        if n - removed + added == 0 {
            self.clear();
            return Ok(());
        }
        // SAFETY: the block is made as large as needed before anything moves; old items are released last.
        unsafe {
            let mut old: SmallVec<[*mut PyObject; 8]> = SmallVec::new();
            if old.try_reserve_exact(removed).is_err() {
                return Err(no_memory());
            }
            if removed > 0 {
                old.extend_from_slice(core::slice::from_raw_parts(
                    self.raw_items().add(low),
                    removed,
                ));
            }
            if added > removed {
                self.resize(n + (added - removed))?;
            }
            let items = self.raw_items();
            core::ptr::copy(items.add(high), items.add(low + added), n - high);
            if added < removed {
                shrink(self, n - (removed - added));
            }
            let items = self.raw_items();
            for (i, o) in new.enumerate() {
                *items.add(low + i) = o.into_ptr();
            }
            for o in old.into_iter().rev() {
                drop(Ref::<Object>::from_owned_opt(o));
            }
            Ok(())
        }
    }

    /// `list[low:high] = value` (`PyList_SetSlice`): None deletes.
    pub fn set_slice(&self, low: usize, high: usize, value: Option<&Object>) -> PyResult<()> {
        match value {
            None => {
                self.remove_range(low, high.max(low));
                Ok(())
            }
            Some(v) => match v.downcast::<List>() {
                Some(l) => self.replace_by(low, high, l),
                None if v.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr()) => {
                    // SAFETY: layout.
                    let items = unsafe { v.downcast_unchecked::<crate::Tuple>() }.as_slice();
                    self.replace_range(low, high, items.iter().map(|o| o.to_ref()))
                }
                None => {
                    let items = sequence_items(v, "can only assign an iterable")?;
                    self.replace_range(low, high, items.into_iter())
                }
            },
        }
    }

    /// Replaces the items `low..high` (clipped) by those of a list, which may be this one.
    pub(super) fn replace_by(&self, low: usize, high: usize, source: &List) -> PyResult<()> {
        if source.is(self) {
            return self.replace_range(low, high, source.to_vec()?.into_iter());
        }
        let items = (0..source.len()).map(|i| source.get(i).unwrap_or_else(crate::none_ref));
        self.replace_range(low, high, items)
    }

    /// Removes `count` items, `step` apart.
    pub(super) fn remove_stepped(&self, start: isize, step: isize, count: usize) {
        if count == 0 {
            return;
        }
        let (start, step) = if step < 0 {
            (start + step * (count as isize - 1), step.unsigned_abs())
        } else {
            (start, step as usize)
        };
        // SAFETY: positions are below the length; removed items are released last.
        unsafe {
            let n = self.len();
            let items = self.raw_items();
            let mut old: Vec<*mut PyObject> = Vec::new();
            if old.try_reserve_exact(count).is_err() {
                return;
            }
            let mut to = start as usize;
            let mut next = start as usize;
            for i in start as usize..n {
                if old.len() < count && i == next {
                    old.push(*items.add(i));
                    next = next.saturating_add(step);
                } else {
                    *items.add(to) = *items.add(i);
                    to += 1;
                }
            }
            shrink(self, to);
            for o in old {
                drop(Ref::<Object>::from_owned_opt(o));
            }
        }
    }
}

/// Makes the list shorter. Giving memory back may fail, and then it is kept.
unsafe fn shrink(l: &List, n: usize) {
    // SAFETY: the items past `n` were moved away, says the caller.
    unsafe {
        if let Err(e) = l.resize(n) {
            e.clear();
            (*l.raw()).ob_base.ob_size = n as isize;
        }
    }
}
