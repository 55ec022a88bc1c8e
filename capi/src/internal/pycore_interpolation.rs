//! `internal/pycore_interpolation.h`: the parts of t-strings.

use core::ffi::c_int;

use objects::prelude::*;

use crate::support::*;

/// `conversion` is 0 or `FVC_STR`, `FVC_REPR`, `FVC_ASCII`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpolation_Build(
    value: &Object,
    text: &Object,
    conversion: c_int,
    spec: &Object,
) -> PyResult {
    up(objects::template::Interpolation::build(
        value, text, conversion, spec,
    ))
}
