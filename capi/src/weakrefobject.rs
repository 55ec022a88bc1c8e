//! `weakrefobject.h`: weak references.

use core::ffi::c_int;
use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;
use objects::weakref;

use crate::support::*;

/// The object of a reference or a proxy.
fn target(o: Option<&Object>) -> PyResult<Option<Ref>> {
    let Some(o) = some(o)
        .map(Some)?
        .filter(|o| weakref::is_reference(o) || weakref::proxy::is_proxy(o))
    else {
        return Err(raise!(TypeError, "expected a weakref"));
    };
    // SAFETY: references and proxies have this layout.
    Ok(unsafe { o.downcast_unchecked::<WeakRef>() }.get())
}
/// NULL or None for no callback.
#[unsafe(no_mangle)]
pub extern "C" fn PyWeakref_NewRef(o: Option<&Object>, callback: Option<&Object>) -> PyResult {
    attached("PyWeakref_NewRef");
    up(WeakRef::new(some(o)?, callback.filter(|c| !is_none(c))))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyWeakref_NewProxy(o: Option<&Object>, callback: Option<&Object>) -> PyResult {
    up(WeakRef::new_proxy(
        some(o)?,
        callback.filter(|c| !is_none(c)),
    ))
}

/// 1 and a new reference; 0 and NULL if the object is dead; -1 and NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyWeakref_GetRef(
    reference: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let target = match reference {
            None => Err(objects::exceptions::bad_internal_call()),
            reference => target(reference),
        };
        found(out, target)
    }
}

/// Borrowed: the object, or None if it is dead.
#[unsafe(no_mangle)]
pub extern "C" fn PyWeakref_GetObject(reference: Option<&Object>) -> Borrowed {
    if reference.is_none() {
        let _raised = objects::exceptions::bad_internal_call();
        return null_mut();
    }
    match target(reference) {
        Ok(o) => lend(Some(o.unwrap_or_else(none_ref))),
        Err(raised) => {
            raised.clear();
            let _raised = objects::exceptions::bad_internal_call();
            null_mut()
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyWeakref_IsDead(reference: Option<&Object>) -> c_int {
    flag(|| {
        let reference = some(reference)?;
        if !weakref::is_reference(reference) && !weakref::proxy::is_proxy(reference) {
            return Err(raise!(
                TypeError,
                "expected a weakref, got {}",
                objects::repr::full_name(reference.class())
            ));
        }
        Ok(target(Some(reference))?.is_none())
    })
}
