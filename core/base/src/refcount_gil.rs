//! Reference counts in the default build: one 32-bit count, immortal when its sign bit is set.
//!
//! The twin of `refcount_ft.rs`. The bit patterns are those of `refcount.h`, since compiled extensions inline them.

use layout::{_Py_IMMORTAL_INITIAL_REFCNT, Py_ssize_t, PyObject};

const IMMORTAL: u32 = _Py_IMMORTAL_INITIAL_REFCNT as u32;

/// # Safety
/// `op` is live; the thread is attached.
#[inline(always)]
pub unsafe fn incref(op: *mut PyObject) {
    // SAFETY: live; the GIL is held, so nobody else writes the word.
    unsafe {
        let count = &raw mut (*op).anon0.anon0.ob_refcnt;
        let current = *count;
        if current < IMMORTAL {
            *count = current + 1;
        }
    }
}

/// # Safety
/// `op` is live; the caller gives up one count; the thread is attached.
#[inline(always)]
pub unsafe fn decref(op: *mut PyObject) {
    // SAFETY: as in `incref`; the last count frees.
    unsafe {
        let count = &raw mut (*op).anon0.anon0.ob_refcnt;
        let current = *count;
        if (current as i32) < 0 {
            return;
        }
        *count = current - 1;
        if current == 1 {
            dealloc(op);
        }
    }
}

/// As `decref`, with what frees an object whose type the caller knows (`_Py_DECREF_SPECIALIZED`).
///
/// # Safety
/// As `decref`; `free` is right for the object.
#[inline(always)]
pub unsafe fn decref_as<T>(op: *mut T, free: unsafe fn(*mut T)) {
    // SAFETY: as in `decref`.
    unsafe {
        let count = &raw mut (*op.cast::<PyObject>()).anon0.anon0.ob_refcnt;
        let current = *count;
        if (current as i32) < 0 {
            return;
        }
        *count = current - 1;
        if current == 1 {
            crate::reftracer::destroyed(op.cast());
            free(op);
        }
    }
}

#[inline(always)]
unsafe fn dealloc(op: *mut PyObject) {
    // SAFETY: the count is zero; `_Py_Dealloc` takes it from here.
    unsafe { crate::upcalls::object_dealloc(op) }
}

/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn is_immortal(op: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe { ((*op).anon0.anon0.ob_refcnt as i32) < 0 }
}

/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn count(op: *mut PyObject) -> Py_ssize_t {
    // SAFETY: live.
    unsafe { (*op).anon0.anon0.ob_refcnt as Py_ssize_t }
}

/// Is the caller's reference the only one, so that the object may be changed in place?
///
/// # Safety
/// `op` is live.
#[inline(always)]
pub unsafe fn is_unique(op: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe { (*op).anon0.anon0.ob_refcnt == 1 }
}

/// Sets the count of an object that nobody else sees (new, or being resurrected).
///
/// # Safety
/// `op` is fresh or about to be deallocated.
#[inline(always)]
pub unsafe fn set_count(op: *mut PyObject, n: Py_ssize_t) {
    // SAFETY: fresh.
    unsafe { (*op).anon0.anon0.ob_refcnt = n as u32 }
}

/// Writes the header of a new object with one reference.
///
/// # Safety
/// `op` is allocated and fresh.
#[inline(always)]
pub unsafe fn init(op: *mut PyObject) {
    // SAFETY: fresh.
    unsafe { (*op).anon0.ob_refcnt_full = 1 }
}

/// Makes an object immortal.
///
/// # Safety
/// `op` is live.
pub unsafe fn set_immortal(op: *mut PyObject) {
    // SAFETY: live; the flag goes with the count (`ob_flags` bit 0 lets stack references skip the count).
    unsafe {
        (*op).anon0.anon0.ob_refcnt = IMMORTAL;
        (*op).anon0.anon0.ob_flags |= layout::_Py_IMMORTAL_FLAGS as u16;
    }
}

/// The header of a statically allocated, immortal object.
pub const fn static_header(ob_type: *mut layout::PyTypeObject) -> PyObject {
    PyObject {
        anon0: layout::PyObject_anon0 {
            ob_refcnt_full: layout::_Py_STATIC_IMMORTAL_INITIAL_REFCNT as i64,
        },
        ob_type,
    }
}
