//! The cycle collector: generational, as 3.14.5 and later.

use base::Object;

/// `PyObject_GC_Track`: the collector may look at the object from now on.
pub fn track(o: &Object) {
    let _ = o;
    todo!()
}

/// `PyObject_GC_UnTrack`: idempotent.
pub fn untrack(o: &Object) {
    let _ = o;
    todo!()
}

pub fn is_tracked(o: &Object) -> bool {
    let _ = o;
    todo!()
}
