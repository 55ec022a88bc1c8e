//! `object`, `None`, `NotImplemented`: the root type and the plain singletons.

use base::{Object, PyResult, Ref};
use layout::*;

use crate::Type;

#[unsafe(no_mangle)]
pub static PyBaseObject_Type: Type = Type::new(PyTypeObject {
    tp_name: c"object".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static _PyNone_Type: Type = Type::new(PyTypeObject {
    tp_name: c"NoneType".as_ptr(),
    ..Type::EMPTY
});
#[unsafe(no_mangle)]
pub static _PyNotImplemented_Type: Type = Type::new(PyTypeObject {
    tp_name: c"NotImplementedType".as_ptr(),
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static mut _Py_NoneStruct: PyObject = base::refcount::static_header(_PyNone_Type.as_mut_ptr());
#[unsafe(no_mangle)]
pub static mut _Py_NotImplementedStruct: PyObject =
    base::refcount::static_header(_PyNotImplemented_Type.as_mut_ptr());

/// `None`, borrowed.
#[inline(always)]
pub fn none() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_NoneStruct) }
}

/// `None`, as a result.
#[inline(always)]
pub fn none_ref() -> Ref {
    none().to_ref()
}

/// `NotImplemented`, borrowed.
#[inline(always)]
pub fn not_implemented() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_NotImplementedStruct) }
}

/// What a binary slot answers when it does not know the other operand.
#[inline(always)]
pub fn not_implemented_result() -> PyResult {
    Ok(not_implemented().to_ref())
}

/// Is it `None`?
#[inline(always)]
pub fn is_none(o: &Object) -> bool {
    o.is(none())
}
