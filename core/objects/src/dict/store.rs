//! Changing a dict: insertion, growth, deletion, clearing.
//!
//! Order of every change: look up (may run code), tell watchers, write the memory to a consistent state, and only then
//! release what was replaced (may run code). Growing always makes a combined table.

use base::mem::{self, Domain};
use base::{Object, PyResult, Ref, refcount};
use layout::*;

use super::Dict;
use super::keys::{self, EMPTY, Keys};
use super::lookup::{is_exact_str, lookup, release, unicode_index};
use super::managed;
use super::watch::notify;
use crate::exceptions::no_memory;

impl Dict {
    /// Inserts or replaces, taking over both references (`_PyDict_SetItem_Take2` with the hash known).
    #[inline]
    pub fn insert_owned(&self, key: Ref, value: Ref, hash: Py_hash_t) -> PyResult<()> {
        // SAFETY: the dict is live; see the module's rule on the order of changes.
        unsafe {
            let d = self.raw();
            if (*d).ma_keys == keys::empty() {
                return self.insert_first(key, value, hash);
            }
            let ix;
            let old;
            if !(*d).ma_values.is_null() && is_exact_str(&key) {
                let split = insert_split_key((*d).ma_keys, key.as_object_ptr(), hash);
                if split != EMPTY {
                    self.insert_split_value(&key, value, split as usize);
                    return Ok(());
                }
                // The shared keys are full: the table becomes a combined one below.
                ix = EMPTY;
                old = core::ptr::null_mut();
            } else {
                (ix, old) = lookup(self, &key, hash)?;
            }
            if old.is_null() {
                return self.insert_new(key, value, hash);
            }
            if old == value.as_object_ptr() {
                return Ok(());
            }
            notify(PyDict_EVENT_MODIFIED, self, Some(&key), Some(&value));
            let slot = if (*d).ma_values.is_null() {
                keys::value_slot((*d).ma_keys, ix as usize)
            } else {
                managed::value_at((*d).ma_values, ix as usize)
            };
            *slot = value.into_ptr();
            release(old);
            Ok(())
        }
    }

    /// As `insert_owned`, of a key that was just looked up and is not there.
    pub(super) fn insert_absent(&self, key: Ref, value: Ref, hash: Py_hash_t) -> PyResult<()> {
        // SAFETY: the dict is live; nothing has run since the key was looked up.
        unsafe {
            let d = self.raw();
            if (*d).ma_keys == keys::empty() {
                return self.insert_first(key, value, hash);
            }
            if !(*d).ma_values.is_null() && is_exact_str(&key) {
                // Shared keys may know the key already.
                return self.insert_owned(key, value, hash);
            }
            self.insert_new(key, value, hash)
        }
    }

    unsafe fn insert_first(&self, key: Ref, value: Ref, hash: Py_hash_t) -> PyResult<()> {
        // SAFETY: the dict has the shared empty keys; the new table is fresh.
        unsafe {
            let d = self.raw();
            let unicode = is_exact_str(&key);
            let k = keys::new(keys::LOG_MINSIZE, unicode)?;
            notify(PyDict_EVENT_ADDED, self, Some(&key), Some(&value));
            keys::set_index(k, hash as usize & (keys::MINSIZE - 1), 0);
            write_entry(k, 0, key, value, hash);
            (*k).dk_usable -= 1;
            (*k).dk_nentries += 1;
            (*d).ma_used += 1;
            (*d).ma_keys = k;
            Ok(())
        }
    }

    unsafe fn insert_new(&self, key: Ref, value: Ref, hash: Py_hash_t) -> PyResult<()> {
        // SAFETY: the key is absent, just looked up; what is appended is within dk_usable.
        unsafe {
            let d = self.raw();
            if keys::is_unicode((*d).ma_keys) && !is_exact_str(&key) {
                self.grow(false)?;
            }
            if (*(*d).ma_keys).dk_usable <= 0 || !(*d).ma_values.is_null() {
                self.grow(true)?;
            }
            notify(PyDict_EVENT_ADDED, self, Some(&key), Some(&value));
            let k = (*d).ma_keys;
            (*k).dk_version = 0;
            let slot = keys::find_empty_slot(k, hash);
            let n = (*k).dk_nentries;
            keys::set_index(k, slot, n);
            write_entry(k, n as usize, key, value, hash);
            (*k).dk_usable -= 1;
            (*k).dk_nentries = n + 1;
            (*d).ma_used += 1;
            Ok(())
        }
    }

    /// Stores under position `ix` of the shared keys.
    pub(super) unsafe fn insert_split_value(&self, key: &Object, value: Ref, ix: usize) {
        // SAFETY: a split table; `ix` is a position of its keys, below the capacity of the values.
        unsafe {
            let d = self.raw();
            let values = (*d).ma_values;
            let slot = managed::value_at(values, ix);
            let event = if (*slot).is_null() {
                PyDict_EVENT_ADDED
            } else {
                PyDict_EVENT_MODIFIED
            };
            notify(event, self, Some(key), Some(&value));
            let old = slot.replace(value.into_ptr());
            if old.is_null() {
                managed::append_order(values, ix);
                (*d).ma_used += 1;
            } else {
                release(old);
            }
        }
    }

    /// Room for more: three times what is used, so that a dict doubles unless much was deleted.
    unsafe fn grow(&self, unicode: bool) -> PyResult<()> {
        // SAFETY: live.
        let used = unsafe { (*self.raw()).ma_used } as usize;
        self.resize(keys::log2_for_size(used.saturating_mul(3)), unicode)
    }

    /// Rebuilds the table with a new size; unicode tables stay so only if asked. The result is always combined.
    pub(super) fn resize(&self, log2_size: u8, unicode: bool) -> PyResult<()> {
        // SAFETY: the new table is fresh and large enough; the old one is not used after the switch; nothing runs between.
        unsafe {
            let d = self.raw();
            let old = (*d).ma_keys;
            let values = (*d).ma_values;
            let unicode = unicode && keys::is_unicode(old);
            let k = keys::new(log2_size, unicode)?;
            let n = (*d).ma_used as usize;
            debug_assert!((*k).dk_usable >= n as isize);
            if !values.is_null() {
                let entries = keys::unicode_entries(old);
                for i in 0..n {
                    let index = managed::order_at(values, i);
                    let key = (*entries.add(index)).me_key;
                    refcount::incref(key);
                    put(k, i, key, *managed::value_at(values, index));
                }
            } else if !unicode && !keys::is_unicode(old) {
                let from = keys::general_entries(old);
                let to = keys::general_entries(k);
                if (*old).dk_nentries as usize == n {
                    core::ptr::copy_nonoverlapping(from, to, n);
                } else {
                    let mut e = from;
                    for i in 0..n {
                        while (*e).me_value.is_null() {
                            e = e.add(1);
                        }
                        *to.add(i) = *e;
                        e = e.add(1);
                    }
                }
            } else {
                let mut e = keys::unicode_entries(old);
                if unicode && (*old).dk_nentries as usize == n {
                    core::ptr::copy_nonoverlapping(e, keys::unicode_entries(k), n);
                } else {
                    for i in 0..n {
                        while (*e).me_value.is_null() {
                            e = e.add(1);
                        }
                        put(k, i, (*e).me_key, (*e).me_value);
                        e = e.add(1);
                    }
                }
            }
            keys::build_indices(k, n);
            (*k).dk_usable -= n as isize;
            (*k).dk_nentries = n as isize;
            (*d).ma_keys = k;
            (*d).ma_values = core::ptr::null_mut();
            if !values.is_null() {
                managed::retire_values(values);
                keys::decref(old);
            } else if old != keys::empty() {
                keys::free(old);
            }
            Ok(())
        }
    }

    /// Removes the entry at `ix`, giving its value. The key is released last.
    pub(super) unsafe fn delete_at(&self, hash: Py_hash_t, ix: usize) -> Ref {
        // SAFETY: `ix` was just looked up and has a value; nothing has run since.
        unsafe {
            let d = self.raw();
            let k = (*d).ma_keys;
            (*d).ma_used -= 1;
            let values = (*d).ma_values;
            if !values.is_null() {
                let value = managed::value_at(values, ix).replace(core::ptr::null_mut());
                managed::remove_order(values, ix);
                return Ref::from_raw_owned(value);
            }
            (*k).dk_version = 0;
            if let Some(slot) = keys::find_slot_of(k, hash, ix as isize) {
                keys::set_index(k, slot, keys::DUMMY);
            }
            let value = keys::value_slot(k, ix).replace(core::ptr::null_mut());
            let key = if keys::is_unicode(k) {
                (&raw mut (*keys::unicode_entries(k).add(ix)).me_key).replace(core::ptr::null_mut())
            } else {
                let e = keys::general_entries(k).add(ix);
                (*e).me_hash = 0;
                (&raw mut (*e).me_key).replace(core::ptr::null_mut())
            };
            let value = Ref::from_raw_owned(value);
            release(key);
            value
        }
    }

    /// Removes a key: its value, or None if it is absent.
    pub fn remove_known_hash(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<Ref>> {
        // SAFETY: live; `delete_at` follows the lookup with only the watchers between, who may not change the dict.
        unsafe {
            if (*self.raw()).ma_used == 0 {
                return Ok(None);
            }
            let (ix, value) = lookup(self, key, hash)?;
            if value.is_null() {
                return Ok(None);
            }
            notify(PyDict_EVENT_DELETED, self, Some(key), None);
            Ok(Some(self.delete_at(hash, ix as usize)))
        }
    }

    pub fn clear(&self) {
        // SAFETY: the dict is emptied before anything is released.
        unsafe {
            let d = self.raw();
            let old = (*d).ma_keys;
            if old == keys::empty() {
                return;
            }
            notify(PyDict_EVENT_CLEARED, self, None, None);
            let values = (*d).ma_values;
            (*d).ma_used = 0;
            if values.is_null() {
                (*d).ma_keys = keys::empty();
                keys::decref(old);
            } else if (*values).embedded != 0 {
                managed::clear_embedded(values);
            } else {
                (*d).ma_values = core::ptr::null_mut();
                (*d).ma_keys = keys::empty();
                managed::release_values(values);
                keys::decref(old);
            }
        }
    }
}

/// Moves key and value references into the entry at `ix`.
unsafe fn write_entry(k: Keys, ix: usize, key: Ref, value: Ref, hash: Py_hash_t) {
    // SAFETY: `ix` is within the table; the key fits its kind.
    unsafe {
        if keys::is_unicode(k) {
            keys::unicode_entries(k).add(ix).write(PyDictUnicodeEntry {
                me_key: key.into_ptr(),
                me_value: value.into_ptr(),
            });
        } else {
            keys::general_entries(k).add(ix).write(PyDictKeyEntry {
                me_hash: hash,
                me_key: key.into_ptr(),
                me_value: value.into_ptr(),
            });
        }
    }
}

/// Copies a `str` key and its value, without counting, into entry `ix` of a fresh table of either kind.
unsafe fn put(k: Keys, ix: usize, key: *mut PyObject, value: *mut PyObject) {
    // SAFETY: the table is fresh and large enough.
    unsafe {
        if keys::is_unicode(k) {
            keys::unicode_entries(k).add(ix).write(PyDictUnicodeEntry {
                me_key: key,
                me_value: value,
            });
        } else {
            keys::general_entries(k).add(ix).write(PyDictKeyEntry {
                me_hash: keys::str_hash(key),
                me_key: key,
                me_value: value,
            });
        }
    }
}

/// The position of a `str` in shared keys, added if there is room; else `EMPTY`.
pub(super) unsafe fn insert_split_key(k: Keys, key: *mut PyObject, hash: Py_hash_t) -> isize {
    // SAFETY: split keys, an exact str with its hash, says the caller.
    unsafe {
        let ix = unicode_index(k, key, hash);
        if ix >= 0 || (*k).dk_usable <= 0 {
            return ix;
        }
        (*k).dk_version = 0;
        let slot = keys::find_empty_slot(k, hash);
        let ix = (*k).dk_nentries;
        keys::set_index(k, slot, ix);
        refcount::incref(key);
        (*keys::unicode_entries(k).offset(ix)).me_key = key;
        (*k).dk_nentries += 1;
        (*k).dk_usable -= 1;
        ix
    }
}

/// A copy of a combined table, entry for entry, with its own references.
pub(super) unsafe fn clone_keys(old: Keys) -> PyResult<Keys> {
    // SAFETY: the copy is fresh; nothing runs while it is made.
    unsafe {
        let bytes = keys::byte_size(old);
        let k: Keys = mem::alloc(Domain::Mem, bytes).cast();
        if k.is_null() {
            return Err(no_memory());
        }
        core::ptr::copy_nonoverlapping(old.cast::<u8>(), k.cast::<u8>(), bytes);
        let share = |key: *mut PyObject, value: *mut PyObject| {
            if !value.is_null() {
                refcount::incref(value);
                refcount::incref(key);
            }
        };
        let n = (*k).dk_nentries as usize;
        if keys::is_unicode(k) {
            for entry in core::slice::from_raw_parts(keys::unicode_entries(k), n) {
                share(entry.me_key, entry.me_value);
            }
        } else {
            for entry in core::slice::from_raw_parts(keys::general_entries(k), n) {
                share(entry.me_key, entry.me_value);
            }
        }
        Ok(k)
    }
}
