//! `internal/pycore_ceval.h`: pending calls, recursion, and pieces of evaluation that the stock JIT and tests use.

use core::ffi::{c_char, c_int, c_void};

use layout::{Py_tracefunc, PyInterpreterState, PyThreadState};
use objects::prelude::*;

use crate::support::*;

type PendingCall = unsafe extern "C" fn(*mut c_void) -> c_int;
/// `_Py_PENDING_MAINTHREADONLY`.
const MAIN_ONLY: c_int = 1;
/// `_Py_PENDING_RAWFREE`.
const RAW_FREE: c_int = 2;
/// `_Py_add_pending_call_result`.
const ADDED: c_int = 0;
const FULL: c_int = -1;
/// Asks the interpreter to call the function soon: 0, or -1 if the queue is full.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_AddPendingCall(
    interp: *mut PyInterpreterState,
    f: PendingCall,
    arg: *mut c_void,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let added = if flags & MAIN_ONLY != 0 {
                runtime::pending::add_main(f, arg)
            } else {
                runtime::pending::add(interp, f, arg, flags & RAW_FREE)
            };
            if added { ADDED } else { FULL }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_MakePendingCalls(_t: *mut PyThreadState) -> Status {
    run(runtime::pending::make_pending_calls)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_HandlePending(_t: *mut PyThreadState) -> Status {
    run(runtime::pending::handle)
}

/// RecursionError when the native stack is nearly used up.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_CheckRecursiveCall(
    _t: *mut PyThreadState,
    place: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { objects::recursion::enter(&lossy(place).unwrap_or_default()) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_InitializeRecursionLimits(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { runtime::pystate::init_stack_limits(t.cast()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SetProfile(
    _t: *mut PyThreadState,
    f: Option<Py_tracefunc>,
    o: Option<&Object>,
) -> Status {
    run(|| eval::monitor::legacy::set_profile(f, o))
}

/// New reference: a name of the running frame's builtins; AttributeError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetBuiltin(name: Option<&Object>) -> PyResult {
    up({
        let name = some(name)?;
        match runtime::frames::current_builtins().get_item_opt(name)? {
            Some(v) => Ok(v),
            None => Err(objects::exceptions::raise_object(
                &objects::exceptions::types::AttributeError,
                name,
            )),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_ImportFrom(
    _t: *mut PyThreadState,
    module: &Object,
    name: &Str,
) -> PyResult {
    up(eval::importing::import_from(module, name))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetANext(it: &Object) -> PyResult {
    up(eval::genobject::async_next(it))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetAwaitable(o: &Object, kind: c_int) -> PyResult {
    up(eval::genobject::awaitable_for(o, kind.max(0) as usize))
}
