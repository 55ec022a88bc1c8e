//! `tuple`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `tuple`.
    pub Tuple, layout::PyTupleObject, "tuple", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_TUPLE_SUBCLASS)
);

impl Tuple {
    /// The shared empty tuple.
    pub fn empty() -> &'static Tuple {
        todo!()
    }
    /// A new tuple of `n` NULL items, to be filled with `init_item` before anyone sees it.
    pub fn with_len(n: usize) -> PyResult<Ref<Tuple>> {
        todo!()
    }
    pub fn from_slice(items: &[&Object]) -> PyResult<Ref<Tuple>> {
        todo!()
    }
    pub fn from_vec(items: Vec<Ref>) -> PyResult<Ref<Tuple>> {
        todo!()
    }
    pub fn from_array<const N: usize>(items: [Ref; N]) -> PyResult<Ref<Tuple>> {
        todo!()
    }
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<Tuple>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    /// The items, borrowed: a tuple does not change once it is seen.
    pub fn as_slice(&self) -> &[&Object] {
        todo!()
    }
    pub fn get(&self, index: usize) -> Option<&Object> {
        todo!()
    }
    pub fn init_item(&self, index: usize, value: Ref) {
        todo!()
    }
    pub fn slice(&self, low: usize, high: usize) -> PyResult<Ref<Tuple>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyTuple_Type: Type = Type::new(PyTypeObject {
    tp_name: c"tuple".as_ptr(),
    tp_basicsize: size_of::<layout::PyTupleObject>() as isize,
    tp_itemsize: 8,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
