//! `internal/pycore_sysmodule.h`: attributes of `sys`, with errors told.

use core::ffi::c_char;

use layout::PyObject;
use objects::prelude::*;
use runtime::sys;

use crate::support::*;

fn required(name: &str) -> PyResult {
    match sys::get(name)? {
        Some(v) => Ok(v),
        None => Err(raise!(RuntimeError, "lost sys.{name}")),
    }
}

/// 1 and a new reference; 0 and NULL; -1 and NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySys_GetOptionalAttr(
    name: Option<&Object>,
    out: *mut *mut PyObject,
) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        found(
            out,
            attribute_name(name).and_then(|n| sys::get(&n.to_string_lossy())),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySys_GetOptionalAttrString(
    name: *const c_char,
    out: *mut *mut PyObject,
) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, sys::get(&lossy(name).unwrap_or_default())) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PySys_GetRequiredAttr(name: Option<&Object>) -> PyResult {
    up(required(&attribute_name(name)?.to_string_lossy()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySys_GetRequiredAttrString(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { required(&lossy(name).unwrap_or_default()) })
}

/// What `sys.getsizeof` says; `usize::MAX` with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PySys_GetSizeOf(o: Option<&Object>) -> usize {
    value(usize::MAX, || {
        let size = runtime::sys::size_of(some(o)?)?;
        Ok(size)
    })
}
