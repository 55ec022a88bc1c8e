//! `dynamic_annotations.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const DYNAMIC_ANNOTATIONS_ENABLED: c_int = 0;
