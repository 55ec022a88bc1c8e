//! `Raised`: "the exception is in the thread state", and the raw error indicator.
//!
//! `Raised` carries nothing, so `Result<Ref<T>, Raised>` is one nullable pointer. Making and formatting exceptions is
//! `objects::exceptions`' work; here is only the indicator itself.

use layout::PyObject;

use crate::{Ref, tstate};

/// Proof that an exception is set in the current thread state. Returned as the error of every [`PyResult`].
#[derive(Debug)]
#[must_use = "a raised exception must be returned, or cleared with `clear` or `take`"]
pub struct Raised(());

/// A result whose error is "the exception is in the thread state".
pub type PyResult<T = Ref> = Result<T, Raised>;

impl Raised {
    /// For code that has just seen a C function report failure, which by contract set the exception.
    pub const ASSUMED: Raised = Raised(());

    /// Sets `exception` (an exception instance) as the current one, releasing any former one.
    #[inline]
    pub fn set(exception: Ref) -> Raised {
        // SAFETY: attached; the indicator owns what it holds.
        unsafe {
            let slot = &raw mut (*tstate::current()).current_exception;
            let old = slot.replace(exception.into_ptr());
            drop(Ref::<crate::Object>::from_owned_opt(old));
        }
        Raised(())
    }

    /// Takes the exception out of the indicator (`PyErr_GetRaisedException`), leaving it clear.
    ///
    /// `None` only when a foreign function reported failure without setting one.
    #[inline]
    pub fn take(self) -> Option<Ref> {
        take_current()
    }

    /// Drops the exception (`PyErr_Clear`).
    pub fn clear(self) {
        drop(take_current());
    }
}

/// `PyErr_GetRaisedException`: the current exception, moved out.
#[inline]
pub fn take_current() -> Option<Ref> {
    // SAFETY: attached; the indicator owned the reference that is moved out.
    unsafe {
        let slot = &raw mut (*tstate::current()).current_exception;
        Ref::from_owned_opt(slot.replace(core::ptr::null_mut()))
    }
}

/// `PyErr_SetRaisedException`, where `None` clears.
#[inline]
pub fn restore(exception: Option<Ref>) {
    match exception {
        Some(e) => {
            let _set = Raised::set(e);
        }
        None => drop(take_current()),
    }
}

/// Is an exception set (`PyErr_Occurred`)? The borrowed pointer, or NULL.
#[inline(always)]
pub fn current_ptr() -> *mut PyObject {
    // SAFETY: attached.
    unsafe { (*tstate::current()).current_exception }
}

/// Is an exception set?
#[inline(always)]
pub fn occurred() -> bool {
    !current_ptr().is_null()
}

/// `Ok`, or `Err` if an exception is set: for C functions whose result does not tell.
#[inline(always)]
pub fn check() -> PyResult<()> {
    if occurred() { Err(Raised(())) } else { Ok(()) }
}
