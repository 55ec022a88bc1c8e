//! `methodobject.h`: built-in functions.

use core::ffi::c_int;
use core::ptr::null_mut;

use layout::{METH_STATIC, PyCFunction, PyMethodDef};
use objects::CFunction;
use objects::prelude::*;

use crate::support::*;

/// The definition is not copied.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCFunction_New(def: *mut PyMethodDef, this: Option<&Object>) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { CFunction::new(def, this, None, None) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCFunction_NewEx(
    def: *mut PyMethodDef,
    this: Option<&Object>,
    module: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { CFunction::new(def, this, module, None) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCMethod_New(
    def: *mut PyMethodDef,
    this: Option<&Object>,
    module: Option<&Object>,
    class: Option<&Type>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { CFunction::new(def, this, module, class) })
}

fn function(o: Option<&Object>) -> PyResult<&CFunction> {
    arg(o)
}
#[unsafe(no_mangle)]
pub extern "C" fn PyCFunction_GetFunction(o: Option<&Object>) -> Option<PyCFunction> {
    value(None, || Ok(function(o)?.def().ml_meth))
}

/// Borrowed; NULL without an exception for a static method.
#[unsafe(no_mangle)]
pub extern "C" fn PyCFunction_GetSelf(o: Option<&Object>) -> Borrowed {
    value(null_mut(), || {
        let f = function(o)?;
        if f.def().ml_flags & METH_STATIC != 0 {
            return Ok(null_mut());
        }
        // SAFETY: a live function.
        Ok(unsafe { (*f.raw()).m_self })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCFunction_GetFlags(o: Option<&Object>) -> c_int {
    value(-1, || Ok(function(o)?.def().ml_flags))
}

/// As `PyObject_Call`, for built-in functions.
#[unsafe(no_mangle)]
pub extern "C" fn PyCFunction_Call(
    f: Option<&Object>,
    args: Option<&Object>,
    kwargs: Option<&Object>,
) -> PyResult {
    up({
        let f = some(f)?;
        f.call_tuple(
            arg(args)?,
            kwargs.map(|d| arg::<Dict>(Some(d))).transpose()?,
        )
    })
}
