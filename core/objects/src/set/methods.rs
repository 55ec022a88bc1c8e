//! The methods of `set` and `frozenset`.

use base::{Object, PyResult, Ref};
use layout::{PySet_MINSIZE, setentry};

use super::AnySet;
use super::slots::lookup_key;
use crate::clinic::*;
use crate::exceptions::key_error;
use crate::prelude::*;

#[pymethods(export = SHARED)]
impl AnySet {
    /// Is the object an element?
    #[method(coexist, "__contains__(object, /)")]
    fn contains_(&self, object: &Object) -> PyResult<bool> {
        lookup_key(self, object, AnySet::contains)
    }

    /// A new set with the elements of this one that are in none of the others.
    #[method("difference(*others)")]
    fn difference_(&self, others: &[&Object]) -> PyResult<Ref<AnySet>> {
        let Some((first, rest)) = others.split_first() else {
            return self.copy();
        };
        let result = self.difference(first)?;
        for other in rest {
            result.difference_update(other)?;
        }
        Ok(result)
    }

    /// A new set with the elements that are in this one and in all others.
    #[method("intersection(*others)")]
    fn intersection_(&self, others: &[&Object]) -> PyResult<Ref<AnySet>> {
        intersection_all(self, others)
    }

    /// Have the two no element in common?
    #[method("isdisjoint(other, /)")]
    fn isdisjoint(&self, other: &Object) -> PyResult<bool> {
        self.is_disjoint(other)
    }

    /// Are all elements in the other, too?
    #[method("issubset(other, /)")]
    fn issubset(&self, other: &Object) -> PyResult<bool> {
        self.is_subset(other)
    }

    /// Are all elements of the other in this one?
    #[method("issuperset(other, /)")]
    fn issuperset(&self, other: &Object) -> PyResult<bool> {
        self.is_superset(other)
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let items = List::from_iterable(self)?;
        let args = Tuple::from_array([items.upcast()])?;
        let state = crate::iter::object_state(self)?;
        Tuple::from_array([self.class().to_ref().upcast(), args.upcast(), state])
    }

    /// The size in bytes, with the table.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> PyResult<usize> {
        // SAFETY: live types.
        let own = unsafe { (*self.type_ptr()).tp_basicsize } as usize;
        Ok(if self.mask() >= PySet_MINSIZE as usize {
            own + (self.mask() + 1) * size_of::<setentry>()
        } else {
            own
        })
    }

    /// A new set with the elements that are in exactly one of the two.
    #[method("symmetric_difference(other, /)")]
    fn symmetric_difference_(&self, other: &Object) -> PyResult<Ref<AnySet>> {
        self.symmetric_difference(other)
    }

    /// A new set with the elements of this one and all others.
    #[method("union(*others)")]
    fn union(&self, others: &[&Object]) -> PyResult<Ref<AnySet>> {
        let result = self.copy()?;
        for other in others {
            if !self.is(other) {
                result.update(other)?;
            }
        }
        Ok(result)
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}

fn intersection_all(this: &AnySet, others: &[&Object]) -> PyResult<Ref<AnySet>> {
    let Some((first, rest)) = others.split_first() else {
        return this.copy();
    };
    let mut result = this.intersection(first)?;
    for other in rest {
        result = result.intersection(other)?;
    }
    Ok(result)
}

#[pymethods(export = FROZEN)]
impl AnySet {
    /// A frozenset with the same elements: itself, unless it is of a subclass.
    #[method("copy()")]
    fn frozen_copy(&self) -> PyResult<Ref<AnySet>> {
        if self.is_exactly(super::PyFrozenSet_Type.as_mut_ptr()) {
            return Ok(self.to_ref());
        }
        self.copy()
    }
}

#[pymethods(export = CHANGING)]
impl AnySet {
    /// Adds an element, unless it is there.
    #[method("add(object, /)")]
    fn add_(&self, object: &Object) -> PyResult<()> {
        self.add(object).map(|_| ())
    }

    /// Removes all elements.
    #[method("clear()")]
    fn clear_(&self) {
        self.clear()
    }

    /// A new set with the same elements.
    #[method("copy()")]
    fn copy_(&self) -> PyResult<Ref<AnySet>> {
        self.copy()
    }

    /// Removes an element, if it is there.
    #[method("discard(object, /)")]
    fn discard_(&self, object: &Object) -> PyResult<()> {
        lookup_key(self, object, AnySet::discard).map(|_| ())
    }

    /// Removes the elements of all others.
    #[method("difference_update(*others)")]
    fn difference_update_(&self, others: &[&Object]) -> PyResult<()> {
        for other in others {
            self.difference_update(other)?;
        }
        Ok(())
    }

    /// Keeps only the elements that all others have, too.
    #[method("intersection_update(*others)")]
    fn intersection_update(&self, others: &[&Object]) -> PyResult<()> {
        let result = intersection_all(self, others)?;
        self.swap(&result);
        Ok(())
    }

    /// Removes and returns some element.
    #[method("pop()")]
    fn pop(&self) -> PyResult {
        self.pop_any()
            .ok_or_else(|| raise!(KeyError, "pop from an empty set"))
    }

    /// Removes an element that must be there.
    #[method("remove(object, /)")]
    fn remove(&self, object: &Object) -> PyResult<()> {
        if lookup_key(self, object, AnySet::discard)? {
            Ok(())
        } else {
            Err(key_error(object))
        }
    }

    /// Keeps the elements that are in exactly one of the two.
    #[method("symmetric_difference_update(other, /)")]
    fn symmetric_difference_update_(&self, other: &Object) -> PyResult<()> {
        self.symmetric_difference_update(other)
    }

    /// Adds the elements of all others.
    #[method("update(*others)")]
    fn update_(&self, others: &[&Object]) -> PyResult<()> {
        for other in others {
            self.update(other)?;
        }
        Ok(())
    }
}
