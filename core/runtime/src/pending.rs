//! Pending calls: C functions that another thread or a signal handler asked to be run by the main loop.

use core::ffi::{c_int, c_void};
use core::sync::atomic::{AtomicI32, Ordering::*};

use base::mem::_PyRuntime;
use base::{define_upcall, lock, tstate};
use layout::*;
use objects::prelude::*;

use crate::gil::eval_breaker;

const STOP: usize = _PY_EVAL_PLEASE_STOP_BIT as usize;
const CALLS_TO_DO: usize = _PY_CALLS_TO_DO_BIT as usize;
/// `_Py_PENDING_RAWFREE`: the argument is freed after the call.
const RAW_FREE: c_int = 2;

/// `Py_AddPendingCall`: to be run by the main thread. False if the queue is full.
pub fn add_main(func: unsafe extern "C" fn(*mut c_void) -> c_int, arg: *mut c_void) -> bool {
    // SAFETY: the queue lies in static memory under its mutex.
    unsafe {
        let rt = &raw mut _PyRuntime;
        let added = push(&raw mut (*rt).ceval.pending_mainthread, func, arg, 0);
        let main = (*rt).main_tstate;
        if !main.is_null() {
            eval_breaker(main).fetch_or(CALLS_TO_DO, SeqCst);
        }
        added
    }
}

/// To be run by any thread of the interpreter. False if the queue is full.
///
/// # Safety
/// `interp` is live.
pub unsafe fn add(
    interp: *mut PyInterpreterState,
    func: unsafe extern "C" fn(*mut c_void) -> c_int,
    arg: *mut c_void,
    flags: c_int,
) -> bool {
    // SAFETY: the interpreter's queue under its mutex; the head lock guards the list of threads.
    unsafe {
        let added = push(&raw mut (*interp).ceval.pending, func, arg, flags);
        crate::pystate::with_head_lock(|| {
            let mut t = (*interp).threads.head;
            while !t.is_null() {
                eval_breaker(t).fetch_or(CALLS_TO_DO, SeqCst);
                t = (*t).next;
            }
        });
        added
    }
}

unsafe fn push(
    q: *mut _pending_calls,
    func: unsafe extern "C" fn(*mut c_void) -> c_int,
    arg: *mut c_void,
    flags: c_int,
) -> bool {
    // SAFETY: the caller gives a live queue.
    unsafe {
        lock::lock(&raw mut (*q).mutex);
        let full = (*q).npending >= (*q).max;
        if !full {
            let at = (*q).next as usize;
            (*q).calls[at] = _pending_call {
                func: Some(func),
                arg,
                flags,
            };
            (*q).next = (at as c_int + 1) % 300;
            AtomicI32::from_ptr(&raw mut (*q).npending).fetch_add(1, SeqCst);
        }
        lock::unlock(&raw mut (*q).mutex);
        !full
    }
}

unsafe fn pop(q: *mut _pending_calls) -> Option<_pending_call> {
    // SAFETY: the caller gives a live queue.
    unsafe {
        if AtomicI32::from_ptr(&raw mut (*q).npending).load(Acquire) == 0 {
            return None;
        }
        lock::lock(&raw mut (*q).mutex);
        let call = if (*q).npending > 0 {
            let at = (*q).first as usize;
            (*q).first = (at as c_int + 1) % 300;
            AtomicI32::from_ptr(&raw mut (*q).npending).fetch_sub(1, SeqCst);
            Some((*q).calls[at])
        } else {
            None
        };
        lock::unlock(&raw mut (*q).mutex);
        call
    }
}

/// Runs calls of a queue, as many as it allows in a row. Stops at the first that raises. True: there are more.
///
/// # Safety
/// Attached; a live queue.
unsafe fn run_some(q: *mut _pending_calls) -> PyResult<bool> {
    // SAFETY: the caller's contract; a call is off the queue before it runs.
    unsafe {
        let most = match (*q).maxloop {
            0 => (*q).max,
            n => n,
        };
        for _ in 0..most {
            let Some(call) = pop(q) else { return Ok(false) };
            let Some(f) = call.func else { continue };
            let failed = f(call.arg) != 0;
            if call.flags & RAW_FREE != 0 && !call.arg.is_null() {
                base::mem::free(base::mem::Domain::Raw, call.arg);
            }
            if failed {
                return Err(Raised::ASSUMED);
            }
        }
        Ok(AtomicI32::from_ptr(&raw mut (*q).npending).load(Acquire) > 0)
    }
}

/// Runs what is pending for this thread. One thread of an interpreter does that at a time, and not again while it does.
pub fn make_pending_calls() -> PyResult<()> {
    // SAFETY: attached; queues are live with the interpreter, and the mutex guards who handles them.
    unsafe {
        let t = tstate::current();
        let q = &raw mut (*tstate::interp()).ceval.pending;
        lock::lock(&raw mut (*q).mutex);
        let handling = (*q).handling_thread;
        if handling.is_null() {
            (*q).handling_thread = t;
        } else {
            // That thread has to look again; this one need not stop for it any more.
            eval_breaker(handling).fetch_or(CALLS_TO_DO, SeqCst);
            eval_breaker(t).fetch_and(!CALLS_TO_DO, SeqCst);
        }
        lock::unlock(&raw mut (*q).mutex);
        if !handling.is_null() {
            return Ok(());
        }
        // Before the first call, so that what a call adds signals again.
        eval_breaker(t).fetch_and(!CALLS_TO_DO, SeqCst);
        let rt = &raw mut _PyRuntime;
        let is_main = crate::pystate::thread_ident() == (*rt).main_thread;
        let mut outcome = run_some(q);
        if let Ok(more) = outcome
            && is_main
        {
            let rest = run_some(&raw mut (*rt).ceval.pending_mainthread);
            outcome = rest.map(|rest| rest || more);
        }
        lock::lock(&raw mut (*q).mutex);
        (*q).handling_thread = core::ptr::null_mut();
        lock::unlock(&raw mut (*q).mutex);
        if !matches!(outcome, Ok(false)) {
            eval_breaker(t).fetch_or(CALLS_TO_DO, SeqCst);
        }
        outcome.map(drop)
    }
}

/// At shutdown: what is pending is run, and its exceptions are reported.
pub fn make_pending_calls_quietly() {
    if let Err(_raised) = make_pending_calls() {
        objects::exceptions::write_unraisable(
            format_args!("Exception ignored in pending call"),
            None,
        );
    }
}

/// `_Py_HandlePending`: what the eval breaker asks for, at a point where anything may run.
pub fn handle() -> PyResult<()> {
    // SAFETY: attached; bits are cleared before what they ask for is done, so none is lost.
    unsafe {
        let t = tstate::current();
        let bits = eval_breaker(t).load(Acquire);
        if bits & _PY_SIGNALS_PENDING_BIT as usize != 0 {
            crate::signals::check()?;
        }
        if bits & STOP != 0 {
            // other threads are stopped through the GIL here: it was a debugger that set the bit, and left a script
            eval_breaker(t).fetch_and(!STOP, SeqCst);
        }
        if bits & CALLS_TO_DO != 0 {
            make_pending_calls()?;
        }
        if bits & _PY_GC_SCHEDULED_BIT as usize != 0 {
            eval_breaker(t).fetch_and(!(_PY_GC_SCHEDULED_BIT as usize), SeqCst);
            objects::gc::run_scheduled();
        }
        if bits & crate::gil::GIL_DROP_REQUEST != 0 {
            crate::pystate::detach(t);
            crate::pystate::attach(t);
        }
        if bits & _PY_ASYNC_EXCEPTION_BIT as usize != 0 {
            eval_breaker(t).fetch_and(!(_PY_ASYNC_EXCEPTION_BIT as usize), SeqCst);
            let exception = core::mem::replace(&mut (*t).async_exc, core::ptr::null_mut());
            if let Some(e) = Ref::<Object>::from_owned_opt(exception) {
                return Err(match e.downcast::<Type>() {
                    Some(ty) => objects::exceptions::raise_none(ty),
                    None => Raised::set(e),
                });
            }
        }
    }
    crate::remote_debugging::run_pending();
    Ok(())
}

define_upcall!("libpython_handle_pending" fn handle_pending(_tstate: *mut PyThreadState) -> bool {
    handle().is_ok()
});
