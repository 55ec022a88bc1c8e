//! `internal/pycore_optimizer.h`: executors of the tracing optimiser, of which there are none yet.

use core::ffi::{c_int, c_void};

use layout::PyInterpreterState;
use objects::prelude::*;

/// No executor exists that could depend on anything.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_Executor_DependsOn(_executor: *mut c_void, _obj: *mut c_void) {}

/// No executor exists that depends on the object.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_Executors_InvalidateDependency(
    _interp: *mut PyInterpreterState,
    _obj: *mut c_void,
    _is_invalidation: c_int,
) {
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_uop_symbols_test(
    _module: Option<&Object>,
    _ignored: Option<&Object>,
) -> PyResult {
    Err(raise!(
        NotImplementedError,
        "the tracing optimiser is not supported yet"
    ))
}
