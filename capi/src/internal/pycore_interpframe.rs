//! `internal/pycore_interpframe.h`: frames, for generated machine code.

use base::stackref::StackRef;
use layout::{_PyInterpreterFrame, _PyStackRef, PyObject, PyThreadState};
use objects::prelude::*;

/// Gives a frame's room on the thread's stack back.
///
/// # Safety
/// C contract; attached: the frame is the topmost there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_PopFrame(
    t: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
) {
    // SAFETY: the caller's contract.
    unsafe { eval::frame::pop_space(t, frame) }
}

/// A frame for a call of a Python function, or NULL with an exception. Takes over the function, `locals` and the arguments (the last of which are
/// those that `names` names), also when it fails.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEvalFramePushAndInit(
    t: *mut PyThreadState,
    function: _PyStackRef,
    locals: *mut PyObject,
    args: *const _PyStackRef,
    count: usize,
    names: Option<&Object>,
    previous: *mut _PyInterpreterFrame,
) -> *mut _PyInterpreterFrame {
    let names = names.and_then(|n| n.downcast::<Tuple>());
    let positional = count.saturating_sub(names.map_or(0, |n| n.len()));
    // SAFETY: the caller's contract.
    unsafe {
        let pushed = eval::call::push_frame(
            t,
            StackRef::from_bits(function.bits),
            locals,
            args.cast_mut().cast::<StackRef>(),
            positional,
            names,
            previous,
        );
        pushed.unwrap_or(core::ptr::null_mut())
    }
}
