//! `internal/pycore_intrinsics.h`: the operations behind `CALL_INTRINSIC_1` and `_2`, for generated machine code.

use layout::{
    MAX_INTRINSIC_1, MAX_INTRINSIC_2, PyObject, PyThreadState, intrinsic_func1, intrinsic_func2,
};
use objects::prelude::*;
use stdlib::_opcode::{INTRINSIC_1_NAMES, INTRINSIC_2_NAMES};

use crate::support::{Text, joined, joined_len, starts};

/// `intrinsic_func1_info`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Unary {
    func: intrinsic_func1,
    name: Text,
}

/// `intrinsic_func2_info`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Binary {
    func: intrinsic_func2,
    name: Text,
}

unsafe extern "C" fn unary<const N: usize>(
    _t: *mut PyThreadState,
    value: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: C contract: a live value.
    let r = eval::intrinsics::unary(N, unsafe { Object::from_ptr(value) });
    r.map_or(core::ptr::null_mut(), Ref::into_ptr)
}

unsafe extern "C" fn binary<const N: usize>(
    _t: *mut PyThreadState,
    first: *mut PyObject,
    second: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: C contract: live values.
    let r =
        unsafe { eval::intrinsics::binary(N, Object::from_ptr(first), Object::from_ptr(second)) };
    r.map_or(core::ptr::null_mut(), Ref::into_ptr)
}

macro_rules! table {
    ($entry:ident, $function:ident, $names:expr; $($i:literal)*) => {
        [$($entry { func: $function::<$i>, name: $names[$i] }),*]
    };
}

const UNARY: usize = MAX_INTRINSIC_1 as usize + 1;
const BINARY: usize = MAX_INTRINSIC_2 as usize + 1;
static TEXT_1: [u8; joined_len(&INTRINSIC_1_NAMES)] = joined(&INTRINSIC_1_NAMES);
static TEXT_2: [u8; joined_len(&INTRINSIC_2_NAMES)] = joined(&INTRINSIC_2_NAMES);
const NAMES_1: [Text; UNARY] = starts(&INTRINSIC_1_NAMES, &TEXT_1);
const NAMES_2: [Text; BINARY] = starts(&INTRINSIC_2_NAMES, &TEXT_2);

#[unsafe(no_mangle)]
pub static _PyIntrinsics_UnaryFunctions: [Unary; UNARY] =
    table!(Unary, unary, NAMES_1; 0 1 2 3 4 5 6 7 8 9 10 11);
#[unsafe(no_mangle)]
pub static _PyIntrinsics_BinaryFunctions: [Binary; BINARY] =
    table!(Binary, binary, NAMES_2; 0 1 2 3 4 5);
