//! `dictobject.h`: dictionaries.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

pub(crate) fn dict(o: Option<&Object>) -> PyResult<&Dict> {
    arg(o)
}

/// A borrowed value that the dict keeps; exceptions are reported and count as none.
fn lookup_quietly(function: &str, better: &str, r: PyResult<Option<Ref>>) -> Borrowed {
    match r {
        Ok(v) => lend(v),
        Err(_) => {
            report_ignored(function, better);
            null_mut()
        }
    }
}

/// A borrowed value; NULL without an exception if there is none.
pub(crate) fn lookup(r: PyResult<Option<Ref>>) -> Borrowed {
    r.map_or(null_mut(), lend)
}
#[unsafe(no_mangle)]
pub extern "C" fn PyDict_New() -> PyResult {
    attached("PyDict_New");
    up(Dict::new())
}

/// Borrowed; NULL without an exception, whatever happened.
#[unsafe(no_mangle)]
pub extern "C" fn PyDict_GetItem(d: Option<&Object>, key: Option<&Object>) -> Borrowed {
    let Some(d) = d.and_then(|d| d.downcast::<Dict>()) else {
        return null_mut();
    };
    let kept = base::error::take_current();
    let v = lookup_quietly(
        "PyDict_GetItem",
        "PyDict_GetItemRef() or PyDict_GetItemWithError()",
        some(key).and_then(|k| d.get_known_hash(k, k.hash()?)),
    );
    base::error::restore(kept);
    v
}

/// Borrowed; NULL without an exception if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyDict_GetItemWithError(d: Option<&Object>, key: Option<&Object>) -> Borrowed {
    lookup(dict(d).and_then(|d| d.get(some(key)?)))
}

/// 1 and a new reference; 0 and NULL; -1 and NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_GetItemRef(
    d: Option<&Object>,
    key: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, dict(d).and_then(|d| d.get(some(key)?))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_GetItemString(d: Option<&Object>, key: *const c_char) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe {
        let Some(d) = d.and_then(|d| d.downcast::<Dict>()) else {
            return null_mut();
        };
        let kept = base::error::take_current();
        let v = lookup_quietly(
            "PyDict_GetItemString",
            "PyDict_GetItemStringRef()",
            text(key).and_then(|k| d.get(&k)),
        );
        base::error::restore(kept);
        v
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_GetItemStringRef(
    d: Option<&Object>,
    key: *const c_char,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, dict(d).and_then(|d| d.get(&*text(key)?))) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_SetItem(
    d: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    run(|| dict(d)?.set(some(key)?, some(value)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_SetItemString(
    d: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { dict(d)?.set(&*name(key)?, some(value)?) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_DelItem(d: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| dict(d)?.del(some(key)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_DelItemString(d: Option<&Object>, key: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { dict(d)?.del(&*text(key)?) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Clear(d: Option<&Object>) {
    if let Some(d) = d.and_then(|d| d.downcast::<Dict>()) {
        d.clear()
    }
}

/// Goes through the entries: `pos` starts at 0; key and value are borrowed and may be NULL. 0 at the end.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_Next(
    d: Option<&Object>,
    pos: *mut isize,
    key: *mut *mut PyObject,
    value: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let Some(d) = d.and_then(|d| d.downcast::<Dict>()) else {
            return 0;
        };
        let mut at = *pos as usize;
        let Some((k, v, _)) = d.next_raw(&mut at) else {
            return 0;
        };
        *pos = at as isize;
        if !key.is_null() {
            *key = k;
        }
        if !value.is_null() {
            *value = v;
        }
        1
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Keys(d: Option<&Object>) -> PyResult {
    up(dict(d)?.keys_list())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Values(d: Option<&Object>) -> PyResult {
    up(dict(d)?.values_list())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Items(d: Option<&Object>) -> PyResult {
    up(dict(d)?.items_list())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Size(d: Option<&Object>) -> Length {
    run(|| Ok(dict(d)?.len()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Copy(d: Option<&Object>) -> PyResult {
    up(dict(d)?.copy())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Contains(d: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| dict(d)?.contains(some(key)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Update(d: Option<&Object>, other: Option<&Object>) -> Status {
    PyDict_Merge(d, other, 1)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Merge(
    d: Option<&Object>,
    other: Option<&Object>,
    replace: c_int,
) -> Status {
    run(|| {
        let d = dict(d)?;
        let other = other.ok_or_else(objects::exceptions::bad_internal_call)?;
        d.merge(other, replace != 0)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_MergeFromSeq2(
    d: Option<&Object>,
    pairs: Option<&Object>,
    replace: c_int,
) -> Status {
    run(|| dict(d)?.merge_pairs(some(pairs)?, replace != 0))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GenericGetDict(
    o: Option<&Object>,
    _context: *mut c_void,
) -> PyResult {
    up(objects::object::attributes::get_dict(some(o)?))
}
