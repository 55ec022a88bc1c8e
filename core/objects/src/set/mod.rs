//! `set` and `frozenset`: one struct, one table, two types.
//!
//! [`table`] stores; `algebra` combines sets; `slots` and `methods` are what Python sees. [`AnySet`] is either type, and most of
//! the code is on it.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::dict::lookup::{is_exact_str, unhashable};
use crate::dict::{Dict, keys};
use crate::prelude::Protocol;
use crate::{Type, gc};

mod algebra;
mod iter;
mod methods;
mod slots;
mod table;

pub use iter::PySetIter_Type;
pub use slots::{PyFrozenSet_Type, PySet_Type};
pub use table::{DUMMY_ADDRESS, dummy};

object_view!(
    /// `set`.
    pub Set, layout::PySetObject, "set", |o| crate::type_::is_subtype_instance(o, &PySet_Type)
);

object_view!(
    /// `frozenset`.
    pub FrozenSet, layout::PySetObject, "frozenset", |o| crate::type_::is_subtype_instance(o, &PyFrozenSet_Type)
);

object_view!(
    /// A set or a frozenset.
    pub AnySet, layout::PySetObject, "set", |o| Set::check(o) || FrozenSet::check(o)
);

/// The hash of an element; a plain TypeError becomes one that names the use.
#[inline]
pub(crate) fn hash_element(key: &Object) -> PyResult<Py_hash_t> {
    if is_exact_str(key) {
        // SAFETY: an exact str.
        let h = unsafe { keys::str_hash(key.as_ptr()) };
        if h != -1 {
            return Ok(h);
        }
    }
    key.hash().map_err(|e| unhashable(e, key, "a set element"))
}

/// A new empty instance of a set type, untracked if the type is one of the two here.
pub(crate) fn new_empty(ty: &Type) -> PyResult<Ref<AnySet>> {
    // What is no more than the struct need not be zeroed first: all its fields are written here.
    let plain = core::ptr::eq(ty, &PySet_Type) || core::ptr::eq(ty, &PyFrozenSet_Type);
    // SAFETY: instances of set types begin with the struct.
    unsafe {
        let s: Ref<AnySet> = if plain {
            crate::alloc::gc_new(ty)?
        } else {
            ty.alloc(0)?.downcast_into_unchecked()
        };
        s.reset();
        (*s.raw()).finger = 0;
        (*s.raw()).weakreflist = core::ptr::null_mut();
        if plain {
            gc::track(&s);
        }
        Ok(s)
    }
}

/// A new instance of `ty` with the elements of an iterable.
pub(crate) fn new_of_type(ty: &Type, iterable: Option<&Object>) -> PyResult<Ref<AnySet>> {
    let s = new_empty(ty)?;
    if let Some(it) = iterable {
        // The collector must not show the set to others while it is being filled.
        gc::untrack(&s);
        s.update(it)?;
        gc::track(&s);
    }
    Ok(s)
}

impl AnySet {
    pub fn add(&self, key: &Object) -> PyResult<bool> {
        self.add_hashed(key, hash_element(key)?)
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        self.contains_hashed(key, hash_element(key)?)
    }
    /// `key in set`, where a set stands for the frozenset of its elements (`_PySet_Contains`).
    pub fn has(&self, key: &Object) -> PyResult<bool> {
        slots::lookup_key(self, key, AnySet::contains)
    }
    pub fn discard(&self, key: &Object) -> PyResult<bool> {
        self.discard_hashed(key, hash_element(key)?)
    }

    /// Adds every element of an iterable (`set.update` with one argument).
    pub fn update(&self, iterable: &Object) -> PyResult<()> {
        if let Some(other) = iterable.downcast::<AnySet>() {
            return self.merge_set(other);
        }
        if let Some(d) = iterable.downcast::<Dict>()
            && d.is_exact_dict()
        {
            if (self.fill() + d.len()) * 5 >= self.mask() * 3 {
                self.resize((self.len() + d.len()) * 2)?;
            }
            let mut pos = 0;
            while let Some((key, _, hash)) = d.next_entry_hash(&mut pos) {
                self.add_hashed(&key, hash)?;
            }
            return Ok(());
        }
        if iterable.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr())
            && let Some(t) = iterable.downcast::<crate::Tuple>()
        {
            return t
                .as_slice()
                .iter()
                .try_for_each(|key| self.add(key).map(drop));
        }
        let it = iterable.iter()?;
        while let Some(key) = it.next()? {
            self.add(&key)?;
        }
        Ok(())
    }

    /// Takes any element out (`set.pop`), continuing where the last pop ended.
    pub fn pop_any(&self) -> Option<Ref> {
        if self.len() == 0 {
            return None;
        }
        // SAFETY: there is an active entry, so the search ends.
        unsafe {
            let s = self.raw();
            let mask = self.mask();
            let mut at = (*s).finger as usize & mask;
            loop {
                let key = (*(*s).table.add(at)).key;
                if !key.is_null() && key != dummy() {
                    break;
                }
                at = if at >= mask { 0 } else { at + 1 };
            }
            (*s).finger = at as isize + 1;
            Some(self.take_at(at))
        }
    }
}

impl Set {
    pub fn new() -> PyResult<Ref<Set>> {
        // SAFETY: an exact set.
        unsafe { Ok(new_empty(&PySet_Type)?.upcast().downcast_into_unchecked()) }
    }
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<Set>> {
        // SAFETY: an exact set.
        unsafe {
            Ok(new_of_type(&PySet_Type, Some(iterable))?
                .upcast()
                .downcast_into_unchecked())
        }
    }
    /// The same storage, as either kind.
    #[inline(always)]
    pub fn any(&self) -> &AnySet {
        // SAFETY: the same struct.
        unsafe { self.downcast_unchecked() }
    }
    pub fn len(&self) -> usize {
        self.any().len()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Adds: was it new?
    pub fn add(&self, key: &Object) -> PyResult<bool> {
        self.any().add(key)
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        self.any().contains(key)
    }
    /// `key in set`, as `AnySet::has`.
    pub fn has(&self, key: &Object) -> PyResult<bool> {
        self.any().has(key)
    }
    pub fn discard(&self, key: &Object) -> PyResult<bool> {
        self.any().discard(key)
    }
    /// `_PySet_Update`.
    pub fn update(&self, iterable: &Object) -> PyResult<()> {
        self.any().update(iterable)
    }
    pub fn clear(&self) {
        self.any().clear()
    }
    pub fn pop(&self) -> Option<Ref> {
        self.any().pop_any()
    }
    /// As `_PySet_NextEntryRef`.
    pub fn next_entry(&self, position: &mut usize) -> Option<Ref> {
        self.any().next_hashed(position).map(|(k, _)| k)
    }
}

impl FrozenSet {
    /// A frozenset of its own, even of one (`PyFrozenSet_New`).
    pub fn copy_of(iterable: &Object) -> PyResult<Ref<FrozenSet>> {
        // SAFETY: an exact frozenset.
        unsafe {
            Ok(new_of_type(&PyFrozenSet_Type, Some(iterable))?
                .upcast()
                .downcast_into_unchecked())
        }
    }
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<FrozenSet>> {
        if iterable.is_exactly(PyFrozenSet_Type.as_mut_ptr()) {
            // SAFETY: layout.
            return Ok(unsafe { iterable.to_ref().downcast_into_unchecked() });
        }
        Self::copy_of(iterable)
    }
    /// An empty frozenset to be filled with `add_fresh`.
    pub fn new() -> PyResult<Ref<FrozenSet>> {
        // SAFETY: an exact frozenset.
        unsafe {
            Ok(new_empty(&PyFrozenSet_Type)?
                .upcast()
                .downcast_into_unchecked())
        }
    }
    /// The same storage, as either kind.
    #[inline(always)]
    pub fn any(&self) -> &AnySet {
        // SAFETY: the same struct.
        unsafe { self.downcast_unchecked() }
    }
    pub fn len(&self) -> usize {
        self.any().len()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        self.any().contains(key)
    }
    /// Adds to a frozenset that nobody else has seen.
    pub fn add_fresh(&self, key: &Object) -> PyResult<()> {
        self.any().add(key).map(|_| ())
    }
    /// The same storage seen as a set, for reading.
    pub fn as_set(&self) -> &Set {
        // SAFETY: the same struct; the caller only reads.
        unsafe { self.downcast_unchecked() }
    }
}
