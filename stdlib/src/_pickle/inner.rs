//! What `Pickler` and `Unpickler` have in common: an inner part, which is not an attribute, in a box that is NULL until `__init__` has
//! run; and a method that may be assigned to the instance, where the inner part keeps it.

use core::ops::Deref;
use core::ptr::null_mut;

use objects::prelude::*;

/// `Pickler` or `Unpickler`.
///
/// # Safety
/// `inner` is a field of the object that is NULL or owns a box.
pub unsafe trait Machine: Subtype + Deref<Target = Object> {
    type Inner;
    /// The method that may be assigned.
    const HOOK: &'static str;

    fn inner(&self) -> *mut *mut Self::Inner;

    fn hook(inner: &mut Self::Inner) -> &mut Option<Ref>;

    /// Runs `f` on the inner part, which runs no Python code; None before `__init__`.
    #[inline]
    fn with<R>(&self, f: impl FnOnce(&mut Self::Inner) -> R) -> Option<R> {
        critical_section!(**self);
        // SAFETY: live; nobody else touches it meanwhile.
        unsafe { (*self.inner()).as_mut() }.map(f)
    }

    /// Puts another inner part, or none, in the place of the old one, which is dropped afterwards.
    fn replace(&self, new: Option<Box<Self::Inner>>) {
        // SAFETY: the field owns its box.
        unsafe {
            let old = self.inner().replace(new.map_or(null_mut(), Box::into_raw));
            if !old.is_null() {
                drop(Box::from_raw(old));
            }
        }
    }
}

fn is_hook<T: Machine>(name: &Object) -> bool {
    name.downcast::<Str>()
        .is_some_and(|n| n.eq_literal(T::HOOK))
}

pub extern "C" fn getattro<T: Machine>(this: &T, name: &Object) -> PyResult {
    if is_hook::<T>(name)
        && let Some(found) = this.with(|i| T::hook(i).clone()).flatten()
    {
        return Ok(found);
    }
    this.generic_get_attr(name)
}

pub extern "C" fn setattro<T: Machine>(this: &T, name: &Object, value: Option<&Object>) -> Status {
    if is_hook::<T>(name) {
        let new = value.map(Object::to_ref);
        let old = this.with(|i| core::mem::replace(T::hook(i), new));
        drop(old);
        return Ok(()).into();
    }
    this.generic_set_attr(name, value).into()
}
