//! `bool` and its two values.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

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

#[unsafe(no_mangle)]
pub static PyBool_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bool".as_ptr(),
    tp_basicsize: size_of::<layout::PyLongObject>() as isize,
    tp_itemsize: 4,
    tp_flags: Py_TPFLAGS_LONG_SUBCLASS,
    ..Type::EMPTY
});
