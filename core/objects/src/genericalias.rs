//! `types.GenericAlias`: `list[int]`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::prelude::*;

/// The struct behind a generic alias.
#[repr(C)]
pub struct GenericAliasObject {
    pub ob_base: PyObject,
    pub origin: *mut PyObject,
    pub args: *mut PyObject,
    pub parameters: *mut PyObject,
    pub weakreflist: *mut PyObject,
    /// `*tuple[int]`.
    pub starred: bool,
    pub vectorcall: Option<vectorcallfunc>,
}

object_view!(
    /// `types.GenericAlias`.
    pub GenericAlias, GenericAliasObject, "types.GenericAlias",
    |o| crate::type_::is_subtype_instance(o, &Py_GenericAliasType)
);

impl GenericAlias {
    /// `Py_GenericAlias`.
    pub fn new(origin: &Object, args: &Object) -> PyResult<Ref<GenericAlias>> {
        let _ = (origin, args);
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static Py_GenericAliasType: Type = Type::new(PyTypeObject {
    tp_name: c"types.GenericAlias".as_ptr(),
    tp_basicsize: size_of::<GenericAliasObject>() as isize,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
