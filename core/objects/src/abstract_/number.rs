//! Arithmetic on any objects (`PyNumber_*`): which operand's slot is asked first, and what is said when none answers.

use core::mem::offset_of;

use layout::*;

use crate::exceptions::types;
use crate::prelude::*;

/// The function at an offset of the type's number table.
#[inline(always)]
unsafe fn number_slot<F: Copy>(o: &Object, offset: usize) -> Option<F> {
    // SAFETY: `F` is the slot's type; a table is NULL or whole.
    unsafe {
        let table = (*o.type_ptr()).tp_as_number;
        if table.is_null() {
            return None;
        }
        *table.byte_add(offset).cast::<Option<F>>()
    }
}

#[inline(always)]
pub(super) fn is_not_implemented(r: &PyResult) -> bool {
    matches!(r, Ok(o) if o.is(not_implemented()))
}

/// `binary_op1`: the left operand's slot, unless the right's type is a subtype with another; NotImplemented if none knows.
#[inline(always)]
fn binary_slots(a: &Object, b: &Object, offset: usize) -> PyResult {
    // SAFETY: binary slots, called with live operands in either order.
    unsafe {
        let left = number_slot::<binaryfunc>(a, offset);
        let right = if core::ptr::eq(a.type_ptr(), b.type_ptr()) {
            None
        } else {
            number_slot::<binaryfunc>(b, offset)
                .filter(|r| left.map(|l| l as usize) != Some(*r as usize))
        };
        let mut right = right;
        if let Some(l) = left {
            if let Some(r) = right
                && b.class().is_subtype(a.class())
            {
                let x = Ref::from_c(r(a.as_ptr(), b.as_ptr()));
                if !is_not_implemented(&x) {
                    return x;
                }
                right = None;
            }
            let x = Ref::from_c(l(a.as_ptr(), b.as_ptr()));
            if !is_not_implemented(&x) {
                return x;
            }
        }
        if let Some(r) = right {
            return Ref::from_c(r(a.as_ptr(), b.as_ptr()));
        }
        not_implemented_result()
    }
}

#[cold]
fn unsupported(a: &Object, b: &Object, op: &str) -> Raised {
    raise!(
        TypeError,
        "unsupported operand type(s) for {op}: '{}' and '{}'",
        a.class().tp_name(),
        b.class().tp_name()
    )
}

#[inline(always)]
fn binary(a: &Object, b: &Object, offset: usize, op: &str) -> PyResult {
    let r = binary_slots(a, b, offset);
    if is_not_implemented(&r) {
        return Err(unsupported(a, b, op));
    }
    r
}

macro_rules! binaries {
    ($($name:ident: $slot:ident, $op:literal;)*) => {$(
        pub fn $name(a: &Object, b: &Object) -> PyResult {
            binary(a, b, offset_of!(PyNumberMethods, $slot), $op)
        }
    )*};
}

binaries! {
    subtract: nb_subtract, "-";
    matrix_multiply: nb_matrix_multiply, "@";
    true_divide: nb_true_divide, "/";
    floor_divide: nb_floor_divide, "//";
    remainder: nb_remainder, "%";
    divmod: nb_divmod, "divmod()";
    lshift: nb_lshift, "<<";
    rshift: nb_rshift, ">>";
    and: nb_and, "&";
    or: nb_or, "|";
    xor: nb_xor, "^";
}

/// The sequence table's function, by field.
macro_rules! sequence_slot {
    ($o:expr, $field:ident) => {
        // SAFETY: a table is NULL or whole.
        unsafe {
            (*$o.type_ptr())
                .tp_as_sequence
                .as_ref()
                .and_then(|s| s.$field)
        }
    };
}

pub fn add(a: &Object, b: &Object) -> PyResult {
    let r = add_numbers(a, b);
    if !is_not_implemented(&r) {
        return r;
    }
    if let Some(f) = sequence_slot!(a, sq_concat) {
        // SAFETY: live operands.
        return unsafe { Ref::from_c(f(a.as_ptr(), b.as_ptr())) };
    }
    Err(unsupported(a, b, "+"))
}

/// What the number slots alone give, sequences left out: NotImplemented if none knows.
pub(super) fn add_numbers(a: &Object, b: &Object) -> PyResult {
    binary_slots(a, b, offset_of!(PyNumberMethods, nb_add))
}

pub(super) fn multiply_numbers(a: &Object, b: &Object) -> PyResult {
    binary_slots(a, b, offset_of!(PyNumberMethods, nb_multiply))
}

pub(super) fn inplace_add_numbers(a: &Object, b: &Object) -> PyResult {
    inplace_slots(
        a,
        b,
        offset_of!(PyNumberMethods, nb_inplace_add),
        offset_of!(PyNumberMethods, nb_add),
    )
}

pub(super) fn inplace_multiply_numbers(a: &Object, b: &Object) -> PyResult {
    inplace_slots(
        a,
        b,
        offset_of!(PyNumberMethods, nb_inplace_multiply),
        offset_of!(PyNumberMethods, nb_multiply),
    )
}

/// A sequence slot's repetition count.
fn repeat(f: ssizeargfunc, sequence: &Object, n: &Object) -> PyResult {
    if !is_index(n) {
        return Err(raise!(
            TypeError,
            "can't multiply sequence by non-int of type '{}'",
            n.class().tp_name()
        ));
    }
    let n = n.index_isize_overflow()?;
    // SAFETY: a live sequence.
    unsafe { Ref::from_c(f(sequence.as_ptr(), n)) }
}

pub fn multiply(a: &Object, b: &Object) -> PyResult {
    let r = multiply_numbers(a, b);
    if !is_not_implemented(&r) {
        return r;
    }
    if let Some(f) = sequence_slot!(a, sq_repeat) {
        return repeat(f, a, b);
    }
    if let Some(f) = sequence_slot!(b, sq_repeat) {
        return repeat(f, b, a);
    }
    Err(unsupported(a, b, "*"))
}

/// The in-place slot of the left operand, then as the plain operation; NotImplemented if none knows.
#[inline(always)]
fn inplace_slots(a: &Object, b: &Object, inplace: usize, plain: usize) -> PyResult {
    // SAFETY: a binary slot.
    unsafe {
        if let Some(f) = number_slot::<binaryfunc>(a, inplace) {
            let x = Ref::from_c(f(a.as_ptr(), b.as_ptr()));
            if !is_not_implemented(&x) {
                return x;
            }
        }
    }
    binary_slots(a, b, plain)
}

macro_rules! inplaces {
    ($($name:ident: $slot:ident, $plain:ident, $op:literal;)*) => {$(
        pub fn $name(a: &Object, b: &Object) -> PyResult {
            let r = inplace_slots(
                a,
                b,
                offset_of!(PyNumberMethods, $slot),
                offset_of!(PyNumberMethods, $plain),
            );
            if is_not_implemented(&r) {
                return Err(unsupported(a, b, $op));
            }
            r
        }
    )*};
}

inplaces! {
    inplace_subtract: nb_inplace_subtract, nb_subtract, "-=";
    inplace_matrix_multiply: nb_inplace_matrix_multiply, nb_matrix_multiply, "@=";
    inplace_true_divide: nb_inplace_true_divide, nb_true_divide, "/=";
    inplace_floor_divide: nb_inplace_floor_divide, nb_floor_divide, "//=";
    inplace_remainder: nb_inplace_remainder, nb_remainder, "%=";
    inplace_lshift: nb_inplace_lshift, nb_lshift, "<<=";
    inplace_rshift: nb_inplace_rshift, nb_rshift, ">>=";
    inplace_and: nb_inplace_and, nb_and, "&=";
    inplace_or: nb_inplace_or, nb_or, "|=";
    inplace_xor: nb_inplace_xor, nb_xor, "^=";
}

pub fn inplace_add(a: &Object, b: &Object) -> PyResult {
    let r = inplace_add_numbers(a, b);
    if !is_not_implemented(&r) {
        return r;
    }
    if let Some(f) = sequence_slot!(a, sq_inplace_concat).or(sequence_slot!(a, sq_concat)) {
        // SAFETY: live operands.
        return unsafe { Ref::from_c(f(a.as_ptr(), b.as_ptr())) };
    }
    Err(unsupported(a, b, "+="))
}

pub fn inplace_multiply(a: &Object, b: &Object) -> PyResult {
    let r = inplace_multiply_numbers(a, b);
    if !is_not_implemented(&r) {
        return r;
    }
    if let Some(f) = sequence_slot!(a, sq_inplace_repeat).or(sequence_slot!(a, sq_repeat)) {
        return repeat(f, a, b);
    }
    if let Some(f) = sequence_slot!(b, sq_repeat) {
        return repeat(f, b, a);
    }
    Err(unsupported(a, b, "*="))
}

/// `ternary_op`: as `binary_slots` with a third operand, whose slot is asked last.
fn ternary(a: &Object, b: &Object, c: &Object, op: &str) -> PyResult {
    let offset = offset_of!(PyNumberMethods, nb_power);
    // SAFETY: ternary slots, called with live operands in any order.
    unsafe {
        let call = |f: ternaryfunc| Ref::from_c(f(a.as_ptr(), b.as_ptr(), c.as_ptr()));
        let left = number_slot::<ternaryfunc>(a, offset);
        let mut right = if core::ptr::eq(a.type_ptr(), b.type_ptr()) {
            None
        } else {
            number_slot::<ternaryfunc>(b, offset)
                .filter(|r| left.map(|l| l as usize) != Some(*r as usize))
        };
        let first_right = right;
        if let Some(l) = left {
            if let Some(r) = right
                && b.class().is_subtype(a.class())
            {
                let x = call(r);
                if !is_not_implemented(&x) {
                    return x;
                }
                right = None;
            }
            let x = call(l);
            if !is_not_implemented(&x) {
                return x;
            }
        }
        if let Some(r) = right {
            let x = call(r);
            if !is_not_implemented(&x) {
                return x;
            }
        }
        if let Some(third) = number_slot::<ternaryfunc>(c, offset) {
            let known = |f: Option<ternaryfunc>| f.map(|f| f as usize) == Some(third as usize);
            if !known(left) && !known(first_right) {
                let x = call(third);
                if !is_not_implemented(&x) {
                    return x;
                }
            }
        }
    }
    Err(if is_none(c) {
        unsupported(a, b, op)
    } else {
        raise!(
            TypeError,
            "unsupported operand type(s) for {op}: '{}', '{}', '{}'",
            a.class().tp_name(),
            b.class().tp_name(),
            c.class().tp_name()
        )
    })
}

pub fn power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    ternary(a, b, modulus, "** or pow()")
}

pub fn inplace_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    // SAFETY: a ternary slot.
    unsafe {
        if let Some(f) =
            number_slot::<ternaryfunc>(a, offset_of!(PyNumberMethods, nb_inplace_power))
        {
            let x = Ref::from_c(f(a.as_ptr(), b.as_ptr(), modulus.as_ptr()));
            if !is_not_implemented(&x) {
                return x;
            }
        }
    }
    ternary(a, b, modulus, "**=")
}

macro_rules! unaries {
    ($($name:ident: $slot:ident, $what:literal;)*) => {$(
        pub fn $name(a: &Object) -> PyResult {
            // SAFETY: a unary slot.
            unsafe {
                match number_slot::<unaryfunc>(a, offset_of!(PyNumberMethods, $slot)) {
                    Some(f) => Ref::from_c(f(a.as_ptr())),
                    None => Err(raise!(
                        TypeError,
                        "bad operand type for {}: '{}'",
                        $what,
                        a.class().tp_name()
                    )),
                }
            }
        }
    )*};
}

unaries! {
    negative: nb_negative, "unary -";
    positive: nb_positive, "unary +";
    absolute: nb_absolute, "abs()";
    invert: nb_invert, "unary ~";
}

/// `_PyIndex_Check`.
#[inline(always)]
pub fn is_index(o: &Object) -> bool {
    // SAFETY: a unary slot.
    unsafe { number_slot::<unaryfunc>(o, offset_of!(PyNumberMethods, nb_index)).is_some() }
}

/// `PyNumber_Check`.
pub fn is_number(o: &Object) -> bool {
    // SAFETY: unary slots.
    unsafe {
        is_index(o)
            || number_slot::<unaryfunc>(o, offset_of!(PyNumberMethods, nb_int)).is_some()
            || number_slot::<unaryfunc>(o, offset_of!(PyNumberMethods, nb_float)).is_some()
            || o.downcast::<Complex>().is_some()
    }
}

/// `_PyNumber_Index`: the integer that the object stands for, an int or a subclass's instance.
#[inline]
pub fn index(o: &Object) -> PyResult<Ref<Long>> {
    if let Some(n) = o.downcast::<Long>() {
        return Ok(n.to_ref());
    }
    index_slow(o)
}

#[cold]
fn index_slow(o: &Object) -> PyResult<Ref<Long>> {
    // SAFETY: a unary slot.
    let r = unsafe {
        match number_slot::<unaryfunc>(o, offset_of!(PyNumberMethods, nb_index)) {
            Some(f) => Ref::<Object>::from_c(f(o.as_ptr()))?,
            None => {
                return Err(raise!(
                    TypeError,
                    "'{}' object cannot be interpreted as an integer",
                    o.class().tp_name()
                ));
            }
        }
    };
    if r.is_exactly(crate::long::PyLong_Type.raw()) {
        // SAFETY: layout, just checked.
        return Ok(unsafe { r.downcast_into_unchecked() });
    }
    match r.downcast_into::<Long>() {
        Ok(n) => {
            crate::warnings::warn(
                &types::DeprecationWarning,
                format_args!(
                    "__index__ returned non-int (type {}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.",
                    n.class().tp_name()
                ),
                1,
            )?;
            Ok(n)
        }
        Err(r) => Err(raise!(
            TypeError,
            "__index__ returned non-int (type {})",
            r.class().tp_name()
        )),
    }
}

/// `PyNumber_AsSsize_t`: what an index too large for the machine does.
pub enum TooLarge {
    /// It is clipped to the range (slices).
    Clip,
    /// IndexError.
    IndexError,
    /// OverflowError.
    OverflowError,
    /// ValueError.
    ValueError,
}

/// `PyNumber_AsSsize_t`.
#[inline]
pub fn as_isize(o: &Object, too_large: TooLarge) -> PyResult<isize> {
    if let Some(i) = o.downcast::<Long>()
        && i.is_compact()
    {
        return Ok(i.compact_value());
    }
    as_isize_otherwise(o, too_large)
}

fn as_isize_otherwise(o: &Object, too_large: TooLarge) -> PyResult<isize> {
    let n = index(o)?;
    if let Some(v) = n.to_i64() {
        return Ok(v as isize);
    }
    let text = || {
        format!(
            "cannot fit '{}' into an index-sized integer",
            o.class().tp_name()
        )
    };
    match too_large {
        TooLarge::Clip => Ok(if n.is_negative() {
            isize::MIN
        } else {
            isize::MAX
        }),
        TooLarge::IndexError => Err(raise!(IndexError, "{}", text())),
        TooLarge::OverflowError => Err(raise!(OverflowError, "{}", text())),
        TooLarge::ValueError => Err(raise!(ValueError, "{}", text())),
    }
}

/// `PyNumber_Index`: an int of no subclass.
pub fn index_exact(o: &Object) -> PyResult<Ref<Long>> {
    let n = index(o)?;
    if n.is_exact() {
        return Ok(n);
    }
    Long::from_digits(n.digits(), n.is_negative())
}

/// `PyNumber_Long`.
pub fn long(a: &Object) -> PyResult {
    Ok(Long::from_object(a)?.upcast())
}

/// `PyNumber_Float`.
pub fn float(a: &Object) -> PyResult {
    if a.is_exactly(crate::float::PyFloat_Type.raw()) {
        return Ok(a.to_ref());
    }
    Ok(crate::float::from_object(a)?.upcast())
}
