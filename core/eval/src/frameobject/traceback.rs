//! Places in C source that tracebacks show, as native modules add them (`_PyTraceback_Add`).

use core::ffi::{CStr, c_int};

use base::error;
use layout::PyFrameObject;
use objects::prelude::*;

use super::FrameObject;

/// Adds the place to the traceback of the exception that is set. What goes wrong on the way is chained to it.
pub fn add_traceback(function: &CStr, filename: &CStr, line: c_int) {
    let kept = error::take_current();
    let make = || -> PyResult<Ref<FrameObject>> {
        let filename = Str::decode_fs_default(filename.to_bytes())?;
        let function = Str::decode_utf8(function.to_bytes(), None)?;
        let code = objects::code::empty(&filename, &function, line)?;
        super::new_frame_object(&code, &*Dict::new()?, None)
    };
    match make() {
        Ok(frame) => {
            let raw = frame.as_object_ptr().cast::<PyFrameObject>();
            // SAFETY: a fresh frame object.
            unsafe { (*raw).f_lineno = line };
            error::restore(kept);
            // SAFETY: as above.
            if let Err(raised) = unsafe { objects::traceback::here(raw) } {
                raised.clear();
            }
        }
        Err(_) => objects::exceptions::chain_exceptions(kept),
    }
}
