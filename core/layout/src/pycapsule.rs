//! `pycapsule.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub type PyCapsule_Destructor = unsafe extern "C" fn(*mut PyObject);
