//! `sys.monitoring` and tracing: the events that the evaluation loop reports, and the instrumentation of code.

use core::sync::atomic::Ordering::Relaxed;

use layout::*;

use crate::prelude::*;

/// An exception is raised in the frame (also the StopIteration that ends a loop).
///
/// # Safety
/// A running frame.
pub unsafe fn raise(_ts: Ts, _frame: Frame, _ip: Ip) {}

/// An exception is thrown into a generator.
///
/// # Safety
/// A frame about to run.
pub unsafe fn throw(_ts: Ts, _frame: Frame) {}

/// A frame is left by an exception.
///
/// # Safety
/// A running frame.
pub unsafe fn unwind(_ts: Ts, _frame: Frame) {}

/// An exception reached its handler.
///
/// # Safety
/// A running frame.
pub unsafe fn handled(_ts: Ts, _frame: Frame) -> PyResult<()> {
    Ok(())
}

/// Brings a code object's instrumentation up to date (`_Py_Instrument`).
///
/// # Safety
/// `code` is live.
pub unsafe fn instrument(code: *mut PyCodeObject) -> PyResult<()> {
    // SAFETY: live.
    unsafe {
        let wanted = crate::breaker::breaker(base::tstate::current()).load(Relaxed)
            & !(_PY_EVAL_EVENTS_MASK as usize);
        (*code)._co_instrumentation_version = wanted;
    }
    Ok(())
}
