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
            base::reftracer::created(object.cast::<PyObject>());
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

/// How many dead objects wait on the lists that the stock library tells of (`_PyObject_DebugTypeStats`), and what they occupy.
pub fn statistics() -> String {
    let mut text = String::new();
    let mut line = |list: *mut _Py_freelist, name: &str, size: usize| {
        // SAFETY: one of this interpreter's lists.
        let n = unsafe { (*list).size }.max(0) as usize;
        let what = format!("{n} free {name}s * {size} bytes each");
        text.push_str(&format!("{what:>48} ={:>21}\n", with_commas(n * size)));
    };
    // SAFETY: attached; only the lists' addresses are taken.
    unsafe {
        let l = lists();
        line(
            &raw mut (*l).dicts,
            "PyDictObject",
            size_of::<layout::PyDictObject>(),
        );
        line(
            &raw mut (*l).dictkeys,
            "PyDictKeysObject",
            size_of::<layout::PyDictKeysObject>(),
        );
        line(
            &raw mut (*l).floats,
            "PyFloatObject",
            size_of::<layout::PyFloatObject>(),
        );
        line(
            &raw mut (*l).lists,
            "PyListObject",
            size_of::<layout::PyListObject>(),
        );
        for i in 0..(*l).tuples.len() {
            let size = core::mem::offset_of!(layout::PyTupleObject, ob_item)
                + (i + 1) * size_of::<*mut PyObject>();
            line(
                &raw mut (*l).tuples[i],
                &format!("{}-sized PyTupleObject", i + 1),
                size,
            );
        }
    }
    text
}

/// A number with a comma before each three digits.
fn with_commas(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(d);
    }
    text
}

/// `_PyObject_ClearFreeLists`: frees what waits on the lists; `closing` also keeps them empty from now on.
pub fn clear_all(closing: bool) {
    /// Empties one list with the function that frees its blocks.
    unsafe fn drain(list: *mut _Py_freelist, closing: bool, free: unsafe fn(*mut c_void)) {
        // SAFETY: the blocks are dead and on this list alone.
        unsafe {
            loop {
                let block: *mut c_void = pop_mem(list);
                if block.is_null() {
                    break;
                }
                free(block);
            }
            if closing {
                (*list).size = -1;
            }
        }
    }
    unsafe fn collected(p: *mut c_void) {
        // SAFETY: a dead object with a collector head.
        unsafe { crate::alloc::gc_free(p.cast()) }
    }
    unsafe fn plain(p: *mut c_void) {
        // SAFETY: a dead object without one.
        unsafe { crate::alloc::free(p.cast()) }
    }
    unsafe fn memory(p: *mut c_void) {
        // SAFETY: a block of the `mem` domain.
        unsafe { base::mem::free(base::mem::Domain::Mem, p) }
    }
    unsafe fn raw_memory(p: *mut c_void) {
        // SAFETY: a block of the `raw` domain.
        unsafe { base::mem::free(base::mem::Domain::Raw, p) }
    }
    // SAFETY: each list holds blocks of the kind that its function frees.
    unsafe {
        let l = lists();
        for i in 0..(*l).tuples.len() {
            drain(&raw mut (*l).tuples[i], closing, collected);
        }
        for list in [
            &raw mut (*l).lists,
            &raw mut (*l).list_iters,
            &raw mut (*l).tuple_iters,
            &raw mut (*l).dicts,
            &raw mut (*l).slices,
            &raw mut (*l).contexts,
            &raw mut (*l).async_gens,
            &raw mut (*l).async_gen_asends,
            &raw mut (*l).futureiters,
            &raw mut (*l).pycfunctionobject,
            &raw mut (*l).pycmethodobject,
            &raw mut (*l).pymethodobjects,
        ] {
            drain(list, closing, collected);
        }
        for list in [
            &raw mut (*l).floats,
            &raw mut (*l).ints,
            &raw mut (*l).ranges,
            &raw mut (*l).range_iters,
        ] {
            drain(list, closing, plain);
        }
        drain(&raw mut (*l).dictkeys, closing, memory);
        drain(&raw mut (*l).unicode_writers, closing, memory);
        drain(&raw mut (*l).object_stack_chunks, closing, raw_memory);
    }
}
