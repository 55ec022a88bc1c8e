//! What waits for the evaluation loop: requests for the GIL, signals, pending calls, collections, exceptions from other
//! threads, and tools that came or went. One word of the thread state says whether anything does.

use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use layout::*;

use crate::prelude::*;

/// # Safety
/// `ts` is the current thread state.
#[inline(always)]
pub unsafe fn breaker<'a>(ts: Ts) -> &'a AtomicUsize {
    // SAFETY: other threads set bits atomically.
    unsafe { AtomicUsize::from_ptr(&raw mut (*ts).eval_breaker) }
}

const EVENTS: usize = _PY_EVAL_EVENTS_MASK as usize;

/// Handles what waits, if anything does.
///
/// # Safety
/// `ts` is the current thread state.
#[inline(always)]
pub unsafe fn check(ts: Ts) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if breaker(ts).load(Relaxed) & EVENTS != 0 {
            return handle(ts);
        }
    }
    Ok(())
}

#[cold]
unsafe fn handle(ts: Ts) -> PyResult<()> {
    // SAFETY: as the caller's.
    if unsafe { base::upcalls::handle_pending(ts) } {
        Ok(())
    } else {
        Err(Raised::ASSUMED)
    }
}

/// Nothing waits, and the code's instrumentation is current.
///
/// # Safety
/// A running frame.
#[inline(always)]
pub unsafe fn is_quiet(ts: Ts, frame: Frame) -> bool {
    // SAFETY: as the caller says.
    unsafe { breaker(ts).load(Relaxed) == (*code_of(frame))._co_instrumentation_version }
}

/// Brings the code's instrumentation up to date; then the instruction is dispatched again.
///
/// # Safety
/// A running frame at a `RESUME`.
#[inline(always)]
pub unsafe fn maybe_instrument(ts: Ts, frame: Frame, ip: Ip) -> PyResult<Adapt> {
    // SAFETY: as the caller says.
    unsafe {
        let _ = ip;
        if (*ts).tracing == 0 {
            let wanted = breaker(ts).load(Relaxed) & !EVENTS;
            if (*code_of(frame))._co_instrumentation_version != wanted {
                crate::monitor::instrument(code_of(frame))?;
                return Ok(Adapt::Again);
            }
        }
        Ok(Adapt::Continue)
    }
}
