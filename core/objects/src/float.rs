//! `float`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `float`.
    pub Float, layout::PyFloatObject, "float", |o| crate::type_::is_subtype_instance(o, &PyFloat_Type)
);

impl Float {
    pub fn from_f64(value: f64) -> PyResult<Ref<Float>> {
        todo!()
    }
    pub fn value(&self) -> f64 {
        todo!()
    }
}
/// `PyFloat_AsDouble`: float, `__float__`, `__index__`.
pub fn as_f64(o: &Object) -> PyResult<f64> {
    todo!()
}

#[unsafe(no_mangle)]
pub static PyFloat_Type: Type = Type::new(PyTypeObject {
    tp_name: c"float".as_ptr(),
    tp_basicsize: size_of::<layout::PyFloatObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});
