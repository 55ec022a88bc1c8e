//! `_PyXIData_t`: an object as another interpreter may see it, and how it is made, used and given back.

use core::ffi::{c_int, c_void};
use core::ptr::{NonNull, null_mut};

use base::mem::{self, Domain};
use base::tstate;
use layout::{_Py_simple_func, _PyXIData_t, PyInterpreterState, xid_newobjfunc};
use objects::exceptions;
use objects::prelude::*;

use super::{converted, not_shareable, registry};
use crate::interpreters;

/// `_Py_PENDING_RAWFREE`: the argument of a pending call is freed after it.
const RAW_FREE: c_int = 2;

/// What to do with an object whose type is not registered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// It is not shareable.
    Refuse,
    /// Functions go as their code if they are stateless, everything else as a pickle.
    Convert,
}

/// Runs a function in another interpreter, which may be later than now; in the current one at once.
///
/// # Safety
/// `interp` is live; `argument` stays so until the call.
pub unsafe fn call_in(
    interp: *mut PyInterpreterState,
    function: _Py_simple_func,
    argument: *mut c_void,
    free: bool,
) -> c_int {
    // SAFETY: the caller's.
    unsafe {
        if interp == tstate::interp() {
            let result = function(argument);
            if free {
                mem::free(Domain::Raw, argument);
            }
            return result;
        }
        crate::pending::add(interp, function, argument, if free { RAW_FREE } else { 0 });
        0
    }
}

/// Fills in a container that is empty. `object` is kept until the data is released.
///
/// # Safety
/// `data` is the caller's, `interp` live or NULL, and `new_object` fits `shared`.
pub unsafe fn init(
    data: *mut _PyXIData_t,
    interp: *mut PyInterpreterState,
    shared: *mut c_void,
    object: Option<&Object>,
    new_object: xid_newobjfunc,
) {
    // SAFETY: the caller's.
    unsafe {
        data.write(_PyXIData_t {
            data: shared,
            obj: object.map_or(null_mut(), |o| o.to_ref().into_ptr()),
            interpid: if interp.is_null() { -1 } else { (*interp).id },
            new_object: Some(new_object),
            free: None,
        });
    }
}

/// As [`init`], with a zeroed block of its own. False if there is no memory.
///
/// # Safety
/// As [`init`].
pub unsafe fn init_with_size(
    data: *mut _PyXIData_t,
    interp: *mut PyInterpreterState,
    size: usize,
    object: Option<&Object>,
    new_object: xid_newobjfunc,
) -> bool {
    // SAFETY: the caller's.
    unsafe {
        init(data, interp, null_mut(), object, new_object);
        (*data).data = mem::calloc(Domain::Raw, 1, size);
        (*data).free = Some(objects::slots::PyMem_RawFree);
        !(*data).data.is_null()
    }
}

/// Gives up what the container holds, here and now.
///
/// # Safety
/// The interpreter that the data was taken from is the current one.
pub unsafe fn clear(data: *mut _PyXIData_t) {
    // SAFETY: the caller's; `free` fits `data`.
    unsafe {
        let shared = core::mem::replace(&mut (*data).data, null_mut());
        if !shared.is_null()
            && let Some(free) = (*data).free
        {
            free(shared);
        }
        let object = core::mem::replace(&mut (*data).obj, null_mut());
        drop(Ref::<Object>::from_owned_opt(object));
    }
}

unsafe extern "C" fn clear_pending(data: *mut c_void) -> c_int {
    // SAFETY: called in the data's own interpreter.
    unsafe { clear(data.cast()) };
    0
}

/// Gives up what the container holds, in the interpreter that it was taken from; `free`: the container as well. An error if that
/// interpreter is gone; then only the container is freed.
///
/// # Safety
/// A filled-in container; with `free` a block of the raw domain.
pub unsafe fn release(data: *mut _PyXIData_t, free: bool) -> PyResult<()> {
    // SAFETY: the caller's.
    unsafe {
        if ((*data).data.is_null() || (*data).free.is_none()) && (*data).obj.is_null() {
            (*data).data = null_mut();
            if free {
                mem::free(Domain::Raw, data.cast());
            }
            return Ok(());
        }
        match interpreters::look_up((*data).interpid) {
            Ok(interp) => match call_in(interp, clear_pending, data.cast(), free) {
                0 => Ok(()),
                _ => Err(Raised::ASSUMED),
            },
            Err(raised) => {
                if free {
                    mem::free(Domain::Raw, data.cast());
                }
                Err(raised)
            }
        }
    }
}

/// The object that the data stands for, made in the current interpreter.
///
/// # Safety
/// A filled-in container.
pub unsafe fn new_object(data: *mut _PyXIData_t) -> PyResult {
    // SAFETY: the caller's; the function's contract is a new reference or NULL with an exception.
    unsafe {
        match (*data).new_object {
            Some(make) => Ref::from_c(make(data)),
            None => Err(exceptions::bad_internal_call()),
        }
    }
}

/// Describes an object in an empty container; NotShareableError if that cannot be.
///
/// # Safety
/// `data` is the caller's and empty.
pub unsafe fn get(object: &Object, fallback: Fallback, data: *mut _PyXIData_t) -> PyResult<()> {
    // SAFETY: the caller's.
    unsafe {
        let first = get_registered(object, fallback, data);
        if fallback == Fallback::Refuse {
            return first;
        }
        let Err(raised) = first else { return Ok(()) };
        let original = raised.take();
        if let Some(function) = object.downcast::<Function>() {
            match converted::function(function, data) {
                Ok(()) => return Ok(()),
                Err(raised) => raised.clear(),
            }
        }
        match converted::pickle(object, data) {
            Ok(()) => Ok(()),
            Err(raised) => {
                raised.clear();
                base::error::restore(original);
                Err(Raised::ASSUMED)
            }
        }
    }
}

unsafe fn get_registered(
    object: &Object,
    fallback: Fallback,
    data: *mut _PyXIData_t,
) -> PyResult<()> {
    // SAFETY: the caller's; registered functions have the contract of theirs.
    unsafe {
        if !(*data).data.is_null() || !(*data).obj.is_null() {
            return Err(raise!(ValueError, "xidata not cleared"));
        }
        let object = object.to_ref();
        let found = registry::find(&object);
        let t = tstate::current();
        let result = match (found.basic, found.fallback) {
            (Some(get), _) => get(t, object.as_object_ptr(), data),
            (None, Some(get)) => get(t, object.as_object_ptr(), fallback as c_int, data),
            (None, None) => return Err(unsupported(&object, None)),
        };
        if result != 0 {
            return Err(unsupported(&object, base::error::take_current()));
        }
        (*data).interpid = (*(*t).interp).id;
        if (*data).new_object.is_none() {
            let raised = raise!(SystemError, "missing new_object func");
            let kept = raised.take();
            if let Err(raised) = release(data, false) {
                raised.clear();
            }
            base::error::restore(kept);
            return Err(Raised::ASSUMED);
        }
        Ok(())
    }
}

/// Raises NotShareableError for an object.
pub fn unsupported(object: &Object, cause: Option<Ref>) -> Raised {
    match object.repr() {
        Ok(text) => not_shareable(
            format_args!(
                "{} does not support cross-interpreter data",
                text.to_string_lossy()
            ),
            cause,
        ),
        Err(raised) => raised,
    }
}

/// A container of our own, released and freed when it is dropped.
pub struct Owned(NonNull<_PyXIData_t>);

impl Owned {
    /// Describes an object.
    pub fn of(object: &Object, fallback: Fallback) -> PyResult<Owned> {
        let data = empty()?;
        // SAFETY: a fresh container.
        match unsafe { get(object, fallback, data.as_ptr()) } {
            Ok(()) => Ok(Owned(data)),
            Err(raised) => {
                // SAFETY: nothing is in it.
                unsafe { mem::free(Domain::Raw, data.as_ptr().cast()) };
                Err(raised)
            }
        }
    }

    /// The object, made in the current interpreter.
    pub fn object(&self) -> PyResult {
        // SAFETY: filled in.
        unsafe { new_object(self.0.as_ptr()) }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        let kept = base::error::take_current();
        // SAFETY: filled in, of the raw domain, and not used again.
        if let Err(raised) = unsafe { release(self.0.as_ptr(), true) } {
            // The interpreter is gone, and so is what it lent.
            raised.clear();
        }
        base::error::restore(kept);
    }
}

/// An empty container, of the raw domain.
pub fn empty() -> PyResult<NonNull<_PyXIData_t>> {
    match NonNull::new(mem::calloc(Domain::Raw, 1, size_of::<_PyXIData_t>()).cast()) {
        Some(data) => Ok(data),
        None => Err(exceptions::no_memory()),
    }
}
