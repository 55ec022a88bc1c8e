//! `Ref`, an owned strong reference, and `Stolen`, one that a C caller hands over.
//!
//! Both are `repr(transparent)` over a non-null pointer, so `Result<Ref<T>, Raised>` and `Option<Ref<T>>` have the ABI of a
//! `PyObject *` that may be NULL. Dropping a `Ref` may run arbitrary Python code (finalisers): never drop one while a raw
//! pointer into a mutable container is held.

use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr::NonNull;

use layout::PyObject;

use crate::refcount;
use crate::{Object, PyResult, Raised, Subtype};

/// An owned strong reference to a Python object.
#[repr(transparent)]
pub struct Ref<T: Subtype = Object>(NonNull<T>, PhantomData<T>);

impl<T: Subtype> Ref<T> {
    /// Takes over a reference that the caller owns.
    ///
    /// # Safety
    /// `ptr` is live, of `T`'s layout, and the caller gives up one count.
    #[inline(always)]
    pub const unsafe fn from_owned(ptr: NonNull<T>) -> Ref<T> {
        Ref(ptr, PhantomData)
    }

    /// Takes a new count on a borrowed pointer.
    ///
    /// # Safety
    /// `ptr` is live and of `T`'s layout.
    #[inline(always)]
    pub unsafe fn from_borrowed(ptr: NonNull<T>) -> Ref<T> {
        // SAFETY: live, says the caller.
        unsafe { refcount::incref(ptr.as_ptr().cast()) };
        Ref(ptr, PhantomData)
    }

    /// Takes over a raw new reference that is known not to be NULL.
    ///
    /// # Safety
    /// As [`Ref::from_owned`], for a pointer of whatever struct.
    #[inline(always)]
    pub unsafe fn from_raw_owned<U>(ptr: *mut U) -> Ref<T> {
        // SAFETY: not NULL, says the caller.
        Ref(unsafe { NonNull::new_unchecked(ptr.cast()) }, PhantomData)
    }

    /// What a C function returned: NULL means that it raised.
    ///
    /// # Safety
    /// `ptr` is NULL with an exception set, or a new reference of `T`'s layout.
    #[inline(always)]
    pub unsafe fn from_c<U>(ptr: *mut U) -> PyResult<Ref<T>> {
        match NonNull::new(ptr.cast::<T>()) {
            Some(p) => Ok(Ref(p, PhantomData)),
            None => Err(Raised::ASSUMED),
        }
    }

    /// A new count on a pointer that may be NULL.
    ///
    /// # Safety
    /// `ptr` is NULL or live and of `T`'s layout.
    #[inline(always)]
    pub unsafe fn from_borrowed_opt<U>(ptr: *mut U) -> Option<Ref<T>> {
        // SAFETY: live, says the caller.
        NonNull::new(ptr.cast::<T>()).map(|p| unsafe { Ref::from_borrowed(p) })
    }

    /// Takes over a reference that may be NULL (no error meant).
    ///
    /// # Safety
    /// `ptr` is NULL or a new reference of `T`'s layout.
    #[inline(always)]
    pub unsafe fn from_owned_opt<U>(ptr: *mut U) -> Option<Ref<T>> {
        NonNull::new(ptr.cast::<T>()).map(|p| Ref(p, PhantomData))
    }

    /// Gives the count to the caller, as a raw pointer.
    #[inline(always)]
    pub fn into_ptr(self) -> *mut PyObject {
        ManuallyDrop::new(self).0.as_ptr().cast()
    }

    /// Forgets the type.
    #[inline(always)]
    pub fn upcast(self) -> Ref {
        Ref(ManuallyDrop::new(self).0.cast(), PhantomData)
    }

    /// The raw pointer, still owned by `self`.
    #[inline(always)]
    pub const fn as_object_ptr(&self) -> *mut PyObject {
        self.0.as_ptr().cast()
    }

    /// Borrows for longer than Rust can see.
    ///
    /// # Safety
    /// Somebody keeps the object alive for all of `'a`.
    #[inline(always)]
    pub unsafe fn borrow_for<'a>(&self) -> &'a T {
        // SAFETY: the caller vouches.
        unsafe { &*self.0.as_ptr() }
    }
}

impl Ref<Object> {
    /// The typed reference, or the untyped one back.
    #[inline(always)]
    pub fn downcast_into<T: Subtype>(self) -> Result<Ref<T>, Ref> {
        if T::check(&self) {
            // SAFETY: layout, just checked.
            Ok(unsafe { self.downcast_into_unchecked() })
        } else {
            Err(self)
        }
    }

    /// The typed reference, unchecked.
    ///
    /// # Safety
    /// The object must have `T`'s layout.
    #[inline(always)]
    pub unsafe fn downcast_into_unchecked<T: Subtype>(self) -> Ref<T> {
        Ref(ManuallyDrop::new(self).0.cast(), PhantomData)
    }
}

impl<T: Subtype> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: `self` owns a count.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Subtype> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Ref<T> {
        // SAFETY: `self` owns a count, so the object is live.
        unsafe { Ref::from_borrowed(self.0) }
    }
}

impl<T: Subtype> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: `self` owns one count and gives it up; attached, since only attached threads make references.
        unsafe { refcount::decref(self.0.as_ptr().cast()) }
    }
}

/// A reference that a C caller hands over (`PyList_SetItem`'s item). NULL is allowed, as C callers pass it on.
#[repr(transparent)]
pub struct Stolen<T: Subtype = Object>(*mut T);

impl<T: Subtype> Stolen<T> {
    /// The owned reference, or `None` for NULL.
    #[inline(always)]
    pub fn take(self) -> Option<Ref<T>> {
        let ptr = ManuallyDrop::new(self).0;
        // SAFETY: by contract the C caller passed NULL or an owned reference.
        unsafe { Ref::from_owned_opt(ptr) }
    }
}

impl<T: Subtype> Drop for Stolen<T> {
    fn drop(&mut self) {
        // SAFETY: as in `take`; an early return still releases what was stolen.
        drop(unsafe { Ref::<T>::from_owned_opt(self.0) });
    }
}
