//! `warnings` from Rust: `PyErr_WarnEx` and kin.

use base::{Object, PyResult};

use crate::Type;

/// `PyErr_WarnEx(category, message, stack_level)`; Err if the warning was turned into an exception.
pub fn warn(
    category: &Type,
    message: core::fmt::Arguments<'_>,
    stack_level: isize,
) -> PyResult<()> {
    let _ = 0;
    todo!()
}
/// ResourceWarning with a source object.
pub fn warn_resource(
    source: &Object,
    stack_level: isize,
    message: core::fmt::Arguments<'_>,
) -> PyResult<()> {
    let _ = 0;
    todo!()
}
