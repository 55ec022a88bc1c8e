//! `abstract.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PY_VECTORCALL_ARGUMENTS_OFFSET: c_ulong = 9223372036854775808;
