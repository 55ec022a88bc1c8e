//! `PyFloat_Type` and its slots.

use core::ffi::c_int;

use base::{Hash, Object, PyResult, Ref, Status};
use layout::*;

use super::{Float, arith, methods};
use crate::long::HASH_MODULUS;
use crate::prelude::*;
use crate::{Type, freelist, number_format, slots};

/// The hash of a number: that of the equal int or fraction modulo 2**61 - 1. None for what is not a number.
pub fn hash_f64(value: f64) -> Option<Py_hash_t> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { 314159 } else { -314159 });
    }
    if value == value.trunc() && value.abs() < HASH_MODULUS as f64 {
        let h = value as Py_hash_t;
        return Some(if h == -1 { -2 } else { h });
    }
    let (mantissa, exponent) = super::decompose(value);
    // mantissa * 2**exponent, where multiplying by a power of two rotates 61 bits.
    let by = exponent.rem_euclid(61) as u32;
    let x = mantissa % HASH_MODULUS;
    let x = ((x << by) & HASH_MODULUS) | if by == 0 { 0 } else { x >> (61 - by) };
    let x = if x == HASH_MODULUS { 0 } else { x } as Py_hash_t;
    Some(match if value < 0.0 { -x } else { x } {
        -1 => -2,
        h => h,
    })
}

/// The hash of an object that is equal to nothing: its address.
pub(crate) fn hash_address(o: &Object) -> Py_hash_t {
    (o.as_ptr() as usize).rotate_right(4) as Py_hash_t
}

extern "C" fn float_repr(this: &Float) -> PyResult {
    Str::from_latin1(number_format::Repr::of(this.value()).as_bytes()).map(Ref::upcast)
}

extern "C" fn float_hash(this: &Float) -> Hash {
    Hash(hash_f64(this.value()).unwrap_or_else(|| hash_address(this)))
}

extern "C" fn float_richcompare(this: &Float, other: &Object, op: c_int) -> PyResult {
    let a = this.value();
    let order = if let Some(other) = other.downcast::<Float>() {
        a.partial_cmp(&other.value())
    } else if let Some(other) = other.downcast::<Long>() {
        arith::compare(a, other)
    } else {
        return not_implemented_result();
    };
    match order {
        Some(order) => crate::long::ordered(order, op),
        None => Ok(py_bool(op == Py_NE).to_ref()),
    }
}

extern "C" fn float_dealloc(this: *mut Float) {
    // SAFETY: the count fell to zero; exact floats go on the free list.
    unsafe {
        let o = this.cast::<PyFloatObject>();
        if core::ptr::eq((*o).ob_base.ob_type, PyFloat_Type.raw()) {
            return free_exact(o);
        }
        freelist::free_instance(o.cast());
    }
}

/// Frees a dead float that is no subclass's (`_PyFloat_ExactDealloc`), for callers that know the type.
///
/// # Safety
/// The count is zero; the type is `float` itself.
#[inline]
pub unsafe fn free_exact(o: *mut PyFloatObject) {
    // SAFETY: dead, says the caller.
    unsafe {
        let list = &raw mut (*freelist::lists()).floats;
        if !freelist::push(list, o, Py_floats_MAXFREELIST) {
            base::mem::free(base::mem::Domain::Obj, o.cast());
        }
    }
}

/// A float, or an int as one; None for others.
#[inline(always)]
pub(crate) fn operand(o: &Object) -> PyResult<Option<f64>> {
    if let Some(float) = o.downcast::<Float>() {
        return Ok(Some(float.value()));
    }
    match o.downcast::<Long>() {
        Some(int) => int.as_f64().map(Some),
        None => Ok(None),
    }
}

macro_rules! binary_slots {
    ($($name:ident($a:ident, $b:ident) => $body:expr;)*) => {
        $(extern "C" fn $name(a: &Object, b: &Object) -> PyResult {
            let (Some($a), Some($b)) = (operand(a)?, operand(b)?) else {
                return not_implemented_result();
            };
            $body
        })*
    };
}

fn float(value: f64) -> PyResult {
    Float::from_f64(value).map(Ref::upcast)
}

binary_slots! {
    float_add(a, b) => float(a + b);
    float_subtract(a, b) => float(a - b);
    float_multiply(a, b) => float(a * b);
    float_true_divide(a, b) => if b == 0.0 { Err(arith::by_zero()) } else { float(a / b) };
    float_remainder(a, b) => float(arith::remainder(a, b)?);
    float_floor_divide(a, b) => float(arith::floor_divide(a, b)?);
    float_divmod(a, b) => {
        let (quotient, rest) = arith::divmod(a, b)?;
        Tuple::from_array([float(quotient)?, float(rest)?]).map(Ref::upcast)
    };
}

extern "C" fn float_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    if !is_none(modulus) {
        return Err(raise!(
            TypeError,
            "pow() 3rd argument not allowed unless all arguments are integers"
        ));
    }
    let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else {
        return not_implemented_result();
    };
    arith::power(a, b)
}

extern "C" fn float_negative(this: &Float) -> PyResult {
    float(-this.value())
}

extern "C" fn float_exact(this: &Float) -> PyResult {
    methods::exact(this).map(Ref::upcast)
}

extern "C" fn float_absolute(this: &Float) -> PyResult {
    float(this.value().abs())
}

extern "C" fn float_bool(this: &Float) -> Status {
    Status(c_int::from(this.value() != 0.0))
}

extern "C" fn float_int(this: &Float) -> PyResult {
    Long::from_f64(this.value()).map(Ref::upcast)
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: slots::number(float_add),
    nb_subtract: slots::number(float_subtract),
    nb_multiply: slots::number(float_multiply),
    nb_remainder: slots::number(float_remainder),
    nb_divmod: slots::number(float_divmod),
    nb_power: slots::power(float_power),
    nb_negative: slots::unary(float_negative),
    nb_positive: slots::unary(float_exact),
    nb_absolute: slots::unary(float_absolute),
    nb_bool: slots::inquiry(float_bool),
    nb_int: slots::unary(float_int),
    nb_float: slots::unary(float_exact),
    nb_floor_divide: slots::number(float_floor_divide),
    nb_true_divide: slots::number(float_true_divide),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

#[unsafe(no_mangle)]
pub static PyFloat_Type: Type = Type::new(PyTypeObject {
    tp_name: c"float".as_ptr(),
    tp_basicsize: size_of::<PyFloatObject>() as isize,
    tp_dealloc: slots::dealloc(float_dealloc),
    tp_repr: slots::repr(float_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_hash: slots::hash(float_hash),
    tp_flags: Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    tp_doc: Float::DOC,
    tp_richcompare: slots::richcompare(float_richcompare),
    tp_methods: Float::METHODS,
    tp_getset: Float::GETSET,
    tp_new: Some(Float::NEW),
    tp_vectorcall: Some(Float::VECTORCALL),
    ..Type::EMPTY
});
