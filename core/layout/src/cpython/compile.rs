//! `cpython/compile.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCompilerFlags {
    pub cf_flags: c_int,
    pub cf_feature_version: c_int,
}

pub const PyCF_MASK: c_int = 33423360;
pub const PyCF_MASK_OBSOLETE: c_int = 16;
pub const PyCF_SOURCE_IS_UTF8: c_int = 256;
pub const PyCF_DONT_IMPLY_DEDENT: c_int = 512;
pub const PyCF_ONLY_AST: c_int = 1024;
pub const PyCF_IGNORE_COOKIE: c_int = 2048;
pub const PyCF_TYPE_COMMENTS: c_int = 4096;
pub const PyCF_ALLOW_TOP_LEVEL_AWAIT: c_int = 8192;
pub const PyCF_ALLOW_INCOMPLETE_INPUT: c_int = 16384;
pub const PyCF_OPTIMIZED_AST: c_int = 33792;
pub const PyCF_COMPILE_MASK: c_int = 62976;
pub const FUTURE_NESTED_SCOPES: &core::ffi::CStr = c"nested_scopes";
pub const FUTURE_GENERATORS: &core::ffi::CStr = c"generators";
pub const FUTURE_DIVISION: &core::ffi::CStr = c"division";
pub const FUTURE_ABSOLUTE_IMPORT: &core::ffi::CStr = c"absolute_import";
pub const FUTURE_WITH_STATEMENT: &core::ffi::CStr = c"with_statement";
pub const FUTURE_PRINT_FUNCTION: &core::ffi::CStr = c"print_function";
pub const FUTURE_UNICODE_LITERALS: &core::ffi::CStr = c"unicode_literals";
pub const FUTURE_BARRY_AS_BDFL: &core::ffi::CStr = c"barry_as_FLUFL";
pub const FUTURE_GENERATOR_STOP: &core::ffi::CStr = c"generator_stop";
pub const FUTURE_ANNOTATIONS: &core::ffi::CStr = c"annotations";
pub const PY_INVALID_STACK_EFFECT: c_int = 2147483647;
