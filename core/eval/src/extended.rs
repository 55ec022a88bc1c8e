//! The operators behind `BINARY_OP_EXTEND`: pairs of guard and action, of which the inline cache holds one.

use core::ffi::c_int;

use layout::*;

use crate::numbers::{compact_value, float_value, is_compact_int};
use crate::prelude::*;

type Operand = *mut PyObject;

/// A view of a borrowed operand as a slot.
fn slot(o: Operand) -> core::mem::ManuallyDrop<StackRef> {
    // SAFETY: the slot does not outlive the call that lends the operand.
    core::mem::ManuallyDrop::new(unsafe { StackRef::from_borrowed(o) })
}

fn int(o: Operand) -> i64 {
    // SAFETY: the guard saw a compact int.
    unsafe { compact_value(&slot(o)) }
}

fn float(o: Operand) -> f64 {
    // SAFETY: the guard saw a float.
    unsafe { float_value(&slot(o)) }
}

fn is_float(o: Operand) -> bool {
    // SAFETY: a live operand.
    let f = unsafe { (*o).ob_type } == objects::float::PyFloat_Type.raw();
    f && !float(o).is_nan()
}

unsafe extern "C" fn two_ints(a: Operand, b: Operand) -> c_int {
    c_int::from(is_compact_int(&slot(a)) && is_compact_int(&slot(b)))
}

unsafe extern "C" fn float_and_int(a: Operand, b: Operand) -> c_int {
    c_int::from(is_float(a) && is_compact_int(&slot(b)))
}

unsafe extern "C" fn float_and_divisor(a: Operand, b: Operand) -> c_int {
    c_int::from(is_float(a) && is_compact_int(&slot(b)) && int(b) != 0)
}

unsafe extern "C" fn int_and_float(a: Operand, b: Operand) -> c_int {
    c_int::from(is_compact_int(&slot(a)) && is_float(b))
}

unsafe extern "C" fn int_and_float_divisor(a: Operand, b: Operand) -> c_int {
    c_int::from(is_compact_int(&slot(a)) && is_float(b) && float(b) != 0.0)
}

fn new<T: base::Subtype>(result: PyResult<Ref<T>>) -> Operand {
    match result {
        Ok(r) => r.into_ptr(),
        Err(_) => core::ptr::null_mut(),
    }
}

macro_rules! actions {
    ($($name:ident($a:ident, $b:ident) => $value:expr;)*) => {
        $(unsafe extern "C" fn $name($a: Operand, $b: Operand) -> Operand { new($value) })*
    };
}

actions! {
    or(a, b) => Long::from_i64(int(a) | int(b));
    and(a, b) => Long::from_i64(int(a) & int(b));
    xor(a, b) => Long::from_i64(int(a) ^ int(b));
    float_add(a, b) => Float::from_f64(float(a) + int(b) as f64);
    float_subtract(a, b) => Float::from_f64(float(a) - int(b) as f64);
    float_multiply(a, b) => Float::from_f64(float(a) * int(b) as f64);
    float_divide(a, b) => Float::from_f64(float(a) / int(b) as f64);
    add_float(a, b) => Float::from_f64(int(a) as f64 + float(b));
    subtract_float(a, b) => Float::from_f64(int(a) as f64 - float(b));
    multiply_float(a, b) => Float::from_f64(int(a) as f64 * float(b));
    divide_float(a, b) => Float::from_f64(int(a) as f64 / float(b));
}

const fn pair(
    oparg: c_int,
    guard: binaryopguardfunc,
    action: binaryopactionfunc,
) -> _PyBinaryOpSpecializationDescr {
    _PyBinaryOpSpecializationDescr {
        oparg,
        guard: Some(guard),
        action: Some(action),
    }
}

static PAIRS: [_PyBinaryOpSpecializationDescr; 14] = [
    pair(NB_OR, two_ints, or),
    pair(NB_AND, two_ints, and),
    pair(NB_XOR, two_ints, xor),
    pair(NB_INPLACE_OR, two_ints, or),
    pair(NB_INPLACE_AND, two_ints, and),
    pair(NB_INPLACE_XOR, two_ints, xor),
    pair(NB_ADD, float_and_int, float_add),
    pair(NB_SUBTRACT, float_and_int, float_subtract),
    pair(NB_MULTIPLY, float_and_int, float_multiply),
    pair(NB_TRUE_DIVIDE, float_and_divisor, float_divide),
    pair(NB_ADD, int_and_float, add_float),
    pair(NB_SUBTRACT, int_and_float, subtract_float),
    pair(NB_MULTIPLY, int_and_float, multiply_float),
    pair(NB_TRUE_DIVIDE, int_and_float_divisor, divide_float),
];

/// The pair that fits the operands.
pub fn find(
    oparg: c_int,
    left: &Object,
    right: &Object,
) -> Option<&'static _PyBinaryOpSpecializationDescr> {
    PAIRS.iter().find(|p| {
        // SAFETY: live operands.
        p.oparg == oparg
            && p.guard
                .is_some_and(|g| unsafe { g(left.as_ptr(), right.as_ptr()) } != 0)
    })
}
