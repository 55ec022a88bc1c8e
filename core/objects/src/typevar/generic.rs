//! `typing.Generic`, whose work is in `typing.py`.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::{call_typing, slot, typing_attr};
use crate::clinic::*;
use crate::prelude::*;

object_view!(
    /// `typing.Generic`.
    pub Generic, PyObject, "typing.Generic",
    // SAFETY: the interpreter's cache holds the type from start-up on, until only finalisers run.
    |o| unsafe { (*super::cache()).generic_type.cast::<Type>().as_ref() }
        .is_some_and(|ty| crate::type_::is_subtype_instance(o, ty))
);

/// `typing.<name>(cls, *args, **kwargs)`.
fn pass_on(name: &str, cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let mut all: Vec<&Object> = Vec::with_capacity(args.len() + 1);
    all.push(cls);
    all.extend_from_slice(args.as_slice());
    typing_attr(name)?.call_tuple(&*Tuple::from_slice(&all)?, kwargs)
}

#[pymethods]
impl Generic {
    /// Parameterizes a generic class.
    #[classmethod("__class_getitem__(*args, **kwargs)", varargs, nosig)]
    fn class_getitem(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        pass_on("_generic_class_getitem", cls, args, kwargs)
    }

    /// Looks over the bases of a new subclass.
    #[classmethod("__init_subclass__(*args, **kwargs)", varargs, nosig)]
    fn init_subclass(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        pass_on("_generic_init_subclass", cls, args, kwargs)
    }
}

/// INTRINSIC_SUBSCRIPT_GENERIC: `Generic[params]` for the hidden base of a class with type parameters.
pub fn subscript(params: &Tuple) -> PyResult {
    let params = super::unpack_all(params)?;
    // SAFETY: attached.
    let generic = super::cached(unsafe { (*super::cache()).generic_type })?;
    call_typing("_GenericAlias", &[generic, &params])
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; instances hold their type.
    unsafe {
        crate::gc::untrack_ptr(op);
        let ty = (*op).ob_type;
        if let Some(free) = (*ty).tp_free {
            free(op.cast());
        }
        drop(Ref::<Object>::from_owned_opt(ty));
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: live.
    crate::visit_field!(visit, arg, unsafe { (*op).ob_type });
    0
}

static mut SLOTS: [PyType_Slot; 5] = [
    slot(Py_tp_doc, c"Base of generic classes.".as_ptr() as *mut _),
    slot(Py_tp_methods, Generic::METHODS as *mut _),
    slot(Py_tp_dealloc, dealloc as *mut _),
    slot(Py_tp_traverse, traverse as *mut _),
    slot(0, core::ptr::null_mut()),
];

static mut SPEC: PyType_Spec = PyType_Spec {
    name: c"typing.Generic".as_ptr(),
    basicsize: size_of::<PyObject>() as i32,
    itemsize: 0,
    flags: (Py_TPFLAGS_DEFAULT as u64 | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC) as u32,
    slots: (&raw mut SLOTS).cast(),
};

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}
