//! Finding a key: the probe loops, by kind of table and key.
//!
//! Only a comparison of general keys can run code. It may change the dict under us: such a lookup notices (other keys
//! object, or other key in the entry) and starts again. For exact `str` keys in unicode tables nothing runs.

use base::{Object, PyResult, Ref, refcount};
use layout::*;

use super::Dict;
use super::keys::{self, EMPTY, Keys, Probe};
use crate::abstract_::{CompareOp, Protocol};
use crate::exceptions;
use crate::prelude::raise;
use crate::type_::ObjectClass;
use crate::unicode::{PyUnicode_Type, Str};

#[inline(always)]
pub fn is_exact_str(o: &Object) -> bool {
    o.is_exactly(PyUnicode_Type.as_mut_ptr())
}

/// Compares two strings of the same hash. Out of line: keys are mostly interned, and a loop that calls this rarely needs no
/// registers for it.
#[inline(never)]
unsafe fn same_text(a: *mut PyObject, b: *mut PyObject) -> bool {
    // SAFETY: strings, says the caller.
    unsafe { Str::from_raw(a.cast()).eq_str(Str::from_raw(b.cast())) }
}

/// Entry of an exact `str` key in a unicode or split table, or `EMPTY`.
#[inline(always)]
pub unsafe fn unicode_index(k: Keys, key: *mut PyObject, hash: Py_hash_t) -> isize {
    // SAFETY: unicode or split keys and an exact str with this hash, says the caller; nothing here runs code.
    unsafe {
        let entries = keys::unicode_entries(k);
        let mut probe = Probe::new(k, hash);
        loop {
            let ix = keys::get_index(k, probe.slot);
            if ix >= 0 {
                let found = (*entries.offset(ix)).me_key;
                if found == key || (keys::str_hash(found) == hash && same_text(found, key)) {
                    return ix;
                }
            } else if ix == EMPTY {
                return EMPTY;
            }
            probe.step();
        }
    }
}

enum Compared {
    No,
    Yes,
    Changed,
}

/// Compares an entry's key (of equal hash) with `key`, holding on to it: the comparison may change the dict.
#[inline(never)]
unsafe fn compare(d: &Dict, k: Keys, slot: *mut *mut PyObject, key: &Object) -> PyResult<Compared> {
    // SAFETY: the entry is live; `slot` is read again only if the dict still has the same keys object.
    unsafe {
        let start = Object::from_ptr(*slot).to_ref();
        let equal = start.compare_bool(key, CompareOp::Eq)?;
        if (*d.raw()).ma_keys == k && *slot == start.as_object_ptr() {
            Ok(if equal { Compared::Yes } else { Compared::No })
        } else {
            Ok(Compared::Changed)
        }
    }
}

/// One pass over a table whose keys or whose sought key are of any type; `None`: the dict changed, start again.
unsafe fn generic_index(
    d: &Dict,
    k: Keys,
    key: &Object,
    hash: Py_hash_t,
) -> PyResult<Option<isize>> {
    // SAFETY: `k` is the dict's present keys object; after each comparison it is checked to be that still.
    unsafe {
        let unicode = keys::is_unicode(k);
        let mut probe = Probe::new(k, hash);
        loop {
            let ix = keys::get_index(k, probe.slot);
            if ix >= 0 {
                let (slot, entry_hash) = if unicode {
                    let e = keys::unicode_entries(k).offset(ix);
                    (&raw mut (*e).me_key, keys::str_hash((*e).me_key))
                } else {
                    let e = keys::general_entries(k).offset(ix);
                    (&raw mut (*e).me_key, (*e).me_hash)
                };
                if *slot == key.as_ptr() {
                    return Ok(Some(ix));
                }
                if entry_hash == hash {
                    match compare(d, k, slot, key)? {
                        Compared::Yes => return Ok(Some(ix)),
                        Compared::No => {}
                        Compared::Changed => return Ok(None),
                    }
                }
            } else if ix == EMPTY {
                return Ok(Some(EMPTY));
            }
            probe.step();
        }
    }
}

/// `_Py_dict_lookup`: the entry's position or `EMPTY`, and the value, borrowed: NULL if absent (or, in a split table, if only
/// the class knows the key).
#[inline]
pub fn lookup(d: &Dict, key: &Object, hash: Py_hash_t) -> PyResult<(isize, *mut PyObject)> {
    // SAFETY: nothing runs while the keys object is used.
    unsafe {
        let k = (*d.raw()).ma_keys;
        if keys::is_unicode(k) && is_exact_str(key) {
            return Ok(entry(d, k, unicode_index(k, key.as_ptr(), hash)));
        }
    }
    lookup_generally(d, key, hash)
}

/// As [`lookup`], for keys whose comparison may run code: apart, so that the usual case needs no frame for it.
#[inline(never)]
fn lookup_generally(d: &Dict, key: &Object, hash: Py_hash_t) -> PyResult<(isize, *mut PyObject)> {
    // SAFETY: the keys object is read anew in each round, and used only while nothing has run.
    unsafe {
        loop {
            let k = (*d.raw()).ma_keys;
            if let Some(ix) = generic_index(d, k, key, hash)? {
                return Ok(entry(d, k, ix));
            }
        }
    }
}

/// What a probe of the dict's keys has found: the position and the value, borrowed.
///
/// # Safety
/// `k` is the dict's keys object, and `ix` negative or an entry of it.
#[inline(always)]
unsafe fn entry(d: &Dict, k: Keys, ix: isize) -> (isize, *mut PyObject) {
    if ix < 0 {
        return (EMPTY, core::ptr::null_mut());
    }
    // SAFETY: the caller's contract.
    unsafe {
        let values = (*d.raw()).ma_values;
        let value = if values.is_null() {
            *keys::value_slot(k, ix as usize)
        } else {
            *super::managed::value_at(values, ix as usize)
        };
        (ix, value)
    }
}

/// As [`lookup`], giving the value owned.
#[inline]
pub fn lookup_value(d: &Dict, key: &Object, hash: Py_hash_t) -> PyResult<Option<Ref>> {
    let (_, value) = lookup(d, key, hash)?;
    // SAFETY: the value is in the dict, and nothing has run since it was read.
    Ok(unsafe { Ref::from_borrowed_opt(value) })
}

/// The hash of a dict key; a plain TypeError becomes one that names the use as a key.
#[inline(always)]
pub fn hash_key(key: &Object) -> PyResult<Py_hash_t> {
    if is_exact_str(key) {
        // SAFETY: an exact str.
        let h = unsafe { keys::str_hash(key.as_ptr()) };
        if h != -1 {
            return Ok(h);
        }
    }
    hash_key_slow(key)
}

#[inline(never)]
fn hash_key_slow(key: &Object) -> PyResult<Py_hash_t> {
    key.hash().map_err(|e| unhashable(e, key, "a dict key"))
}

/// Rewords the TypeError of an unhashable object; other exceptions pass unchanged.
#[cold]
pub(crate) fn unhashable(raised: base::Raised, key: &Object, role: &str) -> base::Raised {
    let Some(exception) = raised.take() else {
        return base::Raised::ASSUMED;
    };
    let type_error: &crate::Type = &exceptions::types::TypeError;
    if !exception.is_exactly(type_error.raw()) {
        return base::Raised::set(exception);
    }
    let text = match exception.str() {
        Ok(t) => t,
        Err(e) => return e,
    };
    raise!(
        TypeError,
        "cannot use '{}' as {} ({})",
        crate::repr::full_name(key.class()),
        role,
        text.to_string_lossy()
    )
}

/// The position of a `str` in unicode keys (`_PyDictKeys_StringLookup`): `EMPTY`, or `DKIX_ERROR` if the key is no exact str or
/// the keys are general.
pub unsafe fn string_lookup(k: Keys, key: &Object) -> isize {
    // SAFETY: live keys, says the caller.
    unsafe {
        if !is_exact_str(key) || !keys::is_unicode(k) {
            return DKIX_ERROR as isize;
        }
        match key.hash() {
            Ok(hash) => unicode_index(k, key.as_ptr(), hash),
            Err(e) => {
                e.clear();
                DKIX_ERROR as isize
            }
        }
    }
}

/// `LOAD_GLOBAL` on two dicts: globals, then builtins.
#[inline]
pub fn load_global(globals: &Dict, builtins: &Dict, name: &Object) -> PyResult<Option<Ref>> {
    let hash = hash_key(name)?;
    match lookup_value(globals, name, hash)? {
        Some(v) => Ok(Some(v)),
        None => lookup_value(builtins, name, hash),
    }
}

/// Releases a reference that was taken out of a dict.
#[inline(always)]
pub(super) unsafe fn release(o: *mut PyObject) {
    if !o.is_null() {
        // SAFETY: the caller owned it.
        unsafe { refcount::decref(o) };
    }
}
