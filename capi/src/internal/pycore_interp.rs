//! `internal/pycore_interp.h`: interpreters by id.

use core::ffi::{c_int, c_long};
use core::ptr::null_mut;

use layout::PyInterpreterState;
use objects::prelude::*;

use crate::support::*;

fn id_of(o: &Object) -> PyResult<i64> {
    let id = match o.index() {
        Ok(i) => i.as_i64()?,
        Err(raised) => {
            raised.clear();
            return Err(raise!(
                TypeError,
                "interpreter ID must be an int, got {:.100}",
                o.class().tp_name()
            ));
        }
    };
    if id < 0 {
        return Err(raise!(
            ValueError,
            "interpreter ID must be a non-negative int, got {}",
            o.repr()?.to_string_lossy()
        ));
    }
    Ok(id)
}

fn look_up(id: i64) -> PyResult<*mut PyInterpreterState> {
    let found = runtime::pystate::with_head_lock(|| {
        // SAFETY: the head lock guards the list.
        unsafe {
            let mut i = base::mem::_PyRuntime.interpreters.head;
            while !i.is_null() && (*i).id != id {
                i = (*i).next;
            }
            i
        }
    });
    if found.is_null() {
        return Err(raise!(
            InterpreterNotFoundError,
            "unrecognized interpreter ID {id}"
        ));
    }
    Ok(found)
}
/// NULL with InterpreterNotFoundError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_LookUpID(id: i64) -> *mut PyInterpreterState {
    value(null_mut(), || look_up(id))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_LookUpIDObject(id: &Object) -> *mut PyInterpreterState {
    value(null_mut(), || look_up(id_of(id)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_ObjectToID(id: &Object) -> i64 {
    value(-1, || id_of(id))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IDIncref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { (*interp).id_refcount += 1 }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IDDecref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { (*interp).id_refcount -= 1 }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IsReady(interp: *mut PyInterpreterState) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { (*interp)._ready }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_GetWhence(interp: *mut PyInterpreterState) -> c_long {
    // SAFETY: the caller's contract.
    unsafe { (*interp)._whence as c_long }
}
