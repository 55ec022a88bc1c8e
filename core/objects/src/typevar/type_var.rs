//! `typing.TypeVar`.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::lazy::{Lazy, Variance};
use super::no_default::no_default;
use super::{Holder, call_typing, caller, slot, type_check};
use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct TypeVarObject {
    pub ob_base: PyObject,
    pub name: *mut PyObject,
    pub bound: Lazy,
    pub constraints: Lazy,
    pub default: Lazy,
    pub variance: Variance,
}

object_view!(
    /// `typing.TypeVar`.
    pub TypeVar, TypeVarObject, "typing.TypeVar", |o| is_exact(o)
);

// SAFETY: the offsets are the fields'.
unsafe impl Holder for TypeVarObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(TypeVarObject, name),
        offset_of!(TypeVarObject, bound) + Lazy::VALUE,
        offset_of!(TypeVarObject, bound) + Lazy::EVALUATE,
        offset_of!(TypeVarObject, constraints) + Lazy::VALUE,
        offset_of!(TypeVarObject, constraints) + Lazy::EVALUATE,
        offset_of!(TypeVarObject, default) + Lazy::VALUE,
        offset_of!(TypeVarObject, default) + Lazy::EVALUATE,
    ];
    const DICT: bool = true;
}

pub fn is_exact(o: &Object) -> bool {
    // SAFETY: attached.
    o.is_exactly(unsafe { (*super::cache()).typevar_type })
}

fn create(name: &Object, variance: Variance) -> PyResult<Ref<TypeVar>> {
    // SAFETY: attached; layout of the cached type; fresh and zeroed.
    unsafe {
        let ty = super::cached((*super::cache()).typevar_type)?;
        let tv: Ref<TypeVar> = ty.alloc(0)?.downcast_into_unchecked();
        (*tv.raw()).name = name.to_ref().into_ptr();
        (*tv.raw()).variance = variance;
        Ok(tv)
    }
}

impl TypeVar {
    fn fields(&self) -> &TypeVarObject {
        // SAFETY: live; the fields change within cells only.
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

/// INTRINSIC_TYPEVAR, _WITH_BOUND, _WITH_CONSTRAINTS: of the `[T]` syntax, where the variance is inferred.
pub fn make(
    name: &Object,
    evaluate_bound: Option<&Object>,
    evaluate_constraints: Option<&Object>,
) -> PyResult {
    let tv = create(name, Variance::INFERRED)?;
    let fields = tv.fields();
    fields
        .bound
        .set_evaluate(evaluate_bound.map(Object::to_ref));
    fields
        .constraints
        .set_evaluate(evaluate_constraints.map(Object::to_ref));
    Ok(tv.upcast())
}

#[pymethods]
impl TypeVar {
    /// A type variable.
    #[new(
        "typevar(name, *constraints, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
        nosig
    )]
    fn new(
        _cls: &Type,
        name: &Str,
        constraints: &[&Object],
        bound: Option<&Object>,
        default: Option<&Object>,
        covariant: bool,
        contravariant: bool,
        infer_variance: bool,
    ) -> PyResult {
        let variance = Variance::new(covariant, contravariant, infer_variance)?;
        let bound = match bound.filter(|b| !is_none(b)) {
            Some(b) => Some(type_check(b, "Bound must be a type.")?),
            None => None,
        };
        if constraints.len() == 1 {
            return Err(raise!(TypeError, "A single constraint is not allowed"));
        }
        if !constraints.is_empty() && bound.is_some() {
            return Err(raise!(
                TypeError,
                "Constraints cannot be combined with bound=..."
            ));
        }
        let constraints = match constraints {
            [] => None,
            many => Some(Tuple::from_slice(many)?),
        };
        let tv = create(name, variance)?;
        let fields = tv.fields();
        fields.bound.set_value(bound);
        fields.constraints.set_value(constraints.map(Ref::upcast));
        fields
            .default
            .set_value(Some(default.unwrap_or(no_default()).to_ref()));
        tv.set_attr(id!(__module__), &caller())?;
        Ok(tv.upcast())
    }

    #[method("__typing_subst__(arg, /)")]
    fn typing_subst(&self, arg: &Object) -> PyResult {
        call_typing("_typevar_subst", &[self, arg])
    }

    #[method("__typing_prepare_subst__(alias, args, /)")]
    fn typing_prepare_subst(&self, alias: &Object, args: &Object) -> PyResult {
        let params = Tuple::from_iterable(&*alias.get_attr(id!(__parameters__))?)?;
        let mut index = None;
        for (i, p) in params.as_slice().iter().enumerate() {
            if p.equals(self)? {
                index = Some(i);
                break;
            }
        }
        let Some(i) = index else {
            return Err(raise!(ValueError, "sequence.index(x): x not in sequence"));
        };
        let n = args.length()?;
        if i < n {
            return Ok(args.to_ref()); // there is a value already
        }
        if i == n {
            let default = self.default_value()?;
            if !default.is(no_default()) {
                let more = Tuple::from_slice(&[&default])?;
                return crate::abstract_::number::add(args, &more);
            }
        }
        Err(raise!(
            TypeError,
            "Too few arguments for {}; actual {n}, expected at least {}",
            alias.str()?.to_string_lossy(),
            i + 1
        ))
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        Ok(self.name().to_ref())
    }

    #[method("has_default()")]
    fn has_default(&self) -> bool {
        self.default().is_given()
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("TypeVar"))
    }

    #[getter("__bound__")]
    fn bound(&self) -> PyResult {
        Ok(self.fields().bound.get()?.unwrap_or_else(none_ref))
    }

    #[getter("__constraints__")]
    fn constraints(&self) -> PyResult {
        let constraints = self.fields().constraints.get()?;
        Ok(constraints.unwrap_or_else(|| Tuple::empty().to_ref().upcast()))
    }

    #[getter("__default__")]
    fn default_value(&self) -> PyResult {
        self.default().default_value()
    }

    #[getter("evaluate_bound")]
    fn evaluate_bound(&self) -> PyResult {
        self.fields().bound.evaluator()
    }

    #[getter("evaluate_constraints")]
    fn evaluate_constraints(&self) -> PyResult {
        self.fields().constraints.evaluator()
    }

    #[getter("evaluate_default")]
    fn evaluate_default(&self) -> PyResult {
        self.default().default_evaluator()
    }
}

extern "C" fn repr(this: &TypeVar) -> PyResult {
    this.fields().variance.repr(this.name())
}

macro_rules! member {
    ($name:literal, $kind:expr, $($field:tt)+) => {
        crate::slots::member($name, $kind, offset_of!(TypeVarObject, $($field)+), Py_READONLY)
    };
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 5]> = crate::slots::Table::new([
    member!(c"__name__", _Py_T_OBJECT, name),
    member!(c"__covariant__", Py_T_BOOL, variance.covariant),
    member!(c"__contravariant__", Py_T_BOOL, variance.contravariant),
    member!(c"__infer_variance__", Py_T_BOOL, variance.infer),
    crate::slots::MEMBERS_END,
]);

static mut SLOTS: [PyType_Slot; 11] = [
    slot(Py_tp_doc, TypeVar::DOC as *mut _),
    slot(Py_tp_methods, TypeVar::METHODS as *mut _),
    slot(Py_tp_members, MEMBERS.first() as *mut _),
    slot(Py_tp_getset, TypeVar::GETSET as *mut _),
    slot(Py_tp_new, TypeVar::NEW as *mut _),
    slot(Py_tp_repr, repr as *mut _),
    slot(Py_nb_or, super::make_union as *mut _),
    slot(Py_tp_dealloc, super::dealloc::<TypeVarObject> as *mut _),
    slot(Py_tp_traverse, super::traverse::<TypeVarObject> as *mut _),
    slot(Py_tp_clear, super::clear::<TypeVarObject> as *mut _),
    slot(0, core::ptr::null_mut()),
];

static mut SPEC: PyType_Spec =
    super::heap_spec::<TypeVarObject>(c"typing.TypeVar", (&raw mut SLOTS).cast());

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}
