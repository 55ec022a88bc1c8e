//! `internal/pycore_opcode_utils.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const MAX_REAL_OPCODE: c_int = 254;
pub const MAKE_FUNCTION_DEFAULTS: c_int = 1;
pub const MAKE_FUNCTION_KWDEFAULTS: c_int = 2;
pub const MAKE_FUNCTION_ANNOTATIONS: c_int = 4;
pub const MAKE_FUNCTION_CLOSURE: c_int = 8;
pub const MAKE_FUNCTION_ANNOTATE: c_int = 16;
pub const CONSTANT_ASSERTIONERROR: c_int = 0;
pub const CONSTANT_NOTIMPLEMENTEDERROR: c_int = 1;
pub const CONSTANT_BUILTIN_TUPLE: c_int = 2;
pub const CONSTANT_BUILTIN_ALL: c_int = 3;
pub const CONSTANT_BUILTIN_ANY: c_int = 4;
pub const NUM_COMMON_CONSTANTS: c_int = 5;
pub const RESUME_AT_FUNC_START: c_int = 0;
pub const RESUME_AFTER_YIELD: c_int = 1;
pub const RESUME_AFTER_YIELD_FROM: c_int = 2;
pub const RESUME_AFTER_AWAIT: c_int = 3;
pub const RESUME_OPARG_LOCATION_MASK: c_int = 3;
pub const RESUME_OPARG_DEPTH1_MASK: c_int = 4;
