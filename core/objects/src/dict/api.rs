//! What Rust callers do with dicts: the operations of `dictobject.h`, typed.

use base::{Object, PyResult, Raised, Ref};
use layout::*;

use super::keys::{self, usable_fraction};
use super::lookup::{hash_key, lookup, lookup_value};
use super::store::clone_keys;
use super::watch::notify;
use super::{Dict, managed, new_dict};
use crate::abstract_::Protocol;
use crate::exceptions::{key_error, no_memory};
use crate::prelude::{id, interned, raise};
use crate::type_::ObjectClass;
use crate::{List, Str, Tuple};

/// What `merge` does with a key that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnConflict {
    Keep,
    Replace,
    /// KeyError with the key: the caller words the message (`f(**a, **b)`).
    Raise,
}

impl Dict {
    #[inline]
    pub fn new() -> PyResult<Ref<Dict>> {
        // SAFETY: the shared empty keys need no counting.
        unsafe { new_dict(keys::empty(), core::ptr::null_mut(), 0) }
    }

    /// Room for about `n` entries (`_PyDict_NewPresized`), as general table.
    pub fn with_capacity(n: usize) -> PyResult<Ref<Dict>> {
        Dict::presized(n, false)
    }

    /// As `with_capacity`; `unicode`: all keys will be exact `str`.
    pub fn presized(n: usize, unicode: bool) -> PyResult<Ref<Dict>> {
        const MAX_LOG2: u8 = 17;
        if n <= usable_fraction(keys::MINSIZE) {
            return Dict::new();
        }
        let log2 = if n > usable_fraction(1 << MAX_LOG2) {
            MAX_LOG2
        } else {
            keys::log2_for_entries(n)
        };
        let k = keys::new(log2, unicode)?;
        // SAFETY: fresh keys.
        unsafe { new_dict(k, core::ptr::null_mut(), 0) }
    }

    /// `_PyDict_FromItems`: keys and values stand `stride` apart.
    ///
    /// # Safety
    /// `n` keys and values are live and stay so.
    pub unsafe fn from_items(
        keys: *const *mut PyObject,
        key_stride: usize,
        values: *const *mut PyObject,
        value_stride: usize,
        n: usize,
    ) -> PyResult<Ref<Dict>> {
        // SAFETY: the caller vouches for the arrays.
        unsafe {
            let key = |i: usize| Object::from_ptr(*keys.add(i * key_stride));
            let unicode = (0..n).all(|i| super::lookup::is_exact_str(key(i)));
            let d = Dict::presized(n, unicode)?;
            for i in 0..n {
                d.set(key(i), Object::from_ptr(*values.add(i * value_stride)))?;
            }
            Ok(d)
        }
    }

    /// Number of entries.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ma_used as usize }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `PyDict_CheckExact`.
    #[inline(always)]
    pub fn is_exact_dict(&self) -> bool {
        self.is_exactly(super::PyDict_Type.as_mut_ptr())
    }

    /// `PyDict_GetItemRef`: None if absent; errors of hashing and comparison pass on.
    #[inline]
    pub fn get(&self, key: &Object) -> PyResult<Option<Ref>> {
        lookup_value(self, key, hash_key(key)?)
    }

    /// As `get`, for a str key.
    #[inline]
    pub fn get_str(&self, key: &Str) -> PyResult<Option<Ref>> {
        lookup_value(self, key, hash_key(key)?)
    }

    /// The value of a text key that need not exist as an object yet.
    pub fn get_text(&self, key: &str) -> PyResult<Option<Ref>> {
        let key = Str::from_str(key)?;
        self.get_str(&key)
    }

    #[inline]
    pub fn get_known_hash(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<Ref>> {
        lookup_value(self, key, hash)
    }

    #[inline]
    pub fn set(&self, key: &Object, value: &Object) -> PyResult<()> {
        let hash = hash_key(key)?;
        self.insert_owned(key.to_ref(), value.to_ref(), hash)
    }

    /// As `set`, taking the references over (`_PyDict_SetItem_Take2`).
    #[inline]
    pub fn set_owned(&self, key: Ref, value: Ref) -> PyResult<()> {
        let hash = hash_key(&key)?;
        self.insert_owned(key, value, hash)
    }

    pub fn set_text(&self, key: &str, value: &Object) -> PyResult<()> {
        let key = Str::intern(Str::from_str(key)?);
        self.set(&key, value)
    }

    #[inline]
    pub fn set_known_hash(&self, key: &Object, value: &Object, hash: Py_hash_t) -> PyResult<()> {
        self.insert_owned(key.to_ref(), value.to_ref(), hash)
    }

    /// KeyError if absent.
    pub fn del(&self, key: &Object) -> PyResult<()> {
        if self.discard(key)? {
            Ok(())
        } else {
            Err(key_error(key))
        }
    }

    /// Removes if there: was it there?
    pub fn discard(&self, key: &Object) -> PyResult<bool> {
        Ok(self.remove_known_hash(key, hash_key(key)?)?.is_some())
    }

    pub fn pop(&self, key: &Object) -> PyResult<Option<Ref>> {
        if self.is_empty() {
            return Ok(None);
        }
        self.remove_known_hash(key, hash_key(key)?)
    }

    /// `_PyDict_DelItemIf`: removes the key if the predicate agrees with its value.
    pub fn del_if(
        &self,
        key: &Object,
        predicate: impl FnOnce(&Object) -> PyResult<bool>,
    ) -> PyResult<bool> {
        let hash = key.hash()?;
        let Some(value) = lookup_value(self, key, hash)? else {
            return Ok(false);
        };
        if !predicate(&value)? {
            return Ok(false);
        }
        Ok(self.remove_known_hash(key, hash)?.is_some())
    }

    #[inline]
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        Ok(!lookup(self, key, hash_key(key)?)?.1.is_null())
    }

    pub fn contains_known_hash(&self, key: &Object, hash: Py_hash_t) -> PyResult<bool> {
        Ok(!lookup(self, key, hash)?.1.is_null())
    }

    pub fn set_default(&self, key: &Object, default: &Object) -> PyResult<Ref> {
        let hash = hash_key(key)?;
        if let Some(v) = lookup_value(self, key, hash)? {
            return Ok(v);
        }
        self.insert_absent(key.to_ref(), default.to_ref(), hash)?;
        Ok(default.to_ref())
    }

    /// `dict.popitem()` on the raw table: the last entry, or None.
    pub fn pop_last(&self) -> PyResult<Option<(Ref, Ref)>> {
        // SAFETY: nothing runs between finding the last entry and unlinking it, but the watchers.
        unsafe {
            let d = self.raw();
            if (*d).ma_used == 0 {
                return Ok(None);
            }
            if !(*d).ma_values.is_null() {
                let log2 = (*(*d).ma_keys).dk_log2_size;
                self.resize(log2, true)?;
            }
            let k = (*d).ma_keys;
            (*k).dk_version = 0;
            let mut ix = (*k).dk_nentries as usize;
            loop {
                if ix == 0 {
                    return Ok(None);
                }
                ix -= 1;
                if !(*keys::value_slot(k, ix)).is_null() {
                    break;
                }
            }
            let (key, hash) = keys::entry_key(k, ix);
            let key = Object::from_ptr(key).to_ref();
            notify(PyDict_EVENT_DELETED, self, Some(&key), None);
            let value = self.delete_at(hash, ix);
            // The slot is the last, so it can be used again (the usable count stays, as in a fresh delete).
            (*k).dk_nentries = ix as isize;
            Ok(Some((key, value)))
        }
    }

    /// A new exact dict with the same entries (`PyDict_Copy`).
    pub fn copy(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: nothing runs while a table or values are copied.
        unsafe {
            let d = self.raw();
            let k = (*d).ma_keys;
            if (*d).ma_used == 0 {
                return Dict::new();
            }
            let values = (*d).ma_values;
            if !values.is_null() {
                let copy = managed::copy_values(values, true);
                if copy.is_null() {
                    return Err(no_memory());
                }
                keys::incref(k);
                return new_dict(k, copy, (*d).ma_used);
            }
            if self.has_plain_iteration() && (*d).ma_used >= ((*k).dk_nentries * 2) / 3 {
                let k = clone_keys(k)?;
                return new_dict(k, core::ptr::null_mut(), (*d).ma_used);
            }
            let copy = Dict::new()?;
            copy.merge(self, true)?;
            Ok(copy)
        }
    }

    /// May the table be read in place of calling `__iter__`? Not if a subclass has its own.
    #[inline]
    pub(crate) fn has_plain_iteration(&self) -> bool {
        // SAFETY: live types.
        unsafe {
            self.is_exact_dict()
                || match (*self.type_ptr()).tp_iter {
                    Some(f) => super::slots::DICT_ITER.is_some_and(|g| core::ptr::fn_addr_eq(f, g)),
                    None => false,
                }
        }
    }

    /// `PyDict_Merge(self, other, override)`.
    pub fn merge(&self, other: &Object, override_: bool) -> PyResult<()> {
        self.merge_with(
            other,
            if override_ {
                OnConflict::Replace
            } else {
                OnConflict::Keep
            },
        )
    }

    /// `_PyDict_MergeEx`.
    pub fn merge_with(&self, other: &Object, conflict: OnConflict) -> PyResult<()> {
        match other.downcast::<Dict>() {
            Some(d) if d.has_plain_iteration() => self.merge_dict(d, conflict),
            _ => self.merge_mapping(other, conflict),
        }
    }

    fn merge_dict(&self, other: &Dict, conflict: OnConflict) -> PyResult<()> {
        if other.is(self) || other.is_empty() {
            return Ok(());
        }
        // SAFETY: the table of `other` is cloned, or walked with a check for changes after each step.
        unsafe {
            let d = self.raw();
            let o = other.raw();
            let ok = (*o).ma_keys;
            if (*d).ma_used == 0
                && (*o).ma_values.is_null()
                && (*o).ma_used == (*ok).dk_nentries
                && conflict == OnConflict::Replace
                && (*d).ma_values.is_null()
                && ((*d).ma_keys == keys::empty()
                    || ((*(*d).ma_keys).dk_refcnt == 1 && other.is_exact_dict()))
                && ((*ok).dk_log2_size == keys::LOG_MINSIZE
                    || usable_fraction(keys::size(ok) / 2) < (*o).ma_used as usize)
            {
                notify(PyDict_EVENT_CLONED, self, Some(other), None);
                let k = clone_keys(ok)?;
                let old = (*d).ma_keys;
                (*d).ma_keys = k;
                (*d).ma_used = (*o).ma_used;
                keys::decref(old);
                return Ok(());
            }
            let unicode = keys::is_unicode(ok);
            if usable_fraction(keys::size((*d).ma_keys)) < (*o).ma_used as usize {
                self.resize(
                    keys::log2_for_entries((*d).ma_used as usize + (*o).ma_used as usize),
                    unicode,
                )?;
            }
            let used_before = (*o).ma_used;
            let mut pos = 0;
            while let Some((key, value, hash)) = other.next_entry_hash(&mut pos) {
                match conflict {
                    OnConflict::Replace => self.insert_owned(key, value, hash)?,
                    _ => {
                        if !self.contains_known_hash(&key, hash)? {
                            self.insert_owned(key, value, hash)?;
                        } else if conflict == OnConflict::Raise {
                            return Err(key_error(&key));
                        }
                    }
                }
                if (*o).ma_used != used_before {
                    return Err(raise!(RuntimeError, "dict mutated during update"));
                }
            }
        }
        Ok(())
    }

    fn merge_mapping(&self, other: &Object, conflict: OnConflict) -> PyResult<()> {
        let it = mapping_keys(other)?.iter()?;
        while let Some(key) = it.next()? {
            if conflict != OnConflict::Replace && self.contains(&key)? {
                if conflict == OnConflict::Raise {
                    return Err(key_error(&key));
                }
                continue;
            }
            let value = other.get_item(&key)?;
            self.set_owned(key, value)?;
        }
        Ok(())
    }

    /// `dict.update(other)`: a mapping (something with `keys`), or pairs.
    pub fn update(&self, other: &Object) -> PyResult<()> {
        if let Some(d) = other.downcast::<Dict>()
            && d.is_exact_dict()
        {
            return self.merge_dict(d, OnConflict::Replace);
        }
        if other.get_attr_opt(id!(keys))?.is_some() {
            self.merge_with(other, OnConflict::Replace)
        } else {
            self.merge_pairs(other, true)
        }
    }

    /// `PyDict_MergeFromSeq2`.
    pub fn merge_pairs(&self, pairs: &Object, override_: bool) -> PyResult<()> {
        let it = pairs.iter()?;
        let mut i = 0usize;
        while let Some(item) = it.next()? {
            // A list might change while the key is hashed: its items are read while nothing runs.
            let (key, value) = match pair_of(&item, i) {
                Ok(Ok(pair)) => pair,
                Ok(Err(n)) => {
                    return Err(raise!(
                        ValueError,
                        "dictionary update sequence element #{} has length {}; 2 is required",
                        i,
                        n
                    ));
                }
                Err(e) => return Err(e),
            };
            if override_ {
                self.set_owned(key, value)?;
            } else {
                self.set_default(&key, &value)?;
            }
            i += 1;
        }
        Ok(())
    }

    /// `PyDict_Next`: the entry at or after `*position`, which advances; nothing may be added or removed meanwhile.
    #[inline]
    pub fn next_entry(&self, position: &mut usize) -> Option<(Ref, Ref)> {
        self.next_entry_hash(position).map(|(k, v, _)| (k, v))
    }

    /// `_PyDict_Next`: with the hash.
    #[inline]
    pub fn next_entry_hash(&self, position: &mut usize) -> Option<(Ref, Ref, Py_hash_t)> {
        let (key, value, hash) = self.next_raw(position)?;
        // SAFETY: both are in the dict, and nothing has run.
        unsafe {
            Some((
                Object::from_ptr(key).to_ref(),
                Object::from_ptr(value).to_ref(),
                hash,
            ))
        }
    }

    /// As `next_entry_hash`, borrowed: for C callers.
    #[inline]
    pub fn next_raw(
        &self,
        position: &mut usize,
    ) -> Option<(*mut PyObject, *mut PyObject, Py_hash_t)> {
        // SAFETY: positions are checked against the present table.
        unsafe {
            let d = self.raw();
            let k = (*d).ma_keys;
            let values = (*d).ma_values;
            let mut i = *position;
            if !values.is_null() {
                if i >= (*d).ma_used as usize {
                    return None;
                }
                let ix = managed::order_at(values, i);
                let (key, hash) = keys::entry_key(k, ix);
                *position = i + 1;
                return Some((key, *managed::value_at(values, ix), hash));
            }
            let n = (*k).dk_nentries as usize;
            while i < n {
                let value = *keys::value_slot(k, i);
                if !value.is_null() {
                    let (key, hash) = keys::entry_key(k, i);
                    *position = i + 1;
                    return Some((key, value, hash));
                }
                i += 1;
            }
            None
        }
    }

    /// A list of one part of every entry. Allocation may collect and so change the dict: then it starts again.
    fn listed(&self, part: impl Fn(Ref, Ref) -> PyResult<Ref>) -> PyResult<Ref<List>> {
        'again: loop {
            let n = self.len();
            let mut parts = Vec::new();
            if parts.try_reserve_exact(n).is_err() {
                return Err(no_memory());
            }
            let mut pos = 0;
            while let Some((k, v)) = self.next_entry(&mut pos) {
                parts.push(part(k, v)?);
                if self.len() != n {
                    continue 'again;
                }
            }
            return List::from_vec(parts);
        }
    }

    /// A list of the keys or of the values: nothing runs while it is filled, but to get the memory for it.
    fn listed_half(
        &self,
        half: impl Fn(*mut PyObject, *mut PyObject) -> *mut PyObject,
    ) -> PyResult<Ref<List>> {
        loop {
            let (mut pos, mut whole) = (0, true);
            let list = List::from_fn(self.len(), |_| match self.next_raw(&mut pos) {
                // SAFETY: in the dict, and nothing has run since it was read.
                Some((k, v, _)) => unsafe { Object::from_ptr(half(k, v)).to_ref() },
                None => {
                    whole = false;
                    crate::none_ref()
                }
            })?;
            if whole && self.next_raw(&mut pos).is_none() {
                return Ok(list);
            }
        }
    }

    pub fn keys_list(&self) -> PyResult<Ref<List>> {
        self.listed_half(|k, _| k)
    }
    pub fn values_list(&self) -> PyResult<Ref<List>> {
        self.listed_half(|_, v| v)
    }
    pub fn items_list(&self) -> PyResult<Ref<List>> {
        self.listed(|k, v| Ok(Tuple::from_array([k, v])?.upcast()))
    }

    /// `_PyDict_HasOnlyStringKeys`.
    pub fn has_only_str_keys(&self) -> bool {
        // SAFETY: live.
        if unsafe { keys::is_unicode((*self.raw()).ma_keys) } {
            return true;
        }
        let mut pos = 0;
        while let Some((k, _)) = self.next_entry(&mut pos) {
            if k.downcast::<Str>().is_none() {
                return false;
            }
        }
        true
    }

    /// A version of the keys for specialised instructions, 0 if there is none.
    pub fn keys_version(&self) -> u32 {
        // SAFETY: live.
        unsafe { keys::version((*self.raw()).ma_keys) }
    }

    /// Where in the entries a str key is, for `LOAD_ATTR_WITH_HINT` (`_PyDict_LookupIndex`); None if absent.
    pub fn entry_index(&self, key: &Object) -> PyResult<Option<usize>> {
        let (ix, _) = lookup(self, key, hash_key(key)?)?;
        Ok((ix >= 0).then_some(ix as usize))
    }

    /// `_PyDict_FromKeys` for an exact dict type.
    pub fn from_keys(iterable: &Object, value: &Object) -> PyResult<Ref<Dict>> {
        let d = Dict::new()?;
        let it = iterable.iter()?;
        while let Some(key) = it.next()? {
            d.set(&key, value)?;
        }
        Ok(d)
    }
}

/// `PyMapping_Keys`: a list, or whatever list `keys()` returned.
fn mapping_keys(o: &Object) -> PyResult {
    let names = o.call_method(id!(keys), &[])?;
    if names.is_exactly(crate::list::PyList_Type.as_mut_ptr()) {
        return Ok(names);
    }
    match names.iter() {
        Ok(it) => Ok(List::from_iterable(&it)?.upcast()),
        Err(e) => {
            if crate::exceptions::matches(&crate::exceptions::types::TypeError) {
                e.clear();
                return Err(raise!(
                    TypeError,
                    "{}.keys() returned a non-iterable (type {})",
                    o.class().tp_name(),
                    names.class().tp_name()
                ));
            }
            Err(e)
        }
    }
}

/// The two items of a pair, or its length if it is not two.
fn pair_of(item: &Object, position: usize) -> PyResult<Result<(Ref, Ref), usize>> {
    if let Some(t) = item.downcast::<Tuple>()
        && t.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr())
    {
        return Ok(match t.as_slice() {
            [k, v] => Ok((k.to_ref(), v.to_ref())),
            other => Err(other.len()),
        });
    }
    let list = match item.downcast::<List>() {
        Some(l) if l.is_exactly(crate::list::PyList_Type.as_mut_ptr()) => l.to_ref(),
        _ => list_of(item).map_err(|e| note_position(e, position))?,
    };
    Ok(match (list.len(), list.get(0), list.get(1)) {
        (2, Some(k), Some(v)) => Ok((k, v)),
        (n, _, _) => Err(n),
    })
}

fn list_of(item: &Object) -> PyResult<Ref<List>> {
    match item.iter() {
        Ok(it) => List::from_iterable(&it),
        Err(e) if crate::exceptions::matches(&crate::exceptions::types::TypeError) => {
            e.clear();
            Err(raise!(TypeError, "object is not iterable"))
        }
        Err(e) => Err(e),
    }
}

#[cold]
fn note_position(raised: Raised, position: usize) -> Raised {
    if !crate::exceptions::matches(&crate::exceptions::types::TypeError) {
        return raised;
    }
    let Some(exception) = raised.take() else {
        return Raised::ASSUMED;
    };
    let noted = Str::format(format_args!(
        "Cannot convert dictionary update sequence element #{position} to a sequence"
    ))
    .and_then(|note| exception.call_method(interned!("add_note"), &[&note]));
    match noted {
        Ok(_) => Raised::set(exception),
        Err(e) => e,
    }
}
