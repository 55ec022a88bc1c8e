//! Reference counts in the free-threaded build: biased counting, a local count for the owning thread and a shared one.
//!
//! The twin of `refcount_gil.rs`. The bit patterns are those of `refcount.h`, since compiled extensions inline them.

use core::sync::atomic::{AtomicIsize, AtomicU32, AtomicUsize, Ordering::*};

use layout::{
    _Py_IMMORTAL_REFCNT_LOCAL, _Py_REF_MERGED, _Py_REF_SHARED_FLAG_MASK, _Py_REF_SHARED_SHIFT,
    Py_ssize_t, PyObject,
};

use crate::tstate;

const ONE_SHARED: isize = 1 << _Py_REF_SHARED_SHIFT;
const IMMORTAL: u32 = _Py_IMMORTAL_REFCNT_LOCAL as u32;

// SAFETY (all three): live, says every caller; the words are accessed atomically everywhere.
#[inline(always)]
unsafe fn local<'a>(op: *mut PyObject) -> &'a AtomicU32 {
    // SAFETY: see above.
    unsafe { AtomicU32::from_ptr(&raw mut (*op).ob_ref_local) }
}
#[inline(always)]
unsafe fn shared<'a>(op: *mut PyObject) -> &'a AtomicIsize {
    // SAFETY: see above.
    unsafe { AtomicIsize::from_ptr(&raw mut (*op).ob_ref_shared) }
}
#[inline(always)]
unsafe fn owner<'a>(op: *mut PyObject) -> &'a AtomicUsize {
    // SAFETY: see above.
    unsafe { AtomicUsize::from_ptr(&raw mut (*op).ob_tid) }
}

#[inline(always)]
unsafe fn owned_here(op: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe { owner(op).load(Relaxed) == tstate::thread_pointer() }
}

/// # Safety
/// `op` is live; the thread is attached.
#[inline(always)]
pub unsafe fn incref(op: *mut PyObject) {
    // SAFETY: live.
    unsafe {
        let current = local(op).load(Relaxed);
        if current == IMMORTAL {
            return;
        }
        if owned_here(op) {
            local(op).store(current.wrapping_add(1), Relaxed);
        } else {
            shared(op).fetch_add(ONE_SHARED, Relaxed);
        }
    }
}

/// # Safety
/// `op` is live; the caller gives up one count; the thread is attached.
#[inline(always)]
pub unsafe fn decref(op: *mut PyObject) {
    // SAFETY: live; the last count frees.
    unsafe {
        let current = local(op).load(Relaxed);
        if current == IMMORTAL {
            return;
        }
        if owned_here(op) {
            local(op).store(current - 1, Relaxed);
            if current == 1 {
                merge_zero_local(op);
            }
        } else {
            decref_shared(op);
        }
    }
}

/// As `decref`: here the last count may lie with another thread, which frees by the type.
///
/// # Safety
/// As `decref`.
#[inline(always)]
pub unsafe fn decref_as<T>(op: *mut T, _: unsafe fn(*mut T)) {
    // SAFETY: as the caller says.
    unsafe { decref(op.cast()) }
}

/// The owning thread's count fell to zero: merge with the shared count.
#[cold]
unsafe fn merge_zero_local(op: *mut PyObject) {
    // SAFETY: this thread owns the object.
    unsafe {
        if shared(op).load(Acquire) == 0 {
            // nobody else ever saw it
            return crate::upcalls::object_dealloc(op);
        }
        owner(op).store(0, Relaxed);
        let mut old = shared(op).load(Relaxed);
        loop {
            let new = (old & !(_Py_REF_SHARED_FLAG_MASK as isize)) | _Py_REF_MERGED as isize;
            match shared(op).compare_exchange(old, new, AcqRel, Relaxed) {
                Ok(_) => {
                    if new == _Py_REF_MERGED as isize {
                        crate::upcalls::object_dealloc(op);
                    }
                    return;
                }
                Err(now) => old = now,
            }
        }
    }
}

#[cold]
unsafe fn decref_shared(op: *mut PyObject) {
    // SAFETY: live.
    unsafe {
        let mut old = shared(op).load(Relaxed);
        loop {
            // An object that only its owner has counted goes to the owner's queue for merging.
            let queue = old == 0 || old == layout::_Py_REF_MAYBE_WEAKREF as isize;
            let new = if queue {
                layout::_Py_REF_QUEUED as isize
            } else {
                old - ONE_SHARED
            };
            match shared(op).compare_exchange(old, new, AcqRel, Relaxed) {
                Ok(_) => {
                    if queue {
                        crate::upcalls::brc_queue_object(op);
                    } else if new == _Py_REF_MERGED as isize {
                        crate::upcalls::object_dealloc(op);
                    }
                    return;
                }
                Err(now) => old = now,
            }
        }
    }
}

/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn is_immortal(op: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe { local(op).load(Relaxed) == IMMORTAL }
}

/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn count(op: *mut PyObject) -> Py_ssize_t {
    // SAFETY: live.
    unsafe {
        let l = local(op).load(Relaxed);
        if l == IMMORTAL {
            return layout::_Py_IMMORTAL_INITIAL_REFCNT as Py_ssize_t;
        }
        l as Py_ssize_t + (shared(op).load(Relaxed) >> _Py_REF_SHARED_SHIFT)
    }
}

/// Is the caller's reference the only one, so that the object may be changed in place?
///
/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn is_unique(op: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe {
        owned_here(op)
            && local(op).load(Relaxed) == 1
            && shared(op).load(Acquire) & !(_Py_REF_SHARED_FLAG_MASK as isize) == 0
    }
}

/// Sets the count of an object that nobody else sees (new, or being resurrected).
///
/// # Safety
/// `op` is fresh or about to be deallocated.
#[inline(always)]
pub unsafe fn set_count(op: *mut PyObject, n: Py_ssize_t) {
    // SAFETY: fresh.
    unsafe {
        owner(op).store(tstate::thread_pointer(), Relaxed);
        local(op).store(n as u32, Relaxed);
        shared(op).store(0, Relaxed);
    }
}

/// Writes the header of a new object with one reference.
///
/// # Safety
/// `op` is allocated and fresh.
#[inline(always)]
pub unsafe fn init(op: *mut PyObject) {
    // SAFETY: fresh.
    unsafe {
        (*op).ob_tid = tstate::thread_pointer();
        (*op).ob_flags = 0;
        (*op).ob_mutex = layout::PyMutex { _bits: 0 };
        (*op).ob_gc_bits = 0;
        (*op).ob_ref_local = 1;
        (*op).ob_ref_shared = 0;
    }
}

/// Makes an object immortal.
///
/// # Safety
/// `op` is live.
pub unsafe fn set_immortal(op: *mut PyObject) {
    // SAFETY: live.
    unsafe {
        owner(op).store(0, Relaxed);
        local(op).store(IMMORTAL, Relaxed);
        shared(op).store(0, Relaxed);
    }
}

/// The header of a statically allocated, immortal object.
pub const fn static_header(ob_type: *mut layout::PyTypeObject) -> PyObject {
    PyObject {
        ob_tid: 0,
        ob_flags: layout::_Py_STATICALLY_ALLOCATED_FLAG as u16,
        ob_mutex: layout::PyMutex { _bits: 0 },
        ob_gc_bits: 0,
        ob_ref_local: IMMORTAL,
        ob_ref_shared: 0,
        ob_type,
    }
}
