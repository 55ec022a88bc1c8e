//! `list`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `list`.
    pub List, layout::PyListObject, "list", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_LIST_SUBCLASS)
);

impl List {
    /// A new list of `n` NULL items, to be filled with `init_item` before anyone sees it.
    pub fn with_len(n: usize) -> PyResult<Ref<List>> {
        todo!()
    }
    pub fn new() -> PyResult<Ref<List>> {
        todo!()
    }
    pub fn from_slice(items: &[&Object]) -> PyResult<Ref<List>> {
        todo!()
    }
    pub fn from_vec(items: Vec<Ref>) -> PyResult<Ref<List>> {
        todo!()
    }
    /// `list(iterable)`.
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<List>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    /// The item, or None past the end.
    pub fn get(&self, index: usize) -> Option<Ref> {
        todo!()
    }
    /// Replaces an item; the index must be in range (IndexError).
    pub fn set(&self, index: usize, value: Ref) -> PyResult<()> {
        todo!()
    }
    /// Fills a slot of a list made by `with_len` (no old item is released).
    pub fn init_item(&self, index: usize, value: Ref) {
        todo!()
    }
    pub fn push(&self, value: &Object) -> PyResult<()> {
        todo!()
    }
    pub fn push_owned(&self, value: Ref) -> PyResult<()> {
        todo!()
    }
    pub fn extend(&self, iterable: &Object) -> PyResult<()> {
        todo!()
    }
    pub fn to_tuple(&self) -> PyResult<Ref<crate::Tuple>> {
        todo!()
    }
    pub fn reverse_in_place(&self) {
        todo!()
    }
    pub fn sort_in_place(&self) -> PyResult<()> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyList_Type: Type = Type::new(PyTypeObject {
    tp_name: c"list".as_ptr(),
    tp_basicsize: size_of::<layout::PyListObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
