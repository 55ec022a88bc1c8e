//! `unicodeobject.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type Py_UCS4 = u32;

pub type Py_UCS2 = u16;

pub type Py_UCS1 = u8;

pub const Py_UNICODE_SIZE: c_int = 4;
pub const Py_UNICODE_REPLACEMENT_CHARACTER: c_uint = 65533;
