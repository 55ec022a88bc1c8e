//! `internal/pycore_dict.h`: dictionaries, below the public functions.

use core::ffi::{c_int, c_void};

use base::stackref::StackRef;
use layout::{Py_hash_t, PyDict_WatchEvent, PyObject};
use objects::prelude::*;

use crate::dictobject::dict;
use crate::support::*;

type Predicate = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_SetItem_KnownHash(
    d: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
    hash: Py_hash_t,
) -> Status {
    run(|| dict(d)?.set_known_hash(some(key)?, some(value)?, hash))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_SetItem_KnownHash_LockHeld(
    d: &Dict,
    key: &Object,
    value: &Object,
    hash: Py_hash_t,
) -> Status {
    run(|| d.set_known_hash(key, value, hash))
}

/// Takes both references over.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_SetItem_Take2(d: &Dict, key: Stolen, value: Stolen) -> Status {
    run(|| match (key.take(), value.take()) {
        (Some(k), Some(v)) => d.set_owned(k, v),
        _ => Err(objects::exceptions::bad_internal_call()),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_DelItem_KnownHash(
    d: Option<&Object>,
    key: Option<&Object>,
    _hash: Py_hash_t,
) -> Status {
    run(|| dict(d)?.del(some(key)?))
}

/// Deletes if the predicate says so of the value: 1; 0; -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyDict_DelItemIf(
    d: Option<&Object>,
    key: Option<&Object>,
    predicate: Predicate,
    arg: *mut c_void,
) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { dict(d)?.del_if(some(key)?, |v| Status::from_c(predicate(v.as_ptr(), arg))) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyDict_GetItemRef_KnownHash_LockHeld(
    d: &Dict,
    key: &Object,
    hash: Py_hash_t,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, d.get_known_hash(key, hash)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyDict_FromItems(
    keys: *const *mut PyObject,
    key_step: isize,
    values: *const *mut PyObject,
    value_step: isize,
    n: isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        Dict::from_items(
            keys,
            key_step.max(0) as usize,
            values,
            value_step.max(0) as usize,
            n.max(0) as usize,
        )
    })
}

/// Merges: 0 keeps what is there, 1 replaces, 2 raises KeyError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_MergeEx(
    d: Option<&Object>,
    other: Option<&Object>,
    how: c_int,
) -> Status {
    run(|| {
        use objects::dict::api::OnConflict::{Keep, Raise, Replace};
        dict(d)?.merge_with(
            other.ok_or_else(objects::exceptions::bad_internal_call)?,
            match how {
                0 => Keep,
                1 => Replace,
                _ => Raise,
            },
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_SendEvent(
    bits: c_int,
    event: PyDict_WatchEvent,
    d: &Dict,
    key: Option<&Object>,
    value: Option<&Object>,
) {
    objects::dict::watch::send_event(bits as u32, event, d, key, value)
}

/// The bytes that the dict takes.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_SizeOf(d: &Dict) -> isize {
    value(-1, || {
        d.call_method(interned!("__sizeof__"), &[])?
            .downcast::<Long>()
            .map_or(Ok(-1), Long::as_isize)
    })
}

/// New reference: a global, or a builtin; NULL without an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyDict_LoadGlobal(
    globals: &Dict,
    builtins: &Dict,
    key: &Object,
) -> *mut PyObject {
    let look = || {
        let hash = key.hash()?;
        match globals.get_known_hash(key, hash)? {
            None => builtins.get_known_hash(key, hash),
            value => Ok(value),
        }
    };
    optional(look())
}

/// The value of a name in either dict, as a stack reference; NULL there without an exception if it is in neither.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyDict_LoadGlobalStackRef(
    globals: &Dict,
    builtins: &Dict,
    name: &Object,
    to: *mut layout::_PyStackRef,
) {
    let found = match globals.get(name) {
        Ok(None) => builtins.get(name),
        found => found,
    };
    let bits = match found {
        Ok(Some(v)) => StackRef::from_ref(v),
        _ => StackRef::NULL,
    };
    // SAFETY: the caller's slot.
    unsafe { (*to).bits = bits.into_bits() };
}
