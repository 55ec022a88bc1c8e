//! The free lists of the stock interpreter (default build) or thread (free-threaded build): dead objects of a few
//! common types kept for reuse, linked through their first word.
//!
//! Stock extensions pop from and push to the same lists (`_asyncio` does), so the link, the count and the meaning of a
//! negative size ("closed": the interpreter is being finalised) are part of the layout.

use core::ffi::c_void;

use base::tstate;
use layout::{_Py_freelist, _Py_freelists, PyObject};

/// The lists of the current interpreter or thread.
#[cfg(not(feature = "free-threaded"))]
#[inline(always)]
pub fn lists() -> *mut _Py_freelists {
    // SAFETY: attached; only an address is taken.
    unsafe { &raw mut (*tstate::interp()).object_state.freelists }
}

/// The lists of the current interpreter or thread.
#[cfg(feature = "free-threaded")]
#[inline(always)]
pub fn lists() -> *mut _Py_freelists {
    // SAFETY: attached; only an address is taken.
    unsafe { &raw mut (*tstate::current_impl()).freelists }
}

/// Takes a block off a list; NULL if it is empty.
///
/// # Safety
/// `list` is one of [`lists`] and holds blocks of type `T`.
#[inline(always)]
pub unsafe fn pop_mem<T>(list: *mut _Py_freelist) -> *mut T {
    // SAFETY: blocks on the list are at least a word large and hold the link there.
    unsafe {
        let block = (*list).freelist;
        if !block.is_null() {
            (*list).freelist = *block.cast::<*mut c_void>();
            (*list).size -= 1;
        }
        block.cast()
    }
}

/// Takes an object off a list and gives it one reference again; NULL if the list is empty.
///
/// # Safety
/// `list` is one of [`lists`] and holds objects of struct `T`.
#[inline(always)]
pub unsafe fn pop<T>(list: *mut _Py_freelist) -> *mut T {
    // SAFETY: the object is dead, so nobody else sees its header.
    unsafe {
        let object = pop_mem::<T>(list);
        if !object.is_null() {
            base::refcount::init(object.cast::<PyObject>());
        }
        object
    }
}

/// Puts a dead object (or a block) on a list: false if the list is full or closed, and the caller frees it.
///
/// # Safety
/// `block` is dead, untracked, and of the kind that the list holds.
#[inline(always)]
pub unsafe fn push<T>(list: *mut _Py_freelist, block: *mut T, limit: i32) -> bool {
    // SAFETY: dead, says the caller; its first word is ours.
    unsafe {
        if (*list).size >= 0 && (*list).size < limit as isize {
            *block.cast::<*mut c_void>() = (*list).freelist;
            (*list).freelist = block.cast();
            (*list).size += 1;
            return true;
        }
        false
    }
}

/// Frees a dead, untracked object through its type's `tp_free`.
///
/// # Safety
/// The object is dead and its fields are released.
#[inline]
pub unsafe fn free_instance(o: *mut PyObject) {
    // SAFETY: the caller vouches; every ready type has a tp_free.
    unsafe {
        match (*(*o).ob_type).tp_free {
            Some(f) => f(o.cast()),
            None => crate::alloc::gc_free(o),
        }
    }
}

/// `tp_hash` of unhashable types.
pub const UNHASHABLE: Option<layout::hashfunc> = crate::slots::HASH_NOT_IMPLEMENTED;
