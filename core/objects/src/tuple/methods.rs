//! The methods of `tuple` and of its iterator.

use super::Tuple;
use super::iter::TupleIter;
use crate::clinic::*;
use crate::prelude::*;
use crate::sequence::search_bounds;

#[pymethods]
impl Tuple {
    /// The arguments for pickling.
    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        let plain = Tuple::from_slice(self.as_slice())?;
        Tuple::from_array([plain.upcast()])
    }

    /// The first index of a value within bounds.
    #[method("index(value, start=0, stop=sys.maxsize, /)")]
    fn index_(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<usize> {
        let (start, stop) = search_bounds(self.len(), start.0, stop.0);
        for i in start..stop.min(self.len()) {
            if self.as_slice()[i].compare_bool(value, CompareOp::Eq)? {
                return Ok(i);
            }
        }
        Err(raise!(ValueError, "tuple.index(x): x not in tuple"))
    }

    /// How many items equal the value.
    #[method("count(value, /)")]
    fn count(&self, value: &Object) -> PyResult<usize> {
        let mut n = 0;
        for o in self.as_slice() {
            if o.compare_bool(value, CompareOp::Eq)? {
                n += 1;
            }
        }
        Ok(n)
    }

    /// The generic alias `cls[item, ...]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}

#[pymethods]
impl TupleIter {
    /// How many items are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> isize {
        // SAFETY: the tuple, if there is one, is held.
        unsafe {
            let it = self.raw();
            if (*it).it_seq.is_null() {
                0
            } else {
                (*(*it).it_seq).ob_base.ob_size - (*it).it_index
            }
        }
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // SAFETY: the tuple, if there is one, is held.
        crate::iter::reduce_position("iter", Tuple::empty(), || unsafe {
            let it = self.raw();
            Some((Ref::from_borrowed_opt((*it).it_seq)?, (*it).it_index))
        })
    }

    /// Sets the position.
    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        let index = crate::iter::state_index(state)?;
        // SAFETY: the tuple, if there is one, is held.
        unsafe {
            let it = self.raw();
            if !(*it).it_seq.is_null() {
                (*it).it_index = index.clamp(0, (*(*it).it_seq).ob_base.ob_size);
            }
        }
        Ok(())
    }
}
