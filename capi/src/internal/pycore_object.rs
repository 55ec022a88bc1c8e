//! `internal/pycore_object.h`: special lookups, memory.

use core::ffi::{c_char, c_int};

use base::stackref::StackRef;
use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

/// Memory that was freed, never written or guarded, as debug allocators fill it.
fn is_freed_pattern(p: *const PyObject) -> bool {
    let v = p as usize;
    v == 0
        || [0xcd_u8, 0xdd, 0xfd]
            .iter()
            .any(|b| v == usize::from_ne_bytes([*b; 8]))
}
/// 1 if the object looks like freed memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_IsFreed(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(is_freed_pattern(o) || is_freed_pattern((*o).ob_type.cast())) }
}

/// 1: `method` is a function that takes `o` first; 0: it is bound, or NULL with an exception. New reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_GetMethod(
    o: Option<&Object>,
    name: Option<&Object>,
    method: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match (|| some(o)?.get_method(attribute_name(name)?))() {
            Ok((m, unbound)) => {
                *method = m.into_ptr();
                c_int::from(unbound)
            }
            Err(_) => {
                *method = core::ptr::null_mut();
                0
            }
        }
    }
}

/// New reference: the type's method, bound; NULL without an exception if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_LookupSpecial(
    o: Option<&Object>,
    name: Option<&Object>,
) -> *mut PyObject {
    optional((|| some(o)?.lookup_special(arg(name)?))())
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_MaybeCallSpecialNoArgs(
    o: Option<&Object>,
    name: Option<&Object>,
) -> *mut PyObject {
    optional((|| match some(o)?.lookup_special(arg(name)?)? {
        None => Ok(None),
        Some(m) => m.call(&[]).map(Some),
    })())
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_MaybeCallSpecialOneArg(
    o: Option<&Object>,
    name: Option<&Object>,
    value: Option<&Object>,
) -> *mut PyObject {
    optional((|| match some(o)?.lookup_special(arg(name)?)? {
        None => Ok(None),
        Some(m) => m.call(&[some(value)?]).map(Some),
    })())
}

/// What `copyreg` puts into the state (`object.__getstate__`).
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GetState(o: Option<&Object>) -> PyResult {
    up(some(o)?.call_method(id!(__getstate__), &[]))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyType_AllocNoTrack(ty: &Type, items: isize) -> PyResult {
    up(objects::alloc::generic_untracked(ty, items.max(0) as usize))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyType_NewManagedObject(ty: &Type) -> PyResult {
    up(objects::alloc::generic(ty, 0))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_SetImmortal(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if objects::gc::is_gc(Object::from_ptr(o)) {
            objects::gc::untrack_ptr(o);
        }
        base::refcount::set_immortal(o);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_SetImmortalUntracked(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::set_immortal(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_FatalRefcountErrorFunc(
    function: *const c_char,
    message: *const c_char,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let message = lossy(message).unwrap_or_default();
        base::fatal::error(
            lossy(function).as_deref(),
            &format!("{message}: bug likely caused by a refcount error in a C extension"),
        )
    }
}

/// The comparison with its operands exchanged.
#[unsafe(no_mangle)]
pub static _Py_SwappedOp: [c_int; 6] = [4, 5, 2, 3, 0, 1];

/// Looks a special method up in the type of the object in the second slot: 1 with the method in the first slot, and the object left for its
/// `self` or taken away; 0 if there is none; -1 with an exception.
///
/// # Safety
/// C contract; attached: two slots, a live object in the second.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_LookupSpecialMethod(
    name: &Str,
    slots: *mut layout::_PyStackRef,
) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let owner = StackRef::from_bits((*slots.add(1)).bits);
        if owner.as_object().class().lookup(name).is_none() {
            (*slots.add(1)).bits = owner.into_bits();
            (*slots).bits = StackRef::NULL.into_bits();
            return 0;
        }
        match eval::attribute::special_named(owner, name) {
            Ok((method, owner)) => {
                (*slots).bits = method.into_bits();
                (*slots.add(1)).bits = owner.into_bits();
                1
            }
            Err(_) => {
                (*slots).bits = StackRef::NULL.into_bits();
                (*slots.add(1)).bits = StackRef::NULL.into_bits();
                -1
            }
        }
    }
}
