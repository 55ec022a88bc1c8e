//! What the structs of this module are made of: cells, since objects are shared, and the head that every stream has.

use core::cell::{Cell, UnsafeCell};

use base::Subtype;
use layout::PyObject;
use objects::prelude::*;

/// A field that owns an object, or nothing; NULL when zeroed.
#[repr(transparent)]
pub struct Field<T: Subtype = Object>(Cell<Option<Ref<T>>>);

impl<T: Subtype> Field<T> {
    #[inline(always)]
    pub fn get(&self) -> Option<Ref<T>> {
        // SAFETY: nothing runs between the read and the count.
        unsafe { (*self.0.as_ptr()).clone() }
    }

    /// Replaces the object; the former one is released last.
    #[inline]
    pub fn set(&self, value: Option<Ref<T>>) {
        drop(self.0.replace(value));
    }

    #[inline]
    pub fn take(&self) -> Option<Ref<T>> {
        self.0.take()
    }

    #[inline(always)]
    pub fn is_some(&self) -> bool {
        // SAFETY: only the pointer is looked at.
        unsafe { (*self.0.as_ptr()).is_some() }
    }
}

/// What every stream begins with: the attribute dictionary and the list of weak references.
#[repr(C)]
pub struct Head {
    pub ob_base: PyObject,
    pub dict: *mut PyObject,
    pub weaklist: *mut PyObject,
}

/// The head as a struct's first field: counts change behind shared references.
pub type HeadCell = UnsafeCell<Head>;
