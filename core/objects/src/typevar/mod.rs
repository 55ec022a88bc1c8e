//! Type parameters: `TypeVar`, `ParamSpec`, `TypeVarTuple`, type aliases, `Generic`, `NoDefault`, and the intrinsics of the
//! `[T]` and `type` syntax.
//!
//! What is lazy (bounds, constraints, defaults, alias values) is kept as a function until somebody asks, and as a value from
//! then on. Much of the behaviour is in `typing.py`, which is called by name.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref};
use layout::*;

use crate::exceptions::replace;
use crate::prelude::*;

pub mod alias;
pub mod evaluator;
pub mod generic;
pub mod lazy;
pub mod no_default;
pub mod param_spec;
pub mod type_var;
pub mod type_var_tuple;

/// `typing.<name>(*args)`.
pub fn call_typing(name: &str, args: &[&Object]) -> PyResult {
    typing_attr(name)?.call(args)
}

/// `typing.<name>`.
pub fn typing_attr(name: &str) -> PyResult {
    let import = crate::genericalias::builtin(id!(__import__))?;
    let typing = import.call(&[interned!("typing")])?;
    typing.get_attr(&*Str::from_str(name)?)
}

/// `typing._type_check`, with None for its type.
fn type_check(arg: &Object, message: &str) -> PyResult {
    if is_none(arg) {
        return Ok(arg.class().to_ref().upcast());
    }
    call_typing("_type_check", &[arg, &*Str::from_str(message)?])
}

/// The `__module__` of the function that is running, None if there is none.
fn caller() -> Ref {
    // SAFETY: attached; a frame's function, if any, is live while it runs.
    unsafe {
        let frame = (*base::tstate::current()).current_frame;
        if frame.is_null() {
            return none_ref();
        }
        let function = ((*frame).f_funcobj.bits & !3) as *mut PyObject;
        match Object::from_ptr_opt(function).and_then(|f| f.downcast::<Function>()) {
            Some(f) => Ref::from_borrowed_opt((*f.raw()).func_module).unwrap_or_else(none_ref),
            None => none_ref(),
        }
    }
}

/// `typing.Unpack[t]`.
fn unpack(t: &Object) -> PyResult {
    typing_attr("Unpack")?.get_item(t)
}

/// Type variable tuples stand unpacked among the parameters of a generic.
fn unpack_all(params: &Tuple) -> PyResult<Ref<Tuple>> {
    if !params
        .as_slice()
        .iter()
        .any(|p| type_var_tuple::is_exact(p))
    {
        return Ok(params.to_ref());
    }
    let mut out: Vec<Ref> = Vec::with_capacity(params.len());
    for p in params.as_slice() {
        out.push(if type_var_tuple::is_exact(p) {
            unpack(p)?
        } else {
            p.to_ref()
        });
    }
    Tuple::from_vec(out)
}

/// `|` with anything, strings included.
extern "C" fn make_union(a: &Object, b: &Object) -> PyResult {
    crate::union_::from_args(&*Tuple::from_slice(&[a, b])?)
}

fn no_subclass(what: &str) -> base::Raised {
    raise!(TypeError, "Cannot subclass an instance of {what}")
}

/// A struct of this folder: which of its fields hold references.
///
/// # Safety
/// Each offset is that of a `*mut PyObject` field.
unsafe trait Holder: Sized {
    const OFFSETS: &'static [usize];
    /// Do instances have a managed dictionary?
    const DICT: bool;
}

unsafe extern "C" fn traverse<H: Holder>(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(f) = visit else { return 0 };
    // SAFETY: a heap type's instances hold their type; offsets by `Holder`.
    unsafe {
        if (*(*op).ob_type).tp_flags & Py_TPFLAGS_HEAPTYPE != 0 {
            crate::visit_field!(f, arg, (*op).ob_type);
        }
        for &offset in H::OFFSETS {
            let value = *op.byte_add(offset).cast::<*mut PyObject>();
            crate::visit_field!(f, arg, value);
        }
        if H::DICT {
            crate::dict::visit_managed_dict(op, visit, arg)
        } else {
            0
        }
    }
}

unsafe extern "C" fn clear<H: Holder>(op: *mut PyObject) -> c_int {
    // SAFETY: as above.
    unsafe {
        for &offset in H::OFFSETS {
            replace(op.byte_add(offset).cast(), None);
        }
        if H::DICT {
            crate::dict::clear_managed_dict(op);
        }
    }
    0
}

unsafe extern "C" fn dealloc<H: Holder>(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        if let Some(slot) = crate::weakref::list_slot(Object::from_ptr(op))
            && !(*slot).is_null()
        {
            crate::weakref::clear_weakrefs(op);
        }
        clear::<H>(op);
        let ty = (*op).ob_type;
        if let Some(free) = (*ty).tp_free {
            free(op.cast());
        }
        if (*ty).tp_flags & Py_TPFLAGS_HEAPTYPE != 0 {
            base::refcount::decref(ty.cast());
        }
    }
}

/// A row of a heap type's slots.
const fn slot(id: c_int, f: *mut c_void) -> PyType_Slot {
    PyType_Slot { slot: id, pfunc: f }
}

/// The spec of a heap type whose instances are an `H`.
const fn heap_spec<H: Holder>(
    name: &'static core::ffi::CStr,
    slots: *mut PyType_Slot,
) -> PyType_Spec {
    let flags = Py_TPFLAGS_DEFAULT as u64
        | Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_MANAGED_WEAKREF as u64;
    let dict = if H::DICT {
        Py_TPFLAGS_MANAGED_DICT as u64
    } else {
        0
    };
    PyType_Spec {
        name: name.as_ptr(),
        basicsize: size_of::<H>() as i32,
        itemsize: 0,
        flags: (flags | dict) as u32,
        slots,
    }
}

/// A heap type that the interpreter caches, borrowed.
fn cached(p: *mut PyTypeObject) -> PyResult<&'static Type> {
    if p.is_null() {
        return Err(raise!(SystemError, "Cannot find Generic type"));
    }
    // SAFETY: the interpreter owns the type as long as code runs in it.
    Ok(unsafe { Type::from_raw(p) })
}

fn cache() -> *mut _Py_interp_cached_objects {
    // SAFETY: attached; only the address is taken.
    unsafe { &raw mut (*base::tstate::interp()).cached_objects }
}

/// Makes the heap types of an interpreter (`_Py_initialize_generic`).
pub fn init_interpreter() -> PyResult<()> {
    // SAFETY: the specs are valid; the interpreter owns the types.
    unsafe {
        let c = cache();
        let make = |spec: *const PyType_Spec| -> PyResult<*mut PyTypeObject> {
            Ok(Type::from_spec(None, spec, None)?.into_ptr().cast())
        };
        (*c).generic_type = make(generic::spec())?;
        (*c).typevar_type = make(type_var::spec())?;
        (*c).typevartuple_type = make(type_var_tuple::spec())?;
        (*c).paramspec_type = make(param_spec::spec())?;
        (*c).paramspecargs_type = make(param_spec::args_spec())?;
        (*c).paramspeckwargs_type = make(param_spec::kwargs_spec())?;
        (*c).constevaluator_type = make(evaluator::spec())?;
    }
    Ok(())
}

/// Drops them again (`_Py_clear_generic_types`).
pub fn fini_interpreter() {
    // SAFETY: the interpreter owns the types.
    unsafe {
        let c = cache();
        for field in [
            &raw mut (*c).generic_type,
            &raw mut (*c).typevar_type,
            &raw mut (*c).typevartuple_type,
            &raw mut (*c).paramspec_type,
            &raw mut (*c).paramspecargs_type,
            &raw mut (*c).paramspeckwargs_type,
            &raw mut (*c).constevaluator_type,
        ] {
            replace(field.cast(), None);
        }
    }
}

/// INTRINSIC_SET_TYPEPARAM_DEFAULT: gives the parameter its lazy default, and gives it back.
pub fn set_default(param: &Object, evaluate: &Object) -> PyResult {
    // SAFETY: the fields are those of the exact types.
    unsafe {
        let default = if type_var::is_exact(param) {
            &(*param.as_ptr().cast::<type_var::TypeVarObject>()).default
        } else if param_spec::is_exact(param) {
            &(*param.as_ptr().cast::<param_spec::ParamSpecObject>()).default
        } else if type_var_tuple::is_exact(param) {
            &(*param.as_ptr().cast::<type_var_tuple::TypeVarTupleObject>()).default
        } else {
            return Err(raise!(
                TypeError,
                "Expected a type param, got {}",
                param.repr()?.to_string_lossy()
            ));
        };
        default.set_evaluate(Some(evaluate.to_ref()));
    }
    Ok(param.to_ref())
}

pub use alias::make as make_type_alias;
pub use generic::subscript as subscript_generic;
pub use param_spec::make as make_param_spec;
pub use type_var::make as make_type_var;
pub use type_var_tuple::make as make_type_var_tuple;
