//! The methods of `dict`, of its views and of its iterators.

use super::iter::{self, DictIter};
use super::views::{self, DictView};
use super::{Dict, keys, slots};
use crate::clinic::*;
use crate::exceptions::key_error;
use crate::prelude::*;
use crate::set::AnySet;

#[pymethods]
impl Dict {
    /// A new dictionary with keys from an iterable, all of one value.
    #[classmethod("fromkeys(iterable, value=None, /)")]
    fn fromkeys(cls: &Type, iterable: &Object, value: Option<&Object>) -> PyResult {
        let value = value.unwrap_or(none());
        if core::ptr::eq(cls.raw(), super::PyDict_Type.as_mut_ptr()) {
            let d = Dict::new()?;
            fill_from_keys(&d, iterable, value)?;
            return Ok(d.upcast());
        }
        let made = cls.call(&[])?;
        if let Some(d) = made.downcast::<Dict>()
            && d.is_exact_dict()
        {
            fill_from_keys(d, iterable, value)?;
            return Ok(made);
        }
        let it = iterable.iter()?;
        while let Some(key) = it.next()? {
            made.set_item(&key, value)?;
        }
        Ok(made)
    }

    /// A new dictionary with the same entries.
    #[method("copy()")]
    fn copy_(&self) -> PyResult<Ref<Dict>> {
        self.copy()
    }

    /// Is the key in the dictionary?
    #[method(coexist, "__contains__(key, /)")]
    fn contains_(&self, key: &Object) -> PyResult<bool> {
        self.contains(key)
    }

    /// The value of the key, or KeyError.
    #[method(coexist, "__getitem__(key, /)")]
    fn getitem_(&self, key: &Object) -> PyResult {
        slots::subscript(self, key)
    }

    /// The value of the key if it is there, else the default.
    #[method("get(key, default=None, /)")]
    fn get_(&self, key: &Object, default: Option<&Object>) -> PyResult {
        Ok(match self.get(key)? {
            Some(v) => v,
            None => default.unwrap_or(none()).to_ref(),
        })
    }

    /// The value of the key, which is stored with the default if it is not there.
    #[method("setdefault(key, default=None, /)")]
    fn setdefault(&self, key: &Object, default: Option<&Object>) -> PyResult {
        self.set_default(key, default.unwrap_or(none()))
    }

    /// Removes all entries.
    #[method("clear()")]
    fn clear_(&self) {
        self.clear()
    }

    /// Removes the key and gives its value; the default if it is not there, or KeyError without one.
    #[method("pop(key, default=<unrepresentable>, /)")]
    fn pop_(&self, key: &Object, default: Option<&Object>) -> PyResult {
        match (self.pop(key)?, default) {
            (Some(v), _) => Ok(v),
            (None, Some(d)) => Ok(d.to_ref()),
            (None, None) => Err(key_error(key)),
        }
    }

    /// Removes the newest entry and gives it as a pair.
    #[method("popitem()")]
    fn popitem(&self) -> PyResult<Ref<Tuple>> {
        match self.pop_last()? {
            Some((k, v)) => Tuple::from_array([k, v]),
            None => Err(raise!(KeyError, "popitem(): dictionary is empty")),
        }
    }

    /// The size in bytes, with the table.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        self.byte_size()
    }

    /// Adds the entries of a mapping or of pairs, then those given by keyword.
    #[method(varargs, nosig, "update(*args, **kwargs)")]
    fn update_(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        slots::update_from(self, "update", args.as_slice(), kwargs)
    }

    /// A set-like view of the keys.
    #[method("keys()")]
    fn keys_(&self) -> PyResult {
        views::new(self, &views::PyDictKeys_Type)
    }

    /// A set-like view of the entries as pairs.
    #[method("items()")]
    fn items_(&self) -> PyResult {
        views::new(self, &views::PyDictItems_Type)
    }

    /// A view of the values.
    #[method("values()")]
    fn values_(&self) -> PyResult {
        views::new(self, &views::PyDictValues_Type)
    }

    /// An iterator over the keys, newest first.
    #[method("__reversed__()")]
    fn reversed_(&self) -> PyResult {
        iter::new(self, &iter::PyDictRevIterKey_Type)
    }

    /// The generic alias `cls[key, value]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}

fn fill_from_keys(d: &Dict, iterable: &Object, value: &Object) -> PyResult<()> {
    if let Some(other) = iterable.downcast::<Dict>()
        && other.is_exact_dict()
    {
        let mut pos = 0;
        while let Some((key, _, hash)) = other.next_entry_hash(&mut pos) {
            d.set_known_hash(&key, value, hash)?;
        }
        return Ok(());
    }
    if let Some(s) = iterable.downcast::<AnySet>()
        && (s.is_exactly(crate::set::PySet_Type.as_mut_ptr())
            || s.is_exactly(crate::set::PyFrozenSet_Type.as_mut_ptr()))
    {
        let mut pos = 0;
        while let Some((key, hash)) = s.next_hashed(&mut pos) {
            d.set_known_hash(&key, value, hash)?;
        }
        return Ok(());
    }
    let it = iterable.iter()?;
    while let Some(key) = it.next()? {
        d.set(&key, value)?;
    }
    Ok(())
}

impl Dict {
    /// `_PyDict_SizeOf`: the object, its table if that is its own, and values outside an object.
    pub fn byte_size(&self) -> usize {
        // SAFETY: live.
        unsafe {
            let d = self.raw();
            let mut n = (*self.type_ptr()).tp_basicsize as usize;
            if !(*d).ma_values.is_null() {
                // A word for each name that the keys have or may take; they themselves are counted with the class.
                n += super::managed::shared_size((*d).ma_keys) * size_of::<usize>();
            } else if (*(*d).ma_keys).dk_refcnt == 1 {
                n += keys::byte_size((*d).ma_keys);
            }
            n
        }
    }
}

#[pymethods]
impl DictIter {
    /// How many entries are left, as far as is known.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> isize {
        iter::remaining(self)
    }

    /// The state for pickling: an iterator over a list of what is left.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        let copy = iter::copy(self)?;
        let rest = List::from_iterable(&copy)?;
        crate::iter::reduce_with("iter", vec![rest.upcast()])
    }
}

#[pymethods(export = SETLIKE)]
impl DictView {
    /// Have the view and the iterable no element in common?
    #[method("isdisjoint(other, /)", nosig)]
    fn isdisjoint(&self, other: &Object) -> PyResult<bool> {
        views::is_disjoint(self, other)
    }
}

#[pymethods]
impl DictView {
    /// An iterator over the view, newest first.
    #[method("__reversed__()")]
    fn reversed_(&self) -> PyResult {
        views::reversed(self)
    }

    /// The dictionary that this view refers to, read-only.
    #[getter("mapping")]
    fn mapping(&self) -> PyResult {
        views::mapping(self)
    }
}
