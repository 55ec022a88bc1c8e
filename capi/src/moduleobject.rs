//! `moduleobject.h`: module objects.

use core::ffi::{c_char, c_void};
use core::ptr::{null, null_mut};

use layout::{PyModuleDef, PyObject};
use objects::prelude::*;

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModuleDef_Init(def: *mut PyModuleDef) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe { Module::init_def(def) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyModule_NewObject(key: Option<&Object>) -> PyResult {
    up(Module::new(arg(key)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_New(key: *const c_char) -> PyResult {
    attached("PyModule_New");
    // SAFETY: the caller's contract.
    up(unsafe { Module::new(&*text(key)?) })
}

/// A module, or the TypeError of a function that was given something else.
fn module(o: Option<&Object>) -> PyResult<&Module> {
    arg(o)
}
/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetDict(m: Option<&Object>) -> Borrowed {
    borrowed(module(m).map(|m| &**m.dict()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetNameObject(m: Option<&Object>) -> PyResult {
    up(module_name(m))
}

fn module_name(m: Option<&Object>) -> PyResult<Ref<Str>> {
    match m.and_then(|m| m.downcast::<Module>()) {
        Some(m) => m.name(),
        None => Err(bad_argument()),
    }
}

/// `PyErr_BadArgument`.
pub(crate) fn bad_argument() -> Raised {
    raise!(TypeError, "bad argument type for built-in operation")
}
/// UTF-8 that lives as long as the module's name does.
#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetName(m: Option<&Object>) -> *const c_char {
    value(null(), || {
        crate::unicodeobject::lent_utf8(&*module_name(m)?)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetFilenameObject(m: Option<&Object>) -> PyResult {
    up({
        match m.and_then(|m| m.downcast::<Module>()) {
            Some(m) => m.filename(),
            None => Err(bad_argument()),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetFilename(m: Option<&Object>) -> *const c_char {
    value(null(), || match m.and_then(|m| m.downcast::<Module>()) {
        Some(m) => crate::unicodeobject::lent_utf8(&*m.filename()?),
        None => Err(bad_argument()),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetDef(m: Option<&Object>) -> *mut PyModuleDef {
    value(null_mut(), || {
        match m.and_then(|m| m.downcast::<Module>()) {
            Some(m) => Ok(m.def()),
            None => Err(bad_argument()),
        }
    })
}

/// The module's state, NULL if it has none.
#[unsafe(no_mangle)]
pub extern "C" fn PyModule_GetState(m: Option<&Object>) -> *mut c_void {
    value(null_mut(), || {
        match m.and_then(|m| m.downcast::<Module>()) {
            Some(m) => Ok(m.state()),
            None => Err(bad_argument()),
        }
    })
}
