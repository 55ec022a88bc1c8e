//! `internal/pycore_exceptions.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_exc_state {
    pub errnomap: *mut PyObject,
    pub memerrors_freelist: *mut PyBaseExceptionObject,
    pub memerrors_numfree: c_int,
    #[cfg(feature = "free-threaded")]
    pub memerrors_lock: PyMutex,
    pub PyExc_ExceptionGroup: *mut PyObject,
}
