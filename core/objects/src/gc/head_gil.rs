//! The collector's head before each object, default build: links in two words, flags in their low bits.
//!
//! The twin of `head_ft.rs`. The bits are those of `pycore_gc.h`, since compiled extensions inline tracking.

use layout::*;

/// Bytes that the head takes before the object.
pub const PRE_HEADER: usize = size_of::<PyGC_Head>();

const FINALIZED: usize = _PyGC_PREV_MASK_FINALIZED as usize;
const PREV_MASK: usize = _PyGC_PREV_MASK as usize;

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn of(op: *mut PyObject) -> *mut PyGC_Head {
    // SAFETY: the head stands directly before the object.
    unsafe { op.cast::<PyGC_Head>().sub(1) }
}

/// The object behind a head.
///
/// # Safety
/// `head` is an object's head, not a list's.
#[inline(always)]
pub unsafe fn object_of(head: *mut PyGC_Head) -> *mut PyObject {
    // SAFETY: as above.
    unsafe { head.add(1).cast() }
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn is_tracked(op: *mut PyObject) -> bool {
    // SAFETY: the caller vouches.
    unsafe { (*of(op))._gc_next != 0 }
}

/// # Safety
/// `op` is collector-managed and not tracked.
#[inline(always)]
pub unsafe fn track(op: *mut PyObject) {
    // SAFETY: the GIL is held; the youngest generation's list is circular and never empty of its head.
    unsafe {
        debug_assert!(
            !is_tracked(op),
            "object already tracked by the garbage collector"
        );
        let gc = of(op);
        let state = super::state();
        let generation0 = (*state).generation0;
        let last = (*generation0)._gc_prev as *mut PyGC_Head;
        (*last)._gc_next = gc as usize;
        (*gc)._gc_prev = ((*gc)._gc_prev & !PREV_MASK) | last as usize;
        (*gc)._gc_next = generation0 as usize;
        (*generation0)._gc_prev = gc as usize;
        (*state).heap_size += 1;
    }
}

/// # Safety
/// `op` is tracked.
#[inline(always)]
pub unsafe fn untrack(op: *mut PyObject) {
    // SAFETY: a tracked object's neighbours are valid heads. The list's own head has no flags in `_gc_prev`, but masking
    // them in does no harm.
    unsafe {
        let gc = of(op);
        let prev = ((*gc)._gc_prev & PREV_MASK) as *mut PyGC_Head;
        let next = (*gc)._gc_next as *mut PyGC_Head;
        (*prev)._gc_next = next as usize;
        (*next)._gc_prev = ((*next)._gc_prev & !PREV_MASK) | prev as usize;
        (*gc)._gc_next = 0;
        (*gc)._gc_prev &= FINALIZED;
        (*super::state()).heap_size -= 1;
    }
}

/// # Safety
/// See `gc::link`.
#[inline(always)]
pub unsafe fn link(op: *mut PyObject) {
    // SAFETY: fresh; the GIL is held.
    unsafe {
        let gc = of(op);
        (*gc)._gc_next = 0;
        (*gc)._gc_prev = 0;
        let state = super::state();
        let young = &raw mut (*state).generations[0];
        (*young).count += 1;
        if (*young).count > (*young).threshold {
            due(state);
        }
    }
}

/// The young generation is full: asks the evaluation loop to collect at its next safe point.
#[cold]
#[inline(never)]
unsafe fn due(state: *mut _gc_runtime_state) {
    // SAFETY: attached.
    unsafe {
        if (*state).enabled != 0
            && (*state).generations[0].threshold != 0
            && (*state).collecting == 0
            && !base::error::occurred()
        {
            let breaker = &raw mut (*base::tstate::current()).eval_breaker;
            core::sync::atomic::AtomicUsize::from_ptr(breaker).fetch_or(
                _PY_GC_SCHEDULED_BIT as usize,
                core::sync::atomic::Ordering::Relaxed,
            );
        }
    }
}

/// # Safety
/// See `gc::unlink`.
#[inline(always)]
pub unsafe fn unlink(_op: *mut PyObject) {
    // SAFETY: the GIL is held.
    unsafe {
        let young = &raw mut (*super::state()).generations[0];
        if (*young).count > 0 {
            (*young).count -= 1;
        }
    }
}

/// Has the object's `tp_finalize` been called?
///
/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn is_finalized(op: *mut PyObject) -> bool {
    // SAFETY: the caller vouches.
    unsafe { (*of(op))._gc_prev & FINALIZED != 0 }
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn set_finalized(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { (*of(op))._gc_prev |= FINALIZED }
}

/// # Safety
/// `op` is collector-managed.
#[inline(always)]
pub unsafe fn clear_finalized(op: *mut PyObject) {
    // SAFETY: the caller vouches.
    unsafe { (*of(op))._gc_prev &= !FINALIZED }
}
