//! Collection in the default build.
//!
//! A collection of generation *n* takes it and all younger ones as one list, `young`, and works in these steps:
//!
//! 1. [`deduce_unreachable`]: a copy of each count goes into `_gc_prev`, what the list's own objects hold is subtracted,
//!    and what is left with a count (or hangs from such an object) is reachable from outside. The rest is garbage.
//! 2. What has a legacy `tp_del`, and what hangs from it, is put aside into `gc.garbage`.
//! 3. Weak references to the garbage are cleared; callbacks of references that survive are called.
//! 4. `tp_finalize` is called, once in an object's life; what came back to life is found by step 1 over the garbage alone.
//! 5. `tp_clear` is called on the rest until the counts fall to zero.
//!
//! Python code runs in steps 3 to 5 only. While step 1 runs, `_gc_prev` holds counts instead of links (bit 1 marks such
//! objects) and bit 0 of `_gc_next` marks those that seem unreachable.

use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;

use base::{Object, PyResult, Ref};
use layout::*;

use super::{Reason, head, list, state, state::generation_of};
use crate::exceptions::{print::write_stderr, write_unraisable};
use crate::prelude::*;
use crate::weakref;

const COLLECTING: usize = _PyGC_PREV_MASK_COLLECTING as usize;
const FINALIZED: usize = _PyGC_PREV_MASK_FINALIZED as usize;
const SHIFT: u32 = _PyGC_PREV_SHIFT as u32;
const UNREACHABLE: usize = 1; // in `_gc_next`

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
unsafe fn is_collecting(gc: *mut PyGC_Head) -> bool {
    // SAFETY: a valid head.
    unsafe { (*gc)._gc_prev & COLLECTING != 0 }
}

#[inline(always)]
unsafe fn clear_collecting(gc: *mut PyGC_Head) {
    // SAFETY: a valid head.
    unsafe { (*gc)._gc_prev &= !COLLECTING }
}

/// The head of an object that the collector manages; NULL for others.
#[inline(always)]
unsafe fn head_of(op: *mut PyObject) -> *mut PyGC_Head {
    // SAFETY: `op` is live.
    unsafe {
        if super::is_gc(Object::from_ptr(op)) {
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
unsafe fn clear_unreachable_marks(unreachable: *mut PyGC_Head) {
    // SAFETY: a valid list but for the marks.
    unsafe {
        let mut gc = list::next(unreachable);
        while gc != unreachable {
            (*gc)._gc_next &= !UNREACHABLE;
            gc = list::next(gc);
        }
    }
}

unsafe fn deduce_unreachable(base: *mut PyGC_Head, unreachable: *mut PyGC_Head) {
    // SAFETY: valid lists.
    unsafe {
        update_refs(base);
        subtract_refs(base);
        list::init(unreachable);
        move_unreachable(base, unreachable);
    }
}

/// Tuples of nothing that the collector tracks can be in no cycle.
unsafe fn untrack_tuples(young: *mut PyGC_Head) {
    // SAFETY: a valid list; no Python code runs.
    unsafe {
        let mut gc = list::next(young);
        while gc != young {
            let next = list::next(gc);
            let o = Object::from_ptr(head::object_of(gc));
            if o.is_exactly(crate::tuple::PyTuple_Type.raw()) {
                let tuple = o.as_ptr().cast::<PyTupleObject>();
                let items = (&raw const (*tuple).ob_item).cast::<*mut PyObject>();
                let n = (*tuple).ob_base.ob_size;
                // A NULL item: still under construction.
                let atomic = (0..n).all(|i| {
                    let item = *items.offset(i);
                    !item.is_null() && !super::may_be_tracked(Object::from_ptr(item))
                });
                if atomic {
                    head::untrack(o.as_ptr());
                }
            }
            gc = next;
        }
    }
}

/// Objects with the old `tp_del` cannot be finalised safely in a cycle.
unsafe fn move_legacy_finalizers(unreachable: *mut PyGC_Head, finalizers: *mut PyGC_Head) {
    // SAFETY: valid lists but for the marks on `unreachable`, which this removes.
    unsafe {
        let mut gc = list::next(unreachable);
        while gc != unreachable {
            (*gc)._gc_next &= !UNREACHABLE;
            let next = list::next(gc);
            let op = head::object_of(gc);
            if (*(*op).ob_type).tp_del.is_some() {
                clear_collecting(gc);
                list::move_to(gc, finalizers);
            }
            gc = next;
        }
    }
}

unsafe extern "C" fn visit_move(op: *mut PyObject, target: *mut c_void) -> c_int {
    // SAFETY: as in `visit_decref`.
    unsafe {
        let gc = head_of(op);
        if !gc.is_null() && is_collecting(gc) {
            list::move_to(gc, target.cast());
            clear_collecting(gc);
        }
    }
    0
}

/// Whatever hangs from a legacy finaliser must live as well.
unsafe fn move_legacy_finalizer_reachable(finalizers: *mut PyGC_Head) {
    // SAFETY: a valid list, which grows at its end.
    unsafe {
        let mut gc = list::next(finalizers);
        while gc != finalizers {
            if let Some(f) = (*(*head::object_of(gc)).ob_type).tp_traverse {
                f(head::object_of(gc), Some(visit_move), finalizers.cast());
            }
            gc = list::next(gc);
        }
    }
}

/// Clears all weak references to garbage, and those in it; then calls the callbacks of those that survive it (their referents'
/// weak references are all cleared by then, so no callback can bring garbage back). Answers how many of these were freed.
unsafe fn handle_weakrefs(
    unreachable: *mut PyGC_Head,
    callbacks_into: Option<*mut PyGC_Head>,
) -> isize {
    // SAFETY: valid lists. The first loop runs no Python code (clearing a reference releases nothing).
    unsafe {
        let mut storage = MaybeUninit::<PyGC_Head>::uninit();
        let to_call = storage.as_mut_ptr();
        list::init(to_call);

        let mut gc = list::next(unreachable);
        while gc != unreachable {
            let op = head::object_of(gc);
            gc = list::next(gc);
            let o = Object::from_ptr(op);
            if let Some(w) = o.downcast::<WeakRef>() {
                weakref::clear_ref(w.raw());
            }
            let Some(slot) = weakref::list_slot(o) else {
                continue;
            };
            loop {
                let wr = *slot;
                if wr.is_null() {
                    break;
                }
                weakref::clear_ref(wr);
                if callbacks_into.is_none() || (*wr).wr_callback.is_null() {
                    continue;
                }
                let wr_head = head::of(wr.cast());
                if is_collecting(wr_head) {
                    continue; // garbage itself: it is gone before its referent, as far as anyone can tell
                }
                base::refcount::incref(wr.cast());
                list::move_to(wr_head, to_call);
            }
        }

        let Some(old) = callbacks_into else { return 0 };
        let mut freed = 0;
        while !list::is_empty(to_call) {
            let gc = list::next(to_call);
            let wr = Ref::<WeakRef>::from_raw_owned(head::object_of(gc));
            let callback = Object::from_ptr((*wr.raw()).wr_callback).to_ref();
            match callback.call(&[&wr]) {
                Ok(result) => drop(result),
                Err(_) => write_unraisable(
                    format_args!("Exception ignored while calling weakref callback"),
                    Some(&callback),
                ),
            }
            drop(wr);
            if list::next(to_call) == gc {
                list::move_to(gc, old);
            } else {
                freed += 1;
            }
        }
        freed
    }
}

/// Calls the finalisers of garbage, each object's once in its life.
unsafe fn finalize_garbage(collectable: *mut PyGC_Head) {
    // SAFETY: a valid list. Finalisers may change it: objects are moved off before the call, so it only shrinks.
    unsafe {
        let mut storage = MaybeUninit::<PyGC_Head>::uninit();
        let seen = storage.as_mut_ptr();
        list::init(seen);
        while !list::is_empty(collectable) {
            let gc = list::next(collectable);
            list::move_to(gc, seen);
            let op = head::object_of(gc);
            if !head::is_finalized(op)
                && let Some(finalize) = (*(*op).ob_type).tp_finalize
            {
                head::set_finalized(op);
                let keep = Object::from_ptr(op).to_ref();
                finalize(op);
                drop(keep);
            }
        }
        list::merge(seen, collectable);
    }
}

/// After the finalisers: what is reachable again goes to `old`, the rest to `still`.
unsafe fn handle_resurrected(
    unreachable: *mut PyGC_Head,
    still: *mut PyGC_Head,
    old: *mut PyGC_Head,
) {
    // SAFETY: valid lists.
    unsafe {
        // `deduce_unreachable` wants plain objects.
        let mut gc = list::next(unreachable);
        while gc != unreachable {
            clear_collecting(gc);
            gc = list::next(gc);
        }
        deduce_unreachable(unreachable, still);
        clear_unreachable_marks(still);
        list::merge(unreachable, old);
    }
}

/// Breaks the cycles.
unsafe fn delete_garbage(collectable: *mut PyGC_Head, old: *mut PyGC_Head) {
    // SAFETY: a valid list. Clearing may free any of its objects, which unlink themselves; the first is looked at anew.
    unsafe {
        while !list::is_empty(collectable) {
            let gc = list::next(collectable);
            let o = Object::from_ptr(head::object_of(gc));
            if (*state()).debug & _PyGC_DEBUG_SAVEALL != 0 {
                if let Err(e) = super::state::garbage().and_then(|g| g.push(o)) {
                    e.clear();
                }
            } else if let Some(clear) = (*o.type_ptr()).tp_clear {
                let keep = o.to_ref();
                clear(o.as_ptr());
                if base::error::occurred() {
                    write_unraisable(
                        format_args!("Exception ignored in tp_clear of {}", o.class().tp_name()),
                        None,
                    );
                }
                drop(keep);
            }
            if list::next(collectable) == gc {
                // It lives on: somebody still holds it.
                clear_collecting(gc);
                list::move_to(gc, old);
            }
        }
    }
}

unsafe fn debug_cycle(what: &str, gc: *mut PyGC_Head) {
    // SAFETY: a valid head.
    unsafe {
        let o = Object::from_ptr(head::object_of(gc));
        write_stderr(format_args!(
            "gc: {what} <{} {:p}>\n",
            o.class().tp_name(),
            o.as_ptr()
        ));
    }
}

/// What cannot be collected: into `gc.garbage`, and into the old generation.
unsafe fn handle_legacy_finalizers(finalizers: *mut PyGC_Head, old: *mut PyGC_Head) {
    // SAFETY: a valid list; appending to a list runs no Python code.
    unsafe {
        let mut gc = list::next(finalizers);
        while gc != finalizers {
            let o = Object::from_ptr(head::object_of(gc));
            if ((*state()).debug & _PyGC_DEBUG_SAVEALL != 0 || (*o.type_ptr()).tp_del.is_some())
                && let Err(e) = super::state::garbage().and_then(|g| g.push(o))
            {
                e.clear();
                break;
            }
            gc = list::next(gc);
        }
        list::merge(finalizers, old);
    }
}

fn call_callbacks(phase: &str, generation: usize, collected: isize, uncollectable: isize) {
    // SAFETY: attached; only the pointer is read.
    if unsafe { (*state()).callbacks.is_null() } {
        return;
    }
    let outcome = (|| -> PyResult<()> {
        let callbacks = super::state::callbacks()?;
        if callbacks.is_empty() {
            return Ok(());
        }
        let info = Dict::new()?;
        info.set(interned!("generation"), &*Long::from_usize(generation)?)?;
        info.set(interned!("collected"), &*Long::from_isize(collected)?)?;
        info.set(
            interned!("uncollectable"),
            &*Long::from_isize(uncollectable)?,
        )?;
        let phase = Str::from_str(phase)?;
        let mut i = 0;
        while let Some(callback) = callbacks.get(i) {
            match callback.call(&[&phase, &info]) {
                Ok(result) => drop(result),
                Err(_) => write_unraisable(
                    format_args!("Exception ignored while calling GC callback"),
                    Some(&callback),
                ),
            }
            i += 1;
        }
        Ok(())
    })();
    if outcome.is_err() {
        write_unraisable(
            format_args!("Exception ignored while invoking GC callbacks"),
            None,
        );
    }
}

/// The oldest generation that is due, if any. A full collection waits until the survivors of young collections are a
/// quarter of all, so that its cost stays proportional to the growth of the heap.
unsafe fn select_generation() -> Option<usize> {
    // SAFETY: attached.
    unsafe {
        let s = state();
        (0..3).rev().find(|&i| {
            let g = generation_of(s, i);
            (*g).count > (*g).threshold
                && !(i == 2 && (*s).long_lived_pending < (*s).long_lived_total / 4)
        })
    }
}

/// Collects `generation` and younger ones; answers how many unreachable objects were found. Nothing happens while another
/// collection runs. Exceptions on the way are reported as unraisable.
pub fn collect(generation: usize, reason: Reason) -> isize {
    // SAFETY: attached; a collection runs once at a time.
    unsafe {
        let s = state();
        if (*s).collecting != 0 || (*s).generation0.is_null() {
            return 0;
        }
        (*s).collecting = 1;
        let found = collect_locked(generation.min(2), reason);
        (*s).collecting = 0;
        found
    }
}

/// What the evaluation loop calls when the young generation is full (`_Py_RunGC`).
pub fn run_scheduled() {
    // SAFETY: attached.
    unsafe {
        let s = state();
        if (*s).enabled == 0 || (*s).collecting != 0 {
            return;
        }
        (*s).collecting = 1;
        if let Some(generation) = select_generation() {
            collect_locked(generation, Reason::Heap);
        }
        (*s).collecting = 0;
    }
}

unsafe fn collect_locked(generation: usize, reason: Reason) -> isize {
    // SAFETY: attached, and the only collection.
    unsafe {
        let pending_error = base::error::take_current();
        let s = state();
        if reason != Reason::Shutdown {
            call_callbacks("start", generation, 0, 0);
        }
        let debug = (*s).debug;
        let started = (debug & _PyGC_DEBUG_STATS != 0).then(|| {
            write_stderr(format_args!("gc: collecting generation {generation}...\n"));
            let sizes: Vec<isize> = (0..3)
                .map(|i| list::len(&raw mut (*generation_of(s, i)).head))
                .collect();
            write_stderr(format_args!(
                "gc: objects in each generation: {} {} {}\n",
                sizes[0], sizes[1], sizes[2]
            ));
            write_stderr(format_args!(
                "gc: objects in permanent generation: {}\n",
                list::len(&raw mut (*s).permanent_generation.head)
            ));
            std::time::Instant::now()
        });

        if generation < 2 {
            (*generation_of(s, generation + 1)).count += 1;
        }
        for i in 0..=generation {
            (*generation_of(s, i)).count = 0;
        }
        let young = &raw mut (*generation_of(s, generation)).head;
        for i in 0..generation {
            list::merge(&raw mut (*generation_of(s, i)).head, young);
        }
        let old = if generation < 2 {
            &raw mut (*generation_of(s, generation + 1)).head
        } else {
            young
        };

        let mut lists = [MaybeUninit::<PyGC_Head>::uninit(); 3];
        let first = lists.as_mut_ptr().cast::<PyGC_Head>();
        let (unreachable, finalizers, still) = (first, first.add(1), first.add(2));

        deduce_unreachable(young, unreachable);
        untrack_tuples(young);
        if young != old {
            if generation == 1 {
                (*s).long_lived_pending += list::len(young);
            }
            list::merge(young, old);
        } else {
            (*s).long_lived_pending = 0;
            (*s).long_lived_total = list::len(young);
        }

        list::init(finalizers);
        move_legacy_finalizers(unreachable, finalizers);
        move_legacy_finalizer_reachable(finalizers);

        let mut collected = 0;
        if debug & _PyGC_DEBUG_COLLECTABLE != 0 {
            let mut gc = list::next(unreachable);
            while gc != unreachable {
                debug_cycle("collectable", gc);
                gc = list::next(gc);
            }
        }
        collected += handle_weakrefs(unreachable, Some(old));
        finalize_garbage(unreachable);
        handle_resurrected(unreachable, still, old);
        // Finalisers may have made new weak references.
        handle_weakrefs(still, None);
        collected += list::len(still);
        delete_garbage(still, old);

        let mut uncollectable = 0;
        let mut gc = list::next(finalizers);
        while gc != finalizers {
            uncollectable += 1;
            if debug & _PyGC_DEBUG_UNCOLLECTABLE != 0 {
                debug_cycle("uncollectable", gc);
            }
            gc = list::next(gc);
        }
        if let Some(started) = started {
            write_stderr(format_args!(
                "gc: done, {} unreachable, {} uncollectable, {:.4}s elapsed\n",
                collected + uncollectable,
                uncollectable,
                started.elapsed().as_secs_f64()
            ));
        }
        handle_legacy_finalizers(finalizers, old);
        if generation == 2 {
            // A full collection gives back what the free lists hold.
            crate::freelist::clear_all(false);
        }

        if base::error::occurred() {
            if reason == Reason::Shutdown {
                drop(base::error::take_current());
            } else {
                write_unraisable(
                    format_args!("Exception ignored in garbage collection"),
                    None,
                );
            }
        }
        let stats = &raw mut (*s).generation_stats[generation];
        (*stats).collections += 1;
        (*stats).collected += collected;
        (*stats).uncollectable += uncollectable;
        if reason != Reason::Shutdown {
            call_callbacks("stop", generation, collected, uncollectable);
        }
        base::error::restore(pending_error);
        collected + uncollectable
    }
}

/// `gc.freeze`: all tracked objects move where no collection looks.
pub fn freeze() {
    // SAFETY: attached; no collection runs (finalisers that call this see lists that are consistent).
    unsafe {
        let s = state();
        for i in 0..3 {
            let g = generation_of(s, i);
            list::merge(&raw mut (*g).head, &raw mut (*s).permanent_generation.head);
            (*g).count = 0;
        }
    }
}

/// `gc.unfreeze`: back into the oldest generation.
pub fn unfreeze() {
    // SAFETY: as in `freeze`.
    unsafe {
        let s = state();
        list::merge(
            &raw mut (*s).permanent_generation.head,
            &raw mut (*generation_of(s, 2)).head,
        );
    }
}

pub fn freeze_count() -> isize {
    // SAFETY: attached.
    unsafe { list::len(&raw mut (*state()).permanent_generation.head) }
}

/// Is the object in this generation's list?
pub fn is_tracked_in(o: &Object, generation: usize) -> bool {
    // SAFETY: attached; no Python code runs during the walk.
    unsafe {
        let wanted = head_of(o.as_ptr());
        let start = &raw mut (*generation_of(state(), generation.min(2))).head;
        let mut gc = list::next(start);
        while gc != start {
            if gc == wanted {
                return true;
            }
            gc = list::next(gc);
        }
        false
    }
}

unsafe fn append_objects(result: &List, start: *mut PyGC_Head) -> PyResult<()> {
    // SAFETY: a valid list. Appending runs no Python code; it may track nothing new, since the result list exists already.
    unsafe {
        let mut gc = list::next(start);
        while gc != start {
            let o = Object::from_ptr(head::object_of(gc));
            if !o.is(result) {
                result.push(o)?;
            }
            gc = list::next(gc);
        }
    }
    Ok(())
}

/// `gc.get_objects`.
pub fn objects_of(generation: Option<usize>) -> PyResult<Ref<List>> {
    let result = List::new()?;
    // SAFETY: attached.
    unsafe {
        match generation {
            Some(g) => append_objects(&result, &raw mut (*generation_of(state(), g.min(2))).head)?,
            None => {
                for g in 0..3 {
                    append_objects(&result, &raw mut (*generation_of(state(), g)).head)?;
                }
            }
        }
    }
    Ok(result)
}

/// All that is tracked, the frozen objects, too.
pub fn all_objects() -> PyResult<Ref<List>> {
    let result = objects_of(None)?;
    // SAFETY: attached.
    unsafe { append_objects(&result, &raw mut (*state()).permanent_generation.head)? };
    Ok(result)
}

/// `gc.get_referrers`: the tracked objects that refer to any of these directly.
pub fn referrers(targets: &Tuple) -> PyResult<Ref<List>> {
    unsafe extern "C" fn visit(op: *mut PyObject, targets: *mut c_void) -> c_int {
        // SAFETY: `targets` is the tuple of the caller.
        let targets = unsafe { &*targets.cast::<Tuple>() };
        c_int::from(targets.as_slice().iter().any(|t| t.as_ptr() == op))
    }
    let result = List::new()?;
    // SAFETY: attached; traverse functions and appending run no Python code.
    unsafe {
        for g in 0..3 {
            let start = &raw mut (*generation_of(state(), g)).head;
            let mut gc = list::next(start);
            while gc != start {
                let o = Object::from_ptr(head::object_of(gc));
                gc = list::next(gc);
                if o.is(&result) || o.is(targets) {
                    continue;
                }
                if let Some(f) = (*o.type_ptr()).tp_traverse
                    && f(
                        o.as_ptr(),
                        Some(visit),
                        (targets as *const Tuple).cast_mut().cast(),
                    ) != 0
                {
                    result.push(o)?;
                }
            }
        }
    }
    Ok(result)
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
