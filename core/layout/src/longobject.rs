//! `longobject.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_ASNATIVEBYTES_DEFAULTS: c_int = -1;
pub const Py_ASNATIVEBYTES_BIG_ENDIAN: c_int = 0;
pub const Py_ASNATIVEBYTES_LITTLE_ENDIAN: c_int = 1;
pub const Py_ASNATIVEBYTES_NATIVE_ENDIAN: c_int = 3;
pub const Py_ASNATIVEBYTES_UNSIGNED_BUFFER: c_int = 4;
pub const Py_ASNATIVEBYTES_REJECT_NEGATIVE: c_int = 8;
pub const Py_ASNATIVEBYTES_ALLOW_INDEX: c_int = 16;
pub const _Py_PARSE_PID: &core::ffi::CStr = c"i";
pub const _Py_PARSE_INTPTR: &core::ffi::CStr = c"l";
pub const _Py_PARSE_UINTPTR: &core::ffi::CStr = c"k";
