//! `internal/pycore_code.h`: the variables of code objects, and whether they may move to another interpreter.

use core::ffi::{CStr, c_char, c_int};

use layout::{_PyCode_var_counts_t, PyThreadState};
use objects::code::variables::{self, Names};
use objects::prelude::*;

use crate::support::*;

/// 1, or 0 and the reason at `*message` if that is wanted.
///
/// # Safety
/// `message` is NULL or a place for a pointer.
unsafe fn verdict(r: Result<(), &'static CStr>, message: *mut *const c_char) -> c_int {
    match r {
        Ok(()) => 1,
        Err(why) => {
            if !message.is_null() {
                // SAFETY: the caller's.
                unsafe { *message = why.as_ptr() };
            }
            0
        }
    }
}

fn namespace(o: Option<&Object>) -> PyResult<Option<&Dict>> {
    match o {
        None => Ok(None),
        Some(o) => match o.downcast() {
            Some(d) => Ok(Some(d)),
            None => Err(objects::exceptions::bad_internal_call()),
        },
    }
}

/// Does every `return` of the code return None?
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_ReturnsOnlyNone(code: &Code) -> c_int {
    c_int::from(code.returns_only_none())
}

/// Counts the variables by their kinds.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_GetVarCounts(code: &Code, counts: *mut _PyCode_var_counts_t) {
    // SAFETY: the caller's room.
    unsafe { counts.write(code.variable_counts()) }
}

/// Tells the names that are not local apart: attributes and globals, and where the latter come from. The sets, if given, say which
/// have been seen, and take the new ones.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_SetUnboundVarCounts(
    _t: *mut PyThreadState,
    code: &Code,
    counts: *mut _PyCode_var_counts_t,
    global_names: Option<&Object>,
    attr_names: Option<&Object>,
    globals: Option<&Object>,
    builtins: Option<&Object>,
) -> Status {
    run(|| {
        let seen = Names {
            globals: global_names,
            attributes: attr_names,
        };
        // SAFETY: the caller's counts.
        let counts = unsafe { &mut *counts };
        code.count_unbound(counts, &seen, namespace(globals)?, namespace(builtins)?)
    })
}

/// 0 if the code keeps no state and refers to none; -1 with ValueError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_VerifyStateless(
    _t: *mut PyThreadState,
    code: &Code,
    global_names: Option<&Object>,
    globals: Option<&Object>,
    builtins: Option<&Object>,
) -> Status {
    run(|| code.verify_stateless(global_names, namespace(globals)?, namespace(builtins)?))
}

/// 1 if nobody keeps data with the code; 0 and why not.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_CheckNoInternalState(
    code: &Code,
    message: *mut *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    unsafe { verdict(code.check_no_internal_state(), message) }
}

/// 1 if the code refers to nothing outside itself but builtins; 0 and why not.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_CheckNoExternalState(
    _code: &Code,
    counts: *mut _PyCode_var_counts_t,
    message: *mut *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    unsafe { verdict(variables::check_no_external_state(&*counts), message) }
}

/// 1 if it is the code of a plain function; 0 and what else it is.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_CheckPureFunction(
    code: &Code,
    message: *mut *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    unsafe { verdict(code.check_pure_function(), message) }
}
