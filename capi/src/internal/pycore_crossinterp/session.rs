//! `internal/pycore_crossinterp.h`: sessions in an interpreter, and interpreters for them.

use core::ffi::{c_char, c_int, c_long};
use core::ptr::null_mut;

use base::tstate;
use layout::*;
use objects::prelude::*;
use runtime::crossinterp::failure::Failure;
use runtime::crossinterp::session::{Outcome, Session};
use runtime::lifecycle::subinterpreter;
use runtime::pystate;

use super::failure::failure;
use crate::support::*;

/// To be freed with `_PyXI_FreeSession`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewSession() -> *mut _PyXI_session {
    Box::into_raw(Box::new(Session::new())).cast()
}

/// # Safety
/// C contract; `s` comes from `_PyXI_NewSession` and is not entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeSession(s: *mut _PyXI_session) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(s.cast::<Session>()) });
}

/// Writes an outcome to C's place for it, if there is one.
///
/// # Safety
/// `result` is NULL or a place.
unsafe fn report(outcome: Outcome, result: *mut _PyXI_session_result) {
    let pointer = |o: Option<Ref>| o.map_or(null_mut(), Ref::into_ptr);
    if !result.is_null() {
        // SAFETY: the caller's contract.
        unsafe {
            result.write(_PyXI_session_result {
                preserved: pointer(outcome.preserved),
                excinfo: pointer(outcome.uncaught),
                errcode: outcome.code,
            });
        }
    }
}

/// Enters an interpreter, and sets names (a dict or NULL) in its `__main__`. 0; -1 with an exception, or the snapshot of one in `result`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Enter(
    s: *mut _PyXI_session,
    interp: *mut PyInterpreterState,
    updates: Option<&Object>,
    result: *mut _PyXI_session_result,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let updates = updates.and_then(|o| o.downcast::<Dict>());
        match (*s.cast::<Session>()).enter(interp, updates) {
            Ok(()) => 0,
            Err(outcome) => {
                report(outcome, result);
                -1
            }
        }
    }
}

/// Leaves the interpreter. 0; -1 with an exception, or the snapshot of an uncaught one in `result`.
///
/// # Safety
/// C contract; attached; the session is entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Exit(
    s: *mut _PyXI_session,
    f: *mut _PyXI_failure,
    result: *mut _PyXI_session_result,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let failure = failure(f).map(|f| f.clone());
        let (well, outcome) = (*s.cast::<Session>()).exit(failure, !result.is_null());
        report(outcome, result);
        if well { 0 } else { -1 }
    }
}

/// The namespace of the entered interpreter's `__main__`, borrowed from the session.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetMainNamespace(
    s: *mut _PyXI_session,
    f: *mut _PyXI_failure,
) -> Borrowed {
    value(null_mut(), || {
        let mut noted = Failure::NONE;
        // SAFETY: the caller's contract; the session keeps the namespace.
        unsafe {
            let found = (*s.cast::<Session>()).main_namespace(&mut noted);
            if found.is_err()
                && let Some(f) = failure(f)
            {
                *f = noted;
            }
            Ok(found?.as_object_ptr())
        }
    })
}

/// Keeps an object of the entered interpreter beyond the session. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached; the session is entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Preserve(
    s: *mut _PyXI_session,
    name: *const c_char,
    o: &Object,
    f: *mut _PyXI_failure,
) -> Status {
    run(|| {
        let mut noted = Failure::NONE;
        // SAFETY: the caller's contract.
        unsafe {
            let name = lossy(name).unwrap_or_default();
            let kept = (*s.cast::<Session>()).preserve(&name, o, &mut noted);
            if kept.is_err()
                && let Some(f) = failure(f)
            {
                *f = noted;
            }
            kept
        }
    })
}

/// A new reference; NULL, without an exception, if nothing was kept under the name.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetPreserved(
    result: *mut _PyXI_session_result,
    name: *const c_char,
) -> *mut PyObject {
    value(null_mut(), || {
        // SAFETY: the caller's contract.
        let found = unsafe {
            let name = lossy(name).unwrap_or_default();
            match Object::from_ptr_opt((*result).preserved).and_then(|o| o.downcast::<Dict>()) {
                Some(dict) => dict.get_text(&name)?,
                None => None,
            }
        };
        Ok(found.map_or(null_mut(), Ref::into_ptr))
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_ClearResult(result: *mut _PyXI_session_result) {
    // SAFETY: the caller's contract; the fields own what they hold.
    unsafe {
        for field in [&raw mut (*result).preserved, &raw mut (*result).excinfo] {
            drop(Ref::<Object>::from_owned_opt(field.replace(null_mut())));
        }
    }
}

// --- interpreters ---

/// A new interpreter. With `state` its first thread state is kept, and current; `save` then gets the former one. Otherwise the
/// interpreter has none, and the former one stays current. NULL with InterpreterError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_NewInterpreter(
    config: *mut PyInterpreterConfig,
    whence: *mut c_long,
    state: *mut *mut PyThreadState,
    save: *mut *mut PyThreadState,
) -> *mut PyInterpreterState {
    // SAFETY: the caller's contract.
    unsafe {
        let former = pystate::swap(null_mut());
        let new = match subinterpreter::new(&*config, _PyInterpreterState_WHENCE_XI) {
            Ok(new) => new,
            Err(s) => {
                pystate::swap(former);
                crate::internal::pycore_initconfig::_PyErr_SetFromPyStatus(s);
                let cause = base::error::take_current();
                let raised = raise!(InterpreterError, "sub-interpreter creation failed");
                let exception = raised.take();
                if let Some(e) = exception
                    .as_ref()
                    .and_then(|e| e.downcast::<objects::exceptions::BaseExc>())
                {
                    e.set_cause(cause.clone());
                    e.set_context(cause);
                }
                base::error::restore(exception);
                return null_mut();
            }
        };
        let interp = (*new).interp;
        if !whence.is_null() {
            (*interp)._whence = *whence;
        }
        if state.is_null() {
            pystate::clear(new);
            pystate::swap(former);
            pystate::delete(new);
        } else {
            if !save.is_null() {
                *save = former;
            }
            *state = new;
        }
        interp
    }
}

/// Ends an interpreter; afterwards the state at `save`, or the one that was current, is current.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_EndInterpreter(
    interp: *mut PyInterpreterState,
    state: *mut PyThreadState,
    save: *mut *mut PyThreadState,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let mut former = null_mut();
        let current = tstate::current_or_null();
        let mut last = state;
        if (*interp)._whence == c_long::from(_PyInterpreterState_WHENCE_UNKNOWN) {
            // It was only made: nothing ran there.
            if !last.is_null() && current == last {
                pystate::detach(last);
            }
            pystate::delete_interpreter(interp);
            return;
        }
        if last.is_null() && !current.is_null() && (*current).interp == interp {
            last = current;
        }
        if last.is_null() {
            last = pystate::new_thread_state(interp, _PyThreadState_WHENCE_FINI);
            pystate::bind(last);
            former = pystate::swap(last);
        } else if last != current {
            former = pystate::swap(last);
        }
        subinterpreter::end(last);
        if !save.is_null() {
            former = *save;
        }
        pystate::swap(former);
    }
}
