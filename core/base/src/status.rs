//! The C conventions for results that are not objects: -1 is an error, NULL without an exception is the end.
//!
//! Each is `repr(transparent)` over the C integer or pointer, made from the Rust result, so that slots and exported
//! functions can be written as `fn(..) -> Status` with a body of `PyResult<()>`.

use core::ffi::c_int;

use layout::{Py_hash_t, Py_ssize_t, PyObject};

use crate::error;
use crate::{Object, PyResult, Raised, Ref, Subtype};

/// `int`: 0 (or 1 for a true predicate), -1 with an exception set.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Status(pub c_int);

/// `Py_ssize_t`: a length or count, -1 with an exception set.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Length(pub Py_ssize_t);

/// `Py_hash_t`: a hash (never -1), -1 with an exception set.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Hash(pub Py_hash_t);

/// What `tp_iternext` returns: an item; NULL at the end; NULL with an exception set.
#[repr(transparent)]
pub struct NextResult(*mut PyObject);

impl From<PyResult<()>> for Status {
    #[inline(always)]
    fn from(result: PyResult<()>) -> Status {
        Status(if result.is_ok() { 0 } else { -1 })
    }
}

impl From<PyResult<bool>> for Status {
    #[inline(always)]
    fn from(result: PyResult<bool>) -> Status {
        Status(match result {
            Ok(b) => c_int::from(b),
            Err(_) => -1,
        })
    }
}

impl Status {
    /// What a C function answered: negative means that it raised.
    #[inline(always)]
    pub fn from_c(value: c_int) -> PyResult<bool> {
        if value < 0 {
            Err(Raised::ASSUMED)
        } else {
            Ok(value != 0)
        }
    }
}

impl From<PyResult<usize>> for Length {
    #[inline(always)]
    fn from(result: PyResult<usize>) -> Length {
        Length(match result {
            Ok(n) => n as Py_ssize_t, // object sizes never pass isize::MAX
            Err(_) => -1,
        })
    }
}

impl From<PyResult<isize>> for Length {
    #[inline(always)]
    fn from(result: PyResult<isize>) -> Length {
        Length(result.unwrap_or(-1))
    }
}

impl From<PyResult<Py_hash_t>> for Hash {
    #[inline(always)]
    fn from(result: PyResult<Py_hash_t>) -> Hash {
        Hash(match result {
            Ok(-1) => -2,
            Ok(h) => h,
            Err(_) => -1,
        })
    }
}

impl<T: Subtype> From<PyResult<Option<Ref<T>>>> for NextResult {
    #[inline(always)]
    fn from(result: PyResult<Option<Ref<T>>>) -> NextResult {
        NextResult(match result {
            Ok(Some(r)) => r.into_ptr(),
            Ok(None) | Err(_) => core::ptr::null_mut(),
        })
    }
}

/// What a C `tp_iternext` or `PyDict_GetItemWithError` answered: NULL means the end unless an exception is set.
///
/// # Safety
/// `ptr` is NULL or a new reference.
#[inline(always)]
pub unsafe fn optional_from_c(ptr: *mut PyObject) -> PyResult<Option<Ref>> {
    // SAFETY: the caller vouches.
    match unsafe { Ref::<Object>::from_owned_opt(ptr) } {
        Some(r) => Ok(Some(r)),
        None => error::check().map(|()| None),
    }
}
