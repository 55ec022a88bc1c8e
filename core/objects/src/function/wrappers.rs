//! `classmethod` and `staticmethod`: what a function in a class body binds to instead of the instance.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

/// The struct of both.
#[repr(C)]
pub struct WrapperObject {
    pub ob_base: PyObject,
    pub callable: *mut PyObject,
    pub dict: *mut PyObject,
}

object_view!(
    /// `classmethod`.
    pub ClassMethod, WrapperObject, "classmethod", |o| crate::type_::is_subtype_instance(o, &PyClassMethod_Type)
);
object_view!(
    /// `staticmethod`.
    pub StaticMethod, WrapperObject, "staticmethod", |o| crate::type_::is_subtype_instance(o, &PyStaticMethod_Type)
);

/// `PyClassMethod_New`.
pub fn class_method(callable: &Object) -> PyResult {
    make(&PyClassMethod_Type, callable)
}

/// `PyStaticMethod_New`.
pub fn static_method(callable: &Object) -> PyResult {
    make(&PyStaticMethod_Type, callable)
}

/// `tp_new`: wraps None until `__init__` is called.
extern "C" fn new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    make(ty, none())
}

fn make(ty: &Type, callable: &Object) -> PyResult {
    let o = ty.alloc(0)?;
    // SAFETY: fresh, of the struct.
    unsafe { (*o.as_ptr().cast::<WrapperObject>()).callable = callable.to_ref().into_ptr() };
    Ok(o)
}

fn raw(o: &Object) -> *mut WrapperObject {
    o.as_ptr().cast()
}

fn callable(o: &Object) -> Option<Ref> {
    // SAFETY: both types have the struct.
    unsafe { Ref::from_borrowed_opt((*raw(o)).callable) }
}

/// The callable, or the error of an object that `__init__` was not called on.
fn initialised(o: &Object) -> PyResult {
    callable(o).ok_or_else(|| raise!(RuntimeError, "uninitialized {} object", o.class().tp_name()))
}

fn init(this: &Object, args: &Tuple, kwargs: Option<&Dict>, name: &str) -> PyResult<()> {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "{name}() takes no keyword arguments"));
    }
    let [f] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "{name} expected 1 argument, got {}",
            args.len()
        ));
    };
    // SAFETY: the field owns its reference.
    unsafe {
        let old = (&raw mut (*raw(this)).callable).replace(f.to_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    // Looks like what it wraps.
    for name in [
        id!(__module__),
        id!(__name__),
        id!(__qualname__),
        id!(__doc__),
    ] {
        if let Some(v) = f.get_attr_opt(name)? {
            this.set_attr(name, &v)?;
        }
    }
    Ok(())
}

extern "C" fn cm_init(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init(this, args, kwargs, "classmethod").into()
}
extern "C" fn sm_init(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init(this, args, kwargs, "staticmethod").into()
}

extern "C" fn dealloc(o: *mut Object) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(&*o);
        clear(&*o);
        crate::type_::free_instance((*o).as_ptr());
    }
}
extern "C" fn clear(this: &Object) -> c_int {
    // SAFETY: the fields own their references.
    unsafe {
        clear_field(&raw mut (*raw(this)).callable);
        clear_field(&raw mut (*raw(this)).dict);
    }
    0
}
extern "C" fn traverse(this: &Object, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let p = raw(this);
        crate::visit_field!(visit, arg, (*p).callable, (*p).dict);
    }
    0
}

extern "C" fn cm_get(this: &Object, instance: Option<&Object>, owner: Option<&Object>) -> PyResult {
    let f = initialised(this)?;
    let owner: &Object = match (owner, instance) {
        (Some(o), _) => o,
        (None, Some(i)) => i.class(),
        (None, None) => none(),
    };
    Ok(Method::new(&f, owner)?.upcast())
}
extern "C" fn sm_get(this: &Object, _: Option<&Object>, _: Option<&Object>) -> PyResult {
    initialised(this)
}
extern "C" fn sm_call(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    initialised(this)?.call_tuple(args, kwargs)
}

fn repr(this: &Object, name: &str) -> PyResult {
    let inner = match callable(this) {
        Some(c) => c.repr()?,
        None => Str::from_str("<NULL>")?,
    };
    Ok(Str::empty()
        .join(&[
            &*Str::from_str(&format!("<{name}("))?,
            &inner,
            interned!(")>"),
        ])?
        .upcast())
}
extern "C" fn cm_repr(this: &Object) -> PyResult {
    repr(this, "classmethod")
}
extern "C" fn sm_repr(this: &Object) -> PyResult {
    repr(this, "staticmethod")
}

extern "C" fn get_abstract(this: &Object, _: *mut c_void) -> PyResult {
    let b = match callable(this) {
        Some(c) => crate::object::is_abstract(&c)?,
        None => false,
    };
    Ok(py_bool(b).to_ref())
}
extern "C" fn get_dict(this: &Object, _: *mut c_void) -> PyResult {
    crate::object::attributes::get_dict(this)
}
extern "C" fn set_dict(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    crate::object::attributes::set_dict(this, value).into()
}

/// An attribute of the wrapped callable, copied to the wrapper's dict when first read.
fn wrapped_attribute(this: &Object, name: &Str) -> PyResult {
    let dict = crate::dict::instance_dict(this)?;
    if let Some(v) = dict.get(name)? {
        return Ok(v);
    }
    let v = initialised(this)?.get_attr(name)?;
    dict.set(name, &v)?;
    Ok(v)
}

fn set_wrapped_attribute(this: &Object, name: &Str, value: Option<&Object>) -> PyResult<()> {
    let dict = crate::dict::instance_dict(this)?;
    match value {
        Some(v) => dict.set(name, v),
        None => {
            if dict.discard(name)? {
                Ok(())
            } else {
                Err(raise!(
                    AttributeError,
                    "'{}' object has no attribute '{}'",
                    this.class().tp_name(),
                    name.to_string_lossy()
                ))
            }
        }
    }
}

extern "C" fn get_annotations(this: &Object, _: *mut c_void) -> PyResult {
    wrapped_attribute(this, id!(__annotations__))
}
extern "C" fn set_annotations(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    set_wrapped_attribute(this, id!(__annotations__), value).into()
}
extern "C" fn get_annotate(this: &Object, _: *mut c_void) -> PyResult {
    wrapped_attribute(this, id!(__annotate__))
}
extern "C" fn set_annotate(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    set_wrapped_attribute(this, id!(__annotate__), value).into()
}

static MEMBERS: slots::Table<[PyMemberDef; 3]> = slots::Table::new([
    slots::member(
        c"__func__",
        _Py_T_OBJECT,
        offset_of!(WrapperObject, callable),
        Py_READONLY,
    ),
    slots::member(
        c"__wrapped__",
        _Py_T_OBJECT,
        offset_of!(WrapperObject, callable),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 5]> = slots::Table::new([
    slots::getset::<Object>(c"__isabstractmethod__", Some(get_abstract), None, c""),
    slots::getset::<Object>(c"__dict__", Some(get_dict), Some(set_dict), c""),
    slots::getset::<Object>(
        c"__annotations__",
        Some(get_annotations),
        Some(set_annotations),
        c"",
    ),
    slots::getset::<Object>(c"__annotate__", Some(get_annotate), Some(set_annotate), c""),
    slots::GETSETS_END,
]);

static METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::with_flags(
        slots::onearg::<Object>(
            c"__class_getitem__",
            crate::abstract_::generic_alias,
            c"For generic notation.",
        ),
        METH_CLASS,
    ),
    slots::METHODS_END,
]);

#[unsafe(no_mangle)]
pub static PyClassMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"classmethod".as_ptr(),
    tp_basicsize: size_of::<WrapperObject>() as isize,
    tp_dealloc: slots::dealloc::<Object>(dealloc),
    tp_repr: slots::repr::<Object>(cm_repr),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: c"classmethod(function, /)\n--\n\nA method that is passed the class instead of the instance.".as_ptr(),
    tp_traverse: slots::traverse::<Object>(traverse),
    tp_clear: slots::clear::<Object>(clear),
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<Object>(cm_get),
    tp_dictoffset: offset_of!(WrapperObject, dict) as isize,
    tp_init: slots::init::<Object>(cm_init),
    tp_new: slots::new(new),
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static PyStaticMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"staticmethod".as_ptr(),
    tp_basicsize: size_of::<WrapperObject>() as isize,
    tp_dealloc: slots::dealloc::<Object>(dealloc),
    tp_repr: slots::repr::<Object>(sm_repr),
    tp_call: slots::call::<Object>(sm_call),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: c"staticmethod(function, /)\n--\n\nA method that is passed neither class nor instance."
        .as_ptr(),
    tp_traverse: slots::traverse::<Object>(traverse),
    tp_clear: slots::clear::<Object>(clear),
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<Object>(sm_get),
    tp_dictoffset: offset_of!(WrapperObject, dict) as isize,
    tp_init: slots::init::<Object>(sm_init),
    tp_new: slots::new(new),
    ..Type::EMPTY
});
