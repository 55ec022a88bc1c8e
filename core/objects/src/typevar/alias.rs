//! `typing.TypeAliasType`: `type X[T] = list[T]`, with a lazy value.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::lazy::Lazy;
use super::{Holder, caller};
use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct TypeAliasObject {
    ob_base: PyObject,
    name: *mut PyObject,
    type_params: *mut PyObject,
    value: Lazy,
    module: *mut PyObject,
}

object_view!(
    /// `typing.TypeAliasType`.
    pub TypeAlias, TypeAliasObject, "typing.TypeAliasType", |o| TypeAlias::check_instance(o)
);

// SAFETY: the offsets are the fields'.
unsafe impl Holder for TypeAliasObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(TypeAliasObject, name),
        offset_of!(TypeAliasObject, type_params),
        offset_of!(TypeAliasObject, value) + Lazy::EVALUATE,
        offset_of!(TypeAliasObject, value) + Lazy::VALUE,
        offset_of!(TypeAliasObject, module),
    ];
    const DICT: bool = false;
}

fn create(
    name: &Object,
    params: Option<&Object>,
    compute: Option<&Object>,
    value: Option<&Object>,
    module: Option<Ref>,
) -> PyResult {
    let params =
        params.filter(|p| !is_none(p) && !p.downcast::<Tuple>().is_some_and(|t| t.is_empty()));
    let own = |o: Option<&Object>| o.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr());
    let alias = crate::alloc::gc_new::<TypeAlias>(&_PyTypeAlias_Type)?;
    // SAFETY: fresh.
    unsafe {
        let raw = alias.raw();
        raw.write(TypeAliasObject {
            ob_base: (*raw).ob_base,
            name: own(Some(name)),
            type_params: own(params),
            value: Lazy::new(value, compute),
            module: module.map_or(core::ptr::null_mut(), Ref::into_ptr),
        });
    }
    crate::gc::track(&alias);
    Ok(alias.upcast())
}

/// INTRINSIC_TYPEALIAS: of the `type` statement; `args` is (name, parameters or None, function).
pub fn make(args: &Tuple) -> PyResult {
    match args.as_slice() {
        &[name, params, compute] => create(name, Some(params), Some(compute), None, None),
        _ => Err(crate::exceptions::bad_internal_call()),
    }
}

/// Parameters must be type parameters, and those with a default come last.
fn check_params(params: &Tuple) -> PyResult<()> {
    let mut seen_default = false;
    for p in params.as_slice() {
        let known = super::type_var::is_exact(p)
            || super::param_spec::is_exact(p)
            || super::type_var_tuple::is_exact(p);
        if !known {
            return Err(raise!(
                TypeError,
                "Expected a type param, got {}",
                p.repr()?.to_string_lossy()
            ));
        }
        if p.call_method(interned!("has_default"), &[])?.is_true()? {
            seen_default = true;
        } else if seen_default {
            return Err(raise!(
                TypeError,
                "non-default type parameter '{}' follows default type parameter",
                p.repr()?.to_string_lossy()
            ));
        }
    }
    Ok(())
}

impl TypeAlias {
    pub fn check_instance(o: &Object) -> bool {
        o.is_exactly(_PyTypeAlias_Type.raw())
    }

    fn lazy(&self) -> &Lazy {
        // SAFETY: live; it changes within cells only.
        unsafe { &(*self.raw()).value }
    }

    fn params(&self) -> Option<Ref<Tuple>> {
        // SAFETY: set for good, or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).type_params) }
    }
}

#[pymethods]
impl TypeAlias {
    /// A type alias, as the type statement makes it.
    #[new("typealias(name, value, *, type_params=())", nosig)]
    fn new(_cls: &Type, name: &Str, value: &Object, type_params: Option<&Object>) -> PyResult {
        if let Some(params) = type_params {
            let Some(params) = params.downcast::<Tuple>() else {
                return Err(raise!(TypeError, "type_params must be a tuple"));
            };
            check_params(params)?;
        }
        create(name, type_params, None, Some(value), Some(caller()))
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // SAFETY: set for good.
        Ok(unsafe { Object::from_ptr((*self.raw()).name) }.to_ref())
    }

    #[getter("__parameters__")]
    fn parameters(&self) -> PyResult<Ref<Tuple>> {
        match self.params() {
            Some(p) => super::unpack_all(&p),
            None => Ok(Tuple::empty().to_ref()),
        }
    }

    #[getter("__type_params__")]
    fn type_params(&self) -> PyResult<Ref<Tuple>> {
        Ok(self.params().unwrap_or_else(|| Tuple::empty().to_ref()))
    }

    #[getter("__value__")]
    fn value(&self) -> PyResult {
        Ok(self.lazy().get()?.unwrap_or_else(none_ref))
    }

    #[getter("evaluate_value")]
    fn evaluate_value(&self) -> PyResult {
        self.lazy().evaluator()
    }

    #[getter("__module__")]
    fn module(&self) -> PyResult {
        // SAFETY: set for good, or NULL.
        unsafe {
            if let Some(m) = Ref::from_borrowed_opt((*self.raw()).module) {
                return Ok(m);
            }
            if let Some(f) = self.lazy().function()
                && let Some(f) = f.downcast::<Function>()
                && let Some(m) = Ref::from_borrowed_opt((*f.raw()).func_module)
            {
                return Ok(m);
            }
        }
        Ok(none_ref())
    }
}

extern "C" fn repr(this: &TypeAlias) -> PyResult {
    this.reduce()
}

extern "C" fn getitem(this: &TypeAlias, args: &Object) -> PyResult {
    if this.params().is_none() {
        return Err(raise!(
            TypeError,
            "Only generic type aliases are subscriptable"
        ));
    }
    Ok(crate::genericalias::GenericAlias::new(this, args)?.upcast())
}

/// `*alias`: the one item `Unpack[alias]`.
extern "C" fn iter(this: &TypeAlias) -> PyResult {
    Tuple::from_slice(&[&*super::unpack(this)?])?.iter()
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    crate::union_::or(a, b)
}

/// The fields only: the type is static, so instances do not hold it.
unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: layout.
    unsafe { super::traverse::<TypeAliasObject>(op, visit, arg) }
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    crate::slots::member(
        c"__name__",
        _Py_T_OBJECT,
        offset_of!(TypeAliasObject, name),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: crate::slots::number(or),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: None,
    mp_subscript: crate::slots::binary(getitem),
    mp_ass_subscript: None,
};

pub static _PyTypeAlias_Type: Type = Type::new(PyTypeObject {
    tp_name: c"typing.TypeAliasType".as_ptr(),
    tp_basicsize: size_of::<TypeAliasObject>() as isize,
    tp_dealloc: Some(super::dealloc::<TypeAliasObject>),
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: TypeAlias::DOC,
    tp_traverse: Some(traverse),
    tp_clear: Some(super::clear::<TypeAliasObject>),
    tp_iter: crate::slots::iter(iter),
    tp_methods: TypeAlias::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: TypeAlias::GETSET,
    tp_new: Some(TypeAlias::NEW),
    ..Type::EMPTY
});
