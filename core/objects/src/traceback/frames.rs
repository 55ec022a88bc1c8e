//! Walking the running Python frames, innermost first, without making frame objects.

use base::{Object, Ref};
use layout::*;

use super::frame_lasti;

/// Is the frame not yet (or never) visible to Python: a shim, or one whose prologue has not run?
///
/// # Safety
/// `frame` is live.
unsafe fn is_incomplete(frame: *mut _PyInterpreterFrame) -> bool {
    // SAFETY: the caller vouches.
    unsafe {
        let owner = (*frame).owner as i32;
        if owner >= FRAME_OWNED_BY_INTERPRETER as i32 {
            return true;
        }
        if owner == FRAME_OWNED_BY_GENERATOR as i32 {
            return false;
        }
        let code = ((*frame).f_executable.bits & !3) as *mut PyCodeObject;
        // Code units are two bytes.
        frame_lasti(frame) < (*code)._co_firsttraceable * 2
    }
}

/// A running frame, valid while nothing returns to it.
#[derive(Clone, Copy)]
pub struct Running(*mut _PyInterpreterFrame);

impl Running {
    unsafe fn complete(mut frame: *mut _PyInterpreterFrame) -> Option<Running> {
        // SAFETY: frames of the stack are linked until the thread's outermost.
        unsafe {
            while !frame.is_null() && is_incomplete(frame) {
                frame = (*frame).previous;
            }
        }
        (!frame.is_null()).then_some(Running(frame))
    }

    /// The innermost frame of this thread.
    pub fn current() -> Option<Running> {
        // SAFETY: attached.
        unsafe { Running::complete((*base::tstate::current()).current_frame) }
    }

    /// The innermost frame of a thread that may be running.
    ///
    /// # Safety
    /// `thread` is a thread state.
    pub unsafe fn of_thread(thread: *mut PyThreadState) -> Option<Running> {
        // SAFETY: the caller vouches.
        unsafe { Running::complete((*thread).current_frame) }
    }

    /// The caller.
    pub fn back(self) -> Option<Running> {
        // SAFETY: still running.
        unsafe { Running::complete((*self.0).previous) }
    }

    pub fn as_ptr(self) -> *mut _PyInterpreterFrame {
        self.0
    }

    fn code(self) -> *mut PyCodeObject {
        // SAFETY: a complete frame runs code.
        unsafe { ((*self.0).f_executable.bits & !3) as *mut PyCodeObject }
    }

    pub fn filename(self) -> Ref {
        // SAFETY: live code.
        unsafe { Object::from_ptr((*self.code()).co_filename) }.to_ref()
    }

    pub fn name(self) -> Ref {
        // SAFETY: live code.
        unsafe { Object::from_ptr((*self.code()).co_name) }.to_ref()
    }

    pub fn globals(self) -> Ref {
        // SAFETY: a frame holds its globals.
        unsafe { Object::from_ptr((*self.0).f_globals) }.to_ref()
    }

    pub fn builtins(self) -> Ref {
        // SAFETY: a frame holds its builtins.
        unsafe { Object::from_ptr((*self.0).f_builtins) }.to_ref()
    }

    /// The line being run, -1 if the code has none there.
    pub fn line(self) -> i32 {
        // SAFETY: live code. A trace function may have moved the line.
        unsafe {
            let object = (*self.0).frame_obj;
            if !object.is_null() && (*object).f_lineno != 0 {
                return (*object).f_lineno;
            }
            super::lines::line_at(self.code(), frame_lasti(self.0))
        }
    }
}
