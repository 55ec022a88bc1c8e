//! `PyComplex_Type` and its slots.

use core::ffi::c_int;

use base::{Hash, Object, PyResult, Ref, Status};
use layout::*;

use super::arith::{self, Parts};
use super::{Complex, methods};
use crate::float::hash_f64;
use crate::number_format::{DoubleFormat, double_to_string};
use crate::prelude::*;
use crate::{Type, float, slots};

extern "C" fn complex_repr(this: &Complex) -> PyResult {
    let (real, imag) = this.parts();
    let plain = DoubleFormat::default();
    let mut text = Vec::with_capacity(52);
    let only_imag = real == 0.0 && real.is_sign_positive();
    if !only_imag {
        text.push(b'(');
        text.extend(double_to_string(real, b'r', 0, plain)?);
    }
    let signed = DoubleFormat {
        sign: !only_imag,
        ..plain
    };
    text.extend(double_to_string(imag, b'r', 0, signed)?);
    text.push(b'j');
    if !only_imag {
        text.push(b')');
    }
    Str::from_latin1(&text).map(Ref::upcast)
}

extern "C" fn complex_hash(this: &Complex) -> Hash {
    let (real, imag) = this.parts();
    let part = |value| hash_f64(value).unwrap_or_else(|| float::hash_address(this));
    let hash = part(real).wrapping_add(part(imag).wrapping_mul(1_000_003));
    Hash(if hash == -1 { -2 } else { hash })
}

extern "C" fn complex_richcompare(this: &Complex, other: &Object, op: c_int) -> PyResult {
    if op != Py_EQ && op != Py_NE {
        return not_implemented_result();
    }
    let (real, imag) = this.parts();
    let equal = if let Some(other) = other.downcast::<Complex>() {
        (real, imag) == other.parts()
    } else if let Some(other) = other.downcast::<Float>() {
        imag == 0.0 && real == other.value()
    } else if let Some(other) = other.downcast::<Long>() {
        imag == 0.0 && float::compare(real, other).is_some_and(|o| o.is_eq())
    } else {
        return not_implemented_result();
    };
    Ok(py_bool(equal == (op == Py_EQ)).to_ref())
}

/// An operand: complex, or real.
enum Operand {
    Complex(Parts),
    Real(f64),
}

fn operand(o: &Object) -> PyResult<Option<Operand>> {
    if let Some(value) = o.downcast::<Complex>() {
        return Ok(Some(Operand::Complex(value.parts())));
    }
    Ok(float::operand(o)?.map(Operand::Real))
}

fn made((real, imag): Parts) -> PyResult {
    Complex::from_parts(real, imag).map(Ref::upcast)
}

macro_rules! binary_slots {
    ($($name:ident: |$a:ident, $b:ident| $both:expr, |$z:ident, $x:ident| $right_real:expr, |$y:ident, $w:ident| $left_real:expr;)*) => {
        $(extern "C" fn $name(a: &Object, b: &Object) -> PyResult {
            let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else {
                return not_implemented_result();
            };
            made(match (a, b) {
                (Operand::Complex($a), Operand::Complex($b)) => $both,
                (Operand::Complex($z), Operand::Real($x)) => $right_real,
                (Operand::Real($y), Operand::Complex($w)) => $left_real,
                // One operand at least is complex: the slot is complex's.
                (Operand::Real(_), Operand::Real(_)) => return not_implemented_result(),
            })
        })*
    };
}

#[cold]
fn by_zero() -> Raised {
    raise!(ZeroDivisionError, "division by zero")
}

binary_slots! {
    complex_add: |a, b| (a.0 + b.0, a.1 + b.1), |z, x| (z.0 + x, z.1), |y, w| (w.0 + y, w.1);
    complex_subtract: |a, b| (a.0 - b.0, a.1 - b.1), |z, x| (z.0 - x, z.1), |y, w| (y - w.0, -w.1);
    complex_multiply: |a, b| arith::multiply(a, b), |z, x| (z.0 * x, z.1 * x), |y, w| (w.0 * y, w.1 * y);
    complex_true_divide:
        |a, b| arith::divide(a, b).ok_or_else(by_zero)?,
        |z, x| if x == 0.0 { return Err(by_zero()) } else { (z.0 / x, z.1 / x) },
        |y, w| arith::divide_real(y, w).ok_or_else(by_zero)?;
}

extern "C" fn complex_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    let parts = |o: Operand| match o {
        Operand::Complex(parts) => parts,
        Operand::Real(real) => (real, 0.0),
    };
    let (Some(a), Some(b)) = (operand(a)?, operand(b)?) else {
        return not_implemented_result();
    };
    if !is_none(modulus) {
        return Err(raise!(ValueError, "complex modulo"));
    }
    made(arith::power(parts(a), parts(b))?)
}

extern "C" fn complex_negative(this: &Complex) -> PyResult {
    let (real, imag) = this.parts();
    made((-real, -imag))
}

extern "C" fn complex_positive(this: &Complex) -> PyResult {
    methods::exact(this).map(Ref::upcast)
}

extern "C" fn complex_absolute(this: &Complex) -> PyResult {
    let value = arith::absolute(this.parts())
        .ok_or_else(|| raise!(OverflowError, "absolute value too large"))?;
    Float::from_f64(value).map(Ref::upcast)
}

extern "C" fn complex_bool(this: &Complex) -> Status {
    Status(c_int::from(this.parts() != (0.0, 0.0)))
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: slots::number(complex_add),
    nb_subtract: slots::number(complex_subtract),
    nb_multiply: slots::number(complex_multiply),
    nb_power: slots::power(complex_power),
    nb_negative: slots::unary(complex_negative),
    nb_positive: slots::unary(complex_positive),
    nb_absolute: slots::unary(complex_absolute),
    nb_bool: slots::inquiry(complex_bool),
    nb_true_divide: slots::number(complex_true_divide),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

const CVAL: usize = core::mem::offset_of!(PyComplexObject, cval);

static MEMBERS: slots::Table<[PyMemberDef; 3]> = slots::Table::new([
    slots::member_doc(
        c"real",
        Py_T_DOUBLE,
        CVAL + core::mem::offset_of!(Py_complex, real),
        Py_READONLY,
        c"the real part of a complex number",
    ),
    slots::member_doc(
        c"imag",
        Py_T_DOUBLE,
        CVAL + core::mem::offset_of!(Py_complex, imag),
        Py_READONLY,
        c"the imaginary part of a complex number",
    ),
    slots::MEMBERS_END,
]);

extern "C" fn complex_dealloc(this: *mut Complex) {
    // SAFETY: the count fell to zero.
    unsafe {
        let o = this.cast::<PyObject>();
        if core::ptr::eq((*o).ob_type, PyComplex_Type.raw()) {
            base::mem::free(base::mem::Domain::Obj, o.cast());
        } else {
            crate::freelist::free_instance(o);
        }
    }
}

#[unsafe(no_mangle)]
pub static PyComplex_Type: Type = Type::new(PyTypeObject {
    tp_name: c"complex".as_ptr(),
    tp_basicsize: size_of::<PyComplexObject>() as isize,
    tp_dealloc: slots::dealloc(complex_dealloc),
    tp_repr: slots::repr(complex_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_hash: slots::hash(complex_hash),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Complex::DOC,
    tp_richcompare: slots::richcompare(complex_richcompare),
    tp_methods: Complex::METHODS,
    tp_members: MEMBERS.first(),
    tp_new: slots::new(methods::complex_new),
    ..Type::EMPTY
});
