//! `typing.ParamSpec`, and its `P.args` and `P.kwargs`.

use core::ffi::c_int;
use core::mem::offset_of;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::lazy::{Lazy, Variance};
use super::no_default::no_default;
use super::{Holder, call_typing, caller, slot};
use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct ParamSpecObject {
    pub ob_base: PyObject,
    pub name: *mut PyObject,
    pub bound: *mut PyObject,
    pub default: Lazy,
    pub variance: Variance,
}

object_view!(
    /// `typing.ParamSpec`.
    pub ParamSpec, ParamSpecObject, "typing.ParamSpec", |o| is_exact(o)
);

// SAFETY: the offsets are the fields'.
unsafe impl Holder for ParamSpecObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(ParamSpecObject, name),
        offset_of!(ParamSpecObject, bound),
        offset_of!(ParamSpecObject, default) + Lazy::VALUE,
        offset_of!(ParamSpecObject, default) + Lazy::EVALUATE,
    ];
    const DICT: bool = true;
}

pub fn is_exact(o: &Object) -> bool {
    // SAFETY: attached.
    o.is_exactly(unsafe { (*super::cache()).paramspec_type })
}

impl ParamSpec {
    fn fields(&self) -> &ParamSpecObject {
        // SAFETY: live; name, bound and variance are set for good, the rest changes within cells only.
        unsafe { &*self.raw() }
    }

    fn default(&self) -> &Lazy {
        &self.fields().default
    }

    fn name(&self) -> &Object {
        // SAFETY: set for good.
        unsafe { Object::from_ptr(self.fields().name) }
    }
}

fn create(name: &Object, variance: Variance) -> PyResult<Ref<ParamSpec>> {
    // SAFETY: attached; layout of the cached type; fresh and zeroed.
    unsafe {
        let ty = super::cached((*super::cache()).paramspec_type)?;
        let p: Ref<ParamSpec> = ty.alloc(0)?.downcast_into_unchecked();
        (*p.raw()).name = name.to_ref().into_ptr();
        (*p.raw()).variance = variance;
        Ok(p)
    }
}

/// INTRINSIC_PARAMSPEC.
pub fn make(name: &Object) -> PyResult {
    Ok(create(name, Variance::INFERRED)?.upcast())
}

#[pymethods]
impl ParamSpec {
    /// A variable that stands for the parameters of a callable.
    ///
    /// >>> def logged[**P, R](function: Callable[P, R]) -> Callable[P, R]: ...
    ///
    /// >>> P = ParamSpec('P')
    /// >>> P.__name__
    /// 'P'
    #[new(
        "paramspec(name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
        nosig
    )]
    fn new(
        _cls: &Type,
        name: &Str,
        bound: Option<&Object>,
        default: Option<&Object>,
        covariant: bool,
        contravariant: bool,
        infer_variance: bool,
    ) -> PyResult {
        let variance = Variance::new(covariant, contravariant, infer_variance)?;
        // Anything goes: a list of types, for one.
        let bound = bound.filter(|b| !is_none(b)).map(Object::to_ref);
        let p = create(name, variance)?;
        // SAFETY: fresh and zeroed.
        unsafe { (*p.raw()).bound = bound.map_or(core::ptr::null_mut(), Ref::into_ptr) };
        p.default()
            .set_value(Some(default.unwrap_or(no_default()).to_ref()));
        p.set_attr(id!(__module__), &caller())?;
        Ok(p.upcast())
    }

    #[method("__typing_subst__(arg, /)")]
    fn typing_subst(&self, arg: &Object) -> PyResult {
        call_typing("_paramspec_subst", &[self, arg])
    }

    #[method("__typing_prepare_subst__(alias, args, /)")]
    fn typing_prepare_subst(&self, alias: &Object, args: &Object) -> PyResult {
        call_typing("_paramspec_prepare_subst", &[self, alias, args])
    }

    #[method("has_default()")]
    fn has_default(&self) -> bool {
        self.default().is_given()
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        Ok(self.name().to_ref())
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("ParamSpec"))
    }

    /// The positional arguments.
    #[getter("args")]
    fn args(&self) -> PyResult {
        // SAFETY: attached.
        new_part(unsafe { (*super::cache()).paramspecargs_type }, self)
    }

    /// The keyword arguments.
    #[getter("kwargs")]
    fn kwargs(&self) -> PyResult {
        // SAFETY: attached.
        new_part(unsafe { (*super::cache()).paramspeckwargs_type }, self)
    }

    /// The default value.
    #[getter("__default__")]
    fn default_value(&self) -> PyResult {
        self.default().default_value()
    }

    #[getter("evaluate_default")]
    fn evaluate_default(&self) -> PyResult {
        self.default().default_evaluator()
    }
}

extern "C" fn repr(this: &ParamSpec) -> PyResult {
    this.fields().variance.repr(this.name())
}

/// `P.args` or `P.kwargs`.
#[repr(C)]
pub struct PartObject {
    ob_base: PyObject,
    origin: *mut PyObject,
}

// SAFETY: the offset is the field's.
unsafe impl Holder for PartObject {
    const OFFSETS: &'static [usize] = &[offset_of!(PartObject, origin)];
    const DICT: bool = false;
}

object_view!(
    /// `typing.ParamSpecArgs`.
    pub ParamSpecArgs, PartObject, "typing.ParamSpecArgs",
    // SAFETY: the interpreter's cache holds the type from start-up on.
    |o| o.is_exactly(unsafe { (*super::cache()).paramspecargs_type })
);

object_view!(
    /// `typing.ParamSpecKwargs`.
    pub ParamSpecKwargs, PartObject, "typing.ParamSpecKwargs",
    // SAFETY: the interpreter's cache holds the type from start-up on.
    |o| o.is_exactly(unsafe { (*super::cache()).paramspeckwargs_type })
);

fn new_part(ty: *mut PyTypeObject, origin: &Object) -> PyResult {
    let part = super::cached(ty)?.alloc(0)?;
    // SAFETY: layout; fresh.
    unsafe { (*part.as_ptr().cast::<PartObject>()).origin = origin.to_ref().into_ptr() };
    Ok(part)
}

unsafe fn origin_of(o: &Object) -> Ref {
    // SAFETY: layout, says the caller; set for good.
    unsafe { Object::from_ptr((*o.as_ptr().cast::<PartObject>()).origin) }.to_ref()
}

fn part_repr(this: &Object, suffix: &str) -> PyResult {
    // SAFETY: called for the two types only.
    let origin = unsafe { origin_of(this) };
    let name = match origin.downcast::<ParamSpec>() {
        Some(p) => p.reduce()?.str()?,
        None => origin.repr()?,
    };
    Ok(name.concat(&*Str::from_str(suffix)?)?.upcast())
}

extern "C" fn args_repr(this: &Object) -> PyResult {
    part_repr(this, ".args")
}

extern "C" fn kwargs_repr(this: &Object) -> PyResult {
    part_repr(this, ".kwargs")
}

extern "C" fn part_richcompare(this: &Object, other: &Object, op: c_int) -> PyResult {
    let op = match op {
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        _ => return not_implemented_result(),
    };
    if !other.is_exactly(this.type_ptr()) {
        return not_implemented_result();
    }
    // SAFETY: both are of the same of the two types.
    unsafe { origin_of(this).rich_compare(&origin_of(other), op) }
}

#[pymethods]
impl ParamSpecArgs {
    /// The positional arguments of a ParamSpec.
    ///
    /// >>> P = ParamSpec('P')
    /// >>> P.args.__origin__ is P
    /// True
    #[new("paramspecargs(origin)", nosig)]
    fn new(_cls: &Type, origin: &Object) -> PyResult {
        // SAFETY: attached.
        new_part(unsafe { (*super::cache()).paramspecargs_type }, origin)
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("ParamSpecArgs"))
    }
}

#[pymethods]
impl ParamSpecKwargs {
    /// The keyword arguments of a ParamSpec.
    ///
    /// >>> P = ParamSpec('P')
    /// >>> P.kwargs.__origin__ is P
    /// True
    #[new("paramspeckwargs(origin)", nosig)]
    fn new(_cls: &Type, origin: &Object) -> PyResult {
        // SAFETY: attached.
        new_part(unsafe { (*super::cache()).paramspeckwargs_type }, origin)
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("ParamSpecKwargs"))
    }
}

macro_rules! member {
    ($name:literal, $kind:expr, $layout:ty, $($field:tt)+) => {
        crate::slots::member($name, $kind, offset_of!($layout, $($field)+), Py_READONLY)
    };
}

static PART_MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    member!(c"__origin__", _Py_T_OBJECT, PartObject, origin),
    crate::slots::MEMBERS_END,
]);

static MEMBERS: crate::slots::Table<[PyMemberDef; 6]> = crate::slots::Table::new([
    member!(c"__name__", _Py_T_OBJECT, ParamSpecObject, name),
    member!(c"__bound__", _Py_T_OBJECT, ParamSpecObject, bound),
    member!(
        c"__covariant__",
        Py_T_BOOL,
        ParamSpecObject,
        variance.covariant
    ),
    member!(
        c"__contravariant__",
        Py_T_BOOL,
        ParamSpecObject,
        variance.contravariant
    ),
    member!(
        c"__infer_variance__",
        Py_T_BOOL,
        ParamSpecObject,
        variance.infer
    ),
    crate::slots::MEMBERS_END,
]);

static mut SLOTS: [PyType_Slot; 11] = [
    slot(Py_tp_doc, ParamSpec::DOC as *mut _),
    slot(Py_tp_methods, ParamSpec::METHODS as *mut _),
    slot(Py_tp_members, MEMBERS.first() as *mut _),
    slot(Py_tp_getset, ParamSpec::GETSET as *mut _),
    slot(Py_tp_new, ParamSpec::NEW as *mut _),
    slot(Py_tp_repr, repr as *mut _),
    slot(Py_nb_or, super::make_union as *mut _),
    slot(Py_tp_dealloc, super::dealloc::<ParamSpecObject> as *mut _),
    slot(Py_tp_traverse, super::traverse::<ParamSpecObject> as *mut _),
    slot(Py_tp_clear, super::clear::<ParamSpecObject> as *mut _),
    slot(0, core::ptr::null_mut()),
];

macro_rules! part_slots {
    ($ty:ident, $repr:ident) => {
        [
            slot(Py_tp_doc, $ty::DOC as *mut _),
            slot(Py_tp_methods, $ty::METHODS as *mut _),
            slot(Py_tp_members, PART_MEMBERS.first() as *mut _),
            slot(Py_tp_new, $ty::NEW as *mut _),
            slot(Py_tp_repr, $repr as *mut _),
            slot(Py_tp_richcompare, part_richcompare as *mut _),
            slot(Py_tp_dealloc, super::dealloc::<PartObject> as *mut _),
            slot(Py_tp_traverse, super::traverse::<PartObject> as *mut _),
            slot(Py_tp_clear, super::clear::<PartObject> as *mut _),
            slot(0, core::ptr::null_mut()),
        ]
    };
}

static mut ARGS_SLOTS: [PyType_Slot; 10] = part_slots!(ParamSpecArgs, args_repr);
static mut KWARGS_SLOTS: [PyType_Slot; 10] = part_slots!(ParamSpecKwargs, kwargs_repr);

static mut SPEC: PyType_Spec =
    super::heap_spec::<ParamSpecObject>(c"typing.ParamSpec", (&raw mut SLOTS).cast());

static mut ARGS_SPEC: PyType_Spec =
    super::heap_spec::<PartObject>(c"typing.ParamSpecArgs", (&raw mut ARGS_SLOTS).cast());

static mut KWARGS_SPEC: PyType_Spec =
    super::heap_spec::<PartObject>(c"typing.ParamSpecKwargs", (&raw mut KWARGS_SLOTS).cast());

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}

pub(super) fn args_spec() -> *const PyType_Spec {
    &raw const ARGS_SPEC
}

pub(super) fn kwargs_spec() -> *const PyType_Spec {
    &raw const KWARGS_SPEC
}
