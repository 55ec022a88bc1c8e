//! `internal/pycore_tuple.h`.

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTuple_FromArray(items: *const *mut PyObject, n: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Tuple::from_raw_slice(items, n.max(0) as usize) })
}

/// Takes the references over, also on failure.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTuple_FromArraySteal(
    items: *const *mut PyObject,
    n: isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Tuple::from_raw_slice_steal(items, n.max(0) as usize) })
}
