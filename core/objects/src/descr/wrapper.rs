//! `wrapper_descriptor` (a slot as a special method of its type) and `method-wrapper` (one bound to an instance).

use core::ffi::{CStr, c_void};
use core::mem::{offset_of, transmute};

use layout::*;

use super::{Descr, clear_field, descriptor};
use crate::prelude::*;
use crate::slots;

descriptor!(
    WrapperDescr,
    PyWrapperDescrObject,
    "wrapper_descriptor",
    PyWrapperDescr_Type
);

/// A bound slot wrapper.
#[repr(C)]
pub struct WrapperObject {
    pub ob_base: PyObject,
    pub descr: *mut PyObject,
    pub self_: *mut PyObject,
}

object_view!(
    /// `method-wrapper`.
    pub MethodWrapper, WrapperObject, "method-wrapper", |o| {
        crate::type_::is_subtype_instance(o, &_PyMethodWrapper_Type)
    }
);

impl WrapperDescr {
    fn base(&self) -> &pytype_slotdef {
        // SAFETY: a static table entry.
        unsafe { &*(*self.raw()).d_base }
    }

    /// Runs the wrapper on an instance that was checked.
    fn raw_call(&self, this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let base = self.base();
        // SAFETY: the entry's flag says which of the two types the function has.
        unsafe {
            let Some(f) = base.wrapper else {
                return Err(crate::exceptions::bad_internal_call());
            };
            let wrapped = (*self.raw()).d_wrapped;
            if base.flags & PyWrapperFlag_KEYWORDS != 0 {
                let f = transmute::<wrapperfunc, wrapperfunc_kwds>(f);
                return Ref::from_c(f(
                    this.as_ptr(),
                    args.as_ptr(),
                    wrapped,
                    kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
                ));
            }
            if kwargs.is_some_and(|k| !k.is_empty()) {
                return Err(raise!(
                    TypeError,
                    "wrapper {}() takes no keyword arguments",
                    CStr::from_ptr(base.name).to_string_lossy()
                ));
            }
            Ref::from_c(f(this.as_ptr(), args.as_ptr(), wrapped))
        }
    }
}

/// The struct, if the object is exactly a wrapper descriptor.
#[inline]
pub(crate) fn exact(o: &Object) -> Option<*mut PyWrapperDescrObject> {
    o.is_exactly(PyWrapperDescr_Type.raw())
        .then(|| o.as_ptr().cast())
}

/// `PyDescr_NewWrapper`.
pub fn new(owner: &Type, base: *mut pytype_slotdef, wrapped: *mut c_void) -> PyResult {
    // SAFETY: a table entry; fresh.
    unsafe {
        let d = super::allocate::<WrapperDescr>(&PyWrapperDescr_Type, owner, (*base).name)?;
        (*d.raw()).d_base = base;
        (*d.raw()).d_wrapped = wrapped;
        Ok(d.upcast())
    }
}

/// `PyWrapper_New`: bound to an instance of the owner.
pub fn bind(descr: &WrapperDescr, this: &Object) -> PyResult {
    // SAFETY: fresh.
    unsafe {
        let w = crate::alloc::gc_new::<MethodWrapper>(&_PyMethodWrapper_Type)?;
        (*w.raw()).descr = descr.to_ref().into_ptr();
        (*w.raw()).self_ = this.to_ref().into_ptr();
        crate::gc::track(&w);
        Ok(w.upcast())
    }
}

extern "C" fn get(
    this: &WrapperDescr,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    match instance {
        None => Ok(this.to_ref().upcast()),
        Some(i) => {
            this.common().check(i)?;
            bind(this, i)
        }
    }
}

extern "C" fn call(this: &WrapperDescr, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let common = this.common();
    let Some(instance) = args.get(0) else {
        return Err(raise!(
            TypeError,
            "descriptor '{}' of '{}' object needs an argument",
            common.quoted(),
            common.owner().tp_name()
        ));
    };
    if !crate::type_::is_subtype_instance(instance, common.owner())
        && !crate::abstract_::instance::real_is_subclass(instance.class(), common.owner())?
    {
        return Err(raise!(
            TypeError,
            "descriptor '{}' requires a '{}' object but received a '{}'",
            common.quoted(),
            common.owner().tp_name(),
            instance.class().tp_name()
        ));
    }
    let rest = args.slice(1, args.len())?;
    this.raw_call(instance, &rest, kwargs)
}

extern "C" fn repr(this: &Descr) -> PyResult {
    this.repr_as("slot wrapper")
}

extern "C" fn doc(this: &WrapperDescr, _: *mut c_void) -> PyResult {
    let b = this.base();
    // SAFETY: the entry's strings.
    unsafe { crate::type_::doc::c_doc(b.name, b.doc) }
}

extern "C" fn signature(this: &WrapperDescr, _: *mut c_void) -> PyResult {
    let b = this.base();
    // SAFETY: the entry's strings.
    unsafe { crate::type_::doc::c_signature(b.name, b.doc, 0) }
}

static GETSET: slots::Table<[PyGetSetDef; 4]> = slots::Table::new([
    slots::getset::<WrapperDescr>(c"__doc__", Some(doc), None, c""),
    slots::getset::<Descr>(c"__qualname__", Some(super::qualname), None, c""),
    slots::getset::<WrapperDescr>(c"__text_signature__", Some(signature), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyWrapperDescr_Type: Type = Type::new(PyTypeObject {
    tp_name: c"wrapper_descriptor".as_ptr(),
    tp_basicsize: size_of::<PyWrapperDescrObject>() as isize,
    tp_repr: slots::repr::<Descr>(repr),
    tp_call: slots::call::<WrapperDescr>(call),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR,
    tp_methods: super::METHODS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<WrapperDescr>(get),
    ..super::BASE
});

impl MethodWrapper {
    fn descr(&self) -> &WrapperDescr {
        // SAFETY: set when made, kept.
        unsafe { WrapperDescr::from_raw((*self.raw()).descr.cast()) }
    }
    fn instance(&self) -> &Object {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).self_) }
    }
}

extern "C" fn mw_dealloc(o: *mut MethodWrapper) {
    // SAFETY: dead.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        clear_field(&raw mut (*raw).descr);
        clear_field(&raw mut (*raw).self_);
        slots::PyObject_GC_Del(o.cast());
    }
}

extern "C" fn mw_traverse(
    this: &MethodWrapper,
    visit: visitproc,
    arg: *mut c_void,
) -> core::ffi::c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).descr, (*this.raw()).self_);
    }
    0
}

extern "C" fn mw_call(this: &MethodWrapper, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    this.descr().raw_call(this.instance(), args, kwargs)
}

extern "C" fn mw_repr(this: &MethodWrapper) -> PyResult {
    Ok(Str::format(format_args!(
        "<method-wrapper '{}' of {} object at {:p}>",
        this.descr().common().quoted(),
        this.instance().class().tp_name(),
        this.instance().as_ptr()
    ))?
    .upcast())
}

extern "C" fn mw_hash(this: &MethodWrapper) -> Hash {
    let a = crate::object::pointer_hash(this.instance().as_ptr());
    let b = crate::object::pointer_hash(this.descr().as_ptr());
    Hash::from(Ok(a ^ b))
}

extern "C" fn mw_richcompare(
    this: &MethodWrapper,
    other: &Object,
    op: core::ffi::c_int,
) -> PyResult {
    let (true, Some(other)) = (
        op == Py_EQ || op == Py_NE,
        other.downcast::<MethodWrapper>(),
    ) else {
        return not_implemented_result();
    };
    let same = this.descr().is(other.descr()) && this.instance().is(other.instance());
    Ok(py_bool(same == (op == Py_EQ)).to_ref())
}

extern "C" fn mw_objclass(this: &MethodWrapper, _: *mut c_void) -> PyResult {
    Ok(this.descr().common().owner().to_ref().upcast())
}
extern "C" fn mw_name(this: &MethodWrapper, _: *mut c_void) -> PyResult {
    Ok(this.descr().common().name().to_ref().upcast())
}
extern "C" fn mw_qualname(this: &MethodWrapper, closure: *mut c_void) -> PyResult {
    super::qualname(this.descr().common(), closure)
}
extern "C" fn mw_doc(this: &MethodWrapper, closure: *mut c_void) -> PyResult {
    doc(this.descr(), closure)
}
extern "C" fn mw_signature(this: &MethodWrapper, closure: *mut c_void) -> PyResult {
    signature(this.descr(), closure)
}
extern "C" fn mw_reduce(this: &MethodWrapper, _: Option<&Object>) -> PyResult {
    let getattr = crate::abstract_::builtin("getattr")?;
    let args = Tuple::from_slice(&[this.instance(), this.descr().common().name()])?;
    Ok(Tuple::from_slice(&[&getattr, &args])?.upcast())
}

static MW_METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::noargs::<MethodWrapper>(
        c"__reduce__",
        mw_reduce,
        c"__reduce__($self, /)\n--\n\nPickling: an attribute of its instance.",
    ),
    slots::METHODS_END,
]);

static MW_MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"__self__",
        _Py_T_OBJECT,
        offset_of!(WrapperObject, self_),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

static MW_GETSET: slots::Table<[PyGetSetDef; 6]> = slots::Table::new([
    slots::getset::<MethodWrapper>(c"__objclass__", Some(mw_objclass), None, c""),
    slots::getset::<MethodWrapper>(c"__name__", Some(mw_name), None, c""),
    slots::getset::<MethodWrapper>(c"__qualname__", Some(mw_qualname), None, c""),
    slots::getset::<MethodWrapper>(c"__doc__", Some(mw_doc), None, c""),
    slots::getset::<MethodWrapper>(c"__text_signature__", Some(mw_signature), None, c""),
    slots::GETSETS_END,
]);

pub static _PyMethodWrapper_Type: Type = Type::new(PyTypeObject {
    tp_name: c"method-wrapper".as_ptr(),
    tp_basicsize: size_of::<WrapperObject>() as isize,
    tp_dealloc: slots::dealloc::<MethodWrapper>(mw_dealloc),
    tp_repr: slots::repr::<MethodWrapper>(mw_repr),
    tp_hash: slots::hash::<MethodWrapper>(mw_hash),
    tp_call: slots::call::<MethodWrapper>(mw_call),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: slots::traverse::<MethodWrapper>(mw_traverse),
    tp_richcompare: slots::richcompare::<MethodWrapper>(mw_richcompare),
    tp_methods: MW_METHODS.first(),
    tp_members: MW_MEMBERS.first(),
    tp_getset: MW_GETSET.first(),
    ..Type::EMPTY
});
