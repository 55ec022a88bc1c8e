//! `opcode.h`: the public tier.
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

pub const NB_ADD: c_int = 0;
pub const NB_AND: c_int = 1;
pub const NB_FLOOR_DIVIDE: c_int = 2;
pub const NB_LSHIFT: c_int = 3;
pub const NB_MATRIX_MULTIPLY: c_int = 4;
pub const NB_MULTIPLY: c_int = 5;
pub const NB_REMAINDER: c_int = 6;
pub const NB_OR: c_int = 7;
pub const NB_POWER: c_int = 8;
pub const NB_RSHIFT: c_int = 9;
pub const NB_SUBTRACT: c_int = 10;
pub const NB_TRUE_DIVIDE: c_int = 11;
pub const NB_XOR: c_int = 12;
pub const NB_INPLACE_ADD: c_int = 13;
pub const NB_INPLACE_AND: c_int = 14;
pub const NB_INPLACE_FLOOR_DIVIDE: c_int = 15;
pub const NB_INPLACE_LSHIFT: c_int = 16;
pub const NB_INPLACE_MATRIX_MULTIPLY: c_int = 17;
pub const NB_INPLACE_MULTIPLY: c_int = 18;
pub const NB_INPLACE_REMAINDER: c_int = 19;
pub const NB_INPLACE_OR: c_int = 20;
pub const NB_INPLACE_POWER: c_int = 21;
pub const NB_INPLACE_RSHIFT: c_int = 22;
pub const NB_INPLACE_SUBTRACT: c_int = 23;
pub const NB_INPLACE_TRUE_DIVIDE: c_int = 24;
pub const NB_INPLACE_XOR: c_int = 25;
pub const NB_SUBSCR: c_int = 26;
pub const NB_OPARG_LAST: c_int = 26;
