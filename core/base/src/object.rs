//! `Object`, the Rust view of `PyObject`, and the trait by which each built-in type's Rust view names its struct.
//!
//! A view is `repr(transparent)` over `UnsafeCell<struct>`: a shared reference to it promises nothing about the fields, so
//! C code and other threads may change them meanwhile. What lies before or past the struct (GC head, items) is reached
//! from the raw pointer.

use core::cell::UnsafeCell;
use core::ptr::NonNull;

use layout::{PyObject, PyTypeObject};

use crate::Ref;

/// Any Python object, borrowed: `&Object` is a `PyObject *` that is not NULL.
#[repr(transparent)]
pub struct Object(UnsafeCell<PyObject>);

/// A built-in type's Rust view (`objects::List`), whose memory is that of its C struct.
///
/// # Safety
/// `Self` must be `repr(transparent)` over `UnsafeCell<Self::Layout>`, `Layout` must begin with a `PyObject`, and
/// `check` may answer true only for objects that have this layout.
pub unsafe trait Subtype: 'static {
    type Layout;
    /// The type's name as error messages give it (`list`).
    const NAME: &'static str;
    /// Is `object` an instance of this type or of a subtype (the `PyList_Check` of the type)?
    fn check(object: &Object) -> bool;
}

// SAFETY: any object has the layout of PyObject.
unsafe impl Subtype for Object {
    type Layout = PyObject;
    const NAME: &'static str = "object";
    #[inline(always)]
    fn check(_: &Object) -> bool {
        true
    }
}

impl Object {
    /// The raw pointer, for fields and for C.
    #[inline(always)]
    pub const fn as_ptr(&self) -> *mut PyObject {
        self.0.get()
    }

    /// Borrows the object behind a pointer.
    ///
    /// # Safety
    /// `ptr` must be live for all of `'a`.
    #[inline(always)]
    pub const unsafe fn from_ptr<'a>(ptr: *mut PyObject) -> &'a Object {
        // SAFETY: the caller vouches for `ptr`; the view is transparent.
        unsafe { &*ptr.cast::<Object>() }
    }

    /// Borrows the object behind a pointer that may be NULL.
    ///
    /// # Safety
    /// `ptr` must be NULL or live for all of `'a`.
    #[inline(always)]
    pub unsafe fn from_ptr_opt<'a>(ptr: *mut PyObject) -> Option<&'a Object> {
        // SAFETY: the caller vouches for `ptr`.
        unsafe { ptr.cast::<Object>().as_ref() }
    }

    /// `Py_TYPE`: the raw type pointer. `objects::Type` has the typed one.
    #[inline(always)]
    pub fn type_ptr(&self) -> *mut PyTypeObject {
        // SAFETY: every object has a type for as long as it lives; assignment to `__class__` replaces the word whole.
        unsafe { (*self.as_ptr()).ob_type }
    }

    /// Identity (`is`).
    #[inline(always)]
    pub fn is(&self, other: &Object) -> bool {
        core::ptr::eq(self, other)
    }

    /// A new owned reference (`Py_NewRef`).
    #[inline(always)]
    pub fn to_ref(&self) -> Ref {
        // SAFETY: `&self` is live.
        unsafe { Ref::from_borrowed(NonNull::from(self).cast()) }
    }

    /// The typed view, if the object is of that type or a subtype.
    #[inline(always)]
    pub fn downcast<T: Subtype>(&self) -> Option<&T> {
        if T::check(self) {
            // SAFETY: layout, just checked.
            Some(unsafe { self.downcast_unchecked() })
        } else {
            None
        }
    }

    /// The typed view, unchecked.
    ///
    /// # Safety
    /// The object must have `T`'s layout.
    #[inline(always)]
    pub unsafe fn downcast_unchecked<T: Subtype>(&self) -> &T {
        // SAFETY: the caller vouches for the layout; views are transparent over it. `T` starts at the same address.
        unsafe { &*(self as *const Object).cast::<T>() }
    }

    /// Is this exactly an instance of the static type at `ty` (not of a subtype)?
    #[inline(always)]
    pub fn is_exactly(&self, ty: *const PyTypeObject) -> bool {
        core::ptr::eq(self.type_ptr(), ty)
    }

    /// `Py_REFCNT`.
    #[inline]
    pub fn refcount(&self) -> isize {
        // SAFETY: live.
        unsafe { crate::refcount::count(self.as_ptr()) }
    }

    #[inline]
    pub fn is_immortal(&self) -> bool {
        // SAFETY: live.
        unsafe { crate::refcount::is_immortal(self.as_ptr()) }
    }
}

/// Declares the Rust view of a C struct: `object_view!(pub List, layout::PyListObject, "list", |o| check);`
///
/// The view dereferences to [`Object`], so that the object protocol is at hand on it.
#[macro_export]
macro_rules! object_view {
    ($(#[$meta:meta])* $vis:vis $name:ident, $layout:ty, $pyname:literal, |$o:ident| $check:expr) => {
        $(#[$meta])*
        #[repr(transparent)]
        $vis struct $name(core::cell::UnsafeCell<$layout>);

        // SAFETY: transparent over the struct, which begins with PyObject; `check` tests the type.
        unsafe impl $crate::Subtype for $name {
            type Layout = $layout;
            const NAME: &'static str = $pyname;
            #[inline(always)]
            fn check($o: &$crate::Object) -> bool {
                $check
            }
        }

        impl $name {
            /// The raw struct pointer.
            #[inline(always)]
            pub const fn raw(&self) -> *mut $layout {
                self.0.get()
            }

            /// Borrows the object behind a pointer.
            ///
            /// # Safety
            /// `ptr` must be live for all of `'a` and have this layout.
            #[inline(always)]
            pub const unsafe fn from_raw<'a>(ptr: *mut $layout) -> &'a $name {
                // SAFETY: the caller vouches for `ptr`.
                unsafe { &*ptr.cast::<$name>() }
            }

            /// A new owned reference, typed.
            #[inline(always)]
            pub fn to_ref(&self) -> $crate::Ref<$name> {
                // SAFETY: `&self` is live.
                unsafe { $crate::Ref::from_borrowed(core::ptr::NonNull::from(self)) }
            }
        }

        impl core::ops::Deref for $name {
            type Target = $crate::Object;
            #[inline(always)]
            fn deref(&self) -> &$crate::Object {
                // SAFETY: the struct begins with PyObject.
                unsafe { $crate::Object::from_ptr(self.0.get().cast()) }
            }
        }
    };
}
