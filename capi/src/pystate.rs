//! `pystate.h`: thread states, interpreters, the GIL of a thread that comes from C.

use core::ffi::{c_int, c_ulong};
use core::ptr::null_mut;

use base::tstate;
use layout::{PyFrameObject, PyInterpreterState, PyModuleDef, PyThreadState};
use objects::prelude::*;
use runtime::{interpreters, pystate};

use crate::support::*;

/// `PyGILState_STATE`.
const LOCKED: c_int = 0;
const UNLOCKED: c_int = 1;

/// Makes the calling thread able to run Python code, whatever its state; to be undone by `PyGILState_Release`.
#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_Ensure() -> c_int {
    if pystate::gilstate_ensure() {
        LOCKED
    } else {
        UNLOCKED
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_Release(old: c_int) {
    // SAFETY: one call for each of `PyGILState_Ensure`, by contract.
    unsafe { pystate::gilstate_release(old == LOCKED) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_GetThisThreadState() -> *mut PyThreadState {
    pystate::gilstate_get()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThreadState_Get() -> *mut PyThreadState {
    attached("PyThreadState_Get")
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_New(interp: *mut PyInterpreterState) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe {
        if interp.is_null() {
            return core::ptr::null_mut();
        }
        let t = pystate::new_thread_state(interp, layout::_PyThreadState_WHENCE_UNKNOWN as c_int);
        if !t.is_null() {
            pystate::bind(t);
            // The first state of a thread becomes its automatic one.
            if pystate::gilstate_get().is_null() {
                pystate::bind_gilstate(t);
            }
        }
        t
    }
}

/// Releases what the state holds; the GIL must be held.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Clear(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { pystate::clear(t) }
}

/// Frees a cleared state that is not current.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Delete(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe {
        if t.is_null() {
            released("PyThreadState_Delete");
        }
        if t == tstate::current_or_null() {
            base::fatal::error(
                Some("PyThreadState_Delete"),
                &format!("tstate {t:p} is still current"),
            );
        }
        pystate::delete(t)
    }
}

/// Makes another state current (NULL for none); the former one.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Swap(t: *mut PyThreadState) -> *mut PyThreadState {
    // SAFETY: the caller's contract.
    unsafe { pystate::swap(t) }
}

/// Borrowed: a dict for the thread's own data; NULL without an exception if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyThreadState_GetDict() -> Borrowed {
    let t = tstate::current_or_null();
    if t.is_null() {
        return null_mut();
    }
    // SAFETY: attached.
    unsafe { crate::internal::pycore_pystate::_PyThreadState_GetDict(t) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_GetInterpreter(
    t: *mut PyThreadState,
) -> *mut PyInterpreterState {
    if t.is_null() {
        released("PyThreadState_GetInterpreter");
    }
    // SAFETY: the caller's contract.
    unsafe { (*t).interp }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_GetID(t: *mut PyThreadState) -> u64 {
    if t.is_null() {
        released("PyThreadState_GetID");
    }
    // SAFETY: the caller's contract.
    unsafe { (*t).id }
}

/// New reference; NULL without an exception if no Python code runs.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_GetFrame(t: *mut PyThreadState) -> *mut PyFrameObject {
    if t.is_null() {
        released("PyThreadState_GetFrame");
    }
    // SAFETY: the caller's contract.
    unsafe { optional(runtime::frames::thread_frame(t)).cast() }
}

/// Raises an exception in another thread (NULL takes it back); the number of states changed.
#[unsafe(no_mangle)]
pub extern "C" fn PyThreadState_SetAsyncExc(id: c_ulong, exception: Option<&Object>) -> c_int {
    let set = |t: *mut PyThreadState| {
        // SAFETY: the GIL is held; the state is linked.
        unsafe {
            let new = exception.map_or(null_mut(), |e| e.to_ref().into_ptr());
            let old = core::mem::replace(&mut (*t).async_exc, new);
            runtime::gil::eval_breaker(t).fetch_or(
                layout::_PY_ASYNC_EXCEPTION_BIT as usize,
                core::sync::atomic::Ordering::SeqCst,
            );
            drop(Ref::<Object>::from_owned_opt(old));
        }
    };
    match interpreters::find_thread(id) {
        Some(t) => {
            set(t);
            1
        }
        None => 0,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyInterpreterState_Get() -> *mut PyInterpreterState {
    let t = attached("PyInterpreterState_Get");
    // SAFETY: attached.
    unsafe { (*t).interp }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_GetID(interp: *mut PyInterpreterState) -> i64 {
    // SAFETY: the caller's contract.
    unsafe {
        if interp.is_null() {
            let _raised = raise!(RuntimeError, "no interpreter provided");
            return -1;
        }
        (*interp).id
    }
}

/// Borrowed: a dict for data of the interpreter; NULL without an exception if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_GetDict(interp: *mut PyInterpreterState) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe {
        if interp.is_null() {
            return null_mut();
        }
        if (*interp).dict.is_null() {
            match Dict::new() {
                Ok(d) => (*interp).dict = d.into_ptr(),
                Err(raised) => raised.clear(),
            }
        }
        (*interp).dict
    }
}

/// Borrowed: the single-phase module of this interpreter that was made from the definition; NULL without an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyState_FindModule(def: *mut PyModuleDef) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { interpreters::find_module(def).map_or(null_mut(), |m| m.as_ptr()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyState_AddModule(m: Option<&Object>, def: *mut PyModuleDef) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if def.is_null() {
                base::fatal::error(Some("PyState_AddModule"), "module definition is NULL");
            }
            if !(*def).m_slots.is_null() {
                return Err(raise!(
                    SystemError,
                    "PyState_AddModule called on module with slots"
                ));
            }
            let m = some(m)?;
            if interpreters::find_module(def).is_some_and(|known| known.is(m)) {
                base::fatal::error(
                    Some("PyState_AddModule"),
                    &format!("module {:p} already added", m.as_ptr()),
                );
            }
            interpreters::add_module(m, def)
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyState_RemoveModule(def: *mut PyModuleDef) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if !(*def).m_slots.is_null() {
                return Err(raise!(
                    SystemError,
                    "PyState_RemoveModule called on module with slots"
                ));
            }
            interpreters::remove_module(def)
        }
    })
}

/// A new interpreter without thread states, for whoever readies it himself; NULL if there is no memory.
#[unsafe(no_mangle)]
pub extern "C" fn PyInterpreterState_New() -> *mut PyInterpreterState {
    let mut interp = null_mut();
    // SAFETY: a place of our own.
    let s = unsafe {
        crate::internal::pycore_interp::_PyInterpreterState_New(
            tstate::current_or_null(),
            &raw mut interp,
        )
    };
    if runtime::config::status::is_exception(&s) {
        crate::pylifecycle::Py_ExitStatusException(s);
    }
    interp
}

/// Releases what an interpreter besides the main one holds; its own thread state, or one of the main interpreter, is current.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_Clear(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe { runtime::lifecycle::subinterpreter::clear(interp) }
}

/// Frees a cleared interpreter. If its thread state was the current one, none is afterwards.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInterpreterState_Delete(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's contract.
    unsafe {
        let t = tstate::current_or_null();
        if !t.is_null() && (*t).interp == interp {
            pystate::detach(t);
        }
        pystate::delete_interpreter(interp);
    }
}
