//! Signals: the C handler notes them and wakes the main thread, whose next eval-breaker check runs the Python handlers.
//!
//! The state is the stock `_signals_runtime_state`. The `_signal` module (stdlib) sets handlers through here.

use core::ffi::c_int;
use core::sync::atomic::{AtomicI32, Ordering::*};

use base::mem::_PyRuntime;
use base::{define_upcall, tstate};
use layout::*;
use objects::prelude::*;

use crate::gil::eval_breaker;

const SIGNALS_PENDING: usize = _PY_SIGNALS_PENDING_BIT as usize;

/// Number of signal slots (`Py_NSIG`).
pub const COUNT: usize = 65;

fn state() -> *mut _signals_runtime_state {
    // SAFETY: static.
    unsafe { &raw mut _PyRuntime.signals }
}

/// Notes a signal; async-signal-safe.
pub extern "C" fn trip(signum: c_int) {
    // SAFETY: static words, accessed atomically; write() and errno as a handler may.
    unsafe {
        let saved = *libc::__errno_location();
        let s = state();
        if (signum as usize) < COUNT {
            AtomicI32::from_ptr(&raw mut (*s).handlers[signum as usize].tripped).store(1, Relaxed);
        }
        AtomicI32::from_ptr(&raw mut (*s).is_tripped).store(1, Release);
        let main = _PyRuntime.main_tstate;
        if !main.is_null() {
            eval_breaker(main).fetch_or(SIGNALS_PENDING, SeqCst);
        }
        let fd = (*s).wakeup.fd;
        if fd >= 0 {
            let byte = signum as u8;
            loop {
                let n = libc::write(fd, (&raw const byte).cast(), 1);
                let e = *libc::__errno_location();
                match e {
                    _ if n >= 0 => break,
                    libc::EINTR => {}
                    libc::EAGAIN if (*s).wakeup.warn_on_full_buffer == 0 => break,
                    _ => {
                        crate::pending::add_main(
                            report_wakeup_error,
                            core::ptr::without_provenance_mut(e as usize),
                        );
                        break;
                    }
                }
            }
        }
        *libc::__errno_location() = saved;
    }
}

/// A pending call: the wakeup descriptor could not be written to, for the reason that `e` holds.
unsafe extern "C" fn report_wakeup_error(e: *mut core::ffi::c_void) -> c_int {
    let saved = base::error::take_current();
    let _raised = objects::exceptions::os_error(e.addr() as i32, None);
    objects::exceptions::write_unraisable(
        format_args!("Exception ignored while trying to write to the signal wakeup fd"),
        None,
    );
    base::error::restore(saved);
    0
}

/// Installs our C handler for a signal.
pub fn set_c_handler(signum: c_int) -> bool {
    set_action(signum, trip as extern "C" fn(c_int) as usize)
}

/// Sets a signal's action: `SIG_DFL`, `SIG_IGN` or a handler's address.
pub fn set_action(signum: c_int, action: usize) -> bool {
    // SAFETY: a zeroed sigaction with a handler; no SA_RESTART, so that blocking calls come back.
    unsafe {
        let mut a: libc::sigaction = core::mem::zeroed();
        a.sa_sigaction = action;
        a.sa_flags = if action > 1 { libc::SA_ONSTACK } else { 0 };
        libc::sigemptyset(&mut a.sa_mask);
        libc::sigaction(signum, &a, core::ptr::null_mut()) == 0
    }
}

/// The Python handler of a signal, if any was recorded.
pub fn handler(signum: usize) -> Option<Ref> {
    // SAFETY: attached; the table owns its references.
    unsafe { Ref::<Object>::from_borrowed_opt((*state()).handlers[signum].func) }
}

/// Notes a signal as if it had come, unless the process ignores it or leaves it to the system. Needs no thread state.
pub fn interrupt(signum: c_int) {
    // the numbers SIG_DFL and SIG_IGN stand for these, and live for ever
    let left_alone = [0, 1].map(|n| Long::small(n).raw().cast());
    // SAFETY: a static table; the words are pointers that only attached threads change, and are not followed.
    let slots = unsafe { (&raw const (*state()).handlers).as_ref() };
    let slot = slots.and_then(|slots| slots.get(signum as usize));
    if slot.is_some_and(|slot| !left_alone.contains(&slot.func)) {
        trip(signum);
    }
}

/// Sets the descriptor that is told of signals, -1 for none; the former one.
pub fn set_wakeup_fd(fd: c_int) -> c_int {
    // SAFETY: attached.
    unsafe { core::mem::replace(&mut (*state()).wakeup.fd, fd) }
}

/// Takes note of a signal away; whether there was one.
pub fn take(signum: c_int) -> bool {
    // SAFETY: a static table, accessed atomically.
    unsafe {
        (signum as usize) < COUNT
            && AtomicI32::from_ptr(&raw mut (*state()).handlers[signum as usize].tripped)
                .swap(0, AcqRel)
                != 0
    }
}

/// Records a signal's Python handler; the old one is given back.
pub fn set_handler(signum: usize, func: Ref) -> Option<Ref> {
    // SAFETY: attached; the table owns its references.
    unsafe {
        let slot = &raw mut (*state()).handlers[signum].func;
        Ref::from_owned_opt(slot.replace(func.into_ptr()))
    }
}

/// At start-up: SIGPIPE and SIGXFSZ are ignored, `_signal` takes over SIGINT.
pub fn install() -> PyResult<()> {
    // SAFETY: static.
    unsafe { (*state()).wakeup.fd = -1 };
    set_action(libc::SIGPIPE, libc::SIG_IGN);
    set_action(libc::SIGXFSZ, libc::SIG_IGN);
    crate::import::import("_signal")?;
    Ok(())
}

/// At the end: our handlers go, and the references to Python's.
pub fn restore() {
    for signum in 1..COUNT {
        // SAFETY: static; attached.
        let old = unsafe {
            let slot = &raw mut (*state()).handlers[signum].func;
            AtomicI32::from_ptr(&raw mut (*state()).handlers[signum].tripped).store(0, Relaxed);
            Ref::<Object>::from_owned_opt(slot.replace(core::ptr::null_mut()))
        };
        if old.as_ref().is_some_and(|f| f.is_callable()) {
            set_action(signum as c_int, libc::SIG_DFL);
        }
    }
}

/// Is the calling thread the one that runs Python signal handlers?
pub fn is_main_thread() -> bool {
    // SAFETY: static word.
    unsafe { crate::pystate::thread_ident() == _PyRuntime.main_thread }
}

/// Runs the Python handlers of noted signals (`PyErr_CheckSignals`). Nothing off the main thread.
pub fn check() -> PyResult<()> {
    // SAFETY: attached; static words are accessed atomically.
    unsafe {
        // locked instructions are dear: only if there is something to clear
        let breaker = eval_breaker(tstate::current());
        if breaker.load(Relaxed) & SIGNALS_PENDING != 0 {
            breaker.fetch_and(!SIGNALS_PENDING, SeqCst);
        }
        let tripped = AtomicI32::from_ptr(&raw mut (*state()).is_tripped);
        if tripped.load(Acquire) == 0 || !is_main_thread() || tripped.swap(0, AcqRel) == 0 {
            return Ok(());
        }
        for signum in 1..COUNT {
            if AtomicI32::from_ptr(&raw mut (*state()).handlers[signum].tripped).swap(0, AcqRel)
                == 0
            {
                continue;
            }
            let Some(func) = handler(signum).filter(|f| f.is_callable()) else {
                // it came, and then nobody wanted it any more
                let _raised = raise!(OSError, "Signal {signum} ignored due to race condition");
                objects::exceptions::write_unraisable(
                    format_args!("Exception ignored while calling signal handler"),
                    None,
                );
                continue;
            };
            let frame = crate::frames::current_frame()?.unwrap_or_else(none_ref);
            let number = Long::from_i64(signum as i64)?;
            if let Err(raised) = func.call(&[&number, &frame]) {
                // the rest is handled at the next check
                AtomicI32::from_ptr(&raw mut (*state()).is_tripped).store(1, Release);
                eval_breaker(tstate::current()).fetch_or(SIGNALS_PENDING, SeqCst);
                return Err(raised);
            }
        }
    }
    Ok(())
}

define_upcall!("libpython_check_signals" fn check_signals() -> PyResult<()> {
    check()
});
