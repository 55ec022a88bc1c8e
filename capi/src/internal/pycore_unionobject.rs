//! `internal/pycore_unionobject.h`.

use objects::prelude::*;

use crate::support::*;

/// `a | b` of types.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_union_type_or(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(objects::union_::or(some(a)?, some(b)?))
}
