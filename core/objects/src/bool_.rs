//! `bool` and its two values.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::prelude::*;
use crate::{Type, long, slots};

object_view!(
    /// `bool`.
    pub Bool, layout::PyLongObject, "bool", |o| crate::type_::is_subtype_instance(o, &PyBool_Type)
);

const fn value(v: u32) -> PyLongObject {
    PyLongObject {
        ob_base: base::refcount::static_header(PyBool_Type.as_mut_ptr()),
        long_value: _PyLongValue {
            lv_tag: if v == 0 { 1 } else { 1 << NON_SIZE_BITS },
            ob_digit: [v],
        },
    }
}

#[unsafe(no_mangle)]
pub static mut _Py_FalseStruct: PyLongObject = value(0);
#[unsafe(no_mangle)]
pub static mut _Py_TrueStruct: PyLongObject = value(1);

/// `True` or `False`, borrowed.
#[inline(always)]
pub fn py_bool(b: bool) -> &'static Object {
    // SAFETY: static.
    unsafe {
        Object::from_ptr(if b {
            (&raw mut _Py_TrueStruct).cast()
        } else {
            (&raw mut _Py_FalseStruct).cast()
        })
    }
}

extern "C" fn bool_repr(this: &Bool) -> PyResult {
    Ok(if this.is(py_bool(true)) {
        id!(True)
    } else {
        id!(False)
    }
    .to_ref()
    .upcast())
}

extern "C" fn bool_invert(this: &Long) -> PyResult {
    crate::warnings::warn(
        &crate::exceptions::types::DeprecationWarning,
        format_args!(
            "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
             inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
             'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying \
             int."
        ),
        1,
    )?;
    long::invert(this).map(Ref::upcast)
}

/// Two bools give a bool, anything else is left to int.
fn logical(
    a: &Object,
    b: &Object,
    on_bools: impl Fn(bool, bool) -> bool,
    on_ints: impl Fn(&Long, &Long) -> PyResult<Ref<Long>>,
) -> PyResult {
    let is_bool = |o: &Object| o.is_exactly(PyBool_Type.raw());
    let truth = |o: &Object| o.is(py_bool(true));
    if is_bool(a) && is_bool(b) {
        return Ok(py_bool(on_bools(truth(a), truth(b))).to_ref());
    }
    match (a.downcast::<Long>(), b.downcast::<Long>()) {
        (Some(a), Some(b)) => on_ints(a, b).map(Ref::upcast),
        _ => not_implemented_result(),
    }
}

extern "C" fn bool_and(a: &Object, b: &Object) -> PyResult {
    logical(a, b, |x, y| x & y, long::and)
}

extern "C" fn bool_or(a: &Object, b: &Object) -> PyResult {
    logical(a, b, |x, y| x | y, long::or)
}

extern "C" fn bool_xor(a: &Object, b: &Object) -> PyResult {
    logical(a, b, |x, y| x ^ y, long::xor)
}

extern "C" fn bool_dealloc(this: *mut Bool) {
    // SAFETY: the two bools are static; some extension released one too often.
    unsafe { base::refcount::set_immortal(this.cast()) }
}

#[pymethods]
impl Bool {
    /// True if the argument is true, False otherwise; the only two instances. A bool is an int, and the class cannot be
    /// subclassed.
    #[new("bool(object=False, /)")]
    fn new(cls: &Type, object: Option<&Object>) -> PyResult<bool> {
        let _ = cls;
        object.map_or(Ok(false), |o| o.is_true())
    }

    #[vectorcall("bool(object=False, /)")]
    fn vectorcall(cls: &Type, object: Option<&Object>) -> PyResult<bool> {
        let _ = cls;
        object.map_or(Ok(false), |o| o.is_true())
    }
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_invert: slots::unary(bool_invert),
    nb_and: slots::number(bool_and),
    nb_xor: slots::number(bool_xor),
    nb_or: slots::number(bool_or),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

#[unsafe(no_mangle)]
pub static PyBool_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bool".as_ptr(),
    tp_basicsize: core::mem::offset_of!(PyLongObject, long_value) as isize
        + core::mem::offset_of!(_PyLongValue, ob_digit) as isize,
    tp_itemsize: 4,
    tp_dealloc: slots::dealloc(bool_dealloc),
    tp_repr: slots::repr(bool_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_flags: Py_TPFLAGS_LONG_SUBCLASS,
    tp_doc: Bool::DOC,
    tp_base: long::PyLong_Type.as_mut_ptr(),
    tp_new: Some(Bool::NEW),
    tp_vectorcall: Some(Bool::VECTORCALL),
    ..Type::EMPTY
});
