//! Step 1 of a collection: what of a list is reachable from outside, by the counts. `_gc_prev` and `_gc_next` are read and written
//! as the collection's documentation says.

use core::ffi::{c_int, c_void};

use base::Object;
use layout::*;

use crate::gc::{head, is_gc, list};

const COLLECTING: usize = _PyGC_PREV_MASK_COLLECTING as usize;
const FINALIZED: usize = _PyGC_PREV_MASK_FINALIZED as usize;
const SHIFT: u32 = _PyGC_PREV_SHIFT as u32;
pub(super) const UNREACHABLE: usize = 1; // in `_gc_next`

#[inline(always)]
unsafe fn refs(gc: *mut PyGC_Head) -> usize {
    // SAFETY: a valid head under collection.
    unsafe { (*gc)._gc_prev >> SHIFT }
}

#[inline(always)]
unsafe fn set_refs(gc: *mut PyGC_Head, n: usize) {
    // SAFETY: a valid head under collection.
    unsafe { (*gc)._gc_prev = ((*gc)._gc_prev & !(_PyGC_PREV_MASK as usize)) | (n << SHIFT) }
}

#[inline(always)]
pub(super) unsafe fn is_collecting(gc: *mut PyGC_Head) -> bool {
    // SAFETY: a valid head.
    unsafe { (*gc)._gc_prev & COLLECTING != 0 }
}

#[inline(always)]
pub(super) unsafe fn clear_collecting(gc: *mut PyGC_Head) {
    // SAFETY: a valid head.
    unsafe { (*gc)._gc_prev &= !COLLECTING }
}

/// The head of an object that the collector manages; NULL for others.
#[inline(always)]
pub(super) unsafe fn head_of(op: *mut PyObject) -> *mut PyGC_Head {
    // SAFETY: `op` is live.
    unsafe {
        if is_gc(Object::from_ptr(op)) {
            head::of(op)
        } else {
            core::ptr::null_mut()
        }
    }
}

type Visit = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

/// Shows `visit`, which answers 0, what an object refers to. What lists and tuples hold is visited from here, so that `visit` is
/// inlined: they hold most references of all.
#[inline(always)]
unsafe fn traverse<V>(gc: *mut PyGC_Head, visit: V, extern_visit: Visit, arg: *mut c_void)
where
    V: Fn(*mut PyObject, *mut c_void),
{
    // SAFETY: tracked objects have a traverse function that may be called at any time; no Python code runs.
    unsafe {
        let op = head::object_of(gc);
        let o = Object::from_ptr(op);
        let items = if o.is_exactly(crate::list::PyList_Type.raw()) {
            let list = op.cast::<PyListObject>();
            ((*list).ob_item, (*list).ob_base.ob_size)
        } else if o.is_exactly(crate::tuple::PyTuple_Type.raw()) {
            let tuple = op.cast::<PyTupleObject>();
            ((&raw mut (*tuple).ob_item).cast(), (*tuple).ob_base.ob_size)
        } else {
            if let Some(f) = (*(*op).ob_type).tp_traverse {
                f(op, Some(extern_visit), arg);
            }
            return;
        };
        let (first, n) = items;
        for i in 0..n {
            let item: *mut PyObject = *first.offset(i);
            if !item.is_null() {
                visit(item, arg);
            }
        }
    }
}

/// Copies the counts into the heads. Immortal objects leave the collector for good.
unsafe fn update_refs(containers: *mut PyGC_Head) {
    // SAFETY: a valid list; no Python code runs.
    unsafe {
        let mut gc = list::next(containers);
        while gc != containers {
            let next = list::next(gc);
            let op = head::object_of(gc);
            if base::refcount::is_immortal(op) {
                head::untrack(op);
            } else {
                let count = base::refcount::count(op) as usize;
                (*gc)._gc_prev = ((*gc)._gc_prev & FINALIZED) | COLLECTING | (count << SHIFT);
            }
            gc = next;
        }
    }
}

/// One reference from within the list.
unsafe extern "C" fn visit_decref(op: *mut PyObject, _parent: *mut c_void) -> c_int {
    // SAFETY: called by traverse functions with live objects.
    unsafe { subtract(op) }
    0
}

#[inline(always)]
unsafe fn subtract(op: *mut PyObject) {
    // SAFETY: as in `visit_decref`.
    unsafe {
        let gc = head_of(op);
        // objects of other generations, and those not tracked, have no count here
        if !gc.is_null() && is_collecting(gc) {
            debug_assert!(refs(gc) > 0, "refcount is too small");
            (*gc)._gc_prev = (*gc)._gc_prev.wrapping_sub(1 << SHIFT);
        }
    }
}

unsafe fn subtract_refs(containers: *mut PyGC_Head) {
    // SAFETY: a valid list; traverse functions run no Python code.
    unsafe {
        let mut gc = list::next(containers);
        while gc != containers {
            let visit = |op, _| subtract(op);
            traverse(gc, visit, visit_decref, head::object_of(gc).cast());
            gc = list::next(gc);
        }
    }
}

/// A reference from an object known to be reachable.
unsafe extern "C" fn visit_reachable(op: *mut PyObject, young: *mut c_void) -> c_int {
    // SAFETY: as in `visit_decref`.
    unsafe { reach(op, young) }
    0
}

#[inline(always)]
unsafe fn reach(op: *mut PyObject, young: *mut c_void) {
    // SAFETY: as in `visit_decref`.
    unsafe {
        let gc = head_of(op);
        if gc.is_null() || !is_collecting(gc) {
            return;
        }
        if (*gc)._gc_next & UNREACHABLE != 0 {
            // It was thought unreachable: take it back to the end of `young`, where the scan will come to it.
            let before = list::prev(gc);
            let after = ((*gc)._gc_next & !UNREACHABLE) as *mut PyGC_Head;
            (*before)._gc_next = (*gc)._gc_next; // keeps the flag
            list::set_prev(after, before);
            list::append(gc, young.cast());
            set_refs(gc, 1);
        } else if refs(gc) == 0 {
            // The scan has yet to come to it.
            set_refs(gc, 1);
        }
    }
}

/// Splits `young`: what is not reachable from outside goes to `unreachable`, with the mark in `_gc_next`. What stays has its
/// backward links again.
unsafe fn move_unreachable(young: *mut PyGC_Head, unreachable: *mut PyGC_Head) {
    // SAFETY: valid lists; `young` is singly linked up to the point of the scan, and no Python code runs.
    unsafe {
        let mut prev = young;
        let mut gc = list::next(young);
        while gc != young {
            if refs(gc) != 0 {
                // `visit_reachable` may append to `young`, so the next link is read after it.
                let visit = |op, young| reach(op, young);
                traverse(gc, visit, visit_reachable, young.cast());
                list::set_prev(gc, prev);
                clear_collecting(gc);
                prev = gc;
            } else {
                (*prev)._gc_next = (*gc)._gc_next;
                let last = list::prev(unreachable);
                // This also marks the list's own head, which is put right at the end.
                (*last)._gc_next = UNREACHABLE | gc as usize;
                list::set_prev(gc, last);
                (*gc)._gc_next = UNREACHABLE | unreachable as usize;
                (*unreachable)._gc_prev = gc as usize;
            }
            gc = (*prev)._gc_next as *mut PyGC_Head;
        }
        (*young)._gc_prev = prev as usize;
        (*unreachable)._gc_next &= !UNREACHABLE;
    }
}

/// Removes the marks of `move_unreachable` from `_gc_next`; `_gc_prev` keeps "collecting", which says "is garbage" from here.
pub(super) unsafe fn clear_unreachable_marks(unreachable: *mut PyGC_Head) {
    // SAFETY: a valid list but for the marks.
    unsafe {
        let mut gc = list::next(unreachable);
        while gc != unreachable {
            (*gc)._gc_next &= !UNREACHABLE;
            gc = list::next(gc);
        }
    }
}

pub(super) unsafe fn deduce_unreachable(base: *mut PyGC_Head, unreachable: *mut PyGC_Head) {
    // SAFETY: valid lists.
    unsafe {
        update_refs(base);
        subtract_refs(base);
        list::init(unreachable);
        move_unreachable(base, unreachable);
    }
}

/// Visits a value-stack reference for a frame's traverse function. A reference that owns no count must not be subtracted, but
/// keeps its object reachable all the same.
///
/// # Safety
/// `bits` is a live stack reference; `visit` is what the traverse function was given.
pub unsafe fn visit_stack_ref(bits: usize, visit: visitproc, arg: *mut c_void) -> c_int {
    if bits & 3 == 3 || bits & !1 == 0 {
        return 0;
    }
    if bits & 1 != 0 && visit as usize == visit_decref as *const () as usize {
        return 0;
    }
    // SAFETY: the caller vouches.
    unsafe { visit((bits & !1) as *mut PyObject, arg) }
}
