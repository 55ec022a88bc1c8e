//! `pystate.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyGILState_STATE = c_uint;
pub const PyGILState_LOCKED: PyGILState_STATE = 0;
pub const PyGILState_UNLOCKED: PyGILState_STATE = 1;

pub const MAX_CO_EXTRA_USERS: c_int = 255;
