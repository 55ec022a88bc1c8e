//! `structseq.h`: named tuples of C.

use core::ptr::null_mut;

use layout::{PyStructSequence_Desc, PyTypeObject};
use objects::prelude::*;
use objects::structseq::{self, StructSeq};

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyStructSequence_InitType(
    ty: Option<&Type>,
    desc: *mut PyStructSequence_Desc,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let _ = PyStructSequence_InitType2(ty, desc);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyStructSequence_InitType2(
    ty: Option<&Type>,
    desc: *mut PyStructSequence_Desc,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { structseq::init_static(some(ty)?, desc, 0) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyStructSequence_NewType(
    desc: *mut PyStructSequence_Desc,
) -> *mut PyTypeObject {
    if desc.is_null() {
        let _raised = null_argument();
        return null_mut();
    }
    // SAFETY: the caller's contract.
    unsafe { structseq::new_type(desc, 0).map_or(null_mut(), |t| t.into_ptr().cast()) }
}

/// An instance, each of whose items is to be set before anybody sees it.
#[unsafe(no_mangle)]
pub extern "C" fn PyStructSequence_New(ty: Option<&Type>) -> PyResult {
    up(StructSeq::new(some(ty)?))
}

/// Steals the reference; no checks.
#[unsafe(no_mangle)]
pub extern "C" fn PyStructSequence_SetItem(o: &Object, index: isize, value: Stolen) {
    // SAFETY: an instance has a tuple's layout.
    unsafe { o.downcast_unchecked::<Tuple>() }.put_raw(index.max(0) as usize, value.take());
}

/// Borrowed; no checks.
#[unsafe(no_mangle)]
pub extern "C" fn PyStructSequence_GetItem(o: &Object, index: isize) -> Borrowed {
    // SAFETY: an instance has a tuple's layout.
    unsafe { o.downcast_unchecked::<Tuple>() }.raw_item(index.max(0) as usize)
}
