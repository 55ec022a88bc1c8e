//! Collection in the free-threaded build.
//!
//! Not there yet: it has to stop the world and walk the allocator's heaps, which the allocator crate does not let us do.
//! Cycles are kept alive rather than freed wrongly; everything here answers truthfully that nothing was collected.

use base::{Object, PyResult, Ref};
use core::ffi::{c_int, c_void};
use layout::*;

use super::Reason;
use crate::List;

pub fn collect(_generation: usize, _reason: Reason) -> isize {
    0
}

pub fn run_scheduled() {}

pub fn freeze() {}

pub fn unfreeze() {}

pub fn freeze_count() -> isize {
    0
}

pub fn is_tracked_in(_o: &Object, _generation: usize) -> bool {
    false
}

pub fn objects_of(_generation: Option<usize>) -> PyResult<Ref<List>> {
    List::new()
}

pub fn all_objects() -> PyResult<Ref<List>> {
    List::new()
}

pub fn referrers(_targets: &crate::Tuple) -> PyResult<Ref<List>> {
    List::new()
}

/// Visits a value-stack reference for a frame's traverse function.
///
/// # Safety
/// `bits` is a live stack reference; `visit` the collector's.
pub unsafe fn visit_stack_ref(bits: usize, visit: visitproc, arg: *mut c_void) -> c_int {
    if bits & !3 == 0 || bits & 3 == 3 {
        return 0;
    }
    // SAFETY: the caller vouches.
    unsafe { visit((bits & !3) as *mut PyObject, arg) }
}
