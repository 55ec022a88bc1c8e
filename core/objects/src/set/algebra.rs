//! Union, intersection, difference, symmetric difference and the inclusion tests, over sets, dicts and any iterables.
//!
//! Results have the base type (`set` or `frozenset`) of the left operand. Which side is walked decides the order of the
//! result's table, so each follows the stock choice.

use base::{Object, PyResult, Ref};

use super::{AnySet, PySet_Type, Set, hash_element, new_empty, new_of_type};
use crate::Dict;
use crate::Type;
use crate::prelude::Protocol;
use crate::set::PyFrozenSet_Type;

fn exact_dict(o: &Object) -> Option<&Dict> {
    o.downcast::<Dict>().filter(|d| d.is_exact_dict())
}

/// A set made for one operation: both names keep it alive.
fn as_set(o: &Object, base: &Type) -> PyResult<Ref<AnySet>> {
    match o.downcast::<AnySet>() {
        Some(s) => Ok(s.to_ref()),
        None => new_of_type(base, Some(o)),
    }
}

impl AnySet {
    /// `set` or `frozenset`, whichever the type derives from.
    pub(super) fn base_type(&self) -> &'static Type {
        if self.downcast::<Set>().is_some() {
            &PySet_Type
        } else {
            &PyFrozenSet_Type
        }
    }

    fn fresh(&self) -> PyResult<Ref<AnySet>> {
        new_empty(self.base_type())
    }

    /// A copy, of the base type.
    pub fn copy(&self) -> PyResult<Ref<AnySet>> {
        let new = self.fresh()?;
        new.merge_set(self)?;
        Ok(new)
    }

    pub(super) fn intersection(&self, other: &Object) -> PyResult<Ref<AnySet>> {
        if self.is(other) {
            return self.copy();
        }
        let result = self.fresh()?;
        if let Some(other) = other.downcast::<AnySet>() {
            let (large, small) = if other.len() > self.len() {
                (other, self)
            } else {
                (self, other)
            };
            let mut pos = 0;
            while let Some((key, hash)) = small.next_hashed(&mut pos) {
                if large.contains_hashed(&key, hash)? {
                    result.add_owned(key, hash)?;
                }
            }
            return Ok(result);
        }
        let it = other.iter()?;
        while let Some(key) = it.next()? {
            let hash = hash_element(&key)?;
            if self.contains_hashed(&key, hash)? {
                result.add_hashed(&key, hash)?;
            }
        }
        Ok(result)
    }

    pub(super) fn is_disjoint(&self, other: &Object) -> PyResult<bool> {
        if self.is(other) {
            return Ok(self.len() == 0);
        }
        if let Some(other) = other.downcast::<AnySet>() {
            let (large, small) = if other.len() > self.len() {
                (other, self)
            } else {
                (self, other)
            };
            let mut pos = 0;
            while let Some((key, hash)) = small.next_hashed(&mut pos) {
                if large.contains_hashed(&key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let it = other.iter()?;
        while let Some(key) = it.next()? {
            if self.contains(&key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn difference_update(&self, other: &Object) -> PyResult<()> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(other) = other.downcast::<AnySet>() {
            // Against a set that is much larger, only what both have matters.
            let narrowed = if other.len() >> 3 > self.len() {
                self.intersection(other)?
            } else {
                other.to_ref()
            };
            let mut pos = 0;
            while let Some((key, hash)) = narrowed.next_hashed(&mut pos) {
                self.discard_hashed(&key, hash)?;
            }
        } else {
            let it = other.iter()?;
            while let Some(key) = it.next()? {
                self.discard(&key)?;
            }
        }
        if self.fill() - self.len() <= self.mask() / 4 {
            return Ok(());
        }
        self.resize(self.roomy())
    }

    pub(super) fn difference(&self, other: &Object) -> PyResult<Ref<AnySet>> {
        let other_len = if let Some(s) = other.downcast::<AnySet>() {
            Some(s.len())
        } else {
            exact_dict(other).map(Dict::len)
        };
        // If the other side is much smaller (or of unknown size), it is cheaper to copy and remove.
        if other_len.is_none_or(|n| self.len() >> 2 > n) {
            let result = self.copy()?;
            result.difference_update(other)?;
            return Ok(result);
        }
        let result = self.fresh()?;
        let mut pos = 0;
        if let Some(other) = other.downcast::<AnySet>() {
            while let Some((key, hash)) = self.next_hashed(&mut pos) {
                if !other.contains_hashed(&key, hash)? {
                    result.add_owned(key, hash)?;
                }
            }
        } else if let Some(other) = exact_dict(other) {
            while let Some((key, hash)) = self.next_hashed(&mut pos) {
                if !other.contains_known_hash(&key, hash)? {
                    result.add_owned(key, hash)?;
                }
            }
        }
        Ok(result)
    }

    pub(super) fn symmetric_difference_update(&self, other: &Object) -> PyResult<()> {
        if self.is(other) {
            self.clear();
            return Ok(());
        }
        if let Some(d) = exact_dict(other) {
            let mut pos = 0;
            while let Some((key, _, hash)) = d.next_entry_hash(&mut pos) {
                self.toggle(&key, hash)?;
            }
            return Ok(());
        }
        let other = as_set(other, self.base_type())?;
        let mut pos = 0;
        while let Some((key, hash)) = other.next_hashed(&mut pos) {
            self.toggle(&key, hash)?;
        }
        Ok(())
    }

    fn toggle(&self, key: &Object, hash: layout::Py_hash_t) -> PyResult<()> {
        if !self.discard_hashed(key, hash)? {
            self.add_hashed(key, hash)?;
        }
        Ok(())
    }

    pub(super) fn symmetric_difference(&self, other: &Object) -> PyResult<Ref<AnySet>> {
        let result = self.fresh()?;
        result.update(other)?;
        result.symmetric_difference_update(self)?;
        Ok(result)
    }

    pub(super) fn is_subset(&self, other: &Object) -> PyResult<bool> {
        let Some(other) = other.downcast::<AnySet>() else {
            return Ok(self.intersection(other)?.len() == self.len());
        };
        if self.len() > other.len() {
            return Ok(false);
        }
        let mut pos = 0;
        while let Some((key, hash)) = self.next_raw(&mut pos) {
            // SAFETY: an active key; it is held where a comparison may run code.
            let key = unsafe { Object::from_ptr(key) };
            let there = match other.contains_quick(key, hash) {
                Some(there) => there,
                None => other.contains_hashed(&key.to_ref(), hash)?,
            };
            if !there {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn is_superset(&self, other: &Object) -> PyResult<bool> {
        if let Some(other) = other.downcast::<AnySet>() {
            return other.is_subset(self);
        }
        let it = other.iter()?;
        while let Some(key) = it.next()? {
            if !self.contains(&key)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
