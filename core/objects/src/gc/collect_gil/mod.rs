//! Collection in the default build.
//!
//! A collection of generation *n* takes it and all younger ones as one list, `young`, and works in these steps:
//!
//! 1. `reach`: a copy of each count goes into `_gc_prev`, what the list's own objects hold is subtracted,
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

use self::reach::{
    UNREACHABLE, clear_collecting, clear_unreachable_marks, deduce_unreachable, head_of,
    is_collecting,
};
use super::{Reason, head, list, state, state::generation_of};
use crate::exceptions::{print::write_stderr, write_unraisable};
use crate::prelude::*;
use crate::weakref;

mod reach;
mod survey;

pub use reach::visit_stack_ref;
pub use survey::{
    all_objects, freeze, freeze_count, is_tracked_in, objects_of, referrers, unfreeze,
};

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
