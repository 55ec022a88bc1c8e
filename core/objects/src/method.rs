//! Bound methods (`PyMethod`) and instance methods.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;

use crate::abstract_::call::{ARGUMENTS_OFFSET, nargs, vectorcall};
use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

object_view!(
    /// `method`.
    pub Method, layout::PyMethodObject, "method", |o| crate::type_::is_subtype_instance(o, &PyMethod_Type)
);

impl Method {
    pub fn new(function: &Object, self_: &Object) -> PyResult<Ref<Method>> {
        // SAFETY: fresh.
        unsafe {
            let spare = crate::freelist::pop::<PyMethodObject>(
                &raw mut (*crate::freelist::lists()).pymethodobjects,
            );
            let m = if spare.is_null() {
                crate::alloc::gc_new::<Method>(&PyMethod_Type)?
            } else {
                Ref::<Method>::from_raw_owned(spare)
            };
            let raw = m.raw();
            (*raw).im_weakreflist = core::ptr::null_mut();
            (*raw).im_func = function.to_ref().into_ptr();
            (*raw).im_self = self_.to_ref().into_ptr();
            (*raw).vectorcall = slots::vectorcall::<Method>(method_vectorcall);
            crate::gc::track(&m);
            Ok(m)
        }
    }

    #[inline(always)]
    pub fn function(&self) -> &Object {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).im_func) }
    }

    #[inline(always)]
    pub fn instance(&self) -> &Object {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).im_self) }
    }
}

/// Calls the function with the instance before the arguments.
extern "C" fn method_vectorcall(
    this: &Method,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let (function, instance) = (this.function(), this.instance().as_ptr());
    let n = nargs(nargsf);
    // SAFETY: the vectorcall convention; the lent word is put back.
    unsafe {
        if nargsf & ARGUMENTS_OFFSET != 0 {
            let first = args.cast_mut().sub(1);
            let saved = first.replace(instance);
            let r = vectorcall(function, first, n + 1, kwnames);
            *first = saved;
            return r;
        }
        let total = n + kwnames.map_or(0, |k| k.len());
        if total == 0 {
            return vectorcall(function, &raw const instance, 1, None);
        }
        const SMALL: usize = 5;
        if total < SMALL {
            let mut words = [core::ptr::null_mut(); SMALL];
            words[0] = instance;
            core::ptr::copy_nonoverlapping(args, words.as_mut_ptr().add(1), total);
            return vectorcall(function, words.as_ptr(), n + 1, kwnames);
        }
        let mut words = Vec::new();
        if words.try_reserve_exact(total + 1).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        words.push(instance);
        words.extend_from_slice(core::slice::from_raw_parts(args, total));
        vectorcall(function, words.as_ptr(), n + 1, kwnames)
    }
}

extern "C" fn new(_: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "method() takes no keyword arguments"));
    }
    let [function, instance] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "method expected 2 arguments, got {}",
            args.len()
        ));
    };
    if !function.is_callable() {
        return Err(raise!(TypeError, "first argument must be callable"));
    }
    if is_none(instance) {
        return Err(raise!(TypeError, "instance must not be None"));
    }
    Ok(Method::new(function, instance)?.upcast())
}

/// Bound for good: looked up again, it stays with its instance.
extern "C" fn descr_get(this: &Method, _: Option<&Object>, _: Option<&Object>) -> PyResult {
    Ok(this.to_ref().upcast())
}

extern "C" fn dealloc(o: *mut Method) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        if !(*raw).im_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(raw.cast());
        }
        clear_field(&raw mut (*raw).im_func);
        clear_field(&raw mut (*raw).im_self);
        if !crate::freelist::push(&raw mut (*crate::freelist::lists()).pymethodobjects, o, 20) {
            slots::PyObject_GC_Del(raw.cast());
        }
    }
}

extern "C" fn traverse(this: &Method, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let raw = this.raw();
        crate::visit_field!(visit, arg, (*raw).im_func, (*raw).im_self);
    }
    0
}

extern "C" fn repr(this: &Method) -> PyResult {
    let function = this.function();
    let name = match function.get_attr_opt(id!(__qualname__))? {
        Some(n) => Some(n),
        None => function.get_attr_opt(id!(__name__))?,
    };
    let name = match name.as_ref().and_then(|n| n.downcast::<Str>()) {
        Some(n) => n.to_string_lossy().into_owned(),
        None => "?".to_owned(),
    };
    let instance = this.instance().repr()?;
    Ok(Str::empty()
        .join(&[
            &*Str::from_str(&format!("<bound method {name} of "))?,
            &instance,
            interned!(">"),
        ])?
        .upcast())
}

extern "C" fn richcompare(this: &Method, other: &Object, op: c_int) -> PyResult {
    let (true, Some(other)) = (op == Py_EQ || op == Py_NE, other.downcast::<Method>()) else {
        return not_implemented_result();
    };
    let same = this.function().equals(other.function())? && this.instance().is(other.instance());
    Ok(py_bool(same == (op == Py_EQ)).to_ref())
}

extern "C" fn hash(this: &Method) -> Hash {
    let a = crate::object::pointer_hash(this.instance().as_ptr());
    Hash::from(this.function().hash().map(|b| a ^ b))
}

extern "C" fn getattro(this: &Method, name: &Object) -> PyResult {
    attribute(this, this.function(), name)
}

/// An attribute of a method: its own, then the function's.
fn attribute(this: &Object, function: &Object, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return crate::object::attributes::generic_get_attr(this, name);
    };
    if let Some(d) = this.class().lookup(name) {
        // SAFETY: the slot's contract.
        unsafe {
            if let Some(get) = (*d.type_ptr()).tp_descr_get {
                return Ref::from_c(get(d.as_ptr(), this.as_ptr(), this.type_ptr().cast()));
            }
        }
        return Ok(d);
    }
    function.get_attr(name)
}

extern "C" fn get_doc(this: &Method, _: *mut c_void) -> PyResult {
    this.function().get_attr(id!(__doc__))
}

extern "C" fn reduce(this: &Method, _: Option<&Object>) -> PyResult {
    let name = this.function().get_attr(id!(__name__))?;
    let getattr = crate::abstract_::builtin("getattr")?;
    let args = Tuple::from_slice(&[this.instance(), &name])?;
    Ok(Tuple::from_slice(&[&getattr, &args])?.upcast())
}

static METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::noargs::<Method>(
        c"__reduce__",
        reduce,
        c"__reduce__($self, /)\n--\n\nPickling: an attribute of its instance.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 3]> = slots::Table::new([
    slots::member_doc(
        c"__func__",
        _Py_T_OBJECT,
        offset_of!(PyMethodObject, im_func),
        Py_READONLY,
        c"the function (or other callable) implementing a method",
    ),
    slots::member_doc(
        c"__self__",
        _Py_T_OBJECT,
        offset_of!(PyMethodObject, im_self),
        Py_READONLY,
        c"the instance to which a method is bound",
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 2]> = slots::Table::new([
    slots::getset::<Method>(c"__doc__", Some(get_doc), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"method".as_ptr(),
    tp_basicsize: size_of::<PyMethodObject>() as isize,
    tp_dealloc: slots::dealloc::<Method>(dealloc),
    tp_vectorcall_offset: offset_of!(PyMethodObject, vectorcall) as isize,
    tp_repr: slots::repr::<Method>(repr),
    tp_hash: slots::hash::<Method>(hash),
    tp_call: crate::abstract_::call::VECTORCALL_CALL,
    tp_getattro: slots::getattro::<Method>(getattro),
    tp_setattro: slots::GENERIC_SETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_doc: c"method(function, instance, /)\n--\n\nA function bound to an instance.".as_ptr(),
    tp_traverse: slots::traverse::<Method>(traverse),
    tp_richcompare: slots::richcompare::<Method>(richcompare),
    tp_weaklistoffset: offset_of!(PyMethodObject, im_weakreflist) as isize,
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<Method>(descr_get),
    tp_new: slots::new(new),
    ..Type::EMPTY
});

object_view!(
    /// `instancemethod`: a callable that binds like a function; for C code only.
    pub InstanceMethod, layout::PyInstanceMethodObject, "instancemethod", |o| {
        o.is_exactly(PyInstanceMethod_Type.raw())
    }
);

impl InstanceMethod {
    pub fn new(function: &Object) -> PyResult<Ref<InstanceMethod>> {
        // SAFETY: fresh.
        unsafe {
            let m = crate::alloc::gc_new::<InstanceMethod>(&PyInstanceMethod_Type)?;
            (*m.raw()).func = function.to_ref().into_ptr();
            crate::gc::track(&m);
            Ok(m)
        }
    }
    pub fn function(&self) -> &Object {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).func) }
    }
}

extern "C" fn im_new(_: &Type, args: &Tuple, _: Option<&Dict>) -> PyResult {
    let [f] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "instancemethod expected 1 argument, got {}",
            args.len()
        ));
    };
    if !f.is_callable() {
        return Err(raise!(TypeError, "first argument must be callable"));
    }
    Ok(InstanceMethod::new(f)?.upcast())
}
extern "C" fn im_dealloc(o: *mut InstanceMethod) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        clear_field(&raw mut (*(*o).raw()).func);
        slots::PyObject_GC_Del(o.cast());
    }
}
extern "C" fn im_traverse(this: &InstanceMethod, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).func);
    }
    0
}
extern "C" fn im_call(this: &InstanceMethod, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    this.function().call_tuple(args, kwargs)
}
extern "C" fn im_get(
    this: &InstanceMethod,
    instance: Option<&Object>,
    _: Option<&Object>,
) -> PyResult {
    match instance {
        None => Ok(this.function().to_ref()),
        Some(i) => Ok(Method::new(this.function(), i)?.upcast()),
    }
}
extern "C" fn im_richcompare(this: &InstanceMethod, other: &Object, op: c_int) -> PyResult {
    let (true, Some(other)) = (
        op == Py_EQ || op == Py_NE,
        other.downcast::<InstanceMethod>(),
    ) else {
        return not_implemented_result();
    };
    let same = this.function().equals(other.function())?;
    Ok(py_bool(same == (op == Py_EQ)).to_ref())
}
extern "C" fn im_repr(this: &InstanceMethod) -> PyResult {
    let name = match this.function().get_attr_opt(id!(__name__))? {
        Some(n) => n.str()?.to_string_lossy().into_owned(),
        None => "?".to_owned(),
    };
    Ok(Str::format(format_args!(
        "<instancemethod {name} at {:p}>",
        this.as_ptr()
    ))?
    .upcast())
}

extern "C" fn im_getattro(this: &InstanceMethod, name: &Object) -> PyResult {
    attribute(this, this.function(), name)
}

static IM_MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"__func__",
        _Py_T_OBJECT,
        offset_of!(PyInstanceMethodObject, func),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PyInstanceMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"instancemethod".as_ptr(),
    tp_basicsize: size_of::<PyInstanceMethodObject>() as isize,
    tp_dealloc: slots::dealloc::<InstanceMethod>(im_dealloc),
    tp_repr: slots::repr::<InstanceMethod>(im_repr),
    tp_call: slots::call::<InstanceMethod>(im_call),
    tp_getattro: slots::getattro::<InstanceMethod>(im_getattro),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"instancemethod(function)\n--\n\nA callable that binds like a function.".as_ptr(),
    tp_traverse: slots::traverse::<InstanceMethod>(im_traverse),
    tp_richcompare: slots::richcompare::<InstanceMethod>(im_richcompare),
    tp_members: IM_MEMBERS.first(),
    tp_descr_get: slots::descr_get::<InstanceMethod>(im_get),
    tp_new: slots::new(im_new),
    ..Type::EMPTY
});
