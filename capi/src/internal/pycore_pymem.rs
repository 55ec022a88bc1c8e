//! `internal/pycore_pymem.h` and neighbours: small services of the runtime.

use core::ffi::{c_char, c_int};

use layout::{Py_buffer, PyInterpreterState};
use objects::prelude::*;

use crate::support::*;

/// A copy, to be freed with `PyMem_Free`; NULL if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMem_Strdup(s: *const c_char) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        let n = libc::strlen(s) + 1;
        let p = base::mem::alloc(base::mem::Domain::Mem, n).cast::<c_char>();
        if !p.is_null() {
            core::ptr::copy_nonoverlapping(s, p, n);
        }
        p
    }
}

/// May this thread run Python signal handlers?
#[unsafe(no_mangle)]
pub extern "C" fn _PyOS_IsMainThread() -> c_int {
    c_int::from(runtime::signals::is_main_thread())
}

/// Gives the signals that start-up ignored their default action, before `exec`.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_RestoreSignals() {
    runtime::signals::set_action(libc::SIGPIPE, libc::SIG_DFL);
    runtime::signals::set_action(libc::SIGXFSZ, libc::SIG_DFL);
}

/// Releases a buffer of another interpreter; there is but one.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBuffer_ReleaseInInterpreter(
    _interp: *mut PyInterpreterState,
    view: *mut Py_buffer,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        objects::buffer::release(view);
        0
    }
}

/// As `_PyBuffer_ReleaseInInterpreter`; the struct is freed too.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBuffer_ReleaseInInterpreterAndRawFree(
    _interp: *mut PyInterpreterState,
    view: *mut Py_buffer,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        objects::buffer::release(view);
        base::mem::free(base::mem::Domain::Raw, view.cast());
        0
    }
}

/// A gid as an int; the value -1 is "none".
#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_FromGid(id: libc::gid_t) -> PyResult {
    up(if id == libc::gid_t::MAX {
        Long::from_i64(-1)
    } else {
        Long::from_u64(u64::from(id))
    })
}

fn id_of(o: &Object, what: &str) -> PyResult<u32> {
    if !objects::abstract_::number::is_index(o) {
        return Err(raise!(
            TypeError,
            "{what} should be integer, not {:.200}",
            o.class().tp_name()
        ));
    }
    let n = o.index()?;
    match n.to_i64() {
        Some(-1) => Ok(u32::MAX),
        // what fits into a long is never too large in the reference's words
        Some(v) => {
            u32::try_from(v).map_err(|_| raise!(OverflowError, "{what} is less than minimum"))
        }
        None if n.is_negative() => Err(raise!(OverflowError, "{what} is less than minimum")),
        None => Err(raise!(OverflowError, "{what} is greater than maximum")),
    }
}
/// A converter for `O&`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_Uid_Converter(o: &Object, out: *mut libc::uid_t) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match id_of(o, "uid") {
            Ok(v) => {
                *out = v;
                1
            }
            Err(_) => 0,
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_Gid_Converter(o: &Object, out: *mut libc::gid_t) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match id_of(o, "gid") {
            Ok(v) => {
                *out = v;
                1
            }
            Err(_) => 0,
        }
    }
}

/// The name that PYTHONMALLOC has for the allocator in use; NULL if none of the named ones is.
#[unsafe(no_mangle)]
pub extern "C" fn _PyMem_GetCurrentAllocatorName() -> *const c_char {
    base::mem::current_allocator_name().map_or(core::ptr::null(), |name| name.as_ptr())
}
