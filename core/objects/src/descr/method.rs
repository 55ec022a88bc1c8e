//! `method_descriptor` and `classmethod_descriptor`: functions of a type's method table.
//!
//! A method descriptor is called with the instance as first argument; the vectorcall function is chosen by the calling
//! convention when it is made. Type checks and arity errors are made here, so that the functions need not.

use core::ffi::c_void;
use core::mem::{offset_of, transmute};

use layout::*;

use super::{Descr, descriptor};
use crate::abstract_::call::{keywords, nargs, object_slice};
use crate::prelude::*;
use crate::{CFunction, recursion, slots};

descriptor!(
    MethodDescr,
    PyMethodDescrObject,
    "method_descriptor",
    PyMethodDescr_Type
);

impl MethodDescr {
    /// The table entry.
    #[inline(always)]
    pub fn def(&self) -> *mut PyMethodDef {
        // SAFETY: set when made.
        unsafe { (*self.raw()).d_method }
    }
}

/// `PyDescr_NewMethod`.
///
/// # Safety
/// `def` is a valid entry that outlives the type.
pub unsafe fn new(owner: &Type, def: *mut PyMethodDef) -> PyResult {
    // SAFETY: a valid entry; fresh.
    unsafe {
        let Some(vectorcall) = vectorcall_for((*def).ml_flags) else {
            return Err(raise!(
                SystemError,
                "{}() method: bad call flags",
                core::ffi::CStr::from_ptr((*def).ml_name).to_string_lossy()
            ));
        };
        let d = super::allocate::<MethodDescr>(&PyMethodDescr_Type, owner, (*def).ml_name)?;
        (*d.raw()).d_method = def;
        (*d.raw()).vectorcall = slots::vectorcall::<MethodDescr>(vectorcall);
        Ok(d.upcast())
    }
}

/// `PyDescr_NewClassMethod`.
///
/// # Safety
/// As [`new`].
pub unsafe fn new_class_method(owner: &Type, def: *mut PyMethodDef) -> PyResult {
    // SAFETY: a valid entry; fresh.
    unsafe {
        let d = super::allocate::<MethodDescr>(&PyClassMethodDescr_Type, owner, (*def).ml_name)?;
        (*d.raw()).d_method = def;
        Ok(d.upcast())
    }
}

type Vectorcall =
    extern "C" fn(&MethodDescr, *const *mut PyObject, usize, Option<&Tuple>) -> PyResult;

fn vectorcall_for(flags: core::ffi::c_int) -> Option<Vectorcall> {
    const FAST_KW: i32 = METH_FASTCALL | METH_KEYWORDS;
    const FAST_METHOD: i32 = FAST_KW | METH_METHOD;
    const VAR_KW: i32 = METH_VARARGS | METH_KEYWORDS;
    Some(
        match flags
            & (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)
        {
            METH_VARARGS => call_varargs,
            VAR_KW => call_varargs_keywords,
            METH_FASTCALL => call_fast,
            FAST_KW => call_fast_keywords,
            METH_NOARGS => call_noargs,
            METH_O => call_o,
            FAST_METHOD => call_method,
            _ => return None,
        },
    )
}

/// The function's name as messages give it: `list.append()`.
pub fn function_string(f: &Object) -> PyResult<String> {
    let Some(qualname) = f.get_attr_opt(id!(__qualname__))? else {
        return Ok(f.str()?.to_string_lossy().into_owned());
    };
    let qualname = qualname.str()?.to_string_lossy().into_owned();
    if let Some(module) = f.get_attr_opt(id!(__module__))?
        && !is_none(&module)
    {
        let module = module.str()?;
        if !module.eq_literal("builtins") {
            return Ok(format!("{}.{qualname}()", module.to_string_lossy()));
        }
    }
    Ok(format!("{qualname}()"))
}

#[cold]
fn arity_error(f: &Object, what: std::fmt::Arguments<'_>) -> Raised {
    match function_string(f) {
        Ok(name) => raise!(TypeError, "{name} {what}"),
        Err(e) => e,
    }
}

/// The instance and how many arguments follow; TypeError if there is none or it is of the wrong type.
#[inline(always)]
fn check_args<'a>(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult<(&'a Object, usize)> {
    let n = nargs(nargsf);
    if n < 1 {
        return Err(match function_string(this) {
            Ok(name) => raise!(TypeError, "unbound method {name} needs an argument"),
            Err(e) => e,
        });
    }
    // SAFETY: at least one argument.
    let instance = unsafe { Object::from_ptr(*args) };
    this.common().check(instance)?;
    if let Some(k) = kwnames
        && !k.is_empty()
    {
        return Err(arity_error(
            this,
            format_args!("takes no keyword arguments"),
        ));
    }
    Ok((instance, n - 1))
}

/// The entry's function, as the convention's type.
macro_rules! function {
    ($this:expr, $ty:ty) => {{
        recursion::enter(" while calling a Python object")?;
        #[allow(unused_unsafe, reason = "some callers stand in an unsafe block")]
        // SAFETY: the entry's flags say what the function's type is; made descriptors have a function.
        let f = unsafe { transmute::<Option<PyCFunction>, $ty>((*$this.def()).ml_meth) };
        f
    }};
}

extern "C" fn call_varargs(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, kwnames)?;
    // SAFETY: `n` arguments follow the instance.
    unsafe {
        let rest = Tuple::from_slice(object_slice(args.add(1), n))?;
        let f = function!(this, PyCFunction);
        Ref::from_c(f(instance.as_ptr(), rest.as_ptr()))
    }
}

extern "C" fn call_varargs_keywords(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, None)?;
    // SAFETY: `n` arguments follow the instance, then the keyword values.
    unsafe {
        let rest = Tuple::from_slice(object_slice(args.add(1), n))?;
        let kwargs = keywords(args.add(1 + n), kwnames)?;
        let f = function!(this, PyCFunctionWithKeywords);
        Ref::from_c(f(
            instance.as_ptr(),
            rest.as_ptr(),
            kwargs
                .as_ref()
                .map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        ))
    }
}

extern "C" fn call_fast(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, kwnames)?;
    let f = function!(this, PyCFunctionFast);
    // SAFETY: `n` arguments follow the instance.
    unsafe { Ref::from_c(f(instance.as_ptr(), args.add(1), n as Py_ssize_t)) }
}

extern "C" fn call_fast_keywords(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, None)?;
    let f = function!(this, PyCFunctionFastWithKeywords);
    // SAFETY: `n` arguments follow the instance, then the keyword values.
    unsafe {
        Ref::from_c(f(
            instance.as_ptr(),
            args.add(1),
            n as Py_ssize_t,
            kwnames.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        ))
    }
}

extern "C" fn call_method(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, None)?;
    let f = function!(this, PyCMethod);
    // SAFETY: as above; the defining class goes along.
    unsafe {
        Ref::from_c(f(
            instance.as_ptr(),
            this.common().owner().raw(),
            args.add(1),
            n as Py_ssize_t,
            kwnames.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        ))
    }
}

extern "C" fn call_noargs(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, kwnames)?;
    if n != 0 {
        return Err(arity_error(
            this,
            format_args!("takes no arguments ({n} given)"),
        ));
    }
    let f = function!(this, PyCFunction);
    // SAFETY: the convention.
    unsafe { Ref::from_c(f(instance.as_ptr(), core::ptr::null_mut())) }
}

extern "C" fn call_o(
    this: &MethodDescr,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (instance, n) = check_args(this, args, nargsf, kwnames)?;
    if n != 1 {
        return Err(arity_error(
            this,
            format_args!("takes exactly one argument ({n} given)"),
        ));
    }
    let f = function!(this, PyCFunction);
    // SAFETY: one argument follows the instance.
    unsafe { Ref::from_c(f(instance.as_ptr(), *args.add(1))) }
}

extern "C" fn method_get(
    this: &MethodDescr,
    instance: Option<&Object>,
    owner: Option<&Object>,
) -> PyResult {
    let Some(instance) = instance else {
        return Ok(this.to_ref().upcast());
    };
    let common = this.common();
    common.check(instance)?;
    // SAFETY: the entry outlives the descriptor.
    unsafe {
        if (*this.def()).ml_flags & METH_METHOD != 0 {
            if let Some(owner) = owner
                && owner.downcast::<Type>().is_none()
            {
                return Err(raise!(
                    TypeError,
                    "descriptor '{}' needs a type, not '{}', as arg 2",
                    common.quoted(),
                    owner.class().tp_name()
                ));
            }
            return Ok(
                CFunction::new(this.def(), Some(instance), None, Some(common.owner()))?.upcast(),
            );
        }
        Ok(CFunction::new(this.def(), Some(instance), None, None)?.upcast())
    }
}

extern "C" fn class_method_get(
    this: &MethodDescr,
    instance: Option<&Object>,
    owner: Option<&Object>,
) -> PyResult {
    let common = this.common();
    let owner: &Object = match (owner, instance) {
        (Some(o), _) => o,
        (None, Some(i)) => i.class(),
        (None, None) => {
            return Err(raise!(
                TypeError,
                "descriptor '{}' for type '{}' needs either an object or a type",
                common.quoted(),
                common.owner().tp_name()
            ));
        }
    };
    let Some(class) = owner.downcast::<Type>() else {
        return Err(raise!(
            TypeError,
            "descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
            common.quoted(),
            common.owner().tp_name(),
            owner.class().tp_name()
        ));
    };
    if !class.is_subtype(common.owner()) {
        return Err(raise!(
            TypeError,
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            common.quoted(),
            common.owner().tp_name(),
            class.tp_name()
        ));
    }
    // SAFETY: the entry outlives the descriptor.
    unsafe {
        let defining = ((*this.def()).ml_flags & METH_METHOD != 0).then(|| common.owner());
        Ok(CFunction::new(this.def(), Some(class), None, defining)?.upcast())
    }
}

/// Calling a class method descriptor: bind to the first argument, a class.
extern "C" fn class_method_call(
    this: &MethodDescr,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    let common = this.common();
    let Some(class) = args.get(0) else {
        return Err(raise!(
            TypeError,
            "descriptor '{}' of '{}' object needs an argument",
            common.quoted(),
            common.owner().tp_name()
        ));
    };
    let bound = class_method_get(this, None, Some(class))?;
    let rest = args.slice(1, args.len())?;
    bound.call_tuple(&rest, kwargs)
}

extern "C" fn method_repr(this: &Descr) -> PyResult {
    this.repr_as("method")
}

extern "C" fn method_doc(this: &MethodDescr, _: *mut c_void) -> PyResult {
    // SAFETY: the entry's strings.
    unsafe { crate::type_::doc::c_doc((*this.def()).ml_name, (*this.def()).ml_doc) }
}

extern "C" fn method_signature(this: &MethodDescr, _: *mut c_void) -> PyResult {
    let def = this.def();
    // SAFETY: the entry and its strings live as long as the type.
    unsafe { crate::type_::doc::c_signature((*def).ml_name, (*def).ml_doc, (*def).ml_flags) }
}

static GETSET: slots::Table<[PyGetSetDef; 4]> = slots::Table::new([
    slots::getset::<MethodDescr>(c"__doc__", Some(method_doc), None, c""),
    slots::getset::<Descr>(c"__qualname__", Some(super::qualname), None, c""),
    slots::getset::<MethodDescr>(c"__text_signature__", Some(method_signature), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyMethodDescr_Type: Type = Type::new(PyTypeObject {
    tp_name: c"method_descriptor".as_ptr(),
    tp_basicsize: size_of::<PyMethodDescrObject>() as isize,
    tp_vectorcall_offset: offset_of!(PyMethodDescrObject, vectorcall) as isize,
    tp_repr: slots::repr::<Descr>(method_repr),
    tp_call: crate::abstract_::call::VECTORCALL_CALL,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    tp_methods: super::METHODS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<MethodDescr>(method_get),
    ..super::BASE
});

#[unsafe(no_mangle)]
pub static PyClassMethodDescr_Type: Type = Type::new(PyTypeObject {
    tp_name: c"classmethod_descriptor".as_ptr(),
    tp_basicsize: size_of::<PyMethodDescrObject>() as isize,
    tp_repr: slots::repr::<Descr>(method_repr),
    tp_call: slots::call::<MethodDescr>(class_method_call),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<MethodDescr>(class_method_get),
    ..super::BASE
});
