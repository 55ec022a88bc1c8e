//! The automatic thread state of a thread (`PyGILState`), which the thread finds under a key of its own.

use core::ffi::c_int;

use base::tstate as current;
use layout::*;

use super::{attach, bind, clear, delete, detach, new_thread_state, runtime};

/// Creates the key under which each thread finds its automatic state. True on success.
pub fn init_gilstate() -> bool {
    // SAFETY: static; called while single-threaded.
    unsafe {
        let key = &raw mut (*runtime()).autoTSSkey;
        if (*key)._is_initialized == 0 {
            if libc::pthread_key_create(&raw mut (*key)._key, None) != 0 {
                return false;
            }
            (*key)._is_initialized = 1;
        }
        (*runtime()).gilstate.check_enabled = 1;
        true
    }
}

/// `PyGILState_GetThisThreadState`.
pub fn gilstate_get() -> *mut PyThreadState {
    // SAFETY: static; the key is valid once initialised.
    unsafe {
        let key = &raw mut (*runtime()).autoTSSkey;
        if (*key)._is_initialized == 0 {
            return core::ptr::null_mut();
        }
        libc::pthread_getspecific((*key)._key).cast()
    }
}

/// Makes `t` the calling thread's automatic state.
///
/// # Safety
/// `t` is the calling thread's.
pub unsafe fn bind_gilstate(t: *mut PyThreadState) {
    // SAFETY: the key exists once the runtime is initialised.
    unsafe {
        let old = gilstate_get();
        if !old.is_null() {
            (*old)._status.bits &= !PyThreadState__status_bound_gilstate_MASK;
        }
        libc::pthread_setspecific((*runtime()).autoTSSkey._key, t.cast());
        (*t)._status.bits |= PyThreadState__status_bound_gilstate_MASK;
    }
}

/// Attaches the calling thread, with a state that is made for it if it has none (`PyGILState_Ensure`). True if it was attached.
pub fn gilstate_ensure() -> bool {
    // SAFETY: the states are this thread's.
    unsafe {
        let mut t = gilstate_get();
        let mut attached = false;
        if t.is_null() {
            t = new_thread_state(
                (*runtime()).gilstate.autoInterpreterState,
                _PyThreadState_WHENCE_GILSTATE as c_int,
            );
            if t.is_null() {
                base::fatal::error(
                    Some("PyGILState_Ensure"),
                    "Couldn't create thread-state for new thread",
                );
            }
            bind(t);
            bind_gilstate(t);
            // `new_thread_state` counts one user; this one is counted below.
            (*t).gilstate_counter = 0;
        } else {
            attached = t == current::current_or_null();
        }
        if !attached {
            attach(t);
        }
        (*t).gilstate_counter += 1;
        attached
    }
}

/// Undoes `gilstate_ensure`, which gave `was_attached` (`PyGILState_Release`).
///
/// # Safety
/// Called once for each call of that.
pub unsafe fn gilstate_release(was_attached: bool) {
    // SAFETY: the state is this thread's, by contract.
    unsafe {
        let t = gilstate_get();
        if t.is_null() {
            base::fatal::error(
                Some("PyGILState_Release"),
                "auto-releasing thread-state, but no thread-state for this thread",
            );
        }
        if t != current::current_or_null() {
            base::fatal::error(
                Some("PyGILState_Release"),
                &format!("thread state {t:p} must be current when releasing"),
            );
        }
        (*t).gilstate_counter -= 1;
        if (*t).gilstate_counter == 0 {
            // What is torn down may use the API itself.
            (*t).gilstate_counter += 1;
            clear(t);
            (*t).gilstate_counter -= 1;
            detach(t);
            delete(t);
        } else if !was_attached {
            detach(t);
        }
    }
}

pub(super) unsafe fn unbind_gilstate(t: *mut PyThreadState) {
    // SAFETY: only the thread's own slot is cleared.
    unsafe {
        if (*t)._status.bits & PyThreadState__status_bound_gilstate_MASK != 0 && gilstate_get() == t
        {
            libc::pthread_setspecific((*runtime()).autoTSSkey._key, core::ptr::null());
        }
    }
}
