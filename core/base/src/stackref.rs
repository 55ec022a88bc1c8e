//! `StackRef`, the tagged reference of the value stack and of frames (`_PyStackRef`), in both builds.
//!
//! Tag 0 owns a count; tag 1 does not (the object is immortal, or somebody else keeps it alive for as long as the slot is
//! in use: a borrowed local, a deferred constant); tag 3 is a small integer, not an object. NULL is the bare tag 1, so
//! zeroed memory is *not* NULL.

use core::mem::ManuallyDrop;
use core::ptr::NonNull;

use layout::PyObject;

use crate::{Object, Ref, Subtype, refcount};

/// A value-stack reference. Not `Copy`: consuming it is what the interpreter's definitions check.
#[repr(transparent)]
#[must_use = "a stack reference owns its object unless tagged; close it or push it"]
pub struct StackRef {
    bits: usize,
}

const TAG_NO_COUNT: usize = 1;
const TAG_INT: usize = 3;
const TAG_MASK: usize = 3;

impl StackRef {
    /// `PyStackRef_NULL`.
    pub const NULL: StackRef = StackRef { bits: TAG_NO_COUNT };

    #[inline(always)]
    pub const fn from_bits(bits: usize) -> StackRef {
        StackRef { bits }
    }

    #[inline(always)]
    pub const fn bits(&self) -> usize {
        self.bits
    }

    /// Gives up the value as raw bits; whoever takes them owns it.
    #[inline(always)]
    pub fn into_bits(self) -> usize {
        ManuallyDrop::new(self).bits
    }

    #[inline(always)]
    pub const fn is_null(&self) -> bool {
        self.bits == TAG_NO_COUNT
    }

    #[inline(always)]
    pub const fn is_tagged_int(&self) -> bool {
        self.bits & TAG_MASK == TAG_INT
    }

    /// A small integer that is not an object (`PyStackRef_TagInt`).
    #[inline(always)]
    pub const fn tag_int(value: isize) -> StackRef {
        StackRef {
            bits: ((value as usize) << 2) | TAG_INT,
        }
    }

    #[inline(always)]
    pub const fn untag_int(&self) -> isize {
        (self.bits as isize) >> 2
    }

    /// Does the slot hold a count of its own?
    #[inline(always)]
    pub const fn owns_count(&self) -> bool {
        self.bits & TAG_NO_COUNT == 0
    }

    /// The object pointer with the tag removed. Meaningless for NULL and tagged ints.
    #[inline(always)]
    pub const fn ptr(&self) -> *mut PyObject {
        (self.bits & !TAG_NO_COUNT) as *mut PyObject
    }

    /// `PyStackRef_FromPyObjectSteal`: takes over an owned reference (the count is dropped if the object is immortal).
    #[inline(always)]
    pub fn from_ref<T: Subtype>(r: Ref<T>) -> StackRef {
        // An owned count on an immortal object is no count; the plain tag keeps the fast path short.
        StackRef {
            bits: r.into_ptr() as usize,
        }
    }

    /// `PyStackRef_FromPyObjectNew`: takes a new count on a borrowed object.
    #[inline(always)]
    pub fn from_object(o: &Object) -> StackRef {
        if o.is_immortal() {
            return StackRef::from_immortal(o);
        }
        StackRef::from_ref(o.to_ref())
    }

    /// `PyStackRef_FromPyObjectImmortal`: no count is held.
    #[inline(always)]
    pub fn from_immortal(o: &Object) -> StackRef {
        StackRef {
            bits: o.as_ptr() as usize | TAG_NO_COUNT,
        }
    }

    /// `PyStackRef_FromPyObjectBorrow`: no count is held; the caller knows who keeps the object.
    ///
    /// # Safety
    /// The object outlives every use of the slot.
    #[inline(always)]
    pub unsafe fn from_borrowed(o: *mut PyObject) -> StackRef {
        StackRef {
            bits: o as usize | TAG_NO_COUNT,
        }
    }

    /// `PyStackRef_Borrow`: the same object without a count.
    ///
    /// # Safety
    /// `self` stays in place for as long as the copy is used.
    #[inline(always)]
    pub unsafe fn borrow(&self) -> StackRef {
        StackRef {
            bits: self.bits | TAG_NO_COUNT,
        }
    }

    /// Borrows the object.
    ///
    /// # Safety
    /// Not NULL and not a tagged int.
    #[inline(always)]
    pub unsafe fn as_object<'a>(&self) -> &'a Object {
        // SAFETY: the slot keeps the object alive (or somebody does, by its tag); the caller bounds the use.
        unsafe { Object::from_ptr(self.ptr()) }
    }

    /// Borrows the object, or `None` for NULL.
    #[inline(always)]
    pub fn as_object_opt(&self) -> Option<&Object> {
        if self.is_null() {
            None
        } else {
            // SAFETY: not NULL; slots that can be NULL never hold tagged ints.
            Some(unsafe { self.as_object() })
        }
    }

    /// `PyStackRef_DUP`.
    #[inline(always)]
    pub fn dup(&self) -> StackRef {
        if self.owns_count() {
            // SAFETY: the slot keeps the object alive.
            unsafe { refcount::incref(self.ptr()) };
        }
        StackRef { bits: self.bits }
    }

    /// `PyStackRef_AsPyObjectSteal`: an owned reference (a new count if the slot held none).
    ///
    /// # Safety
    /// Not NULL and not a tagged int.
    #[inline(always)]
    pub unsafe fn into_ref(self) -> Ref {
        let this = ManuallyDrop::new(self);
        // SAFETY: the object is live; ownership moves, or is made.
        unsafe {
            if this.owns_count() {
                Ref::from_raw_owned(this.ptr())
            } else {
                Ref::from_borrowed(NonNull::new_unchecked(this.ptr().cast()))
            }
        }
    }

    /// `PyStackRef_MakeHeapSafe`: the same value holding its own count.
    #[inline(always)]
    pub fn heap_safe(self) -> StackRef {
        if self.owns_count() || self.is_null() || self.is_tagged_int() {
            return self;
        }
        // SAFETY: an object, live by its tag's promise.
        unsafe {
            StackRef {
                bits: self.into_ref().into_ptr() as usize,
            }
        }
    }

    /// `PyStackRef_XCLOSE`: releases the count, if one is held. May run arbitrary code.
    #[inline(always)]
    pub fn close(self) {
        let this = ManuallyDrop::new(self);
        if this.owns_count() {
            // SAFETY: the slot owned one count and gives it up.
            unsafe { refcount::decref(this.ptr()) };
        }
    }
}

impl StackRef {
    /// `PyStackRef_CLOSE_SPECIALIZED`: releases an object of a type that the caller knows how to free.
    ///
    /// # Safety
    /// The slot holds an object that `free` is right for.
    #[inline(always)]
    pub unsafe fn close_as<T>(self, free: unsafe fn(*mut T)) {
        let this = ManuallyDrop::new(self);
        if this.owns_count() {
            // SAFETY: the slot owned one count and gives it up.
            unsafe { refcount::decref_as(this.ptr().cast(), free) };
        }
    }
}

impl Drop for StackRef {
    #[inline(always)]
    fn drop(&mut self) {
        if self.owns_count() {
            // SAFETY: the slot owned one count and gives it up.
            unsafe { refcount::decref(self.ptr()) };
        }
    }
}
