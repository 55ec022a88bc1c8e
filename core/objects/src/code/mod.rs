//! Code objects.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `code`.
    pub Code, layout::PyCodeObject, "code", |o| crate::type_::is_subtype_instance(o, &PyCode_Type)
);

impl Code {
    /// From the compiler's plain data (`_PyCode_New`), interning names and constants.
    pub fn from_compiled(code: &compiler::code::Code) -> PyResult<Ref<Code>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyCode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"code".as_ptr(),
    tp_basicsize: size_of::<layout::PyCodeObject>() as isize,
    tp_itemsize: 2,
    tp_flags: Py_TPFLAGS_DEFAULT as _,
    ..Type::EMPTY
});
