//! `MemoryError`: raised when nothing can be allocated, so instances are kept ready.
//!
//! A few dead instances stay in the interpreter's free list (linked through `dict`). When even that is empty, a static one
//! serves, shared and immortal, without a traceback of its own.

use base::{Object, PyResult, Raised, Ref};
use layout::*;

use super::base_exception as basic;
use super::{BaseExc, types};
use crate::prelude::*;

const KEPT: core::ffi::c_int = 16;

fn state() -> *mut _Py_exc_state {
    // SAFETY: attached; only the address is taken.
    unsafe { &raw mut (*base::tstate::interp()).exc_state }
}

#[cfg(feature = "free-threaded")]
fn locked<R>(f: impl FnOnce(*mut _Py_exc_state) -> R) -> R {
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = LOCK
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    f(state())
}

#[cfg(not(feature = "free-threaded"))]
fn locked<R>(f: impl FnOnce(*mut _Py_exc_state) -> R) -> R {
    f(state())
}

/// An instance from the free list, with no arguments.
fn kept() -> Option<Ref<BaseExc>> {
    locked(|s| {
        // SAFETY: the list holds dead MemoryErrors linked through `dict`; one is brought back to life.
        unsafe {
            let e = (*s).memerrors_freelist;
            if e.is_null() {
                return None;
            }
            (*s).memerrors_freelist = (*e).dict.cast();
            (*s).memerrors_numfree -= 1;
            (*e).dict = core::ptr::null_mut();
            (*e).args = Tuple::empty().to_ref().into_ptr();
            base::refcount::init(e.cast());
            #[cfg(feature = "free-threaded")]
            {
                (*e).ob_base.ob_type = types::MemoryError.raw();
            }
            let r = Ref::<BaseExc>::from_raw_owned(e);
            crate::gc::track(&r);
            Some(r)
        }
    })
}

/// The instance of last resort, with room for the collector's head, which is read but never linked.
#[repr(C, align(16))]
struct LastResort {
    head: [usize; 2],
    exception: PyBaseExceptionObject,
}

static mut LAST_RESORT: LastResort = LastResort {
    head: [0; 2],
    exception: {
        // SAFETY: all-zero is valid for the struct.
        let mut e: PyBaseExceptionObject = unsafe { zeroed() };
        e.ob_base = base::refcount::static_header(types::MemoryError.as_mut_ptr());
        e
    },
};

#[cold]
pub fn raise() -> Raised {
    // SAFETY: attached; the static is immortal, and its tuple is too.
    unsafe {
        if (*base::tstate::current()).interp.is_null() {
            return Raised::ASSUMED;
        }
    }
    match kept() {
        Some(e) => super::raise_instance(e),
        // SAFETY: static.
        None => unsafe {
            let e = &raw mut LAST_RESORT.exception;
            if (*e).args.is_null() {
                (*e).args = Tuple::empty().as_ptr();
            }
            Raised::set(Object::from_ptr(e.cast()).to_ref())
        },
    }
}

extern "C" fn new(ty: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    if core::ptr::eq(ty, &types::MemoryError)
        && let Some(e) = kept()
    {
        // SAFETY: layout.
        unsafe { super::replace(&raw mut (*e.raw()).args, Some(args.to_ref().upcast())) };
        return Ok(e.upcast());
    }
    basic::create(ty, args.to_ref())
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: the object is dead; only exact instances go to the list, and they are untracked there.
    unsafe {
        if (*op).ob_type != types::MemoryError.raw() {
            return basic::dealloc::<PyBaseExceptionObject>(op);
        }
        crate::gc::untrack_ptr(op);
        basic::clear::<PyBaseExceptionObject>(op);
        let taken = locked(|s| {
            if (*s).memerrors_numfree >= KEPT {
                return false;
            }
            let e = op.cast::<PyBaseExceptionObject>();
            (*e).dict = (*s).memerrors_freelist.cast();
            (*s).memerrors_freelist = e;
            (*s).memerrors_numfree += 1;
            true
        });
        if !taken && let Some(free) = (*(*op).ob_type).tp_free {
            free(op.cast());
        }
    }
}

/// Fills the free list.
pub fn preallocate() -> PyResult<()> {
    let mut made = Vec::new();
    for _ in 0..KEPT {
        made.push(basic::create(&types::MemoryError, Tuple::empty().to_ref())?);
    }
    drop(made);
    Ok(())
}

/// Empties the free list at the interpreter's end.
pub fn free_preallocated() {
    loop {
        let e = locked(|s| {
            // SAFETY: as in `kept`.
            unsafe {
                let e = (*s).memerrors_freelist;
                if !e.is_null() {
                    (*s).memerrors_freelist = (*e).dict.cast();
                    (*s).memerrors_numfree -= 1;
                }
                e
            }
        });
        if e.is_null() {
            return;
        }
        // SAFETY: dead, untracked, and out of the list.
        unsafe { crate::alloc::gc_free(e.cast()) };
    }
}

pub const NEW: Option<newfunc> = crate::slots::new(new);
pub const DEALLOC: Option<destructor> = Some(dealloc);
