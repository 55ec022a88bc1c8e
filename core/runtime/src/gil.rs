//! The global interpreter lock: who holds it, and how a waiting thread asks for it.
//!
//! The state is the stock `_gil_runtime_state` (debuggers read `locked` and `last_holder`). A thread that waits longer than the
//! switch interval sets the holder's "please drop" bit; the holder sees it at its next eval-breaker check. In the
//! free-threaded build the GIL is off unless an extension asks for it: `enabled` counts.

use core::sync::atomic::{AtomicUsize, Ordering::*};

use layout::{_gil_runtime_state, PyThreadState};

/// Bit in `PyThreadState.eval_breaker` that asks the holder to let go.
pub const GIL_DROP_REQUEST: usize = layout::_PY_GIL_DROP_REQUEST_BIT as usize;

/// Default switch interval, microseconds (`sys.setswitchinterval`).
pub const DEFAULT_INTERVAL: core::ffi::c_ulong = 5000;

/// The eval-breaker word of a thread state, which other threads set bits in.
///
/// # Safety
/// `tstate` is live.
#[inline(always)]
pub unsafe fn eval_breaker<'a>(tstate: *mut PyThreadState) -> &'a AtomicUsize {
    // SAFETY: live; the word is only accessed atomically.
    unsafe { AtomicUsize::from_ptr(&raw mut (*tstate).eval_breaker) }
}

/// Makes the lock ready: free, with no last holder.
///
/// # Safety
/// `gil` is live memory that no thread uses yet (or, after a fork, ours alone).
pub unsafe fn create(gil: *mut _gil_runtime_state) {
    // SAFETY: exclusive, says the caller; the condition waits on the monotonic clock.
    unsafe {
        let mut attr = core::mem::MaybeUninit::<libc::pthread_condattr_t>::uninit();
        libc::pthread_condattr_init(attr.as_mut_ptr());
        libc::pthread_condattr_setclock(attr.as_mut_ptr(), libc::CLOCK_MONOTONIC);
        libc::pthread_mutex_init(&raw mut (*gil).mutex, core::ptr::null());
        libc::pthread_mutex_init(&raw mut (*gil).switch_mutex, core::ptr::null());
        libc::pthread_cond_init(&raw mut (*gil).cond, attr.as_ptr());
        libc::pthread_cond_init(&raw mut (*gil).switch_cond, attr.as_ptr());
        libc::pthread_condattr_destroy(attr.as_mut_ptr());
        if (*gil).interval == 0 {
            (*gil).interval = DEFAULT_INTERVAL;
        }
        (*gil).last_holder = core::ptr::null_mut();
        (*gil).switch_number = 0;
        AtomicI32At(&raw mut (*gil).locked).store(0);
    }
}

/// Frees what `create` made.
///
/// # Safety
/// No thread uses the lock any more.
pub unsafe fn destroy(gil: *mut _gil_runtime_state) {
    // SAFETY: exclusive, says the caller.
    unsafe {
        libc::pthread_cond_destroy(&raw mut (*gil).cond);
        libc::pthread_cond_destroy(&raw mut (*gil).switch_cond);
        libc::pthread_mutex_destroy(&raw mut (*gil).mutex);
        libc::pthread_mutex_destroy(&raw mut (*gil).switch_mutex);
    }
}

/// The `locked` word, accessed atomically (debuggers and the free-threaded check read it without the mutex).
struct AtomicI32At(*mut core::ffi::c_int);
impl AtomicI32At {
    unsafe fn load(&self) -> i32 {
        // SAFETY: live, says the caller.
        unsafe { core::sync::atomic::AtomicI32::from_ptr(self.0).load(Acquire) }
    }
    unsafe fn store(&self, v: i32) {
        // SAFETY: live, says the caller.
        unsafe { core::sync::atomic::AtomicI32::from_ptr(self.0).store(v, Release) }
    }
}

#[cfg(not(feature = "free-threaded"))]
unsafe fn enabled(_: *mut _gil_runtime_state) -> bool {
    true
}
#[cfg(feature = "free-threaded")]
unsafe fn enabled(gil: *mut _gil_runtime_state) -> bool {
    // SAFETY: live.
    unsafe { (*gil).enabled != 0 }
}

unsafe fn gil_of(tstate: *mut PyThreadState) -> *mut _gil_runtime_state {
    // SAFETY: live states have an interpreter, which has a lock from its creation on.
    unsafe { (*(*tstate).interp).ceval.gil }
}

/// Waits for the lock and takes it. Threads that come after finalisation never return.
///
/// # Safety
/// `tstate` is the calling thread's and does not hold the lock.
pub unsafe fn take(tstate: *mut PyThreadState) {
    // SAFETY: the state keeps its interpreter and lock alive; the mutex guards the fields.
    unsafe {
        let saved_errno = *libc::__errno_location();
        if crate::pystate::must_exit(tstate) {
            hang_thread();
        }
        let gil = gil_of(tstate);
        if !enabled(gil) {
            return;
        }
        libc::pthread_mutex_lock(&raw mut (*gil).mutex);
        let locked = AtomicI32At(&raw mut (*gil).locked);
        while locked.load() != 0 {
            let before = (*gil).switch_number;
            let interval = (*gil).interval.max(1);
            let mut until = core::mem::MaybeUninit::<libc::timespec>::uninit();
            libc::clock_gettime(libc::CLOCK_MONOTONIC, until.as_mut_ptr());
            let mut until = until.assume_init();
            until.tv_sec += (interval / 1_000_000) as libc::time_t;
            until.tv_nsec += (interval % 1_000_000) as libc::c_long * 1000;
            if until.tv_nsec >= 1_000_000_000 {
                until.tv_nsec -= 1_000_000_000;
                until.tv_sec += 1;
            }
            let r =
                libc::pthread_cond_timedwait(&raw mut (*gil).cond, &raw mut (*gil).mutex, &until);
            if r == libc::ETIMEDOUT && locked.load() != 0 && (*gil).switch_number == before {
                if crate::pystate::must_exit(tstate) {
                    libc::pthread_mutex_unlock(&raw mut (*gil).mutex);
                    hang_thread();
                }
                let holder = (*gil).last_holder;
                if !holder.is_null() {
                    eval_breaker(holder).fetch_or(GIL_DROP_REQUEST, SeqCst);
                }
            }
        }
        if crate::pystate::must_exit(tstate) {
            // Its interpreter ended while it waited: the lock is for others.
            libc::pthread_cond_signal(&raw mut (*gil).cond);
            libc::pthread_mutex_unlock(&raw mut (*gil).mutex);
            hang_thread();
        }
        libc::pthread_mutex_lock(&raw mut (*gil).switch_mutex);
        locked.store(1);
        if (*gil).last_holder != tstate {
            (*gil).last_holder = tstate;
            (*gil).switch_number += 1;
        }
        libc::pthread_cond_signal(&raw mut (*gil).switch_cond);
        libc::pthread_mutex_unlock(&raw mut (*gil).switch_mutex);
        (*tstate).holds_gil = 1;
        eval_breaker(tstate).fetch_and(!GIL_DROP_REQUEST, SeqCst);
        libc::pthread_mutex_unlock(&raw mut (*gil).mutex);
        *libc::__errno_location() = saved_errno;
    }
}

/// Lets go of the lock. If another thread had asked for it, waits until that one has it (forced switching).
///
/// # Safety
/// `tstate` is the calling thread's and holds the lock; `last` when the state is about to be deleted.
pub unsafe fn drop(tstate: *mut PyThreadState, last: bool) {
    // SAFETY: as in `take`.
    unsafe {
        let gil = gil_of(tstate);
        if (*tstate).holds_gil == 0 {
            return;
        }
        libc::pthread_mutex_lock(&raw mut (*gil).mutex);
        (*tstate).holds_gil = 0;
        (*gil).last_holder = tstate;
        AtomicI32At(&raw mut (*gil).locked).store(0);
        libc::pthread_cond_signal(&raw mut (*gil).cond);
        libc::pthread_mutex_unlock(&raw mut (*gil).mutex);

        if !last && eval_breaker(tstate).load(Relaxed) & GIL_DROP_REQUEST != 0 {
            libc::pthread_mutex_lock(&raw mut (*gil).switch_mutex);
            if (*gil).last_holder == tstate {
                eval_breaker(tstate).fetch_and(!GIL_DROP_REQUEST, SeqCst);
                // a waiter exists: it signals when it has taken the lock
                libc::pthread_cond_wait(&raw mut (*gil).switch_cond, &raw mut (*gil).switch_mutex);
            }
            libc::pthread_mutex_unlock(&raw mut (*gil).switch_mutex);
        }
    }
}

/// A thread that wants the lock after finalisation waits for the process to end.
pub fn hang_thread() -> ! {
    loop {
        // SAFETY: waits for a signal.
        unsafe { libc::pause() };
    }
}
