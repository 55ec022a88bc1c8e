//! `cpython/bytesobject.h`: resizing and joining bytes.

use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

/// Resizes bytes that nobody else has seen; on failure they are gone and `*p` is NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_Resize(p: *mut *mut PyObject, size: isize) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let old = Ref::<Object>::from_owned_opt(p.replace(null_mut()));
            let Some(old) = old else {
                return Err(objects::exceptions::bad_internal_call());
            };
            let Ok(b) = old.downcast_into::<Bytes>() else {
                return Err(objects::exceptions::bad_internal_call());
            };
            if size < 0 {
                return Err(objects::exceptions::bad_internal_call());
            }
            let n = size as usize;
            let resized = if n == b.len() {
                b
            } else if n == 0 {
                Bytes::empty().to_ref()
            } else if b.is_empty() {
                Bytes::with_len(n)?
            } else if !base::refcount::is_unique(b.as_object_ptr()) {
                // Somebody else holds it: theirs stays as it is.
                let fresh = Bytes::with_len(n)?;
                let kept = n.min(b.len());
                core::ptr::copy_nonoverlapping(
                    b.as_slice().as_ptr(),
                    fresh.as_slice().as_ptr().cast_mut(),
                    kept,
                );
                fresh
            } else {
                Bytes::resize_fresh(b, n)?
            };
            *p = resized.into_ptr();
            Ok(())
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyBytes_Join(separator: Option<&Object>, items: Option<&Object>) -> PyResult {
    up({
        let Some(separator) = separator else {
            return Err(objects::exceptions::bad_internal_call());
        };
        if separator.downcast::<Bytes>().is_none() {
            return Err(raise!(
                TypeError,
                "sep: expected bytes, got {}",
                objects::repr::full_name(separator.class())
            ));
        }
        separator.call_method(id!(join), &[some(items)?])
    })
}
