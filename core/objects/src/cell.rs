//! Cells.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `cell`.
    pub Cell, layout::PyCellObject, "cell", |o| crate::type_::is_subtype_instance(o, &PyCell_Type)
);

impl Cell {
    pub fn new(value: Option<&Object>) -> PyResult<Ref<Cell>> {
        todo!()
    }
    pub fn get(&self) -> Option<Ref> {
        todo!()
    }
    pub fn set(&self, value: Option<Ref>) {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyCell_Type: Type = Type::new(PyTypeObject {
    tp_name: c"cell".as_ptr(),
    tp_basicsize: size_of::<layout::PyCellObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
