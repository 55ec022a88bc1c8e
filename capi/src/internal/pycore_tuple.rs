//! `internal/pycore_tuple.h`.

use base::stackref::StackRef;
use layout::{_PyStackRef, PyObject};
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

/// A tuple of stack references, which it takes over; on failure they stay the caller's.
///
/// # Safety
/// C contract; attached: `n` live references.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTuple_FromStackRefStealOnSuccess(
    from: *const _PyStackRef,
    n: isize,
) -> PyResult {
    let n = n.max(0) as usize;
    if n == 0 {
        return up(Ok(Tuple::empty().to_ref()));
    }
    let tuple = crate::tupleobject::PyTuple_New(n as isize)?;
    for i in 0..n {
        // SAFETY: the caller's references; the tuple is new and has the room.
        unsafe {
            let item = StackRef::from_bits((*from.add(i)).bits).into_ref();
            let slots = (&raw mut (*tuple.as_ptr().cast::<layout::PyTupleObject>()).ob_item)
                .cast::<*mut PyObject>();
            slots.add(i).write(item.into_ptr());
        }
    }
    Ok(tuple)
}
