//! Built-in functions and methods (`PyCFunction`).

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `builtin_function_or_method`.
    pub CFunction, layout::PyCFunctionObject, "builtin_function_or_method", |o| crate::type_::is_subtype_instance(o, &PyCFunction_Type)
);

impl CFunction {
    /// `PyCMethod_New`.
    pub unsafe fn new(
        def: *mut PyMethodDef,
        self_: Option<&Object>,
        module: Option<&Object>,
        class: Option<&Type>,
    ) -> PyResult<Ref<CFunction>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyCFunction_Type: Type = Type::new(PyTypeObject {
    tp_name: c"builtin_function_or_method".as_ptr(),
    tp_basicsize: size_of::<layout::PyCFunctionObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
