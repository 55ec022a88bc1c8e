//! Start and end of the collector's state in an interpreter, and the settings that the `gc` module shows.

use layout::*;

use crate::List;
use crate::prelude::*;

/// The thresholds of the three generations of a new interpreter.
const THRESHOLDS: [i32; 3] = [2000, 10, 10];

/// `_PyGC_InitState`: makes the generation lists of a zeroed interpreter usable.
///
/// # Safety
/// `interp` is a new interpreter state at its final address.
pub unsafe fn init(interp: *mut PyInterpreterState) {
    // SAFETY: nobody else sees the interpreter yet.
    unsafe {
        let gc = &raw mut (*interp).gc;
        (*gc).enabled = 1;
        for (i, threshold) in THRESHOLDS.into_iter().enumerate() {
            let generation = generation_of(gc, i);
            empty_list(&raw mut (*generation).head);
            (*generation).threshold = threshold;
        }
        empty_list(&raw mut (*gc).permanent_generation.head);
        #[cfg(not(feature = "free-threaded"))]
        {
            (*gc).generation0 = &raw mut (*gc).generations[0].head;
        }
    }
}

unsafe fn empty_list(head: *mut PyGC_Head) {
    // SAFETY: a list's head, at its final address.
    unsafe {
        (*head)._gc_next = head as usize;
        (*head)._gc_prev = head as usize;
    }
}

/// Generation `index` (0 young, 2 oldest), whose place differs between the builds.
///
/// # Safety
/// `gc` is live and `index < 3`.
pub unsafe fn generation_of(gc: *mut _gc_runtime_state, index: usize) -> *mut gc_generation {
    // SAFETY: the caller vouches.
    unsafe {
        #[cfg(not(feature = "free-threaded"))]
        return (&raw mut (*gc).generations)
            .cast::<gc_generation>()
            .add(index);
        #[cfg(feature = "free-threaded")]
        match index {
            0 => &raw mut (*gc).young,
            i => (&raw mut (*gc).old).cast::<gc_generation>().add(i - 1),
        }
    }
}

/// `_PyGC_Init`: the lists `gc.garbage` and `gc.callbacks`.
pub fn init_lists() -> PyResult<()> {
    let gc = super::state();
    // SAFETY: attached; the state owns both lists.
    unsafe {
        if (*gc).garbage.is_null() {
            (*gc).garbage = List::new()?.into_ptr();
        }
        if (*gc).callbacks.is_null() {
            (*gc).callbacks = List::new()?.into_ptr();
        }
    }
    Ok(())
}

/// At shutdown, while warnings still work: ResourceWarning for what is in `gc.garbage` (`_PyGC_DumpShutdownStats`).
pub fn report_garbage() {
    let gc = super::state();
    // SAFETY: attached; the state owns the list.
    let (debug, garbage) =
        unsafe { ((*gc).debug, Ref::<Object>::from_borrowed_opt((*gc).garbage)) };
    let Some(garbage) = garbage else { return };
    let count = garbage.downcast::<List>().map_or(0, List::len);
    if count == 0 || debug & layout::_PyGC_DEBUG_SAVEALL != 0 {
        return;
    }
    let listed = debug & layout::_PyGC_DEBUG_UNCOLLECTABLE != 0;
    let hint = if listed {
        ""
    } else {
        "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them"
    };
    let warned = crate::warnings::warn_explicit(
        &crate::exceptions::types::ResourceWarning,
        &format!("gc: {count} uncollectable objects at shutdown{hint}"),
        interned!("gc"),
        0,
    );
    if warned.is_err() {
        crate::exceptions::write_unraisable_object(None);
    }
    if listed {
        match garbage.repr() {
            Ok(text) => crate::exceptions::print::write_stderr(format_args!(
                "      {}\n",
                text.to_string_lossy()
            )),
            Err(_) => crate::exceptions::write_unraisable_object(Some(&garbage)),
        }
    }
}

/// `_PyGC_Fini`: drops both lists.
pub fn fini() {
    let gc = super::state();
    // SAFETY: attached; the state owns both lists.
    unsafe {
        crate::clear_field!((*gc).garbage, (*gc).callbacks);
    }
}

/// The `gc.garbage` list (made if need be).
pub fn garbage() -> PyResult<Ref<List>> {
    init_lists()?;
    // SAFETY: just made; always a list.
    Ok(unsafe { List::from_raw((*super::state()).garbage.cast()) }.to_ref())
}

/// The `gc.callbacks` list (made if need be).
pub fn callbacks() -> PyResult<Ref<List>> {
    init_lists()?;
    // SAFETY: just made; always a list.
    Ok(unsafe { List::from_raw((*super::state()).callbacks.cast()) }.to_ref())
}
