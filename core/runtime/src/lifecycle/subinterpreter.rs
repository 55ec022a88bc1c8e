//! Interpreters besides the main one: their start, their end, and the end of those that are left when the runtime is finalised.
//!
//! The steps are the main interpreter's (`super`) without what belongs to the process: signals, the hash secret, the command line.

use base::mem::_PyRuntime;
use base::tstate;
use core::ffi::{c_int, c_long};
use core::ptr::null_mut;

use layout::*;
use objects::Str;
use objects::exceptions::types;

use crate::config::{defaults, interpreter, status, wide};
use crate::pystate;

/// A new interpreter and its first thread state, which is the current one afterwards; the former one is detached. On failure it stays.
///
/// # Safety
/// The calling thread is attached, or not attached at all.
pub unsafe fn new(
    config: &PyInterpreterConfig,
    whence: c_int,
) -> Result<*mut PyThreadState, PyStatus> {
    // SAFETY: the caller's; the new interpreter is ours alone until its thread state is attached.
    unsafe {
        if !super::is_initialized() {
            return Err(status::error(
                c"new_interpreter",
                c"Py_Initialize must be called first",
            ));
        }
        // The automatic states of threads say nothing any more.
        _PyRuntime.gilstate.check_enabled = 0;
        let former = tstate::current_or_null();
        if !former.is_null() && objects::audit!("cpython.PyInterpreterState_New").is_err() {
            return Err(status::error(
                c"_PyInterpreterState_New",
                c"sys.audit failed",
            ));
        }
        let interp = pystate::new_interpreter();
        if interp.is_null() {
            return Err(status::no_memory());
        }
        (*interp)._whence = c_long::from(whence);
        (*interp)._ready = 1;
        if !former.is_null() {
            pystate::detach(former);
        }
        let mut state = null_mut();
        let made = start(interp, former, config, &mut state);
        let Err(s) = made else {
            return Ok(state);
        };
        if state.is_null() {
            pystate::delete_interpreter(interp);
        } else {
            let kept = base::error::take_current();
            drop(kept);
            end(state);
        }
        if !former.is_null() {
            pystate::attach(former);
        }
        Err(s)
    }
}

unsafe fn start(
    interp: *mut PyInterpreterState,
    former: *mut PyThreadState,
    config: &PyInterpreterConfig,
    state: &mut *mut PyThreadState,
) -> Result<(), PyStatus> {
    // SAFETY: the caller's; the configuration copied is that of a live interpreter.
    unsafe {
        let from = if former.is_null() {
            _PyRuntime.interpreters.main
        } else {
            (*former).interp
        };
        let s = defaults::copy(&raw mut (*interp).config, &raw mut (*from).config);
        if status::is_exception(&s) {
            return Err(s);
        }
        (*interp).feature_flags = interpreter::checked_flags(config)?;
        if config.gil == PyInterpreterConfig_OWN_GIL {
            pystate::own_gil(interp);
        } else {
            pystate::share_gil(interp);
        }
        let t = pystate::new_thread_state(interp, _PyThreadState_WHENCE_INIT);
        if t.is_null() {
            return Err(status::no_memory());
        }
        *state = t;
        pystate::bind(t);
        pystate::bind_gilstate(t);
        pystate::attach(t);
        (*interp).long_state.max_str_digits = (*interp).config.int_max_str_digits;
        super::init_core().map_err(|raised| {
            super::failed(
                raised,
                (c"init_importlib", c"failed to initialize importlib"),
            )
        })?;
        super::init_main()?;
        super::import_site()?;
        let path = (*interp).config.sys_path_0;
        let first = if path.is_null() {
            Ok(())
        } else {
            Str::decode_fs_default(&wide::encode(wide::slice(path)))
                .and_then(|path| crate::sys::prepend_path(&path))
        };
        first
            .and_then(|()| super::watch_builtins())
            .map_err(|raised| {
                super::failed(
                    raised,
                    (c"init_interp_main", c"failed to set builtin dict watcher"),
                )
            })
    }
}

/// `Py_EndInterpreter`: afterwards no thread state is current.
///
/// # Safety
/// `t` belongs to an interpreter besides the main one.
pub unsafe fn end(t: *mut PyThreadState) {
    let fatal = |what| base::fatal::error(Some("Py_EndInterpreter"), what);
    // SAFETY: the caller's; the order is the stock one.
    unsafe {
        if t != tstate::current_or_null() {
            fatal("thread is not current");
        }
        let interp = (*t).interp;
        if !(*t).current_frame.is_null() {
            fatal("thread still has a frame");
        }
        (*interp).finalizing = 1;
        super::wait_for_threads();
        crate::pending::make_pending_calls_quietly();
        super::call_atexit();
        pystate::set_interpreter_finalizing(t);
        let abandoned = abandon_other_threads(t);
        crate::modules_teardown::finalize_modules();
        objects::gc::collect_quietly();
        audit_clearing();
        super::clear_interpreter(t);
        tstate::set_current(null_mut());
        crate::gil::drop(t, true);
        if abandoned {
            pystate::unlink_interpreter(interp);
        } else {
            pystate::delete_interpreter(interp);
        }
    }
}

/// Takes the states of daemon threads, which still run, out of the interpreter; whether there were any. Their threads end when they next
/// want the lock, and look into their state before: so it is never freed.
pub(super) unsafe fn abandon_other_threads(t: *mut PyThreadState) -> bool {
    // SAFETY: attached with `t`; the head lock guards the list.
    unsafe {
        let mut any = false;
        while let Some(other) = next_other_thread(t) {
            pystate::set_shutting_down(other);
            pystate::unlink(other);
            pystate::clear(other);
            any = true;
        }
        any
    }
}

/// Tells hooks that the current interpreter is cleared, which they cannot prevent.
pub(super) fn audit_clearing() {
    if let Err(raised) = objects::audit!("cpython.PyInterpreterState_Clear") {
        raised.clear();
    }
}

/// `PyInterpreterState_Clear`.
///
/// # Safety
/// Attached, and no Python code of the interpreter but finalisers runs any more.
pub unsafe fn clear(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's.
    unsafe {
        audit_clearing();
        let own = tstate::current();
        if (*own).interp == interp {
            super::clear_interpreter(own);
            return;
        }
        // One that was only made, and never run, has nothing; any other is cleared by a state of its own.
        if (*interp).imports.modules.is_null() {
            return;
        }
        let t = pystate::new_thread_state(interp, _PyThreadState_WHENCE_FINI);
        if !t.is_null() {
            pystate::swap(t);
            super::clear_interpreter(t);
            pystate::swap(own);
            pystate::delete(t);
        }
    }
}

/// Ends the interpreters that are left when the runtime is finalised, with a warning.
///
/// # Safety
/// Attached to the main interpreter, and no other thread runs.
pub(super) unsafe fn end_all() {
    // SAFETY: the caller's; the head lock guards the list.
    unsafe {
        let own = tstate::current();
        let next = || {
            pystate::with_head_lock(|| {
                let mut i = _PyRuntime.interpreters.head;
                while !i.is_null() && pystate::is_main(i) {
                    i = (*i).next;
                }
                i
            })
        };
        if next().is_null() {
            return;
        }
        let warned = objects::warnings::warn(
            &types::RuntimeWarning,
            format_args!("remaining subinterpreters; close them with Interpreter.close()"),
            0,
        );
        if warned.is_err() {
            objects::exceptions::write_unraisable(
                format_args!("Exception ignored while finalizing subinterpreters"),
                None,
            );
        }
        loop {
            let interp = next();
            if interp.is_null() {
                break;
            }
            // A state of our own stands for whichever of the interpreter's threads have gone.
            let t = pystate::new_thread_state(interp, _PyThreadState_WHENCE_FINI);
            if t.is_null() {
                base::fatal::error(Some("Py_FinalizeEx"), "no memory to end subinterpreters");
            }
            pystate::detach(own);
            pystate::bind(t);
            pystate::attach(t);
            end(t);
            pystate::attach(own);
        }
    }
}

/// A thread state of the same interpreter.
unsafe fn next_other_thread(t: *mut PyThreadState) -> Option<*mut PyThreadState> {
    // SAFETY: attached with `t`; the head lock guards the list.
    let other = pystate::with_head_lock(|| unsafe {
        let head = (*(*t).interp).threads.head;
        if head == t { (*t).next } else { head }
    });
    (!other.is_null()).then_some(other)
}
