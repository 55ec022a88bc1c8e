//! `internal/pycore_template.h` and `internal/pycore_interpolation.h`: t-strings.

use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyTemplate_Build(
    strings: Option<&Object>,
    interpolations: Option<&Object>,
) -> PyResult {
    up(eval::construct::template(
        some(strings)?,
        some(interpolations)?,
    ))
}
