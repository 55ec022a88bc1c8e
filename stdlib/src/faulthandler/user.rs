//! Stacks on a signal of the user's choice.

use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::Mutex;

use objects::prelude::*;

use super::What;

const COUNT: usize = 65;

struct Slot {
    enabled: AtomicBool,
    body: UnsafeCell<Body>,
}

#[derive(Clone, Copy)]
struct Body {
    what: MaybeUninit<What>,
    chain: bool,
    previous: MaybeUninit<libc::sigaction>,
}
// SAFETY: written with the GIL before the handler is installed; the handler reads it.
unsafe impl Sync for Slot {}

static SLOTS: [Slot; COUNT] = [const {
    Slot {
        enabled: AtomicBool::new(false),
        body: UnsafeCell::new(Body {
            what: MaybeUninit::uninit(),
            chain: false,
            previous: MaybeUninit::uninit(),
        }),
    }
}; COUNT];

struct Files([Option<Ref>; COUNT]);
// SAFETY: only touched with the GIL.
unsafe impl Send for Files {}
static FILES: Mutex<Files> = Mutex::new(Files([const { None }; COUNT]));

fn keep(signum: c_int, file: Option<Ref>) {
    let old = match (FILES.lock(), usize::try_from(signum)) {
        (Ok(mut files), Ok(i)) if i < COUNT => core::mem::replace(&mut files.0[i], file),
        _ => None,
    };
    drop(old);
}

fn slot(signum: c_int) -> Option<&'static Slot> {
    SLOTS.get(usize::try_from(signum).ok()?)
}

unsafe fn install(signum: c_int, chain: bool, previous: *mut libc::sigaction) -> c_int {
    // SAFETY: async-signal-safe; `previous` is NULL or can be written.
    unsafe {
        let mut action: libc::sigaction = core::mem::zeroed();
        action.sa_sigaction = handler as extern "C" fn(c_int) as *const c_void as usize;
        libc::sigemptyset(&mut action.sa_mask);
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
        if chain {
            // the signal is raised anew from within the handler
            action.sa_flags = libc::SA_NODEFER | libc::SA_ONSTACK;
        }
        libc::sigaction(signum, &action, previous)
    }
}

extern "C" fn handler(signum: c_int) {
    let Some(slot) = slot(signum) else { return };
    if !slot.enabled.load(Ordering::Acquire) {
        return;
    }
    // SAFETY: async-signal-safe calls only; the slot was filled before the handler was installed.
    unsafe {
        let errno = *libc::__errno_location();
        let body = *slot.body.get();
        body.what.assume_init().dump(super::this_thread());
        if body.chain {
            libc::sigaction(signum, body.previous.as_ptr(), core::ptr::null_mut());
            *libc::__errno_location() = errno;
            libc::raise(signum);
            install(signum, true, core::ptr::null_mut());
        }
        *libc::__errno_location() = errno;
    }
}

pub fn register(signum: c_int, what: What, chain: bool, file: Option<Ref>) -> PyResult<()> {
    let Some(slot) = slot(signum) else {
        return Err(raise!(ValueError, "signal number out of range"));
    };
    // SAFETY: with the GIL; see the module's comment on `Slot`.
    unsafe {
        let body = slot.body.get();
        if !slot.enabled.load(Ordering::Acquire) {
            let mut previous = MaybeUninit::uninit();
            if install(signum, chain, previous.as_mut_ptr()) != 0 {
                return Err(crate::posix::os_error());
            }
            (*body).previous = previous;
        }
        (*body).what.write(what);
        (*body).chain = chain;
    }
    keep(signum, file);
    slot.enabled.store(true, Ordering::Release);
    Ok(())
}

pub fn unregister(signum: c_int) -> bool {
    let Some(slot) = slot(signum) else {
        return false;
    };
    if !slot.enabled.swap(false, Ordering::AcqRel) {
        return false;
    }
    // SAFETY: registered until now: the previous action is known.
    unsafe {
        libc::sigaction(
            signum,
            (*slot.body.get()).previous.as_ptr(),
            core::ptr::null_mut(),
        );
    }
    keep(signum, None);
    true
}
