//! `memoryobject.h`: memoryviews.

use core::ffi::{c_char, c_int};

use layout::{Py_buffer, PyBUF_WRITE};
use objects::MemoryView;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyMemoryView_FromObject(o: Option<&Object>) -> PyResult {
    up(MemoryView::from_object(some(o)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMemoryView_FromMemory(
    p: *mut c_char,
    size: isize,
    flags: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { MemoryView::from_memory(p.cast(), size, flags == PyBUF_WRITE) })
}

/// A view of memory that somebody else keeps; `obj` is not released.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMemoryView_FromBuffer(info: *const Py_buffer) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if (*info).buf.is_null() {
            return Err(raise!(
                ValueError,
                "PyMemoryView_FromBuffer(): info->buf must not be NULL"
            ));
        }
        MemoryView::from_buffer(&*info)
    })
}

/// A contiguous view of the object, of a copy if need be (then only for reading).
#[unsafe(no_mangle)]
pub extern "C" fn PyMemoryView_GetContiguous(
    o: Option<&Object>,
    kind: c_int,
    order: c_char,
) -> PyResult {
    up(objects::memoryview::contiguous(
        some(o)?,
        kind == PyBUF_WRITE,
        order as u8,
    ))
}
