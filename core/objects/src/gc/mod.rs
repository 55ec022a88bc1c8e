//! The cycle collector: generational, as 3.14.5 and later.
//!
//! Every object of a type with `Py_TPFLAGS_HAVE_GC` is preceded by a `PyGC_Head` (default build), which links it into the
//! list of its generation while it is tracked. `head` keeps those links and the allocation counts (`head_gil.rs`,
//! `head_ft.rs`: in the free-threaded build the state is a byte in the object); `collect` finds the cycles.
//!
//! Invariant: a tracked object's `tp_traverse` may be called at any moment, so an object is tracked only when its fields
//! are valid, and untracked before its deallocator tears them down.

#[cfg_attr(feature = "free-threaded", path = "collect_ft.rs")]
#[cfg_attr(not(feature = "free-threaded"), path = "collect_gil/mod.rs")]
mod collect;
#[cfg_attr(feature = "free-threaded", path = "head_ft.rs")]
#[cfg_attr(not(feature = "free-threaded"), path = "head_gil.rs")]
mod head;
#[cfg(not(feature = "free-threaded"))]
mod list;
pub mod state;

use base::Object;
use layout::*;

pub use collect::{
    all_objects, collect, freeze, freeze_count, is_tracked_in, objects_of, referrers,
    run_scheduled, unfreeze, visit_stack_ref,
};
pub use head::{PRE_HEADER, clear_finalized, is_finalized, set_finalized};

/// The collector's state in the current interpreter.
#[inline(always)]
pub fn state() -> *mut _gc_runtime_state {
    // SAFETY: attached; only the address is taken.
    unsafe { &raw mut (*base::tstate::interp()).gc }
}

/// What start-up needs besides `state::init`: the lists that the `gc` module shows.
pub fn init() {
    if let Err(raised) = state::init_lists() {
        raised.clear();
    }
}

/// A full collection at shutdown: no callbacks, no complaints.
pub fn collect_quietly() {
    collect(2, Reason::Shutdown);
}

/// Is automatic collection on?
pub fn is_enabled() -> bool {
    // SAFETY: attached.
    unsafe { (*state()).enabled != 0 }
}

/// Switches automatic collection; the former state.
pub fn set_enabled(on: bool) -> bool {
    // SAFETY: attached.
    unsafe { core::mem::replace(&mut (*state()).enabled, i32::from(on)) != 0 }
}

/// `PyGC_Collect`: a full collection that keeps the exception which is set. Nothing while collection is off.
pub fn collect_all() -> isize {
    if !is_enabled() {
        return 0;
    }
    let exception = base::error::take_current();
    let n = collect(2, Reason::Manual);
    base::error::restore(exception);
    n
}

/// Why a collection runs; automatic ones skip old generations that are not due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    Heap,
    Shutdown,
    Manual,
}

/// Does the collector manage this very object (`PyObject_IS_GC`)? Types may exempt instances by `tp_is_gc`.
#[inline]
pub fn is_gc(o: &Object) -> bool {
    // SAFETY: live types; `tp_is_gc` takes any instance.
    unsafe {
        let ty = o.type_ptr();
        (*ty).tp_flags & Py_TPFLAGS_HAVE_GC != 0
            && match (*ty).tp_is_gc {
                None => true,
                Some(f) => f(o.as_ptr()) != 0,
            }
    }
}

/// `PyObject_GC_Track`: the collector may look at the object from now on. The object must not be tracked yet.
#[inline(always)]
pub fn track(o: &Object) {
    // SAFETY: `o` is a collector-managed object, by contract of the caller's type.
    unsafe { head::track(o.as_ptr()) }
}

/// `PyObject_GC_UnTrack`: idempotent.
#[inline(always)]
pub fn untrack(o: &Object) {
    // SAFETY: as in `track`.
    unsafe { untrack_ptr(o.as_ptr()) }
}

/// As [`untrack`], for deallocators, where the count is already zero.
///
/// # Safety
/// `op` points to a collector-managed object.
#[inline(always)]
pub unsafe fn untrack_ptr(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe {
        if head::is_tracked(op) {
            head::untrack(op);
        }
    }
}

/// `_PyObject_GC_IS_TRACKED`: the object must be collector-managed.
#[inline(always)]
pub fn is_tracked(o: &Object) -> bool {
    // SAFETY: by contract.
    unsafe { head::is_tracked(o.as_ptr()) }
}

/// May a container of this object be part of a cycle through it (`_PyObject_GC_MAY_BE_TRACKED`)?
#[inline]
pub fn may_be_tracked(o: &Object) -> bool {
    is_gc(o) && (!o.is_exactly(crate::tuple::PyTuple_Type.raw()) || is_tracked(o))
}

/// `_PyObject_GC_Link`: an object was allocated; clears its head, counts it, and schedules a collection when due.
///
/// # Safety
/// `op` is fresh memory with [`PRE_HEADER`] bytes for the head directly before it.
#[inline(always)]
pub unsafe fn link(op: *mut PyObject) {
    // SAFETY: fresh.
    unsafe { head::link(op) }
}

/// First half of `PyObject_GC_Del`: untracks (with a ResourceWarning's worth of forgiveness, as a deallocator that forgot)
/// and takes the object out of the allocation count. The caller frees the memory.
///
/// # Safety
/// `op` is dead and collector-managed.
#[inline(always)]
pub unsafe fn unlink(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe {
        if head::is_tracked(op) {
            head::untrack(op);
        }
        head::unlink(op);
    }
}

/// Calls `visit(slot)` for a field that may hold a reference (`Py_VISIT`), returning from the traverse function when it
/// answers non-zero.
#[macro_export]
macro_rules! visit_field {
    ($visit:expr, $arg:expr, $($field:expr),+ $(,)?) => {$(
        {
            let p = $field;
            if !p.is_null() {
                #[allow(unused_unsafe, reason = "callers may be within a block of their own")]
                #[allow(clippy::macro_metavars_in_unsafe, reason = "the arguments are two names")]
                // SAFETY: the field holds a reference; `visit` is the collector's.
                let r = unsafe { $visit(p.cast(), $arg) };
                if r != 0 {
                    return r;
                }
            }
        }
    )+};
}

/// `Py_CLEAR` of raw fields: each is NULL before its reference is released.
#[macro_export]
macro_rules! clear_field {
    ($($field:expr),+ $(,)?) => {{$(
        {
            let slot = &raw mut $field;
            #[allow(unused_unsafe, reason = "callers may be within a block of their own")]
            // SAFETY: the field owns a reference or is NULL.
            unsafe {
                let old = slot.replace(core::ptr::null_mut());
                drop($crate::Ref::<$crate::Object>::from_owned_opt(old));
            }
        }
    )+}};
}
