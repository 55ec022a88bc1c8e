//! Python functions, `classmethod`, `staticmethod`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `function`.
    pub Function, layout::PyFunctionObject, "function", |o| crate::type_::is_subtype_instance(o, &PyFunction_Type)
);

impl Function {
    /// `PyFunction_NewWithQualName`.
    pub fn new(
        code: &crate::Code,
        globals: &Object,
        qualname: Option<&crate::Str>,
    ) -> PyResult<Ref<Function>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyFunction_Type: Type = Type::new(PyTypeObject {
    tp_name: c"function".as_ptr(),
    tp_basicsize: size_of::<layout::PyFunctionObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
