//! `set` and `frozenset`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `set`.
    pub Set, layout::PySetObject, "set", |o| crate::type_::is_subtype_instance(o, &PySet_Type)
);

object_view!(
    /// `frozenset`.
    pub FrozenSet, layout::PySetObject, "frozenset", |o| crate::type_::is_subtype_instance(o, &PyFrozenSet_Type)
);

impl Set {
    pub fn new() -> PyResult<Ref<Set>> {
        todo!()
    }
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<Set>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    /// Adds: was it new?
    pub fn add(&self, key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn discard(&self, key: &Object) -> PyResult<bool> {
        todo!()
    }
    /// As `_PySet_NextEntryRef`.
    pub fn next_entry(&self, position: &mut usize) -> Option<Ref> {
        todo!()
    }
}
impl FrozenSet {
    pub fn from_iterable(iterable: &Object) -> PyResult<Ref<FrozenSet>> {
        todo!()
    }
    /// Adds to a frozenset that nobody else has seen.
    pub fn add_fresh(&self, key: &Object) -> PyResult<()> {
        todo!()
    }
    /// The same storage seen as a set, for reading.
    pub fn as_set(&self) -> &Set {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PySet_Type: Type = Type::new(PyTypeObject {
    tp_name: c"set".as_ptr(),
    tp_basicsize: size_of::<layout::PySetObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static PyFrozenSet_Type: Type = Type::new(PyTypeObject {
    tp_name: c"frozenset".as_ptr(),
    tp_basicsize: size_of::<layout::PySetObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
