//! `internal/pycore_interp.h`: interpreters by id.

use core::ffi::{c_int, c_long};
use core::ptr::null_mut;

use layout::{PyInterpreterState, PyStatus, PyThreadState};
use objects::prelude::*;
use runtime::config::status;
use runtime::{interpreters, pystate};

use crate::support::*;

fn id_of(o: &Object) -> PyResult<i64> {
    let id = match o.index() {
        Ok(i) => i
            .to_i64()
            .ok_or_else(|| raise!(OverflowError, "int too big to convert"))?,
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

/// A new interpreter at `*interp`, without thread states and lock; NULL and an error status on failure.
///
/// # Safety
/// C contract; `t` is NULL or the current thread state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_New(
    t: *mut PyThreadState,
    interp: *mut *mut PyInterpreterState,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        *interp = null_mut();
        if !t.is_null() && objects::audit!("cpython.PyInterpreterState_New").is_err() {
            return status::error(c"_PyInterpreterState_New", c"sys.audit failed");
        }
        *interp = pystate::new_interpreter();
        if (*interp).is_null() {
            return status::no_memory();
        }
        pystate::share_gil(*interp);
        status::ok()
    }
}

/// NULL with InterpreterNotFoundError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_LookUpID(id: i64) -> *mut PyInterpreterState {
    value(null_mut(), || interpreters::look_up(id))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_LookUpIDObject(
    id: Option<&Object>,
) -> *mut PyInterpreterState {
    value(null_mut(), || interpreters::look_up(id_of(some(id)?)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_ObjectToID(id: Option<&Object>) -> i64 {
    value(-1, || id_of(some(id)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IDIncref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { interpreters::id_incref(interp) }
}

/// The last one ends the interpreter, if it lives by the references to its id.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IDDecref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { interpreters::id_decref(interp) }
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
