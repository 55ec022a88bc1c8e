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

/// Counts the variables by their kinds. An argument that is a cell counts as an argument, and among the cells once more; names that
/// are not local are of unknown kind.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_GetVarCounts(code: &Code, counts: *mut _PyCode_var_counts_t) {
    // SAFETY: constant fields of a live code object; the caller's room for the counts, which are plain numbers.
    let (code, out) = unsafe {
        counts.write_bytes(0, 1);
        (&*code.raw(), &mut *counts)
    };
    // SAFETY: the code object's own tuple and bytes.
    let (names, kinds) = unsafe {
        let names: &Tuple = Object::from_ptr(code.co_names).downcast_unchecked();
        let kinds: &Bytes = Object::from_ptr(code.co_localspluskinds).downcast_unchecked();
        (names, kinds)
    };
    let locals = &mut out.locals;
    let args = &mut locals.args;
    args.numposonly = code.co_posonlyargcount;
    args.numposorkw = code.co_argcount - code.co_posonlyargcount;
    args.numkwonly = code.co_kwonlyargcount;
    args.varargs = c_int::from(code.co_flags & layout::CO_VARARGS as c_int != 0);
    args.varkwargs = c_int::from(code.co_flags & layout::CO_VARKEYWORDS as c_int != 0);
    args.total = code.co_argcount + args.numkwonly + args.varargs + args.varkwargs;
    let total_args = args.total as usize;
    for (i, kind) in kinds.as_slice().iter().enumerate() {
        let is = |bit: c_int| c_int::from(*kind) & bit != 0;
        let is_cell = is(layout::CO_FAST_CELL);
        if is(layout::CO_FAST_FREE) {
            out.numfree += 1;
        } else if is(layout::CO_FAST_HIDDEN) {
            locals.hidden.total += 1;
            locals.hidden.numcells += c_int::from(is_cell);
            locals.hidden.numpure += c_int::from(!is_cell);
        } else if is_cell {
            locals.cells.total += 1;
            locals.cells.numargs += c_int::from(i < total_args);
            locals.cells.numothers += c_int::from(i >= total_args);
        } else if i >= total_args {
            locals.numpure += 1;
        }
    }
    locals.total =
        locals.args.total + locals.numpure + locals.cells.numothers + locals.hidden.total;
    out.unbound.total = names.len() as c_int;
    out.unbound.numunknown = out.unbound.total;
    out.total = locals.total + out.numfree + out.unbound.total;
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
