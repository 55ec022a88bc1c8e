//! `internal/pycore_function.h`.

use core::ffi::c_uint;

use layout::PyThreadState;
use objects::prelude::*;

use crate::support::*;

/// Gives a function a version, by which specialised code finds it again.
#[unsafe(no_mangle)]
pub extern "C" fn _PyFunction_SetVersion(f: &Function, version: c_uint) {
    f.set_version(version);
}

/// 0 if the function is no more than its code; -1 with TypeError or ValueError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyFunction_VerifyStateless(
    _t: *mut PyThreadState,
    f: Option<&Object>,
) -> Status {
    run(|| objects::code::variables::verify_stateless_function(arg(f)?))
}
