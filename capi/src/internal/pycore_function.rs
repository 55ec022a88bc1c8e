//! `internal/pycore_function.h`.

use core::ffi::c_uint;

use objects::prelude::*;

/// Gives a function a version, by which specialised code finds it again.
#[unsafe(no_mangle)]
pub extern "C" fn _PyFunction_SetVersion(f: &Function, version: c_uint) {
    f.set_version(version);
}
