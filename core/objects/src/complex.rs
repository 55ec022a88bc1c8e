//! `complex`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `complex`.
    pub Complex, layout::PyComplexObject, "complex", |o| crate::type_::is_subtype_instance(o, &PyComplex_Type)
);

impl Complex {
    pub fn from_parts(real: f64, imag: f64) -> PyResult<Ref<Complex>> {
        todo!()
    }
    pub fn parts(&self) -> (f64, f64) {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyComplex_Type: Type = Type::new(PyTypeObject {
    tp_name: c"complex".as_ptr(),
    tp_basicsize: size_of::<layout::PyComplexObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});
