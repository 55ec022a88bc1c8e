//! `StopIteration`, `SystemExit`, `KeyError`: a field or a method more than the base.

use core::mem::offset_of;

use base::{PyResult, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields};
use super::{BaseExc, replace};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offset is the field's.
unsafe impl Fields for PyStopIterationObject {
    const OFFSETS: &'static [usize] = &[offset_of!(PyStopIterationObject, value)];
}

// SAFETY: the offset is the field's.
unsafe impl Fields for PySystemExitObject {
    const OFFSETS: &'static [usize] = &[offset_of!(PySystemExitObject, code)];
}

extern "C" fn stop_iteration_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    basic::init(this, args, kwargs)
        .map(|()| {
            let value = args.get(0).unwrap_or(none()).to_ref();
            // SAFETY: layout: the slot of StopIteration.
            unsafe {
                replace(
                    &raw mut (*this.raw().cast::<PyStopIterationObject>()).value,
                    Some(value),
                )
            }
        })
        .into()
}

/// No argument leaves the code unset, which reads as None; several make a tuple.
extern "C" fn system_exit_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    basic::init(this, args, kwargs)
        .map(|()| {
            let code: Option<Ref> = match args.as_slice() {
                [] => return,
                [one] => Some(one.to_ref()),
                _ => Some(args.to_ref().upcast()),
            };
            // SAFETY: layout: the slot of SystemExit.
            unsafe {
                replace(
                    &raw mut (*this.raw().cast::<PySystemExitObject>()).code,
                    code,
                )
            }
        })
        .into()
}

/// A single key shows as its repr, so that `KeyError('')` says something.
extern "C" fn key_error_str(this: &BaseExc) -> PyResult {
    let args = this.args();
    match args.as_slice() {
        [key] => Ok(key.repr()?.upcast()),
        _ => basic::str_of(this),
    }
}

pub const STOP_ITERATION_INIT: Option<initproc> = slots::init(stop_iteration_init);
pub const SYSTEM_EXIT_INIT: Option<initproc> = slots::init(system_exit_init);
pub const KEY_ERROR_STR: Option<reprfunc> = slots::repr(key_error_str);

pub static mut STOP_ITERATION_MEMBERS: [PyMemberDef; 2] = [
    slots::member_doc(
        c"value",
        _Py_T_OBJECT,
        offset_of!(PyStopIterationObject, value),
        0,
        c"what the generator returned",
    ),
    slots::MEMBERS_END,
];

pub static mut SYSTEM_EXIT_MEMBERS: [PyMemberDef; 2] = [
    slots::member_doc(
        c"code",
        _Py_T_OBJECT,
        offset_of!(PySystemExitObject, code),
        0,
        c"the exit status",
    ),
    slots::MEMBERS_END,
];
