//! `marshal.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const Py_MARSHAL_VERSION: c_int = 5;
