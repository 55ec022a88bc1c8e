//! Bound methods (`PyMethod`) and instance methods.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `method`.
    pub Method, layout::PyMethodObject, "method", |o| crate::type_::is_subtype_instance(o, &PyMethod_Type)
);

impl Method {
    pub fn new(function: &Object, self_: &Object) -> PyResult<Ref<Method>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"method".as_ptr(),
    tp_basicsize: size_of::<layout::PyMethodObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
