//! `pycapsule.h`: C pointers as objects.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::{null, null_mut};

use layout::PyCapsule_Destructor;
use objects::capsule::Capsule;
use objects::prelude::*;

use crate::support::*;

fn valid<'a>(o: Option<&'a Object>, function: &str) -> PyResult<&'a Capsule> {
    match o {
        Some(o) => Capsule::valid(o, function),
        None => Err(raise!(
            ValueError,
            "{function} called with invalid PyCapsule object"
        )),
    }
}
/// The name is not copied.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_New(
    pointer: *mut c_void,
    name: *const c_char,
    destructor: Option<PyCapsule_Destructor>,
) -> PyResult {
    attached("PyCapsule_New");
    // SAFETY: the caller's contract.
    up(unsafe {
        if pointer.is_null() {
            return Err(raise!(ValueError, "PyCapsule_New called with null pointer"));
        }
        Capsule::new(pointer, name, destructor)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_GetPointer(
    o: Option<&Object>,
    name: *const c_char,
) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || match o {
            Some(o) => Capsule::pointer(o, name),
            None => valid(None, "PyCapsule_GetPointer").map(|_| null_mut()),
        })
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCapsule_GetName(o: Option<&Object>) -> *const c_char {
    value(null(), || {
        // SAFETY: a valid capsule; a plain field.
        Ok(unsafe { (*valid(o, "PyCapsule_GetName")?.raw()).name })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCapsule_GetDestructor(o: Option<&Object>) -> Option<PyCapsule_Destructor> {
    value(None, || {
        // SAFETY: a valid capsule; a plain field.
        Ok(unsafe { (*valid(o, "PyCapsule_GetDestructor")?.raw()).destructor })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCapsule_GetContext(o: Option<&Object>) -> *mut c_void {
    value(null_mut(), || {
        // SAFETY: a valid capsule; a plain field.
        Ok(unsafe { (*valid(o, "PyCapsule_GetContext")?.raw()).context })
    })
}

/// 1 if it is a capsule with a pointer and that name; cannot fail.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_IsValid(o: Option<&Object>, name: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        c_int::from(
            o.and_then(|o| o.downcast::<Capsule>())
                .is_some_and(|c| !(*c.raw()).pointer.is_null() && c.has_name(name)),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_SetPointer(o: Option<&Object>, pointer: *mut c_void) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if pointer.is_null() {
                return Err(raise!(
                    ValueError,
                    "PyCapsule_SetPointer called with null pointer"
                ));
            }
            (*valid(o, "PyCapsule_SetPointer")?.raw()).pointer = pointer;
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_SetName(o: Option<&Object>, name: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            (*valid(o, "PyCapsule_SetName")?.raw()).name = name;
            Ok(())
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCapsule_SetDestructor(
    o: Option<&Object>,
    destructor: Option<PyCapsule_Destructor>,
) -> Status {
    run(|| {
        let c = valid(o, "PyCapsule_SetDestructor")?;
        // SAFETY: a capsule.
        unsafe { (*c.raw()).destructor = destructor };
        Ok(())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_SetContext(o: Option<&Object>, context: *mut c_void) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            (*valid(o, "PyCapsule_SetContext")?.raw()).context = context;
            Ok(())
        }
    })
}

/// The pointer of the capsule "module.attribute...", which must have that name; the module is imported.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCapsule_Import(full: *const c_char, _no_block: c_int) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || {
            if full.is_null() {
                return Err(null_argument());
            }
            let path = CStr::from_ptr(full).to_bytes();
            let mut parts = path.split(|b| *b == b'.');
            let module = parts.next().unwrap_or_default();
            let path = String::from_utf8_lossy(path);
            let mut object = Str::decode_utf8(module, None)
                .and_then(|m| runtime::import::import_module_named(&m))
                .map_err(|raised| {
                    raised.clear();
                    raise!(
                        ImportError,
                        "PyCapsule_Import could not import module \"{}\"",
                        String::from_utf8_lossy(module)
                    )
                })?;
            for part in parts {
                object = object.get_attr(&*Str::decode_utf8(part, None)?)?;
            }
            match object.downcast::<Capsule>() {
                Some(c) if c.has_name(full) && !(*c.raw()).pointer.is_null() => {
                    Ok((*c.raw()).pointer)
                }
                _ => Err(raise!(
                    AttributeError,
                    "PyCapsule_Import \"{path}\" is not valid"
                )),
            }
        })
    }
}
