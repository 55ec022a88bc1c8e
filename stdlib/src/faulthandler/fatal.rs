//! Handlers of the signals that end a process: they write the stacks and let the signal do its work.

use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::Mutex;

use objects::prelude::*;

use super::What;
use super::dump::{self, Out};

const SIGNALS: [(c_int, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating-point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

struct State {
    what: MaybeUninit<What>,
    c_stack: bool,
    previous: [MaybeUninit<libc::sigaction>; SIGNALS.len()],
}

struct Shared(UnsafeCell<State>);
// SAFETY: written under `HELD`'s lock while no handler is installed; handlers read it.
unsafe impl Sync for Shared {}

static STATE: Shared = Shared(UnsafeCell::new(State {
    what: MaybeUninit::uninit(),
    c_stack: true,
    previous: [MaybeUninit::uninit(); SIGNALS.len()],
}));
static ENABLED: AtomicBool = AtomicBool::new(false);
/// A handler writes already: a second fault, in it or in another thread, is not shown.
static WRITING: AtomicBool = AtomicBool::new(false);

struct Held(Option<Ref>);
// SAFETY: only touched with the GIL.
unsafe impl Send for Held {}
static HELD: Mutex<Held> = Mutex::new(Held(None));

pub fn handles(signum: c_int) -> bool {
    SIGNALS.iter().any(|(s, _)| *s == signum)
}

pub fn is_enabled() -> bool {
    ENABLED.load(Ordering::Acquire)
}

extern "C" fn handler(signum: c_int) {
    if !is_enabled() {
        return;
    }
    // SAFETY: async-signal-safe calls only; the state was written before the handler was installed.
    unsafe {
        let errno = *libc::__errno_location();
        let state = &*STATE.0.get();
        let mut name = "";
        for (i, (s, text)) in SIGNALS.iter().enumerate() {
            if *s == signum {
                name = text;
                libc::sigaction(signum, state.previous[i].as_ptr(), core::ptr::null_mut());
            }
        }
        let what = state.what.assume_init();
        if !WRITING.swap(true, Ordering::AcqRel) {
            let out = Out(what.fd);
            out.put("Fatal Python error: ");
            out.put(name);
            out.put("\n\n");
            what.dump(super::this_thread());
            if state.c_stack {
                out.put("\n");
                dump::c_stack(out);
            }
            runtime::dump::extension_modules(out, what.interp);
            WRITING.store(false, Ordering::Release);
        }
        *libc::__errno_location() = errno;
        // the previous handler, or the default action, ends the process when the signal comes again
        libc::raise(signum);
    }
}

/// A stack of its own for handlers: the thread's may be used up.
fn alternate_stack() {
    static DONE: AtomicBool = AtomicBool::new(false);
    if DONE.swap(true, Ordering::AcqRel) {
        return;
    }
    // SAFETY: the block is never freed.
    unsafe {
        let size = libc::SIGSTKSZ.max(64 << 10) * 2;
        let stack = libc::mmap(
            core::ptr::null_mut(),
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        if stack != libc::MAP_FAILED {
            let new = libc::stack_t {
                ss_sp: stack,
                ss_flags: 0,
                ss_size: size,
            };
            libc::sigaltstack(&new, core::ptr::null_mut());
        }
    }
}

pub fn enable(what: What, c_stack: bool, file: Option<Ref>) -> PyResult<()> {
    let old = match HELD.lock() {
        Ok(mut held) => core::mem::replace(&mut held.0, file),
        Err(_) => None,
    };
    drop(old);
    // SAFETY: with the GIL; a handler that runs meanwhile sees the old or the new word of each field.
    unsafe {
        let state = STATE.0.get();
        (*state).what.write(what);
        (*state).c_stack = c_stack;
        if is_enabled() {
            return Ok(());
        }
        alternate_stack();
        let mut action: libc::sigaction = core::mem::zeroed();
        action.sa_sigaction = handler as extern "C" fn(c_int) as *const c_void as usize;
        action.sa_flags = libc::SA_NODEFER | libc::SA_ONSTACK;
        libc::sigemptyset(&mut action.sa_mask);
        for (i, (signum, _)) in SIGNALS.iter().enumerate() {
            libc::sigaction(*signum, &action, (*state).previous[i].as_mut_ptr());
        }
    }
    ENABLED.store(true, Ordering::Release);
    Ok(())
}

pub fn disable() -> bool {
    if !ENABLED.swap(false, Ordering::AcqRel) {
        return false;
    }
    // SAFETY: enabled until now: the previous actions are known.
    unsafe {
        let state = STATE.0.get();
        for (i, (signum, _)) in SIGNALS.iter().enumerate() {
            libc::sigaction(
                *signum,
                (*state).previous[i].as_ptr(),
                core::ptr::null_mut(),
            );
        }
    }
    let old = HELD.lock().ok().and_then(|mut held| held.0.take());
    drop(old);
    true
}
