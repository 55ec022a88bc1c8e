//! Numbers as text: the format-specification mini language for `int`, `float` and `complex`, and floats by C's codes.

pub mod digits;
mod double;

pub use double::{DoubleFormat, double_to_string, repr};

use crate::prelude::*;

pub fn format_long(value: &Long, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.len() == 0 {
        value.str()
    } else {
        Err(raise!(NotImplementedError, "format of int"))
    }
}
pub fn format_float(value: &Float, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.len() == 0 {
        value.str()
    } else {
        Err(raise!(NotImplementedError, "format of float"))
    }
}
