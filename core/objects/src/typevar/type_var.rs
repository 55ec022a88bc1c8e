//! `typing.TypeVar`.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::no_default::no_default;
use super::{Holder, call_typing, caller, evaluator_of, lazy, slot, type_check};
use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct TypeVarObject {
    pub ob_base: PyObject,
    pub name: *mut PyObject,
    pub bound: *mut PyObject,
    pub evaluate_bound: *mut PyObject,
    pub constraints: *mut PyObject,
    pub evaluate_constraints: *mut PyObject,
    pub default_value: *mut PyObject,
    pub evaluate_default: *mut PyObject,
    pub covariant: bool,
    pub contravariant: bool,
    pub infer_variance: bool,
}

object_view!(
    /// `typing.TypeVar`.
    pub TypeVar, TypeVarObject, "typing.TypeVar", |o| is_exact(o)
);

// SAFETY: the offsets are the fields'.
unsafe impl Holder for TypeVarObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(TypeVarObject, name),
        offset_of!(TypeVarObject, bound),
        offset_of!(TypeVarObject, evaluate_bound),
        offset_of!(TypeVarObject, constraints),
        offset_of!(TypeVarObject, evaluate_constraints),
        offset_of!(TypeVarObject, default_value),
        offset_of!(TypeVarObject, evaluate_default),
    ];
    const DICT: bool = true;
}

pub fn is_exact(o: &Object) -> bool {
    // SAFETY: attached.
    o.is_exactly(unsafe { (*super::cache()).typevar_type })
}

fn create() -> PyResult<Ref<TypeVar>> {
    // SAFETY: attached; layout of the cached type.
    unsafe {
        let ty = super::cached((*super::cache()).typevar_type)?;
        Ok(ty.alloc(0)?.downcast_into_unchecked())
    }
}

fn owned(o: Option<&Object>) -> *mut PyObject {
    o.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr())
}

/// INTRINSIC_TYPEVAR, _WITH_BOUND, _WITH_CONSTRAINTS: of the `[T]` syntax, where the variance is inferred.
pub fn make(
    name: &Object,
    evaluate_bound: Option<&Object>,
    evaluate_constraints: Option<&Object>,
) -> PyResult {
    let tv = create()?;
    // SAFETY: fresh and zeroed.
    unsafe {
        let raw = tv.raw();
        (*raw).name = owned(Some(name));
        (*raw).evaluate_bound = owned(evaluate_bound);
        (*raw).evaluate_constraints = owned(evaluate_constraints);
        (*raw).infer_variance = true;
    }
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
        super::check_variance(covariant, contravariant, infer_variance)?;
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
        let tv = create()?;
        // SAFETY: fresh and zeroed.
        unsafe {
            let raw = tv.raw();
            (*raw).name = owned(Some(name));
            (*raw).bound = bound.map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*raw).constraints = constraints.map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*raw).default_value = owned(Some(default.unwrap_or(no_default())));
            (*raw).covariant = covariant;
            (*raw).contravariant = contravariant;
            (*raw).infer_variance = infer_variance;
        }
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
        // SAFETY: set for good.
        Ok(unsafe { Object::from_ptr((*self.raw()).name) }.to_ref())
    }

    #[method("has_default()")]
    fn has_default(&self) -> bool {
        // SAFETY: pointers are compared only.
        unsafe {
            let raw = self.raw();
            !(*raw).evaluate_default.is_null()
                || (!(*raw).default_value.is_null()
                    && (*raw).default_value != no_default().as_ptr())
        }
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(super::no_subclass("TypeVar"))
    }

    #[getter("__bound__")]
    fn bound(&self) -> PyResult {
        // SAFETY: fields of a live object.
        let v = unsafe {
            lazy(
                &raw mut (*self.raw()).bound,
                &raw mut (*self.raw()).evaluate_bound,
            )?
        };
        Ok(v.unwrap_or_else(none_ref))
    }

    #[getter("__constraints__")]
    fn constraints(&self) -> PyResult {
        let raw = self.raw();
        // SAFETY: fields of a live object.
        let v = unsafe {
            lazy(
                &raw mut (*raw).constraints,
                &raw mut (*raw).evaluate_constraints,
            )?
        };
        Ok(v.unwrap_or_else(|| Tuple::empty().to_ref().upcast()))
    }

    #[getter("__default__")]
    fn default_value(&self) -> PyResult {
        let raw = self.raw();
        // SAFETY: fields of a live object.
        let v = unsafe {
            lazy(
                &raw mut (*raw).default_value,
                &raw mut (*raw).evaluate_default,
            )?
        };
        Ok(v.unwrap_or_else(|| no_default().to_ref()))
    }

    #[getter("evaluate_bound")]
    fn evaluate_bound(&self) -> PyResult {
        let raw = self.raw();
        // SAFETY: fields of a live object.
        unsafe { evaluator_of(&raw mut (*raw).bound, &raw mut (*raw).evaluate_bound) }
    }

    #[getter("evaluate_constraints")]
    fn evaluate_constraints(&self) -> PyResult {
        let raw = self.raw();
        // SAFETY: fields of a live object.
        unsafe {
            evaluator_of(
                &raw mut (*raw).constraints,
                &raw mut (*raw).evaluate_constraints,
            )
        }
    }

    #[getter("evaluate_default")]
    fn evaluate_default(&self) -> PyResult {
        let raw = self.raw();
        // SAFETY: fields of a live object. The absent default has no evaluator.
        unsafe {
            if (*raw).evaluate_default.is_null()
                && ((*raw).default_value.is_null() || (*raw).default_value == no_default().as_ptr())
            {
                return Ok(none_ref());
            }
            evaluator_of(
                &raw mut (*raw).default_value,
                &raw mut (*raw).evaluate_default,
            )
        }
    }
}

extern "C" fn repr(this: &TypeVar) -> PyResult {
    // SAFETY: the name is set for good.
    unsafe {
        let raw = this.raw();
        super::variance_repr(
            Object::from_ptr((*raw).name),
            (*raw).covariant,
            (*raw).contravariant,
            (*raw).infer_variance,
        )
    }
}

macro_rules! member {
    ($name:literal, $kind:expr, $field:ident) => {
        crate::slots::member($name, $kind, offset_of!(TypeVarObject, $field), Py_READONLY)
    };
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 5]> = crate::slots::Table::new([
    member!(c"__name__", _Py_T_OBJECT, name),
    member!(c"__covariant__", Py_T_BOOL, covariant),
    member!(c"__contravariant__", Py_T_BOOL, contravariant),
    member!(c"__infer_variance__", Py_T_BOOL, infer_variance),
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

static mut SPEC: PyType_Spec = PyType_Spec {
    name: c"typing.TypeVar".as_ptr(),
    basicsize: size_of::<TypeVarObject>() as i32,
    itemsize: 0,
    flags: (Py_TPFLAGS_DEFAULT as u64
        | Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_MANAGED_DICT as u64
        | Py_TPFLAGS_MANAGED_WEAKREF as u64) as u32,
    slots: (&raw mut SLOTS).cast(),
};

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}
