//! Proxies: they pass every operation on to the referent, or raise ReferenceError once it is gone.

use core::ffi::c_int;

use base::{Length, NextResult, Object, PyResult, Ref, Status};
use layout::*;

use super::WeakRef;
use crate::abstract_::number;
use crate::clinic::*;
use crate::prelude::*;

#[inline]
pub fn is_proxy(o: &Object) -> bool {
    o.is_exactly(_PyWeakref_ProxyType.raw()) || o.is_exactly(_PyWeakref_CallableProxyType.raw())
}

fn target(proxy: &Object) -> PyResult {
    // SAFETY: proxies have the struct of weak references.
    match unsafe { proxy.downcast_unchecked::<WeakRef>() }.get() {
        Some(o) => Ok(o),
        None => Err(raise!(
            ReferenceError,
            "weakly-referenced object no longer exists"
        )),
    }
}

/// The referent if it is a proxy, else the object itself.
fn unwrap(o: &Object) -> PyResult {
    if is_proxy(o) {
        target(o)
    } else {
        Ok(o.to_ref())
    }
}

macro_rules! unary {
    ($($name:ident => $f:expr;)*) => {$(
        extern "C" fn $name(this: &Object) -> PyResult {
            let f: fn(&Object) -> PyResult = $f;
            f(&*unwrap(this)?)
        }
    )*};
}

macro_rules! binary {
    ($($name:ident => $f:expr;)*) => {$(
        extern "C" fn $name(a: &Object, b: &Object) -> PyResult {
            let f: fn(&Object, &Object) -> PyResult = $f;
            f(&*unwrap(a)?, &*unwrap(b)?)
        }
    )*};
}

unary! {
    neg => number::negative;
    pos => number::positive;
    abs => number::absolute;
    invert => number::invert;
    int => number::long;
    float => number::float;
    index => |o| Ok(o.index()?.upcast());
    str_ => |o| Ok(o.str()?.upcast());
    iter => |o| o.iter();
}

binary! {
    add => number::add;
    sub => number::subtract;
    mul => number::multiply;
    modulo => number::remainder;
    divmod => number::divmod;
    lshift => number::lshift;
    rshift => number::rshift;
    and => number::and;
    xor => number::xor;
    or => number::or;
    floor_divide => number::floor_divide;
    true_divide => number::true_divide;
    matmul => number::matrix_multiply;
    iadd => number::inplace_add;
    isub => number::inplace_subtract;
    imul => number::inplace_multiply;
    imod => number::inplace_remainder;
    ilshift => number::inplace_lshift;
    irshift => number::inplace_rshift;
    iand => number::inplace_and;
    ixor => number::inplace_xor;
    ior => number::inplace_or;
    ifloor_divide => number::inplace_floor_divide;
    itrue_divide => number::inplace_true_divide;
    imatmul => number::inplace_matrix_multiply;
    getitem => |o, k| o.get_item(k);
}

extern "C" fn pow(a: &Object, b: &Object, m: &Object) -> PyResult {
    number::power(&*unwrap(a)?, &*unwrap(b)?, &*unwrap(m)?)
}

extern "C" fn ipow(a: &Object, b: &Object, m: &Object) -> PyResult {
    number::inplace_power(&*unwrap(a)?, &*unwrap(b)?, &*unwrap(m)?)
}

extern "C" fn is_true(this: &Object) -> Status {
    target(this).and_then(|o| o.is_true()).into()
}

fn name_of(name: &Object) -> PyResult<&Str> {
    name.downcast::<Str>().ok_or_else(|| {
        raise!(
            TypeError,
            "attribute name must be string, not '{}'",
            name.class().tp_name()
        )
    })
}

extern "C" fn getattr(this: &Object, name: &Object) -> PyResult {
    target(this)?.get_attr(name_of(name)?)
}

extern "C" fn setattr(this: &Object, name: &Object, value: Option<&Object>) -> Status {
    (|| {
        let o = target(this)?;
        let name = name_of(name)?;
        match value {
            Some(v) => o.set_attr(name, v),
            None => o.del_attr(name),
        }
    })()
    .into()
}

extern "C" fn call(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    target(this)?.call_tuple(args, kwargs)
}

extern "C" fn repr(this: &WeakRef) -> PyResult {
    let at = this.as_ptr();
    let text = match this.get() {
        Some(o) => format!(
            "<weakproxy at {at:p}; to '{}' at {:p}>",
            super::full_name(&o),
            o.as_ptr()
        ),
        None => format!("<weakproxy at {at:p}; dead>"),
    };
    Ok(Str::from_str(&text)?.upcast())
}

extern "C" fn richcompare(this: &Object, other: &Object, op: c_int) -> PyResult {
    let (a, b) = (unwrap(this)?, unwrap(other)?);
    let op = match op {
        0 => CompareOp::Lt,
        1 => CompareOp::Le,
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        4 => CompareOp::Gt,
        _ => CompareOp::Ge,
    };
    a.rich_compare(&b, op)
}

extern "C" fn contains(this: &Object, item: &Object) -> Status {
    target(this).and_then(|o| o.contains(item)).into()
}

extern "C" fn length(this: &Object) -> Length {
    target(this).and_then(|o| o.length()).into()
}

extern "C" fn setitem(this: &Object, key: &Object, value: Option<&Object>) -> Status {
    (|| {
        let o = target(this)?;
        match value {
            Some(v) => o.set_item(key, v),
            None => o.del_item(key),
        }
    })()
    .into()
}

extern "C" fn next(this: &Object) -> NextResult {
    (|| -> PyResult<Option<Ref>> {
        let o = target(this)?;
        // SAFETY: live types.
        if unsafe { (*o.type_ptr()).tp_iternext.is_none() } {
            return Err(raise!(
                TypeError,
                "Weakref proxy referenced a non-iterator '{}' object",
                o.class().tp_name()
            ));
        }
        o.next()
    })()
    .into()
}

#[pymethods(export = PROXY)]
impl WeakRef {
    #[method("__bytes__()")]
    fn proxy_bytes(&self) -> PyResult {
        target(self)?.call_method(id!(__bytes__), &[])
    }

    #[method("__reversed__()")]
    fn proxy_reversed(&self) -> PyResult {
        target(self)?.call_method(id!(__reversed__), &[])
    }
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: crate::slots::number(add),
    nb_subtract: crate::slots::number(sub),
    nb_multiply: crate::slots::number(mul),
    nb_remainder: crate::slots::number(modulo),
    nb_divmod: crate::slots::number(divmod),
    nb_power: crate::slots::power(pow),
    nb_negative: crate::slots::unary(neg),
    nb_positive: crate::slots::unary(pos),
    nb_absolute: crate::slots::unary(abs),
    nb_bool: crate::slots::inquiry(is_true),
    nb_invert: crate::slots::unary(invert),
    nb_lshift: crate::slots::number(lshift),
    nb_rshift: crate::slots::number(rshift),
    nb_and: crate::slots::number(and),
    nb_xor: crate::slots::number(xor),
    nb_or: crate::slots::number(or),
    nb_int: crate::slots::unary(int),
    nb_reserved: core::ptr::null_mut(),
    nb_float: crate::slots::unary(float),
    nb_inplace_add: crate::slots::number(iadd),
    nb_inplace_subtract: crate::slots::number(isub),
    nb_inplace_multiply: crate::slots::number(imul),
    nb_inplace_remainder: crate::slots::number(imod),
    nb_inplace_power: crate::slots::power(ipow),
    nb_inplace_lshift: crate::slots::number(ilshift),
    nb_inplace_rshift: crate::slots::number(irshift),
    nb_inplace_and: crate::slots::number(iand),
    nb_inplace_xor: crate::slots::number(ixor),
    nb_inplace_or: crate::slots::number(ior),
    nb_floor_divide: crate::slots::number(floor_divide),
    nb_true_divide: crate::slots::number(true_divide),
    nb_inplace_floor_divide: crate::slots::number(ifloor_divide),
    nb_inplace_true_divide: crate::slots::number(itrue_divide),
    nb_index: crate::slots::unary(index),
    nb_matrix_multiply: crate::slots::number(matmul),
    nb_inplace_matrix_multiply: crate::slots::number(imatmul),
};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(length),
    sq_contains: crate::slots::contains(contains),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: crate::slots::binary(getitem),
    mp_ass_subscript: crate::slots::set_subscript(setitem),
};

/// What both proxy types share. They have no hash, for equality follows the referent, which may die.
const PROXY: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<PyWeakReference>() as isize,
    tp_dealloc: Some(super::dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_str: crate::slots::repr(str_),
    tp_getattro: crate::slots::getattro(getattr),
    tp_setattro: crate::slots::setattro(setattr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(super::traverse),
    tp_clear: Some(super::clear),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_iter: crate::slots::iter(iter),
    tp_iternext: crate::slots::next(next),
    ..Type::EMPTY
};

#[unsafe(no_mangle)]
pub static _PyWeakref_ProxyType: Type = Type::new(PyTypeObject {
    tp_name: c"weakref.ProxyType".as_ptr(),
    tp_methods: crate::methods_concat!(WeakRef::PROXY),
    ..PROXY
});

#[unsafe(no_mangle)]
pub static _PyWeakref_CallableProxyType: Type = Type::new(PyTypeObject {
    tp_name: c"weakref.CallableProxyType".as_ptr(),
    tp_call: crate::slots::call(call),
    ..PROXY
});
