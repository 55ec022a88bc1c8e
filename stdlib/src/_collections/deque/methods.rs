//! The methods of a deque.

use objects::clinic::*;
use objects::prelude::*;
use objects::sequence::search_bounds;

use super::{BLOCK, Deque, iter};

#[cold]
pub(super) fn mutated() -> Raised {
    raise!(RuntimeError, "deque mutated during iteration")
}

/// Calls a function with each item in a range until it says stop; the deque must not change meanwhile.
pub(super) fn scan(
    this: &Deque,
    start: usize,
    stop: usize,
    changed: fn() -> Raised,
    mut f: impl FnMut(usize, &Object) -> PyResult<bool>,
) -> PyResult<Option<usize>> {
    let state = this.state();
    for i in start..stop {
        let Some(item) = this.get(i) else { break };
        let found = f(i, &item)?;
        if this.state() != state {
            return Err(changed());
        }
        if found {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

#[pymethods]
impl Deque {
    /// Adds an item on the right.
    #[method("append(item, /)")]
    fn append(&self, item: &Object) -> PyResult<()> {
        self.push_back(item.to_ref())
    }

    /// Adds an item on the left.
    #[method("appendleft(item, /)")]
    fn appendleft(&self, item: &Object) -> PyResult<()> {
        self.push_front(item.to_ref())
    }

    /// Removes all items.
    #[method("clear()")]
    fn clear_(&self) {
        self.clear()
    }

    /// A copy of the same class.
    #[method("__copy__()")]
    fn dunder_copy(&self) -> PyResult {
        self.renew()
    }

    /// A copy of the same class.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        self.renew()
    }

    /// How many items equal the value.
    #[method("count(value, /)")]
    fn count(&self, value: &Object) -> PyResult<usize> {
        let mut n = 0;
        scan(self, 0, self.len(), mutated, |_, item| {
            n += usize::from(item.compare_bool(value, CompareOp::Eq)?);
            Ok(false)
        })?;
        Ok(n)
    }

    /// Adds every item of an iterable on the right.
    #[method("extend(iterable, /)")]
    fn extend_(&self, iterable: &Object) -> PyResult<()> {
        self.extend(iterable, false)
    }

    /// Adds every item of an iterable on the left, one after the other.
    #[method("extendleft(iterable, /)")]
    fn extendleft(&self, iterable: &Object) -> PyResult<()> {
        self.extend(iterable, true)
    }

    /// The first index of a value within bounds.
    #[method(
        "index(value, start=0, stop=sys.maxsize, /)",
        shown = "($self, value, [start, [stop]])"
    )]
    fn index(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<usize> {
        let (start, stop) = search_bounds(self.len(), start.0, stop.0);
        let stop = stop.min(self.len());
        scan(self, start, stop, mutated, |_, item| {
            item.compare_bool(value, CompareOp::Eq)
        })?
        .ok_or_else(|| raise!(ValueError, "deque.index(x): x not in deque"))
    }

    /// Puts a value before the item at the index.
    #[method("insert(index, value, /)")]
    fn insert(&self, index: isize, value: &Object) -> PyResult<()> {
        let n = self.len() as isize;
        if self.maxlen().is_some_and(|m| m == self.len()) {
            return Err(raise!(IndexError, "deque already at its maximum size"));
        }
        if index >= n {
            return self.push_back(value.to_ref());
        }
        if index <= -n || index == 0 {
            return self.push_front(value.to_ref());
        }
        self.rotate(-index)?;
        if index < 0 {
            self.push_back(value.to_ref())?;
        } else {
            self.push_front(value.to_ref())?;
        }
        self.rotate(index)
    }

    /// Removes and returns the rightmost item.
    #[method("pop()")]
    fn pop(&self) -> PyResult {
        self.pop_back()
            .ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// Removes and returns the leftmost item.
    #[method("popleft()")]
    fn popleft(&self) -> PyResult {
        self.pop_front()
            .ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let state = objects::iter::object_state(self)?;
        let items = self.iter()?;
        let args = match self.maxlen() {
            None => Tuple::empty().to_ref(),
            Some(m) => Tuple::from_array([
                Tuple::empty().to_ref().upcast(),
                Long::from_usize(m)?.upcast(),
            ])?,
        };
        Tuple::from_array([self.class().to_ref().upcast(), args.upcast(), state, items])
    }

    /// Removes the first item that equals the value.
    #[method("remove(value, /)")]
    fn remove(&self, value: &Object) -> PyResult<()> {
        let found = scan(
            self,
            0,
            self.len(),
            || raise!(IndexError, "deque mutated during iteration"),
            |_, item| item.compare_bool(value, CompareOp::Eq),
        )?;
        match found {
            Some(i) => {
                drop(self.remove_at(i));
                Ok(())
            }
            None => Err(raise!(ValueError, "deque.remove(x): x not in deque")),
        }
    }

    /// An iterator from right to left.
    #[method("__reversed__()")]
    fn reversed(&self) -> PyResult {
        iter::new(self, &iter::BACKWARD)
    }

    /// Reverses the order of the items in place.
    #[method("reverse()")]
    fn reverse(&self) {
        let n = self.len();
        // SAFETY: items change places; nothing runs.
        unsafe {
            for i in 0..n / 2 {
                core::ptr::swap(self.slot(i), self.slot(n - 1 - i));
            }
        }
    }

    /// Moves n items from the right end to the left.
    #[method("rotate(n=1, /)")]
    fn rotate_(&self, n: isize) -> PyResult<()> {
        self.rotate(n)
    }

    /// The size in bytes, with the blocks.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        unsafe {
            // The stock deque leaves the first place of its first block free.
            let blocks = (1 + self.len()).div_ceil(BLOCK).max(1);
            (*self.type_ptr()).tp_basicsize as usize + blocks * (BLOCK + 2) * size_of::<usize>()
        }
    }

    /// The greatest number of items, or None.
    #[getter("maxlen")]
    fn maxlen_(&self) -> PyResult {
        match self.maxlen() {
            Some(m) => Ok(Long::from_usize(m)?.upcast()),
            None => Ok(none_ref()),
        }
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }

    #[init("deque(iterable=<unrepresentable>, maxlen=None)")]
    fn init(&self, iterable: Option<&Object>, maxlen: Option<&Object>) -> PyResult<()> {
        let max = match maxlen {
            Some(m) if !is_none(m) => {
                let Some(m) = m.downcast::<Long>() else {
                    return Err(raise!(TypeError, "an integer is required"));
                };
                match m.as_isize()? {
                    m if m < 0 => {
                        return Err(raise!(ValueError, "maxlen must be non-negative"));
                    }
                    m => m,
                }
            }
            _ => -1,
        };
        // SAFETY: live.
        unsafe { (*self.raw()).maxlen = max };
        if self.len() > 0 {
            self.clear();
        }
        match iterable {
            Some(it) => self.extend(it, false),
            None => Ok(()),
        }
    }
}
