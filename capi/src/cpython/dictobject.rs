//! `cpython/dictobject.h`: dictionaries, further, and their watchers.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::{Py_hash_t, PyDict_WatchCallback, PyObject};
use objects::dict::watch;
use objects::prelude::*;

use crate::dictobject::{dict, lookup};
use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_GetItem_KnownHash(
    d: Option<&Object>,
    key: Option<&Object>,
    hash: Py_hash_t,
) -> Borrowed {
    lookup(dict(d).and_then(|d| {
        let key = key.ok_or_else(objects::exceptions::bad_internal_call)?;
        d.get_known_hash(key, hash)
    }))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyDict_GetItemStringWithError(
    d: Option<&Object>,
    key: *const c_char,
) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { lookup(dict(d).and_then(|d| d.get(&*text(key)?))) }
}

/// Borrowed: the value, or the default, which is stored then.
#[unsafe(no_mangle)]
pub extern "C" fn PyDict_SetDefault(
    d: Option<&Object>,
    key: Option<&Object>,
    default: Option<&Object>,
) -> Borrowed {
    lookup(
        dict(d)
            .and_then(|d| {
                let key = some(key)?;
                match default {
                    Some(default) => d.set_default(key, default),
                    // NULL is noticed when it would be stored.
                    None => d.get(key)?.ok_or_else(null_argument),
                }
            })
            .map(Some),
    )
}

/// 1 if the key was there, 0 if the default was stored; `out` (may be NULL) gets a new reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_SetDefaultRef(
    d: Option<&Object>,
    key: Option<&Object>,
    default: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let put = || -> PyResult<(Ref, bool)> {
            let (d, key) = (dict(d)?, some(key)?);
            let before = d.get(key)?;
            Ok(match before {
                Some(v) => (v, true),
                None => (d.set_default(key, some(default)?)?, false),
            })
        };
        match put() {
            Ok((v, was_there)) => {
                if !out.is_null() {
                    *out = v.into_ptr();
                }
                c_int::from(was_there)
            }
            Err(_) => {
                if !out.is_null() {
                    *out = null_mut();
                }
                -1
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_ContainsString(d: Option<&Object>, key: *const c_char) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { dict(d)?.contains(&*text(key)?) }
    })
}

/// 1 and (if `out` is not NULL) the value; 0; -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_Pop(
    d: Option<&Object>,
    key: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        pop(
            out,
            dict(d).and_then(|d| {
                if d.is_empty() {
                    // Whatever the key is.
                    return Ok(None);
                }
                d.pop(some(key)?)
            }),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDict_PopString(
    d: Option<&Object>,
    key: *const c_char,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { pop(out, dict(d).and_then(|d| d.pop(&*text(key)?))) }
}

unsafe fn pop(out: *mut *mut PyObject, r: PyResult<Option<Ref>>) -> c_int {
    let mut unwanted = null_mut();
    // SAFETY: the caller's contract.
    unsafe {
        let code = found(if out.is_null() { &mut unwanted } else { out }, r);
        drop(Ref::<Object>::from_owned_opt(unwanted));
        code
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_Pop(
    d: Option<&Object>,
    key: Option<&Object>,
    default: Option<&Object>,
) -> PyResult {
    up({
        let key = some(key)?;
        match dict(d)?.pop(key)? {
            Some(v) => Ok(v),
            None => match default {
                Some(v) => Ok(v.to_ref()),
                None => Err(objects::exceptions::key_error(key)),
            },
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_NewPresized(n: isize) -> PyResult {
    up(Dict::presized(n.max(0) as usize, false))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_AddWatcher(callback: PyDict_WatchCallback) -> c_int {
    value(-1, || watch::add(callback))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_ClearWatcher(id: c_int) -> Status {
    run(|| watch::clear(id))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Watch(id: c_int, d: Option<&Object>) -> Status {
    run(|| watch::watch(id, watched(d)?, true))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDict_Unwatch(id: c_int, d: Option<&Object>) -> Status {
    run(|| watch::watch(id, watched(d)?, false))
}

fn watched(o: Option<&Object>) -> PyResult<&Dict> {
    some(o)?
        .downcast::<Dict>()
        .ok_or_else(|| raise!(ValueError, "Cannot watch non-dictionary"))
}
