//! `typing.TypeVarTuple`.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::lazy::Lazy;
use super::no_default::no_default;
use super::{Holder, call_typing, caller, slot};
use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct TypeVarTupleObject {
    pub ob_base: PyObject,
    pub name: *mut PyObject,
    pub default: Lazy,
}

object_view!(
    /// `typing.TypeVarTuple`.
    pub TypeVarTuple, TypeVarTupleObject, "typing.TypeVarTuple", |o| is_exact(o)
);

// SAFETY: the offsets are the fields'.
unsafe impl Holder for TypeVarTupleObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(TypeVarTupleObject, name),
        offset_of!(TypeVarTupleObject, default) + Lazy::VALUE,
        offset_of!(TypeVarTupleObject, default) + Lazy::EVALUATE,
    ];
    const DICT: bool = true;
}

pub fn is_exact(o: &Object) -> bool {
    // SAFETY: attached.
    o.is_exactly(unsafe { (*super::cache()).typevartuple_type })
}

impl TypeVarTuple {
    fn default(&self) -> &Lazy {
        // SAFETY: live; it changes within cells only.
        unsafe { &(*self.raw()).default }
    }
}

/// INTRINSIC_TYPEVARTUPLE.
pub fn make(name: &Object) -> PyResult {
    Ok(create(name)?.upcast())
}

fn create(name: &Object) -> PyResult<Ref<TypeVarTuple>> {
    // SAFETY: attached; layout of the cached type; fresh and zeroed.
    unsafe {
        let ty = super::cached((*super::cache()).typevartuple_type)?;
        let t: Ref<TypeVarTuple> = ty.alloc(0)?.downcast_into_unchecked();
        (*t.raw()).name = name.to_ref().into_ptr();
        Ok(t)
    }
}

#[pymethods]
impl TypeVarTuple {
    /// A type variable that stands for any number of types.
    #[new("typevartuple(name, *, default=typing.NoDefault)", nosig)]
    fn new(_cls: &Type, name: &Str, default: Option<&Object>) -> PyResult {
        let t = create(name)?;
        t.default()
            .set_value(Some(default.unwrap_or(no_default()).to_ref()));
        t.set_attr(id!(__module__), &caller())?;
        Ok(t.upcast())
    }

    #[method("__typing_subst__(arg, /)")]
    fn typing_subst(&self, arg: &Object) -> PyResult {
        let _ = arg;
        Err(raise!(
            TypeError,
            "Substitution of bare TypeVarTuple is not supported"
        ))
    }

    #[method("__typing_prepare_subst__(alias, args, /)")]
    fn typing_prepare_subst(&self, alias: &Object, args: &Object) -> PyResult {
        call_typing("_typevartuple_prepare_subst", &[self, alias, args])
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // SAFETY: set for good.
        Ok(unsafe { Object::from_ptr((*self.raw()).name) }.to_ref())
    }

    #[method("has_default()")]
    fn has_default(&self) -> bool {
        self.default().is_given()
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("TypeVarTuple"))
    }

    #[getter("__default__")]
    fn default_value(&self) -> PyResult {
        self.default().default_value()
    }

    #[getter("evaluate_default")]
    fn evaluate_default(&self) -> PyResult {
        self.default().default_evaluator()
    }
}

extern "C" fn repr(this: &TypeVarTuple) -> PyResult {
    this.reduce()
}

/// `*Ts`: the one item `Unpack[Ts]`.
extern "C" fn iter(this: &TypeVarTuple) -> PyResult {
    let unpacked: Ref = super::unpack(this)?;
    Tuple::from_slice(&[&unpacked])?.iter()
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    crate::slots::member(
        c"__name__",
        _Py_T_OBJECT,
        offset_of!(TypeVarTupleObject, name),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

static mut SLOTS: [PyType_Slot; 11] = [
    slot(Py_tp_doc, TypeVarTuple::DOC as *mut _),
    slot(Py_tp_methods, TypeVarTuple::METHODS as *mut _),
    slot(Py_tp_members, MEMBERS.first() as *mut _),
    slot(Py_tp_getset, TypeVarTuple::GETSET as *mut _),
    slot(Py_tp_new, TypeVarTuple::NEW as *mut _),
    slot(Py_tp_repr, repr as *mut _),
    slot(Py_tp_iter, iter as *mut _),
    slot(
        Py_tp_dealloc,
        super::dealloc::<TypeVarTupleObject> as *mut _,
    ),
    slot(
        Py_tp_traverse,
        super::traverse::<TypeVarTupleObject> as *mut _,
    ),
    slot(Py_tp_clear, super::clear::<TypeVarTupleObject> as *mut _),
    slot(0, core::ptr::null_mut()),
];

static mut SPEC: PyType_Spec =
    super::heap_spec::<TypeVarTupleObject>(c"typing.TypeVarTuple", (&raw mut SLOTS).cast());

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}
