//! Interpreter states: making, linking, unlinking, deleting.

use base::mem::Domain;
use base::tstate as current;
use layout::*;

use super::{delete, runtime, with_head_lock};
use crate::gil;

/// Makes the main interpreter, which lives inside `_PyRuntime`. NULL if there is no memory.
///
/// # Safety
/// Once per initialisation, before any thread state exists.
pub unsafe fn new_main_interpreter() -> *mut PyInterpreterState {
    // SAFETY: nobody else runs.
    unsafe {
        let interp = &raw mut (*runtime())._main_interpreter;
        if !init_interpreter(interp, 0) {
            return core::ptr::null_mut();
        }
        (*interp)._whence = _PyInterpreterState_WHENCE_RUNTIME as _;
        own_gil(interp);
        with_head_lock(|| {
            (*runtime()).interpreters.head = interp;
            (*runtime()).interpreters.main = interp;
            (*runtime()).interpreters.next_id = 1;
        });
        interp
    }
}

/// Makes another interpreter, linked, with an id and without a lock yet (`_PyInterpreterState_New`). NULL if there is no memory.
///
/// # Safety
/// The main interpreter exists.
pub unsafe fn new_interpreter() -> *mut PyInterpreterState {
    const ALIGN: usize = align_of::<PyInterpreterState>();
    // SAFETY: the block is ours and large enough for the state at an aligned place; the head lock guards the list.
    unsafe {
        let size = size_of::<PyInterpreterState>() + ALIGN;
        let block = base::mem::calloc(Domain::Raw, 1, size);
        if block.is_null() {
            return core::ptr::null_mut();
        }
        let interp: *mut PyInterpreterState =
            block.byte_add(block.align_offset(ALIGN).min(ALIGN)).cast();
        (*interp)._malloced = block;
        let id = with_head_lock(|| {
            let all = &raw mut (*runtime()).interpreters;
            (*all).next_id += 1;
            (*all).next_id - 1
        });
        if !init_interpreter(interp, id) {
            base::mem::free(Domain::Raw, block);
            return core::ptr::null_mut();
        }
        with_head_lock(|| {
            let all = &raw mut (*runtime()).interpreters;
            (*interp).next = (*all).head;
            (*all).head = interp;
        });
        interp
    }
}

/// Gives the interpreter a lock of its own.
///
/// # Safety
/// No thread uses the interpreter yet.
pub unsafe fn own_gil(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's.
    unsafe {
        (*interp).ceval.gil = &raw mut (*interp)._gil;
        (*interp).ceval.own_gil = 1;
        gil::create((*interp).ceval.gil);
    }
}

/// Has the interpreter take turns with the main one.
///
/// # Safety
/// No thread uses the interpreter yet.
pub unsafe fn share_gil(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; the main interpreter outlives the others.
    unsafe {
        (*interp).ceval.gil = (*(*runtime()).interpreters.main).ceval.gil;
        (*interp).ceval.own_gil = 0;
    }
}

/// Unlinks and frees an interpreter that has been cleared, and what states it has left (`PyInterpreterState_Delete`).
///
/// # Safety
/// Not the main one; nobody uses the interpreter or its states any more.
pub unsafe fn delete_interpreter(interp: *mut PyInterpreterState) {
    // SAFETY: the caller's; the head lock guards the list.
    unsafe {
        while !(*interp).threads.head.is_null() {
            delete((*interp).threads.head);
        }
        unlink_interpreter(interp);
        if !(*interp).threads.preallocated.is_null() {
            base::mem::free(Domain::Raw, (*interp).threads.preallocated.cast());
        }
        if (*interp).ceval.own_gil != 0 {
            gil::destroy((*interp).ceval.gil);
        }
        crate::config::defaults::clear(&raw mut (*interp).config);
        base::local::free(interp);
        base::mem::free(Domain::Raw, (*interp)._malloced);
    }
}

/// Takes an interpreter out of the list, so that nobody finds it any more.
///
/// # Safety
/// `interp` is in the list.
pub unsafe fn unlink_interpreter(interp: *mut PyInterpreterState) {
    // SAFETY: the head lock guards the list.
    unsafe {
        with_head_lock(|| {
            let mut at = &raw mut (*runtime()).interpreters.head;
            while !(*at).is_null() && *at != interp {
                at = &raw mut (**at).next;
            }
            if (*at).is_null() {
                base::fatal::error(Some("PyInterpreterState_Delete"), "NULL interpreter");
            }
            *at = (*interp).next;
        });
    }
}

/// Is it the interpreter that the runtime started with?
///
/// # Safety
/// `interp` is live.
pub unsafe fn is_main(interp: *mut PyInterpreterState) -> bool {
    // SAFETY: the caller's.
    unsafe { core::ptr::eq(interp, (*runtime()).interpreters.main) }
}

/// May the current interpreter do this (`Py_RTFLAGS_*`)?
pub fn has_feature(flag: core::ffi::c_ulong) -> bool {
    // SAFETY: attached.
    unsafe { (*current::interp()).feature_flags & flag != 0 }
}

/// False if there is no memory.
unsafe fn init_interpreter(interp: *mut PyInterpreterState, id: i64) -> bool {
    // SAFETY: zeroed memory of our own.
    unsafe {
        if !base::local::init(interp) {
            return false;
        }
        (*interp).id = id;
        (*interp).runtime = runtime();
        (*interp).next = core::ptr::null_mut();
        (*interp).ceval.recursion_limit = Py_DEFAULT_RECURSION_LIMIT;
        (*interp).ceval.pending.max = 300;
        (*interp).ceval.pending.maxloop = 100;
        (*runtime()).ceval.pending_mainthread.max = 32;
        (*runtime()).ceval.pending_mainthread.maxloop = 0;
        (*interp).types.next_version_tag = (_Py_TYPE_BASE_VERSION_TAG as u32).max(1);
        (*interp).func_state.next_version = FUNC_VERSION_FIRST_VALID as u32;
        (*interp).dict_state.next_keys_version = 2;
        (*interp).imports.dlopenflags = libc::RTLD_NOW;
        (*interp).imports.override_frozen_modules = 0;
        (*interp).warnings.filters_version = 1;
        (*interp).sys_profile_once_flag = _PyOnceFlag { v: 0 };
        (*interp)._code_object_generation = 0;
        (*interp).asyncio_tasks_head.next = &raw mut (*interp).asyncio_tasks_head;
        (*interp).asyncio_tasks_head.prev = &raw mut (*interp).asyncio_tasks_head;
        objects::gc::state::init(interp);
        (*interp)._initialized = 1;
        true
    }
}
