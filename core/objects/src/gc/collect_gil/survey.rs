//! What is tracked, without collecting: the lists as the `gc` module shows and freezes them.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref};
use layout::*;

use super::reach::head_of;
use crate::gc::{head, list, state, state::generation_of};
use crate::prelude::*;

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
