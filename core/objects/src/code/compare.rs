//! When code objects are equal: everything but the file name and the qualified name counts, constants by value *and* type.

use base::PyResult;
use layout::*;

use super::Code;
use crate::prelude::*;

/// Are two constants the same to the compiler: of one type, equal, zeros of one sign?
pub fn constants_equal(a: &Object, b: &Object) -> PyResult<bool> {
    if a.is(b) {
        return Ok(true);
    }
    if !core::ptr::eq(a.type_ptr(), b.type_ptr()) {
        return Ok(false);
    }
    if let (Some(x), Some(y)) = (a.downcast::<Float>(), b.downcast::<Float>()) {
        return Ok(x.value().to_bits() == y.value().to_bits()
            || (x.value() == y.value() && x.value() != 0.0));
    }
    if let (Some(x), Some(y)) = (a.downcast::<Complex>(), b.downcast::<Complex>()) {
        // SAFETY: layout.
        let (x, y) = unsafe { ((*x.raw()).cval, (*y.raw()).cval) };
        let same = |p: f64, q: f64| p == q && p.is_sign_negative() == q.is_sign_negative();
        return Ok(same(x.real, y.real) && same(x.imag, y.imag));
    }
    if let (Some(x), Some(y)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
        if x.len() != y.len() {
            return Ok(false);
        }
        for (p, q) in x.as_slice().iter().zip(y.as_slice()) {
            if !constants_equal(p, q)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    a.compare_bool(b, CompareOp::Eq)
}

pub(super) fn equal(a: &Code, b: &Code) -> PyResult<bool> {
    // SAFETY: live; the fields are constant.
    unsafe {
        let (x, y) = (a.raw(), b.raw());
        if (*x).co_argcount != (*y).co_argcount
            || (*x).co_posonlyargcount != (*y).co_posonlyargcount
            || (*x).co_kwonlyargcount != (*y).co_kwonlyargcount
            || (*x).co_flags != (*y).co_flags
            || (*x).co_firstlineno != (*y).co_firstlineno
            || a.unit_count() != b.unit_count()
            || a.general_bytes() != b.general_bytes()
        {
            return Ok(false);
        }
        for (p, q) in [
            ((*x).co_name, (*y).co_name),
            ((*x).co_names, (*y).co_names),
            ((*x).co_localsplusnames, (*y).co_localsplusnames),
            ((*x).co_linetable, (*y).co_linetable),
            ((*x).co_exceptiontable, (*y).co_exceptiontable),
        ] {
            if !Object::from_ptr(p).compare_bool(Object::from_ptr(q), CompareOp::Eq)? {
                return Ok(false);
            }
        }
        constants_equal(
            Object::from_ptr((*x).co_consts),
            Object::from_ptr((*y).co_consts),
        )
    }
}

pub(super) fn hash(code: &Code) -> PyResult<Py_hash_t> {
    // SAFETY: live; the fields are constant.
    unsafe {
        let c = code.raw();
        let mut h: u64 = 20221211;
        let mut mix = |v: u64| {
            h ^= v;
            h = h.wrapping_mul(1000003);
        };
        for o in [
            (*c).co_name,
            (*c).co_consts,
            (*c).co_names,
            (*c).co_localsplusnames,
            (*c).co_linetable,
            (*c).co_exceptiontable,
        ] {
            mix(Object::from_ptr(o).hash()? as u64);
        }
        for v in [
            (*c).co_argcount,
            (*c).co_posonlyargcount,
            (*c).co_kwonlyargcount,
            (*c).co_flags,
            (*c).co_firstlineno,
        ] {
            mix(v as u64);
        }
        for b in code.general_bytes() {
            mix(u64::from(b));
        }
        Ok(h as Py_hash_t)
    }
}
