//! `internal/pycore_initconfig.h`: configurations as dicts, statuses as exceptions.

use layout::{PyConfig, PyPreConfig, PyStatus};
use objects::prelude::*;
use runtime::config::options::{self, Both};
use runtime::config::{defaults, preconfig, status};

use crate::support::*;

/// Raises what a status says: RuntimeError, SystemExit for an exit, MemoryError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyErr_SetFromPyStatus(s: PyStatus) {
    {
        let message = {
            // SAFETY: a status' texts are C strings or NULL.
            unsafe { lossy(s.err_msg) }.unwrap_or_default()
        };
        // SAFETY: as above.
        let function = unsafe { lossy(s.func) };
        let _raised = if status::is_exit(&s) {
            match Long::from_i64(i64::from(s.exitcode)) {
                Ok(code) => objects::exceptions::raise_object(
                    &objects::exceptions::types::SystemExit,
                    &code,
                ),
                Err(raised) => raised,
            }
        } else if !status::is_error(&s) {
            raise!(
                SystemError,
                "_PyErr_SetFromPyStatus() expects an error PyStatus"
            )
        } else if message == "memory allocation failed" {
            objects::exceptions::no_memory()
        } else {
            match function {
                Some(f) => raise!(RuntimeError, "{f}: {message}"),
                None => raise!(RuntimeError, "{message}"),
            }
        };
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyConfig_InitCompatConfig(c: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe { defaults::init_compat(c) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyPreConfig_InitCompatConfig(c: *mut PyPreConfig) {
    // SAFETY: the caller's contract.
    unsafe { c.write(preconfig::init_python()) }
}

fn as_dict(b: Both) -> PyResult<Ref<Dict>> {
    let d = Dict::new()?;
    for row in options::ROWS {
        // SAFETY: live structs; attached.
        d.set(&*Str::from_str(row.name)?, &*unsafe { row.object(b) }?)?;
    }
    Ok(d)
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyConfig_AsDict(c: *const PyConfig) -> PyResult {
    up(as_dict(Both {
        config: c.cast_mut(),
        ..options::current()
    }))
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_GetConfigsAsDict() -> PyResult {
    Err(raise!(
        NotImplementedError,
        "the three configurations as one dict are not supported yet"
    ))
}

/// NULL with NotImplementedError: the paths are computed in Rust.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_Get_Getpath_CodeObject() -> PyResult {
    Err(raise!(
        NotImplementedError,
        "the paths are not computed by Python code"
    ))
}

/// -1 with NotImplementedError: there is but one interpreter yet.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInterpreterConfig_InitFromDict(
    _config: *mut layout::PyInterpreterConfig,
    _dict: Option<&Object>,
) -> Status {
    run(|| -> PyResult<()> {
        Err(raise!(
            NotImplementedError,
            "{}",
            crate::pystate::SUBINTERPRETERS
        ))
    })
}

/// Nothing to forget: the paths are kept in the configuration alone.
#[unsafe(no_mangle)]
pub extern "C" fn _PyPathConfig_ClearGlobal() {}
