//! `internal/pycore_pystate.h`: thread states and interpreters, for the stock extension modules.

use core::ffi::c_int;
use core::ptr::null_mut;

use base::tstate;
use layout::{PyConfig, PyInterpreterState, PyModuleDef, PyThreadState};
use objects::prelude::*;
use runtime::pystate;

use crate::support::*;

/// Outside debuggers disassemble this: it reads one thread-local word.
#[unsafe(no_mangle)]
pub extern "C" fn _PyThreadState_GetCurrent() -> *mut PyThreadState {
    tstate::current_or_null()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_New(
    interp: *mut PyInterpreterState,
    whence: c_int,
) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe { pystate::new_thread_state(interp, whence) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_NewBound(
    interp: *mut PyInterpreterState,
    whence: c_int,
) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe {
        let t = pystate::new_thread_state(interp, whence);
        if !t.is_null() {
            pystate::bind(t);
            if pystate::gilstate_get().is_null() {
                pystate::bind_gilstate(t);
            }
        }
        t
    }
}

/// Borrowed; made on demand; NULL without an exception if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_GetDict(t: *mut PyThreadState) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe {
        if (*t).dict.is_null() {
            match Dict::new() {
                Ok(d) => (*t).dict = d.into_ptr(),
                Err(raised) => raised.clear(),
            }
        }
        (*t).dict
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyState_AddModule(
    _t: *mut PyThreadState,
    m: Option<&Object>,
    def: *mut PyModuleDef,
) -> Status {
    if def.is_null() {
        return Status(-1); // with the exception that is set already
    }
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { runtime::interpreters::add_module(some(m)?, def) }
    })
}

/// The calling interpreter's configuration, which must not be changed.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_GetConfig() -> *const PyConfig {
    // SAFETY: attached.
    unsafe { &raw const (*tstate::interp()).config }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterState_Main() -> *mut PyInterpreterState {
    crate::cpython::pystate::PyInterpreterState_Main()
}

/// The interpreter's id as an int.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_GetIDObject(
    interp: *mut PyInterpreterState,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if interp.is_null() {
            return Err(raise!(RuntimeError, "no interpreter provided"));
        }
        Long::from_i64((*interp).id)
    })
}

/// Notes that the thread runs the interpreter's main program; -1 with InterpreterError if another does.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_SetRunningMain(
    interp: *mut PyInterpreterState,
) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe { runtime::interpreters::set_running_main(interp) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_SetNotRunningMain(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { (*interp).threads.main = null_mut() }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_IsRunningMain(
    interp: *mut PyInterpreterState,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(!(*interp).threads.main.is_null()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyErr_SetInterpreterAlreadyRunning() {
    let _raised = runtime::interpreters::already_running();
}

/// Nothing to do with a GIL: no other thread runs Python code.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_StopTheWorld(_interp: *mut PyInterpreterState) {}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_StartTheWorld(_interp: *mut PyInterpreterState) {}

/// A thread state that no thread has bound yet; NULL without memory.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_Prealloc(
    interp: *mut PyInterpreterState,
) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe {
        runtime::pystate::new_thread_state(interp, layout::_PyThreadState_WHENCE_UNKNOWN as _)
    }
}

/// A fatal error: states are made ready where they are made.
#[unsafe(no_mangle)]
pub extern "C" fn _PyThreadState_Init(_t: *mut PyThreadState) {
    base::fatal::error(
        Some("_PyThreadState_Init"),
        "_PyThreadState_Init() is for internal use only",
    )
}
