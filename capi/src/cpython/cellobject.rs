//! `cpython/cellobject.h`: cells.

use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;

/// Empty for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyCell_New(value: Option<&Object>) -> PyResult {
    up(Cell::new(value))
}

/// New reference; NULL without an exception if empty.
#[unsafe(no_mangle)]
pub extern "C" fn PyCell_Get(o: Option<&Object>) -> *mut PyObject {
    value(null_mut(), || {
        Ok(arg::<Cell>(o)?.get().map_or(null_mut(), Ref::into_ptr))
    })
}

/// NULL empties.
#[unsafe(no_mangle)]
pub extern "C" fn PyCell_Set(o: Option<&Object>, value: Option<&Object>) -> Status {
    run(|| {
        arg::<Cell>(o)?.set(value.map(Object::to_ref));
        Ok(())
    })
}
