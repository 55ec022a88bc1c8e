//! `descrobject.h` and `cpython/descrobject.h`: descriptors.

use core::ffi::{c_char, c_int, c_void};

use layout::{PyGetSetDef, PyMemberDef, PyMethodDef, pytype_slotdef};
use objects::descr::wrapper::{self, WrapperDescr};
use objects::descr::{MappingProxy, getset, member, method};
use objects::prelude::*;

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDescr_NewMethod(ty: Option<&Type>, def: *mut PyMethodDef) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { method::new(some(ty)?, def) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDescr_NewClassMethod(
    ty: Option<&Type>,
    def: *mut PyMethodDef,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { method::new_class_method(some(ty)?, def) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDescr_NewMember(ty: Option<&Type>, def: *mut PyMemberDef) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if (*def).flags & layout::Py_RELATIVE_OFFSET != 0 {
            return Err(raise!(
                SystemError,
                "PyDescr_NewMember used with Py_RELATIVE_OFFSET"
            ));
        }
        member::new(some(ty)?, def)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDescr_NewGetSet(ty: Option<&Type>, def: *mut PyGetSetDef) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { getset::new(some(ty)?, def) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyDescr_NewWrapper(
    ty: Option<&Type>,
    base: *mut pytype_slotdef,
    wrapped: *mut c_void,
) -> PyResult {
    up(wrapper::new(some(ty)?, base, wrapped))
}

/// Does the type of `o` have `__set__` or `__delete__`?
#[unsafe(no_mangle)]
pub extern "C" fn PyDescr_IsData(o: Option<&Object>) -> c_int {
    // SAFETY: a live object; a slot of its type.
    c_int::from(o.is_some_and(|o| unsafe { (*o.type_ptr()).tp_descr_set.is_some() }))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyDictProxy_New(mapping: Option<&Object>) -> PyResult {
    up(MappingProxy::new(some(mapping)?))
}

/// A slot wrapper bound to an object.
#[unsafe(no_mangle)]
pub extern "C" fn PyWrapper_New(descr: &Object, this: Option<&Object>) -> PyResult {
    up({
        let this = some(this)?;
        let Some(d) = descr.downcast::<WrapperDescr>() else {
            return Err(objects::exceptions::bad_internal_call());
        };
        wrapper::bind(d, this)
    })
}

/// The field of a C struct at `base` that the definition describes.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMember_GetOne(base: *const c_char, def: *mut PyMemberDef) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { member::get_one(base, &*def) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMember_SetOne(
    base: *mut c_char,
    def: *mut PyMemberDef,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { member::set_one(base, &*def, value) }
    })
}
