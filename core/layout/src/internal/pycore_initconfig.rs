//! `internal/pycore_initconfig.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyArgv {
    pub argc: Py_ssize_t,
    pub use_bytes_argv: c_int,
    pub bytes_argv: *const *mut c_char,
    pub wchar_argv: *const *mut libc::wchar_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyPreCmdline {
    pub argv: PyWideStringList,
    pub xoptions: PyWideStringList,
    pub isolated: c_int,
    pub use_environment: c_int,
    pub dev_mode: c_int,
    pub warn_default_encoding: c_int,
}

pub type _PyConfigInitEnum = c_uint;
pub const _PyConfig_INIT_COMPAT: _PyConfigInitEnum = 1;
pub const _PyConfig_INIT_PYTHON: _PyConfigInitEnum = 2;
pub const _PyConfig_INIT_ISOLATED: _PyConfigInitEnum = 3;

pub type _PyConfigGILEnum = c_int;
pub const _PyConfig_GIL_DEFAULT: _PyConfigGILEnum = -1;
pub const _PyConfig_GIL_DISABLE: _PyConfigGILEnum = 0;
pub const _PyConfig_GIL_ENABLE: _PyConfigGILEnum = 1;

pub const _PyStatus_NO_MEMORY_ERRMSG: &core::ffi::CStr = c"memory allocation failed";
