//! `boolobject.h`.

use core::ffi::c_long;

use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyBool_FromLong(v: c_long) -> PyResult {
    up(Ok(py_bool(v != 0).to_ref()))
}
