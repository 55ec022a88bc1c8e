//! `typing.NoDefault`: what a type parameter without a default answers.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::prelude::*;

object_view!(
    /// The type of `typing.NoDefault`.
    pub NoDefault, PyObject, "NoDefaultType", |o| o.is_exactly(_PyNoDefault_Type.raw())
);

/// The singleton.
pub fn no_default() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_NoDefaultStruct) }
}

#[pymethods]
impl NoDefault {
    /// The type of the NoDefault singleton.
    #[new("NoDefaultType()", varargs)]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
            return Err(raise!(TypeError, "NoDefaultType takes no arguments"));
        }
        Ok(no_default().to_ref())
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Str>> {
        Str::from_str("NoDefault")
    }
}

extern "C" fn repr(_this: &NoDefault) -> PyResult {
    Ok(Str::from_str("typing.NoDefault")?.upcast())
}

/// Only a wrong count gets here; the singleton must survive it.
unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: static memory.
    unsafe { base::refcount::set_immortal(op) };
}

pub static _PyNoDefault_Type: Type = Type::new(PyTypeObject {
    tp_name: c"NoDefaultType".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: Some(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_doc: NoDefault::DOC,
    tp_methods: NoDefault::METHODS,
    tp_new: Some(NoDefault::NEW),
    ..Type::EMPTY
});

pub static mut _Py_NoDefaultStruct: PyObject =
    base::refcount::static_header(_PyNoDefault_Type.as_mut_ptr());
