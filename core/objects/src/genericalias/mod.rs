//! `types.GenericAlias`: `list[int]`, which behaves as its origin but remembers the arguments.

#![allow(non_upper_case_globals)] // types have their C names

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Hash, NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::exceptions::replace;
use crate::prelude::*;

pub mod parameters;
pub mod show;

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
    /// `Py_GenericAlias`: arguments that are no tuple become one of one.
    pub fn new(origin: &Object, args: &Object) -> PyResult<Ref<GenericAlias>> {
        GenericAlias::of_class(&Py_GenericAliasType, origin, args)
    }

    fn of_class(ty: &Type, origin: &Object, args: &Object) -> PyResult<Ref<GenericAlias>> {
        let args = match args.downcast::<Tuple>() {
            Some(t) => t.to_ref(),
            None => Tuple::from_slice(&[args])?,
        };
        let alias = ty.alloc(0)?;
        // SAFETY: layout; fresh and zeroed.
        unsafe {
            let raw = alias.as_ptr().cast::<GenericAliasObject>();
            (*raw).origin = origin.to_ref().into_ptr();
            (*raw).args = args.into_ptr();
            if has_vectorcall(origin) {
                (*raw).vectorcall = crate::slots::vectorcall(vectorcall);
            }
            Ok(alias.downcast_into_unchecked())
        }
    }

    pub fn origin(&self) -> Ref {
        // SAFETY: set for good by the constructor.
        unsafe { Object::from_ptr((*self.raw()).origin) }.to_ref()
    }

    pub fn args(&self) -> Ref<Tuple> {
        // SAFETY: set for good by the constructor.
        unsafe { Tuple::from_raw((*self.raw()).args.cast()) }.to_ref()
    }

    pub fn is_starred(&self) -> bool {
        // SAFETY: a plain byte.
        unsafe { (*self.raw()).starred }
    }

    /// The type variables among the arguments, worked out once.
    pub fn parameters(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: the field owns a tuple or is NULL.
        unsafe {
            if (*self.raw()).parameters.is_null() {
                let made = parameters::collect(&self.args())?;
                replace(&raw mut (*self.raw()).parameters, Some(made.upcast()));
            }
            Ok(Tuple::from_raw((*self.raw()).parameters.cast()).to_ref())
        }
    }
}

/// Can the object be called by the vectorcall protocol (`PyVectorcall_Function`)?
fn has_vectorcall(o: &Object) -> bool {
    // SAFETY: live types; the offset is that of a function pointer.
    unsafe {
        let ty = o.type_ptr();
        (*ty).tp_flags & Py_TPFLAGS_HAVE_VECTORCALL != 0
            && o.as_ptr()
                .byte_offset((*ty).tp_vectorcall_offset)
                .cast::<Option<vectorcallfunc>>()
                .read()
                .is_some()
    }
}

/// Attributes of the alias itself; all others are the origin's.
const OWN: [&str; 9] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
];

/// Attributes that must not come from the origin either.
const BLOCKED: [&str; 3] = ["__bases__", "__copy__", "__deepcopy__"];

extern "C" fn getattro(this: &GenericAlias, name: &Object) -> PyResult {
    if let Some(s) = name.downcast::<Str>()
        && !BLOCKED.iter().chain(&OWN).any(|n| s.eq_literal(n))
    {
        return this.origin().get_attr(s);
    }
    this.generic_get_attr(name)
}

extern "C" fn repr(this: &GenericAlias) -> PyResult {
    let mut out = Vec::new();
    if this.is_starred() {
        out.push(b'*');
    }
    show::item(&mut out, &this.origin())?;
    out.push(b'[');
    let args = this.args();
    for (i, arg) in args.as_slice().iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        match arg.downcast::<List>() {
            Some(list) if arg.is_exactly(crate::list::PyList_Type.raw()) => {
                show::list(&mut out, list)?; // a ParamSpec's arguments
            }
            _ => show::item(&mut out, arg)?,
        }
    }
    if args.is_empty() {
        out.extend_from_slice(b"()");
    }
    out.push(b']');
    Ok(Str::from_wtf8(&out)?.upcast())
}

extern "C" fn hash(this: &GenericAlias) -> Hash {
    this.origin()
        .hash()
        .and_then(|a| Ok(a ^ this.args().hash()?))
        .into()
}

/// `__orig_class__` on the new instance, where it takes attributes.
fn with_orig_class(this: &GenericAlias, instance: Ref) -> PyResult {
    if let Err(raised) = instance.set_attr(id!(__orig_class__), this) {
        if crate::exceptions::matches(&crate::exceptions::types::AttributeError)
            || crate::exceptions::matches(&crate::exceptions::types::TypeError)
        {
            raised.clear();
        } else {
            return Err(raised);
        }
    }
    Ok(instance)
}

extern "C" fn call(this: &GenericAlias, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    with_orig_class(this, this.origin().call_tuple(args, kwargs)?)
}

extern "C" fn vectorcall(
    this: &GenericAlias,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: the caller's arguments, passed on.
    let instance =
        unsafe { crate::abstract_::call::vectorcall(&this.origin(), args, nargsf, kwnames)? };
    with_orig_class(this, instance)
}

extern "C" fn richcompare(this: &GenericAlias, other: &Object, op: c_int) -> PyResult {
    let want = match op {
        2 => true,
        3 => false,
        _ => return not_implemented_result(),
    };
    let Some(other) = other.downcast::<GenericAlias>() else {
        return not_implemented_result();
    };
    let equal = this.is_starred() == other.is_starred()
        && this.origin().equals(&other.origin())?
        && this.args().equals(&other.args())?;
    Ok(py_bool(equal == want).to_ref().upcast())
}

extern "C" fn getitem(this: &GenericAlias, item: &Object) -> PyResult {
    let parameters = this.parameters()?;
    let args = parameters::substitute(this, &this.args(), &parameters, item)?;
    let alias = GenericAlias::new(&this.origin(), &args)?;
    // SAFETY: fresh.
    unsafe { (*alias.raw()).starred = this.is_starred() };
    Ok(alias.upcast())
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    crate::union_::or(a, b)
}

extern "C" fn iter(this: &GenericAlias) -> PyResult {
    let it = crate::alloc::gc_new::<AliasIter>(&_Py_GenericAliasIterType)?;
    // SAFETY: fresh.
    unsafe { (*it.raw()).alias = (**this).to_ref().into_ptr() };
    crate::gc::track(&it);
    Ok(it.upcast())
}

#[pymethods]
impl GenericAlias {
    /// A generic type with its arguments, such as list[int].
    #[new("GenericAlias(origin, args, /)", varargs)]
    fn new_slot(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        crate::exceptions::base_exception::no_keywords("GenericAlias", kwargs)?;
        let &[origin, arguments] = args.as_slice() else {
            return Err(raise!(
                TypeError,
                "GenericAlias expected 2 arguments, got {}",
                args.len()
            ));
        };
        Ok(GenericAlias::of_class(cls, origin, arguments)?.upcast())
    }

    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<Ref<Tuple>> {
        let _ = bases;
        Tuple::from_slice(&[&self.origin()])
    }

    #[method("__instancecheck__(instance, /)", nosig)]
    fn instancecheck(&self, instance: &Object) -> PyResult<bool> {
        let _ = instance;
        Err(raise!(
            TypeError,
            "isinstance() argument 2 cannot be a parameterized generic"
        ))
    }

    #[method("__subclasscheck__(cls, /)", nosig)]
    fn subclasscheck(&self, cls: &Object) -> PyResult<bool> {
        let _ = cls;
        Err(raise!(
            TypeError,
            "issubclass() argument 2 cannot be a parameterized generic"
        ))
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        if self.is_starred() {
            let plain = GenericAlias::new(&self.origin(), &self.args())?;
            let args = Tuple::from_slice(&[&*plain.iter()?])?;
            return Tuple::from_slice(&[&*builtin(id!(next))?, &args]);
        }
        let args = Tuple::from_slice(&[&self.origin(), &self.args()])?;
        Tuple::from_slice(&[self.class(), &args])
    }

    #[method("__dir__()")]
    fn dir_method(&self) -> PyResult<Ref<List>> {
        let names = self.origin().dir()?;
        for own in OWN {
            let name = Str::from_str(own)?;
            if !names.contains(&name)? {
                names.push(&name)?;
            }
        }
        Ok(names)
    }

    /// The type variables in the alias.
    #[getter("__parameters__")]
    fn get_parameters(&self) -> PyResult<Ref<Tuple>> {
        self.parameters()
    }

    #[getter("__typing_unpacked_tuple_args__")]
    fn unpacked_tuple_args(&self) -> PyResult {
        if self.is_starred() && self.origin().is(&crate::tuple::PyTuple_Type) {
            return Ok(self.args().upcast());
        }
        Ok(none_ref())
    }
}

/// A built-in function by name, as pickling wants it.
pub(crate) fn builtin(name: &Str) -> PyResult {
    // SAFETY: attached; the interpreter owns the dictionary.
    let dict = unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).builtins) };
    match dict.map(|d| d.get_str(name)).transpose()?.flatten() {
        Some(f) => Ok(f),
        None => Err(raise!(AttributeError, "{}", name.to_string_lossy())),
    }
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let raw = op.cast::<GenericAliasObject>();
        if !(*raw).weakreflist.is_null() {
            crate::weakref::clear_weakrefs(op);
        }
        crate::clear_field!((*raw).origin, (*raw).args, (*raw).parameters);
        if let Some(free) = (*(*op).ob_type).tp_free {
            free(op.cast());
        }
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<GenericAliasObject>();
    // SAFETY: layout.
    let (a, b, c) = unsafe { ((*raw).origin, (*raw).args, (*raw).parameters) };
    crate::visit_field!(visit, arg, a, b, c);
    0
}

macro_rules! member {
    ($name:literal, $kind:expr, $field:ident) => {
        crate::slots::member(
            $name,
            $kind,
            offset_of!(GenericAliasObject, $field),
            Py_READONLY,
        )
    };
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 4]> = crate::slots::Table::new([
    member!(c"__origin__", _Py_T_OBJECT, origin),
    member!(c"__args__", _Py_T_OBJECT, args),
    member!(c"__unpacked__", Py_T_BOOL, starred),
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

#[unsafe(no_mangle)]
pub static Py_GenericAliasType: Type = Type::new(PyTypeObject {
    tp_name: c"types.GenericAlias".as_ptr(),
    tp_basicsize: size_of::<GenericAliasObject>() as isize,
    tp_dealloc: Some(dealloc),
    tp_vectorcall_offset: offset_of!(GenericAliasObject, vectorcall) as isize,
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(hash),
    tp_call: crate::slots::call(call),
    tp_getattro: crate::slots::getattro(getattro),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_doc: GenericAlias::DOC,
    tp_traverse: Some(traverse),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: offset_of!(GenericAliasObject, weakreflist) as isize,
    tp_iter: crate::slots::iter(iter),
    tp_methods: GenericAlias::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: GenericAlias::GETSET,
    tp_new: Some(GenericAlias::NEW),
    ..Type::EMPTY
});

/// The struct of `iter(alias)`, which gives the starred alias once.
#[repr(C)]
pub struct AliasIterObject {
    ob_base: PyObject,
    alias: *mut PyObject,
}

object_view!(
    /// `generic_alias_iterator`.
    pub AliasIter, AliasIterObject, "generic_alias_iterator",
    |o| o.is_exactly(_Py_GenericAliasIterType.raw())
);

#[pymethods]
impl AliasIter {
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let iter = builtin(id!(iter))?;
        // SAFETY: the field owns a reference or is NULL.
        let rest = match unsafe { Ref::<Object>::from_borrowed_opt((*self.raw()).alias) } {
            Some(alias) => alias,
            None => Tuple::empty().to_ref().upcast(),
        };
        Tuple::from_slice(&[&iter, &*Tuple::from_slice(&[&rest])?])
    }
}

extern "C" fn iter_next(this: &AliasIter) -> NextResult {
    (|| -> PyResult<Option<Ref>> {
        // SAFETY: the field owns a reference or is NULL; it gives it up here.
        let alias = unsafe {
            let slot = &raw mut (*this.raw()).alias;
            Ref::<GenericAlias>::from_owned_opt(slot.replace(core::ptr::null_mut()))
        };
        let Some(alias) = alias else { return Ok(None) };
        let starred = GenericAlias::new(&alias.origin(), &alias.args())?;
        // SAFETY: fresh.
        unsafe { (*starred.raw()).starred = true };
        Ok(Some(starred.upcast()))
    })()
    .into()
}

unsafe extern "C" fn iter_dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        crate::clear_field!((*op.cast::<AliasIterObject>()).alias);
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn iter_traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: layout.
    let alias = unsafe { (*op.cast::<AliasIterObject>()).alias };
    crate::visit_field!(visit, arg, alias);
    0
}

pub static _Py_GenericAliasIterType: Type = Type::new(PyTypeObject {
    tp_name: c"generic_alias_iterator".as_ptr(),
    tp_basicsize: size_of::<AliasIterObject>() as isize,
    tp_dealloc: Some(iter_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(iter_traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(iter_next),
    tp_methods: AliasIter::METHODS,
    ..Type::EMPTY
});
