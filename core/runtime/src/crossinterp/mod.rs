//! What passes between interpreters (`internal/pycore_crossinterp.h`): data, exceptions, and sessions in which one runs code of another.
//!
//! No object is ever seen by two interpreters. [`data`] describes an object by memory that both may read, from which the other makes
//! an object of its own; what was taken of the first is given back by a call that is pending there ([`data::call_in`]). Which types can
//! do so [`registry`] knows; [`shareable`] has the built-in ones, [`converted`] what goes as a pickle, marshalled, or as code.
//! [`snapshot`] keeps what is to be known of an exception, [`failure`] why a session failed, [`namespace`] several objects by name, and
//! [`session`] enters and leaves.

pub mod converted;
pub mod data;
pub mod failure;
mod main_module;
mod namespace;
pub mod registry;
pub mod session;
pub mod shareable;
pub mod snapshot;

use core::fmt::Arguments;

use base::tstate;
use objects::exceptions::{self, BaseExc, types};
use objects::prelude::*;

use crate::interpreters::main_module;

/// Makes the current interpreter's NotShareableError, and its register of shareable types.
pub fn init() -> PyResult<()> {
    let name = Str::from_str("NotShareableError")?;
    let namespace = Dict::new()?;
    namespace.set(id!(__module__), &*Str::from_str("concurrent.interpreters")?)?;
    let bases = Tuple::from_slice(&[&types::TypeError])?;
    let class = objects::type_::PyType_Type.call(&[&name, &bases, &namespace])?;
    // SAFETY: attached; the interpreter's own fields.
    unsafe {
        let state = &raw mut (*tstate::interp()).xi;
        (*state).exceptions.PyExc_NotShareableError = class.into_ptr();
        (*state).exceptions.PyExc_InterpreterError = types::InterpreterError.raw().cast();
        (*state).exceptions.PyExc_InterpreterNotFoundError =
            types::InterpreterNotFoundError.raw().cast();
        (*state).data_lookup.registry.initialized = 1;
    }
    registry::init()
}

/// Gives up what [`init`] made.
pub fn fini() {
    registry::fini();
    // SAFETY: attached; the field owns the class.
    unsafe {
        let class = &raw mut (*tstate::interp()).xi.exceptions.PyExc_NotShareableError;
        drop(Ref::<Object>::from_owned_opt(
            class.replace(core::ptr::null_mut()),
        ));
    }
}

/// The current interpreter's NotShareableError.
pub fn not_shareable_type() -> &'static Type {
    // SAFETY: attached; set at start-up, kept by the interpreter.
    unsafe {
        let class = (*tstate::interp()).xi.exceptions.PyExc_NotShareableError;
        match Object::from_ptr_opt(class) {
            Some(class) => class.downcast_unchecked(),
            None => &types::TypeError,
        }
    }
}

/// Raises NotShareableError.
pub fn not_shareable(message: Arguments<'_>, cause: Option<Ref>) -> Raised {
    with_cause(not_shareable_type(), message, cause)
}

/// Raises an exception with a cause.
fn with_cause(class: &Type, message: Arguments<'_>, cause: Option<Ref>) -> Raised {
    let raised = exceptions::raise(class, message);
    let Some(cause) = cause else { return raised };
    match raised.take() {
        Some(exception) => {
            if let Some(e) = exception.downcast::<BaseExc>() {
                e.set_cause(Some(cause));
            }
            Raised::set(exception)
        }
        None => exceptions::bad_internal_call(),
    }
}
