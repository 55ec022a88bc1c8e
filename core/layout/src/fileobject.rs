//! `fileobject.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const PY_STDIOTEXTMODE: &core::ffi::CStr = c"b";
