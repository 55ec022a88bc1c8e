//! `cpython/pystate.h`: walking thread states and interpreters, tracing, stack protection.

use core::ffi::{c_int, c_void};

use base::tstate;
use layout::{_PyFrameEvalFunction, _PyThreadStateImpl, PyInterpreterState, PyThreadState};
use objects::prelude::*;
use runtime::pystate;

use crate::support::*;

/// 1 if the calling thread may use the API.
#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_Check() -> c_int {
    let t = tstate::current_or_null();
    // SAFETY: a static word.
    if unsafe { base::mem::_PyRuntime.gilstate.check_enabled } == 0 {
        return 1;
    }
    c_int::from(!t.is_null() && t == pystate::gilstate_get())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThreadState_GetUnchecked() -> *mut PyThreadState {
    tstate::current_or_null()
}

/// No trace or profile function is called until `PyThreadState_LeaveTracing`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_EnterTracing(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { (*t).tracing += 1 }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_LeaveTracing(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { (*t).tracing -= 1 }
}

/// Deletes the current state and releases the GIL.
#[unsafe(no_mangle)]
pub extern "C" fn PyThreadState_DeleteCurrent() {
    let t = attached("_PyThreadState_DeleteCurrent");
    // SAFETY: current.
    unsafe {
        pystate::detach(t);
        pystate::delete(t);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Next(t: *mut PyThreadState) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe { pystate::with_head_lock(|| (*t).next) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyInterpreterState_Main() -> *mut PyInterpreterState {
    // SAFETY: a static word.
    unsafe { base::mem::_PyRuntime.interpreters.main }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyInterpreterState_Head() -> *mut PyInterpreterState {
    // SAFETY: a static word.
    unsafe { base::mem::_PyRuntime.interpreters.head }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_Next(
    interp: *mut PyInterpreterState,
) -> *mut PyInterpreterState {
    // SAFETY: the caller's contract.
    unsafe { (*interp).next }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_ThreadHead(
    interp: *mut PyInterpreterState,
) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe { (*interp).threads.head }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_GetEvalFrameFunc(
    interp: *mut PyInterpreterState,
) -> Option<_PyFrameEvalFunction> {
    // SAFETY: the caller's contract.
    unsafe {
        Some(
            (*interp)
                .eval_frame
                .unwrap_or(eval::interpreter::_PyEval_EvalFrameDefault),
        )
    }
}

/// NULL, or our own, brings the interpreter's own evaluator back.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_SetEvalFrameFunc(
    interp: *mut PyInterpreterState,
    f: Option<_PyFrameEvalFunction>,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let own = f.is_some_and(|f| {
            core::ptr::fn_addr_eq(
                f,
                eval::interpreter::_PyEval_EvalFrameDefault as _PyFrameEvalFunction,
            )
        });
        let f = if own { None } else { f };
        let same = match (f, (*interp).eval_frame) {
            (Some(a), Some(b)) => core::ptr::fn_addr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if !same {
            let count = &raw mut (*interp).rare_events.set_eval_frame_func;
            *count = (*count).saturating_add(1);
            (*interp).eval_frame = f;
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_RequiresIDRef(
    interp: *mut PyInterpreterState,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { (*interp).requires_idref }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterState_RequireIDRef(
    interp: *mut PyInterpreterState,
    required: c_int,
) {
    // SAFETY: the caller's contract.
    unsafe { (*interp).requires_idref = c_int::from(required != 0) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyThread_CurrentFrames() -> PyResult {
    up(runtime::sys::current_frames())
}

/// Tells where the native stack of the state's thread lies (for coroutine libraries). 0, or -1 with ValueError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_ThreadState_SetStackProtection(
    t: *mut PyThreadState,
    start: *mut c_void,
    size: usize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if size < pystate::MIN_STACK {
                return Err(raise!(
                    ValueError,
                    "stack_size must be at least {} bytes",
                    pystate::MIN_STACK
                ));
            }
            pystate::set_stack(t.cast::<_PyThreadStateImpl>(), start as usize, size);
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_ThreadState_ResetStackProtection(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { pystate::init_stack_limits(t.cast()) }
}
