//! What C asks of interpreters and their threads: finding a thread by its identity, and the modules that single-phase extensions made
//! (`PyState_FindModule`), a list by the number of the definition.

use core::ffi::c_ulong;

use core::sync::atomic::{AtomicIsize, Ordering};

use base::tstate;
use layout::{PyInterpreterState, PyModuleDef, PyThreadState};
use objects::prelude::*;

use crate::pystate;

/// The interpreter with this id; InterpreterNotFoundError if there is none.
pub fn look_up(id: i64) -> PyResult<*mut PyInterpreterState> {
    let found = pystate::with_head_lock(|| {
        // SAFETY: the head lock guards the list.
        unsafe {
            let mut i = base::mem::_PyRuntime.interpreters.head;
            while !i.is_null() && (*i).id != id {
                i = (*i).next;
            }
            i
        }
    });
    if found.is_null() {
        return Err(raise!(
            InterpreterNotFoundError,
            "unrecognized interpreter ID {id}"
        ));
    }
    Ok(found)
}

/// InterpreterError: a thread runs the interpreter's main program.
pub fn already_running() -> Raised {
    raise!(InterpreterError, "interpreter already running")
}

/// The running program's `__main__`; an error if somebody has taken it away.
pub fn main_module() -> PyResult {
    match crate::import::get_module(id!(__main__))? {
        Some(m) if !is_none(&m) => Ok(m),
        _ => Err(raise!(RuntimeError, "interpreter has no __main__ module")),
    }
}

/// Notes that the current thread runs the interpreter's main program.
///
/// # Safety
/// `interp` is live; attached.
pub unsafe fn set_running_main(interp: *mut PyInterpreterState) -> PyResult<()> {
    // SAFETY: the caller's.
    unsafe {
        if !(*interp).threads.main.is_null() {
            return Err(already_running());
        }
        let t = tstate::current();
        if (*t).interp != interp {
            return Err(raise!(RuntimeError, "current tstate has wrong interpreter"));
        }
        (*interp).threads.main = t;
        Ok(())
    }
}

/// Counts a reference to the interpreter's id.
///
/// # Safety
/// `interp` is live.
pub unsafe fn id_incref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; other interpreters count, too.
    unsafe { AtomicIsize::from_ptr(&raw mut (*interp).id_refcount) }.fetch_add(1, Ordering::AcqRel);
}

/// Takes one away. The last one ends the interpreter, if it lives by them.
///
/// # Safety
/// `interp` is live and its id was counted; attached.
pub unsafe fn id_decref(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; nobody refers to the interpreter any more when it is ended.
    unsafe {
        let before =
            AtomicIsize::from_ptr(&raw mut (*interp).id_refcount).fetch_sub(1, Ordering::AcqRel);
        if before != 1 || (*interp).requires_idref == 0 {
            return;
        }
        let t = pystate::new_thread_state(interp, layout::_PyThreadState_WHENCE_FINI);
        if t.is_null() {
            return;
        }
        pystate::bind(t);
        let former = pystate::swap(t);
        crate::lifecycle::subinterpreter::end(t);
        pystate::swap(former);
    }
}

/// A thread state of the calling interpreter, by the thread's identity.
pub fn find_thread(id: c_ulong) -> Option<*mut PyThreadState> {
    pystate::with_head_lock(|| {
        // SAFETY: attached; the head lock guards the list.
        unsafe {
            let mut t = (*tstate::interp()).threads.head;
            while !t.is_null() {
                if (*t).thread_id == id {
                    return Some(t);
                }
                t = (*t).next;
            }
            None
        }
    })
}

/// Runs `f` with each thread state of the interpreter as the current one. The GIL is held throughout, so that no other thread runs.
pub fn on_each_thread(f: impl Fn()) {
    let own = tstate::current();
    let mut all = Vec::new();
    pystate::with_head_lock(|| {
        // SAFETY: attached; the head lock guards the list.
        unsafe {
            let mut t = (*tstate::interp()).threads.head;
            while !t.is_null() {
                all.push(t);
                t = (*t).next;
            }
        }
    });
    for t in all {
        // SAFETY: the states stay linked while we hold the GIL; the own one is put back.
        unsafe { tstate::set_current(t) };
        f();
    }
    // SAFETY: the calling thread's.
    unsafe { tstate::set_current(own) };
}

unsafe fn index_of(def: *mut PyModuleDef) -> Option<usize> {
    // SAFETY: the caller gives a definition; multi-phase modules have no place.
    unsafe {
        if !(*def).m_slots.is_null() {
            return None;
        }
        usize::try_from((*def).m_base.m_index)
            .ok()
            .filter(|i| *i > 0)
    }
}

fn list() -> Option<&'static List> {
    // SAFETY: attached; the interpreter owns the list.
    unsafe { Object::from_ptr_opt((*tstate::interp()).imports.modules_by_index) }
        .and_then(|l| l.downcast::<List>())
}

/// The module of this interpreter that was made from the definition.
///
/// # Safety
/// A live definition.
pub unsafe fn find_module(def: *mut PyModuleDef) -> Option<&'static Object> {
    // SAFETY: the caller's contract; the list keeps the module.
    unsafe {
        let i = index_of(def)?;
        let m = list()?.get(i)?;
        if is_none(&m) {
            return None;
        }
        Some(Object::from_ptr(m.as_object_ptr()))
    }
}

/// Notes the module of a definition.
///
/// # Safety
/// As [`find_module`].
pub unsafe fn add_module(m: &Object, def: *mut PyModuleDef) -> PyResult<()> {
    // SAFETY: the caller's contract.
    let Some(i) = (unsafe { index_of(def) }) else {
        return Err(raise!(
            SystemError,
            "PyState_AddModule: module definition has no index"
        ));
    };
    // SAFETY: attached; the slot owns its reference.
    unsafe {
        let slot = &raw mut (*tstate::interp()).imports.modules_by_index;
        if (*slot).is_null() {
            *slot = List::new()?.into_ptr();
        }
    }
    let Some(list) = list() else {
        return Err(objects::exceptions::bad_internal_call());
    };
    while list.len() <= i {
        list.push(none())?;
    }
    list.set(i, m.to_ref())
}

/// Forgets the module of a definition.
///
/// # Safety
/// As [`find_module`].
pub unsafe fn remove_module(def: *mut PyModuleDef) -> PyResult<()> {
    // SAFETY: the caller's contract.
    match (unsafe { index_of(def) }, list()) {
        (Some(i), Some(l)) if i < l.len() => l.set(i, none_ref()),
        _ => Err(raise!(SystemError, "Module index out of bounds.")),
    }
}
