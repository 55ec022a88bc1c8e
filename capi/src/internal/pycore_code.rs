//! `internal/pycore_code.h`: what the stock test module asks about code objects.

use core::ffi::c_int;

use layout::{_PyCode_var_counts_t, LOAD_CONST, PyThreadState, RETURN_VALUE};
use objects::prelude::*;

use crate::support::*;

/// Does every `return` of the code return None?
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_ReturnsOnlyNone(code: &Code) -> c_int {
    let flags = {
        // SAFETY: constant fields of a live code object.
        unsafe { (*code.raw()).co_flags }
    };
    if flags & (layout::CO_GENERATOR | layout::CO_COROUTINE | layout::CO_ASYNC_GENERATOR) as c_int
        != 0
    {
        return 0;
    }
    let consts: &Tuple = {
        // SAFETY: as above; a tuple of the code object's own.
        unsafe { Object::from_ptr((*code.raw()).co_consts).downcast_unchecked() }
    };
    let mut last_is_none = false;
    for instruction in code.instructions() {
        let opcode = c_int::from(instruction.opcode);
        if opcode == RETURN_VALUE && !last_is_none {
            return 0;
        }
        last_is_none = opcode == LOAD_CONST
            && consts
                .as_slice()
                .get(instruction.oparg)
                .is_some_and(|c| is_none(c));
    }
    1
}

/// All zero: the counts are refused by [`_PyCode_SetUnboundVarCounts`], which every caller asks next.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_GetVarCounts(_code: &Code, counts: *mut _PyCode_var_counts_t) {
    // SAFETY: the caller's contract; plain numbers.
    unsafe { counts.write_bytes(0, 1) }
}

/// -1 with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_SetUnboundVarCounts(
    _t: *mut PyThreadState,
    _code: &Code,
    _counts: *mut _PyCode_var_counts_t,
    _global_names: Option<&Object>,
    _attr_names: Option<&Object>,
    _globals: Option<&Object>,
    _builtins: Option<&Object>,
) -> Status {
    run(|| -> PyResult<()> {
        Err(raise!(
            NotImplementedError,
            "counting the variables of a code object is not supported yet"
        ))
    })
}

/// -1 with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_VerifyStateless(
    _t: *mut PyThreadState,
    _code: &Code,
    _global_names: Option<&Object>,
    _globals: Option<&Object>,
    _builtins: Option<&Object>,
) -> Status {
    run(|| -> PyResult<()> {
        Err(raise!(
            NotImplementedError,
            "verifying that a code object is stateless is not supported yet"
        ))
    })
}
