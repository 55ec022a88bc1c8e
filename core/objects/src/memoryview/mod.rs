//! `memoryview`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `memoryview`.
    pub MemoryView, layout::PyMemoryViewObject, "memoryview", |o| crate::type_::is_subtype_instance(o, &PyMemoryView_Type)
);

impl MemoryView {
    pub fn from_object(o: &Object) -> PyResult<Ref<MemoryView>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyMemoryView_Type: Type = Type::new(PyTypeObject {
    tp_name: c"memoryview".as_ptr(),
    tp_basicsize: size_of::<layout::PyMemoryViewObject>() as isize,
    tp_itemsize: 8,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
