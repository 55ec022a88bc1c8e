//! `_pylong`, the Python module to which the reference hands the conversions and divisions of very large ints.
//!
//! Ours are done here, by algorithms of the same order. But a program may have put its own functions into the module:
//! those are called where the reference would call them, and their results are checked as there.

use base::{PyResult, Ref, tstate};

use super::{Long, SHIFT};
use crate::prelude::*;

/// More digits of 30 bits than this, and the reference converts to decimal by `_pylong`.
const TO_DECIMAL: usize = 1000;
/// More decimal digits than this, and it converts from decimal by `_pylong`.
const FROM_DECIMAL: usize = 6000;
/// It divides by `_pylong` if the divisor and the quotient are longer than this.
const DIVISOR: usize = 300;
const QUOTIENT: usize = 150;

const _: () = assert!(SHIFT == 30);

/// A function that a program has put into `_pylong` in the place of the module's own.
#[cold]
fn replaced(name: &'static str) -> PyResult<Option<Ref>> {
    // SAFETY: attached; the interpreter holds its modules.
    let modules = unsafe { Ref::<Object>::from_borrowed_opt((*tstate::interp()).imports.modules) };
    let Some(module) = modules
        .as_ref()
        .and_then(|m| m.downcast::<Dict>())
        .map(|d| d.get_str(interned!("_pylong")))
        .transpose()?
        .flatten()
    else {
        return Ok(None);
    };
    let Some(f) = module.get_attr_opt(Str::intern_static(name))? else {
        return Ok(None);
    };
    let own = match f.downcast::<Function>() {
        Some(function) => function
            .get_attr(id!(__module__))?
            .downcast::<Str>()
            .is_some_and(|m| m.eq_literal("_pylong")),
        None => false,
    };
    Ok((!own).then_some(f))
}

/// `str(value)`, if a replaced function makes it.
pub(super) fn to_decimal(value: &Long) -> PyResult<Option<Ref<Str>>> {
    if value.digits().len() <= TO_DECIMAL {
        return Ok(None);
    }
    let Some(f) = replaced("int_to_decimal_string")? else {
        return Ok(None);
    };
    match f.call(&[value])?.downcast_into::<Str>() {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(raise!(
            TypeError,
            "_pylong.int_to_decimal_string did not return a str"
        )),
    }
}

/// `int(text)` of decimal digits and underscores, if a replaced function makes it.
pub(super) fn from_decimal(text: &[u8], digits: usize) -> PyResult<Option<Ref<Long>>> {
    if digits <= FROM_DECIMAL {
        return Ok(None);
    }
    let Some(f) = replaced("int_from_string")? else {
        return Ok(None);
    };
    match f
        .call(&[&*Str::from_latin1(text)?])?
        .downcast_into::<Long>()
    {
        Ok(value) => Ok(Some(value)),
        Err(_) => Err(raise!(
            TypeError,
            "_pylong.int_from_string did not return an int"
        )),
    }
}

/// `divmod(a, b)`, if a replaced function makes it.
#[inline]
pub(super) fn divmod(a: &Long, b: &Long) -> PyResult<Option<(Ref<Long>, Ref<Long>)>> {
    let n = b.digits().len();
    if n <= DIVISOR || a.digits().len() <= n + QUOTIENT {
        return Ok(None);
    }
    let Some(f) = replaced("int_divmod")? else {
        return Ok(None);
    };
    let result = f.call(&[a, b])?;
    let Some([q, r]) = result
        .downcast::<Tuple>()
        .and_then(|t| <&[&Object; 2]>::try_from(t.as_slice()).ok())
    else {
        return Err(raise!(
            ValueError,
            "tuple of length 2 is required from int_divmod()"
        ));
    };
    match (q.downcast::<Long>(), r.downcast::<Long>()) {
        (Some(q), Some(r)) => Ok(Some((q.to_ref(), r.to_ref()))),
        _ => Err(raise!(
            ValueError,
            "tuple of int is required from int_divmod()"
        )),
    }
}
