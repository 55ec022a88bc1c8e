//! Objects that are a struct with references in it: allocation, traversal and deallocation from a list of the fields.
//!
//! `owned_fields!(Zip, heap = false, [it_tuple, result]);` says which fields own a reference (or are NULL); the three slot
//! functions here do the rest. `heap` says that the type itself is a heap type, whose instances count on it.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, Subtype};
use layout::*;

use crate::exceptions::{self, types};
use crate::{Type, freelist, gc};

/// Which fields of a struct own references.
///
/// # Safety
/// `each` gives every owning field of the struct, and nothing else.
pub unsafe trait Owned: Subtype {
    /// Is the type a heap type (a subclass of it always is)?
    const HEAP: bool;
    /// # Safety
    /// `p` is a live or dying instance.
    unsafe fn each(p: *mut Self::Layout, f: &mut dyn FnMut(*mut *mut PyObject));
}

#[macro_export]
macro_rules! owned_fields {
    ($t:ty, heap = $heap:literal, [$($field:ident),* $(,)?]) => {
        // SAFETY: the list is the struct's owning fields.
        unsafe impl $crate::owned::Owned for $t {
            const HEAP: bool = $heap;
            #[inline]
            unsafe fn each(
                p: *mut <$t as $crate::prelude::Subtype>::Layout,
                f: &mut dyn FnMut(*mut *mut layout::PyObject),
            ) {
                // SAFETY: the caller vouches for `p`; only addresses are taken.
                unsafe { $(f((&raw mut (*p).$field).cast());)* }
            }
        }
    };
}

/// A new instance of `ty`, zeroed, tracked if the type takes part in collection.
pub fn alloc<T: Subtype>(ty: &Type) -> PyResult<Ref<T>> {
    // SAFETY: `ty` is `T`'s type or a subclass, say the callers.
    Ok(unsafe { ty.alloc(0)?.downcast_into_unchecked() })
}

/// `tp_dealloc`.
pub extern "C" fn dealloc<T: Owned>(this: *mut T) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = this.cast::<PyObject>();
        let ty = (*o).ob_type;
        if (*ty).tp_flags & Py_TPFLAGS_HAVE_GC != 0 {
            gc::untrack(Object::from_ptr(o));
        }
        T::each(this.cast(), &mut |slot| clear_field(slot));
        freelist::free_instance(o);
        if T::HEAP {
            base::refcount::decref(ty.cast());
        }
    }
}

/// `tp_traverse`.
pub extern "C" fn traverse<T: Owned>(this: &T, visit: visitproc, arg: *mut c_void) -> c_int {
    let mut result = 0;
    let mut call = |o: *mut PyObject| {
        if result == 0 && !o.is_null() {
            // SAFETY: a live field.
            result = unsafe { visit(o, arg) };
        }
    };
    // SAFETY: live.
    unsafe {
        let o: *mut PyObject = (this as *const T).cast_mut().cast();
        T::each(o.cast(), &mut |slot| call(*slot));
        if T::HEAP {
            call((*o).ob_type.cast());
        }
    }
    result
}

/// `tp_clear`.
pub extern "C" fn clear<T: Owned>(this: &T) -> c_int {
    // SAFETY: live.
    unsafe {
        T::each((this as *const T).cast_mut().cast(), &mut |slot| {
            clear_field(slot)
        })
    };
    0
}

/// Empties a field, releasing what it held.
///
/// # Safety
/// `slot` owns its reference, or is NULL.
#[inline]
pub unsafe fn clear_field(slot: *mut *mut PyObject) {
    // SAFETY: the field is emptied before the release.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(core::ptr::null_mut()),
        ))
    }
}

/// What a field holds, owned.
///
/// # Safety
/// As `clear_field`.
#[inline(always)]
pub unsafe fn get_field(slot: *mut *mut PyObject) -> Option<Ref> {
    // SAFETY: nothing runs between the read and the count.
    unsafe { Ref::from_borrowed_opt(*slot) }
}

/// Puts a reference into a field, releasing what it held.
///
/// # Safety
/// As `clear_field`.
#[inline]
pub unsafe fn set_field<T: Subtype>(slot: *mut *mut PyObject, value: Ref<T>) {
    // SAFETY: the field is written before the release.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(value.into_ptr()),
        ))
    }
}

/// The next item of an iterator, through its slot; StopIteration is the end.
#[inline]
pub fn next(it: &Object) -> PyResult<Option<Ref>> {
    // SAFETY: live types; a slot's answer is a new reference or NULL.
    unsafe {
        let Some(f) = (*it.type_ptr()).tp_iternext else {
            return crate::abstract_::Protocol::next(it);
        };
        let p = f(it.as_ptr());
        match Ref::from_owned_opt(p) {
            Some(r) => Ok(Some(r)),
            None => at_end(),
        }
    }
}

#[cold]
fn at_end() -> PyResult<Option<Ref>> {
    if !base::error::occurred() {
        return Ok(None);
    }
    exceptions::clear_if(&types::StopIteration, base::Raised::ASSUMED).map(|()| None)
}
