//! `cpython/tupleobject.h`.

use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

/// Resizes a tuple that nobody else has seen; on failure it is gone and `*p` is NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTuple_Resize(p: *mut *mut PyObject, size: isize) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let old = Ref::<Object>::from_owned_opt(p.replace(null_mut()));
            let Some(Ok(t)) = old.map(|o| o.downcast_into::<Tuple>()) else {
                return Err(objects::exceptions::bad_internal_call());
            };
            if size < 0 || (!t.is_empty() && !base::refcount::is_unique(t.as_object_ptr())) {
                return Err(objects::exceptions::bad_internal_call());
            }
            *p = t.resized(size as usize)?.into_ptr();
            Ok(())
        }
    })
}
