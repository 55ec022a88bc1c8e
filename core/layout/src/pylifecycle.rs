//! `pylifecycle.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyOS_sighandler_t = unsafe extern "C" fn(c_int);
