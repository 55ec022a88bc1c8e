//! Circular doubly linked lists of collector heads. A list is its own head, which belongs to no object.
//!
//! The low bits of `_gc_prev` are an object's flags and survive every move; `_gc_next` carries a flag only inside
//! `collect`, which takes care to remove it before these functions see the list.

use layout::*;

const PREV_MASK: usize = _PyGC_PREV_MASK as usize;

/// # Safety
/// `list` is a valid place for a head that stays where it is.
#[inline]
pub unsafe fn init(list: *mut PyGC_Head) {
    // SAFETY: the caller vouches.
    unsafe {
        (*list)._gc_next = list as usize;
        (*list)._gc_prev = list as usize;
    }
}

/// # Safety
/// `gc` is a valid head.
#[inline(always)]
pub unsafe fn next(gc: *mut PyGC_Head) -> *mut PyGC_Head {
    // SAFETY: the caller vouches.
    unsafe { (*gc)._gc_next as *mut PyGC_Head }
}

/// # Safety
/// `gc` is a valid head.
#[inline(always)]
pub unsafe fn prev(gc: *mut PyGC_Head) -> *mut PyGC_Head {
    // SAFETY: the caller vouches.
    unsafe { ((*gc)._gc_prev & PREV_MASK) as *mut PyGC_Head }
}

/// # Safety
/// `gc` is a valid head.
#[inline(always)]
pub unsafe fn set_prev(gc: *mut PyGC_Head, to: *mut PyGC_Head) {
    // SAFETY: the caller vouches.
    unsafe { (*gc)._gc_prev = ((*gc)._gc_prev & !PREV_MASK) | to as usize }
}

/// # Safety
/// `list` is a valid list.
#[inline(always)]
pub unsafe fn is_empty(list: *mut PyGC_Head) -> bool {
    // SAFETY: the caller vouches.
    unsafe { (*list)._gc_next == list as usize }
}

/// # Safety
/// `gc` is in no list; `list` is valid.
#[inline(always)]
pub unsafe fn append(gc: *mut PyGC_Head, list: *mut PyGC_Head) {
    // SAFETY: the caller vouches.
    unsafe {
        let last = (*list)._gc_prev as *mut PyGC_Head;
        (*last)._gc_next = gc as usize;
        set_prev(gc, last);
        (*gc)._gc_next = list as usize;
        (*list)._gc_prev = gc as usize;
    }
}

/// Moves `gc` from its list to the end of another.
///
/// # Safety
/// `gc` is in a list; `list` is valid.
#[inline]
pub unsafe fn move_to(gc: *mut PyGC_Head, list: *mut PyGC_Head) {
    // SAFETY: the caller vouches.
    unsafe {
        let (before, after) = (prev(gc), next(gc));
        (*before)._gc_next = after as usize;
        set_prev(after, before);
        append(gc, list);
    }
}

/// Moves all of `from` to the end of `to`.
///
/// # Safety
/// Both are valid and different.
pub unsafe fn merge(from: *mut PyGC_Head, to: *mut PyGC_Head) {
    // SAFETY: the caller vouches.
    unsafe {
        if is_empty(from) {
            return;
        }
        let to_tail = (*to)._gc_prev as *mut PyGC_Head;
        let (from_head, from_tail) = (next(from), (*from)._gc_prev as *mut PyGC_Head);
        (*to_tail)._gc_next = from_head as usize;
        set_prev(from_head, to_tail);
        (*from_tail)._gc_next = to as usize;
        (*to)._gc_prev = from_tail as usize;
        init(from);
    }
}

/// # Safety
/// `list` is valid.
pub unsafe fn len(list: *mut PyGC_Head) -> isize {
    // SAFETY: the caller vouches.
    unsafe {
        let mut n = 0;
        let mut gc = next(list);
        while gc != list {
            n += 1;
            gc = next(gc);
        }
        n
    }
}
