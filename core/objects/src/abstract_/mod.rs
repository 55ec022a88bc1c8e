//! The object protocol: what can be asked of any object (`abstract.h`, `object.h`).

use base::{Object, PyResult, Ref, tstate};

use crate::prelude::*;

pub mod attr;
pub mod call;
pub mod file;
pub mod instance;
pub mod item;
pub mod iter;
pub mod number;
mod protocol;
pub mod sequence;
pub mod text;

pub use iter::{async_iter as get_aiter, async_next, is_iterator, next_raw};
pub use protocol::{CompareOp, Protocol};

/// A builtin of the running frame, or of the interpreter (`_PyEval_GetBuiltin`).
pub fn builtin(name: &'static str) -> PyResult {
    let builtins = match crate::traceback::frames::Running::current() {
        Some(frame) => Some(frame.builtins()),
        // SAFETY: attached; the interpreter keeps its builtins dict.
        None => unsafe { Ref::<Object>::from_borrowed_opt((*tstate::interp()).builtins) },
    };
    let key = Str::intern_static(name);
    if let Some(b) = builtins
        && let Some(f) = b.get_item_opt(key)?
    {
        return Ok(f);
    }
    Err(crate::exceptions::raise_object(
        &crate::exceptions::types::AttributeError,
        key,
    ))
}

/// `__class_getitem__` of generic built-in types: a `types.GenericAlias`.
pub extern "C" fn generic_alias(class: &Object, item: &Object) -> PyResult {
    crate::abstract_::item::generic_alias(class, item)
}
