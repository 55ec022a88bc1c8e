//! `cpython/context.h`: context variables.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::{PyContext_WatchCallback, PyObject};
use objects::context::{Context, ContextVar, Token};
use objects::prelude::*;

use crate::support::*;

fn context(o: Option<&Object>) -> PyResult<&Context> {
    let o = some(o)?;
    o.downcast::<Context>()
        .ok_or_else(|| raise!(TypeError, "an instance of Context was expected"))
}

fn variable(o: Option<&Object>) -> PyResult<&ContextVar> {
    let o = some(o)?;
    o.downcast::<ContextVar>()
        .ok_or_else(|| raise!(TypeError, "an instance of ContextVar was expected"))
}
#[unsafe(no_mangle)]
pub extern "C" fn PyContext_New() -> PyResult {
    attached("PyContext_New");
    up(Context::empty())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContext_Copy(o: Option<&Object>) -> PyResult {
    up(context(o)?.copied())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContext_CopyCurrent() -> PyResult {
    up(Context::copy_current())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContext_Enter(o: Option<&Object>) -> Status {
    run(|| context(o)?.enter())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContext_Exit(o: Option<&Object>) -> Status {
    run(|| context(o)?.exit())
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyContextVar_New(
    name: *const c_char,
    default: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { ContextVar::create(&*text(name)?, default) })
}

/// The value, or the default given, or the variable's; 0 with NULL if there is none; -1 with an exception. New reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyContextVar_Get(
    o: Option<&Object>,
    default: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match variable(o).and_then(|v| v.get_or(default)) {
            Ok(v) => {
                *out = v.map_or(null_mut(), Ref::into_ptr);
                0
            }
            Err(_) => {
                *out = null_mut();
                -1
            }
        }
    }
}

/// A token for `PyContextVar_Reset`.
#[unsafe(no_mangle)]
pub extern "C" fn PyContextVar_Set(o: Option<&Object>, value: Option<&Object>) -> PyResult {
    up(variable(o)?.set_value(some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContextVar_Reset(o: Option<&Object>, token: Option<&Object>) -> Status {
    run(|| {
        let v = variable(o)?;
        match some(token)?.downcast::<Token>() {
            Some(t) => v.reset_to(t),
            None => Err(raise!(TypeError, "an instance of Token was expected")),
        }
    })
}

/// The place of a watcher that is set.
fn checked(id: c_int) -> PyResult<usize> {
    let i = usize::try_from(id)
        .ok()
        .filter(|i| *i < layout::CONTEXT_MAX_WATCHERS as usize)
        .ok_or_else(|| raise!(ValueError, "Invalid context watcher ID {id}"))?;
    // SAFETY: attached.
    if unsafe { (*base::tstate::interp()).context_watchers[i] }.is_none() {
        return Err(raise!(ValueError, "No context watcher set for ID {id}"));
    }
    Ok(i)
}
#[unsafe(no_mangle)]
pub extern "C" fn PyContext_AddWatcher(callback: PyContext_WatchCallback) -> c_int {
    value(-1, || {
        // SAFETY: attached.
        let interp = unsafe { &mut *base::tstate::interp() };
        for (i, slot) in interp.context_watchers.iter_mut().enumerate() {
            if slot.is_none() {
                *slot = Some(callback);
                interp.active_context_watchers |= 1 << i;
                return Ok(i as c_int);
            }
        }
        Err(raise!(
            RuntimeError,
            "no more context watcher IDs available"
        ))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyContext_ClearWatcher(id: c_int) -> Status {
    run(|| {
        let i = checked(id)?;
        // SAFETY: attached.
        unsafe {
            let interp = base::tstate::interp();
            (*interp).context_watchers[i] = None;
            (*interp).active_context_watchers &= !(1 << i);
        }
        Ok(())
    })
}
