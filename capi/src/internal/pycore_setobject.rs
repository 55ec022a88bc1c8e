//! `internal/pycore_setobject.h`: walking and filling sets.

use core::ffi::c_int;

use layout::{Py_hash_t, PyObject};
use objects::AnySet;
use objects::prelude::*;

use crate::support::*;

unsafe fn next(
    set: Option<&Object>,
    pos: *mut isize,
    key: *mut *mut PyObject,
    hash: *mut Py_hash_t,
    own: bool,
) -> c_int {
    let find = || -> PyResult<bool> {
        let set = arg::<AnySet>(set)?;
        // SAFETY: the caller's contract.
        unsafe {
            let mut at = *pos as usize;
            let Some((k, h)) = set.next_raw(&mut at) else {
                return Ok(false);
            };
            *pos = at as isize;
            *key = k;
            *hash = h;
            if own {
                base::refcount::incref(k);
            }
        }
        Ok(true)
    };
    flag(find)
}
/// Borrowed. 0 at the end.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySet_NextEntry(
    set: Option<&Object>,
    pos: *mut isize,
    key: *mut *mut PyObject,
    hash: *mut Py_hash_t,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { next(set, pos, key, hash, false) }
}

/// As `_PySet_NextEntry`, with a new reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySet_NextEntryRef(
    set: Option<&Object>,
    pos: *mut isize,
    key: *mut *mut PyObject,
    hash: *mut Py_hash_t,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { next(set, pos, key, hash, true) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PySet_Update(set: Option<&Object>, items: Option<&Object>) -> Status {
    run(|| arg::<Set>(set)?.update(some(items)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PySet_Contains(set: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| arg::<AnySet>(set)?.has(some(key)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PySet_AddTakeRef(set: Option<&Object>, key: Stolen) -> Status {
    run(|| {
        let key = key.take();
        arg::<AnySet>(set)?.add(some(key.as_deref())?)?;
        Ok(())
    })
}

/// A pointer that C reads.
#[repr(transparent)]
pub struct Pointer(*mut PyObject);
// SAFETY: never written.
unsafe impl Sync for Pointer {}

/// What stands in the place of a removed entry.
#[unsafe(no_mangle)]
pub static _PySet_Dummy: Pointer = Pointer(objects::set::DUMMY_ADDRESS);
