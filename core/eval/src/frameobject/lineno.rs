//! Line numbers of frames.

use core::ffi::c_int;

use crate::prelude::*;

/// The line that a frame is at; 0 if there is none there.
///
/// # Safety
/// A complete frame.
pub unsafe fn line_of(frame: Frame) -> c_int {
    // SAFETY: as the caller says.
    unsafe {
        objects::traceback::lines::line_at(
            code_of(frame),
            crate::frame::last_instruction(frame) as c_int * 2,
        )
    }
}
