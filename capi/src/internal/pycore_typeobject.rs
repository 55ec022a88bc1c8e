//! `internal/pycore_typeobject.h`: types, for the stock extension modules.

use core::ffi::{c_int, c_uint, c_void};
use core::ptr::null_mut;

use layout::{PyInterpreterState, PyTypeObject};
use objects::prelude::*;

use crate::support::*;

/// As `PyType_GetBaseByToken`, borrowed.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyType_GetBaseByToken_Borrow(
    ty: Option<&Object>,
    token: *mut c_void,
    out: *mut *mut PyTypeObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let code = crate::object::PyType_GetBaseByToken(ty, token, out);
        if code == 1 && !out.is_null() {
            // The MRO keeps the class.
            drop(Ref::<Object>::from_raw_owned(*out));
        }
        code
    }
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_GetDict(ty: &Type) -> Borrowed {
    ty.dict_opt().map_or(null_mut(), |d| d.as_ptr())
}

/// Readies a static type of an extension in this interpreter.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyStaticType_InitForExtension(
    _interp: *mut PyInterpreterState,
    ty: &Type,
) -> Status {
    run(|| {
        // SAFETY: a static type of its author's, who asks for this.
        unsafe {
            (*ty.raw()).tp_flags |= layout::Py_TPFLAGS_IMMUTABLETYPE
                | layout::_Py_TPFLAGS_STATIC_BUILTIN as core::ffi::c_ulong;
            base::refcount::set_immortal(ty.raw().cast());
        }
        ty.ready_static(objects::type_::StaticKind::Extension)
    })
}

/// Gives the type a version of the caller's; 0 takes it away.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_SetVersion(ty: &Type, version: c_uint) {
    ty.set_chosen_version(version);
}

/// The static built-in types.
#[unsafe(no_mangle)]
pub extern "C" fn _PyStaticType_GetBuiltins() -> PyResult {
    up({
        let all = List::new()?;
        for ty in objects::static_types::all() {
            all.push(ty)?;
        }
        Ok(all)
    })
}

/// The names of all special methods that stand for slots.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_GetSlotWrapperNames() -> PyResult {
    up({
        let all = List::new()?;
        for name in objects::type_::slotdefs::NAMES {
            all.push(&*Str::from_str(name)?)?;
        }
        Ok(all)
    })
}

/// New reference: `super(ty, o).name`. With `method`, a function that is found stays unbound, and 1 is written there.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySuper_Lookup(
    ty: &Type,
    o: &Object,
    name: &Str,
    method: *mut c_int,
) -> PyResult {
    let (value, is_method) = objects::type_::super_::super_lookup(ty, o, name, !method.is_null())?;
    if is_method && !method.is_null() {
        // SAFETY: the caller's room.
        unsafe { *method = 1 };
    }
    Ok(value)
}
