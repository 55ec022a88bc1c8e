//! `internal/pycore_interpolation.h`: the parts of t-strings.

use core::ffi::c_int;

use objects::prelude::*;

use crate::support::*;

/// `conversion` is 0 or `FVC_STR`, `FVC_REPR`, `FVC_ASCII`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpolation_Build(
    value: Option<&Object>,
    text: Option<&Object>,
    conversion: c_int,
    spec: Option<&Object>,
) -> PyResult {
    run(|| {
        let (value, text, spec) = (some(value)?, some(text)?, some(spec)?);
        Ok(objects::template::Interpolation::build(value, text, conversion, spec)?.upcast())
    })
}
