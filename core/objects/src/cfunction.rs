//! Built-in functions and methods (`PyCFunction`, `PyCMethod`): a table entry, the object it is bound to, its module.
//!
//! The vectorcall function is chosen by the calling convention when the object is made; arity errors are made here.

use core::ffi::{c_int, c_void};
use core::mem::{offset_of, transmute};

use layout::*;

use crate::abstract_::call::{nargs, object_slice};
use crate::descr::{clear_field, method::function_string};
use crate::prelude::*;
use crate::{recursion, slots};

object_view!(
    /// `builtin_function_or_method`.
    pub CFunction, layout::PyCFunctionObject, "builtin_function_or_method", |o| crate::type_::is_subtype_instance(o, &PyCFunction_Type)
);

impl CFunction {
    /// `PyCMethod_New`.
    ///
    /// # Safety
    /// `def` is a valid entry that outlives the function; `class` is given exactly for `METH_METHOD`.
    pub unsafe fn new(
        def: *mut PyMethodDef,
        self_: Option<&Object>,
        module: Option<&Object>,
        class: Option<&Type>,
    ) -> PyResult<Ref<CFunction>> {
        // SAFETY: a valid entry; fresh.
        unsafe {
            let flags = (*def).ml_flags;
            let vectorcall = vectorcall_for(flags);
            if vectorcall.is_none() && flags & CALL_FLAGS != VARARGS_KEYWORDS {
                return Err(raise!(
                    SystemError,
                    "{}() method: bad call flags",
                    core::ffi::CStr::from_ptr((*def).ml_name).to_string_lossy()
                ));
            }
            let f = if flags & METH_METHOD != 0 {
                let Some(class) = class else {
                    return Err(raise!(
                        SystemError,
                        "attempting to create PyCMethod with a METH_METHOD flag but no class"
                    ));
                };
                let f = crate::alloc::gc_new::<CFunction>(&PyCMethod_Type)?;
                (*f.raw().cast::<PyCMethodObject>()).mm_class = class.to_ref().into_ptr().cast();
                f
            } else {
                if class.is_some() {
                    return Err(raise!(
                        SystemError,
                        "attempting to create PyCFunction with class but no METH_METHOD flag"
                    ));
                }
                let spare = crate::freelist::pop::<PyCFunctionObject>(
                    &raw mut (*crate::freelist::lists()).pycfunctionobject,
                );
                if spare.is_null() {
                    crate::alloc::gc_new::<CFunction>(&PyCFunction_Type)?
                } else {
                    Ref::from_raw_owned(spare)
                }
            };
            let owned =
                |o: Option<&Object>| o.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr());
            let raw = f.raw();
            (*raw).m_ml = def;
            (*raw).m_self = owned(self_);
            (*raw).m_module = owned(module);
            (*raw).m_weakreflist = core::ptr::null_mut();
            // One that wants a tuple and a dict gets the caller's own, by `tp_call`.
            (*raw).vectorcall = vectorcall.and_then(slots::vectorcall::<CFunction>);
            crate::gc::track(&f);
            Ok(f)
        }
    }

    /// The table entry.
    #[inline(always)]
    pub fn def(&self) -> &PyMethodDef {
        // SAFETY: outlives the function.
        unsafe { &*(*self.raw()).m_ml }
    }

    /// What it is bound to (NULL for static methods).
    #[inline(always)]
    fn this(&self) -> *mut PyObject {
        // SAFETY: set when made.
        unsafe {
            if (*(*self.raw()).m_ml).ml_flags & METH_STATIC != 0 {
                core::ptr::null_mut()
            } else {
                (*self.raw()).m_self
            }
        }
    }

    fn name(&self) -> String {
        // SAFETY: a C string.
        unsafe { core::ffi::CStr::from_ptr(self.def().ml_name) }
            .to_string_lossy()
            .into_owned()
    }
}

const VARARGS_KEYWORDS: c_int = METH_VARARGS | METH_KEYWORDS;
/// What of the flags says how to call.
const CALL_FLAGS: c_int =
    METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD;

type Vectorcall =
    extern "C" fn(&CFunction, *const *mut PyObject, usize, Option<&Tuple>) -> PyResult;

fn vectorcall_for(flags: c_int) -> Option<Vectorcall> {
    const FAST_KW: i32 = METH_FASTCALL | METH_KEYWORDS;
    const FAST_METHOD: i32 = FAST_KW | METH_METHOD;
    Some(match flags & CALL_FLAGS {
        METH_VARARGS => call_varargs,
        METH_FASTCALL => call_fast,
        FAST_KW => call_fast_keywords,
        METH_NOARGS => call_noargs,
        METH_O => call_o,
        FAST_METHOD => call_method,
        _ => return None,
    })
}

#[cold]
fn arity_error(f: &Object, what: std::fmt::Arguments<'_>) -> Raised {
    match function_string(f) {
        Ok(name) => raise!(TypeError, "{name} {what}"),
        Err(e) => e,
    }
}

#[inline(always)]
fn no_keywords(this: &CFunction, kwnames: Option<&Tuple>) -> PyResult<()> {
    if let Some(k) = kwnames
        && !k.is_empty()
    {
        return Err(arity_error(
            this,
            format_args!("takes no keyword arguments"),
        ));
    }
    Ok(())
}

/// The entry's function, as the convention's type.
macro_rules! function {
    ($this:expr, $ty:ty) => {{
        recursion::enter(" while calling a Python object")?;
        #[allow(unused_unsafe, reason = "some callers stand in an unsafe block")]
        // SAFETY: the entry's flags say what the function's type is.
        let f = unsafe { transmute::<Option<PyCFunction>, $ty>($this.def().ml_meth) };
        f
    }};
}

fn names_ptr(kwnames: Option<&Tuple>) -> *mut PyObject {
    kwnames.map_or(core::ptr::null_mut(), |k| k.as_ptr())
}

extern "C" fn call_varargs(
    this: &CFunction,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    no_keywords(this, kwnames)?;
    // SAFETY: the vectorcall convention.
    unsafe {
        let tuple = Tuple::from_slice(object_slice(args, nargs(nargsf)))?;
        let f = function!(this, PyCFunction);
        Ref::from_c(f(this.this(), tuple.as_ptr()))
    }
}

/// `tp_call`: what takes tuple and dict gets them as they are, whatever the keys; all else goes by way of vectorcall.
extern "C" fn call(this: &CFunction, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if this.def().ml_flags & CALL_FLAGS != VARARGS_KEYWORDS {
        return crate::abstract_::call::PyVectorcall_Call(this, args, kwargs);
    }
    let kwargs = kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr());
    let f = function!(this, PyCFunctionWithKeywords);
    // SAFETY: as the entry's flags say.
    unsafe { Ref::from_c(f(this.this(), args.as_ptr(), kwargs)) }
}

extern "C" fn call_fast(
    this: &CFunction,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    no_keywords(this, kwnames)?;
    let f = function!(this, PyCFunctionFast);
    // SAFETY: the vectorcall convention.
    unsafe { Ref::from_c(f(this.this(), args, nargs(nargsf) as Py_ssize_t)) }
}

extern "C" fn call_fast_keywords(
    this: &CFunction,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let f = function!(this, PyCFunctionFastWithKeywords);
    // SAFETY: the vectorcall convention.
    unsafe {
        Ref::from_c(f(
            this.this(),
            args,
            nargs(nargsf) as Py_ssize_t,
            names_ptr(kwnames),
        ))
    }
}

extern "C" fn call_method(
    this: &CFunction,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let f = function!(this, PyCMethod);
    // SAFETY: the vectorcall convention; the flag comes with the larger struct.
    unsafe {
        Ref::from_c(f(
            this.this(),
            (*this.raw().cast::<PyCMethodObject>()).mm_class,
            args,
            nargs(nargsf) as Py_ssize_t,
            names_ptr(kwnames),
        ))
    }
}

extern "C" fn call_noargs(
    this: &CFunction,
    _args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    no_keywords(this, kwnames)?;
    let n = nargs(nargsf);
    if n != 0 {
        return Err(arity_error(
            this,
            format_args!("takes no arguments ({n} given)"),
        ));
    }
    let f = function!(this, PyCFunction);
    // SAFETY: the convention.
    unsafe { Ref::from_c(f(this.this(), core::ptr::null_mut())) }
}

extern "C" fn call_o(
    this: &CFunction,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    no_keywords(this, kwnames)?;
    let n = nargs(nargsf);
    if n != 1 {
        return Err(arity_error(
            this,
            format_args!("takes exactly one argument ({n} given)"),
        ));
    }
    let f = function!(this, PyCFunction);
    // SAFETY: one argument.
    unsafe { Ref::from_c(f(this.this(), *args)) }
}

extern "C" fn dealloc(o: *mut CFunction) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        if !(*raw).m_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(raw.cast());
        }
        if (*(*raw).m_ml).ml_flags & METH_METHOD != 0 {
            clear_field(&raw mut (*raw.cast::<PyCMethodObject>()).mm_class);
        }
        clear_field(&raw mut (*raw).m_self);
        clear_field(&raw mut (*raw).m_module);
        if (*raw).ob_base.ob_type == PyCFunction_Type.raw()
            && crate::freelist::push(
                &raw mut (*crate::freelist::lists()).pycfunctionobject,
                raw,
                Py_pycfunctionobject_MAXFREELIST,
            )
        {
            return;
        }
        slots::PyObject_GC_Del(raw.cast());
    }
}

extern "C" fn traverse(this: &CFunction, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let raw = this.raw();
        if (*(*raw).m_ml).ml_flags & METH_METHOD != 0 {
            crate::visit_field!(visit, arg, (*raw.cast::<PyCMethodObject>()).mm_class);
        }
        crate::visit_field!(visit, arg, (*raw).m_self, (*raw).m_module);
    }
    0
}

fn bound_to(this: &CFunction) -> Option<&Object> {
    // SAFETY: NULL or kept by the function.
    unsafe { Object::from_ptr_opt((*this.raw()).m_self) }
}

extern "C" fn repr(this: &CFunction) -> PyResult {
    let text = match bound_to(this) {
        Some(o) if o.downcast::<crate::Module>().is_none() => format!(
            "<built-in method {} of {} object at {:p}>",
            this.name(),
            o.class().tp_name(),
            o.as_ptr()
        ),
        _ => format!("<built-in function {}>", this.name()),
    };
    Ok(Str::from_str(&text)?.upcast())
}

extern "C" fn richcompare(this: &CFunction, other: &Object, op: c_int) -> PyResult {
    let (true, Some(other)) = (op == Py_EQ || op == Py_NE, other.downcast::<CFunction>()) else {
        return not_implemented_result();
    };
    // SAFETY: fields of live functions.
    let same = unsafe {
        (*this.raw()).m_self == (*other.raw()).m_self
            && this.def().ml_meth.map(|f| f as usize) == other.def().ml_meth.map(|f| f as usize)
    };
    Ok(py_bool(same == (op == Py_EQ)).to_ref())
}

extern "C" fn hash(this: &CFunction) -> Hash {
    // SAFETY: a field.
    let a = crate::object::pointer_hash(unsafe { (*this.raw()).m_self });
    let b = crate::object::pointer_hash(
        this.def()
            .ml_meth
            .map_or(core::ptr::null(), |f| f as *const c_void),
    );
    Hash::from(Ok(a ^ b))
}

extern "C" fn get_doc(this: &CFunction, _: *mut c_void) -> PyResult {
    // SAFETY: the entry's strings.
    unsafe { crate::type_::doc::c_doc(this.def().ml_name, this.def().ml_doc) }
}
extern "C" fn get_signature(this: &CFunction, _: *mut c_void) -> PyResult {
    let def = this.def();
    // SAFETY: the entry's strings.
    unsafe { crate::type_::doc::c_signature(def.ml_name, def.ml_doc, def.ml_flags) }
}
extern "C" fn get_name(this: &CFunction, _: *mut c_void) -> PyResult {
    Ok(Str::from_str(&this.name())?.upcast())
}
extern "C" fn get_self(this: &CFunction, _: *mut c_void) -> PyResult {
    if this.def().ml_flags & METH_STATIC != 0 {
        return Ok(none_ref());
    }
    Ok(bound_to(this).unwrap_or(none()).to_ref())
}

/// The class's qualified name, a dot and the name; the bare name for functions of modules.
extern "C" fn get_qualname(this: &CFunction, closure: *mut c_void) -> PyResult {
    let owner = match bound_to(this) {
        None => return get_name(this, closure),
        Some(o) if o.downcast::<crate::Module>().is_some() => return get_name(this, closure),
        Some(o) => o,
    };
    let class = match owner.downcast::<Type>() {
        Some(t) => t,
        None => owner.class(),
    };
    let qualname = class.get_attr(id!(__qualname__))?;
    let Some(q) = qualname.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "<method>.__class__.__qualname__ is not a unicode object"
        ));
    };
    let name = Str::from_str(&this.name())?;
    Ok(Str::empty().join(&[q, interned!("."), &name])?.upcast())
}

extern "C" fn reduce(this: &CFunction, _: Option<&Object>) -> PyResult {
    match bound_to(this) {
        Some(o) if o.downcast::<crate::Module>().is_none() => {
            let getattr = crate::abstract_::builtin("getattr")?;
            let name = Str::from_str(&this.name())?;
            let args = Tuple::from_slice(&[o, &name])?;
            Ok(Tuple::from_slice(&[&getattr, &args])?.upcast())
        }
        _ => Ok(Str::from_str(&this.name())?.upcast()),
    }
}

static METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::noargs::<CFunction>(
        c"__reduce__",
        reduce,
        c"__reduce__($self, /)\n--\n\nPickling: by name, or as an attribute of what it is bound to.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"__module__",
        _Py_T_OBJECT,
        offset_of!(PyCFunctionObject, m_module),
        0,
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 6]> = slots::Table::new([
    slots::getset::<CFunction>(c"__doc__", Some(get_doc), None, c""),
    slots::getset::<CFunction>(c"__name__", Some(get_name), None, c""),
    slots::getset::<CFunction>(c"__qualname__", Some(get_qualname), None, c""),
    slots::getset::<CFunction>(c"__self__", Some(get_self), None, c""),
    slots::getset::<CFunction>(c"__text_signature__", Some(get_signature), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyCFunction_Type: Type = Type::new(PyTypeObject {
    tp_name: c"builtin_function_or_method".as_ptr(),
    tp_basicsize: size_of::<PyCFunctionObject>() as isize,
    tp_dealloc: slots::dealloc::<CFunction>(dealloc),
    tp_vectorcall_offset: offset_of!(PyCFunctionObject, vectorcall) as isize,
    tp_repr: slots::repr::<CFunction>(repr),
    tp_hash: slots::hash::<CFunction>(hash),
    tp_call: slots::call::<CFunction>(call),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_traverse: slots::traverse::<CFunction>(traverse),
    tp_richcompare: slots::richcompare::<CFunction>(richcompare),
    tp_weaklistoffset: offset_of!(PyCFunctionObject, m_weakreflist) as isize,
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static PyCMethod_Type: Type = Type::new(PyTypeObject {
    tp_name: c"builtin_method".as_ptr(),
    tp_basicsize: size_of::<PyCMethodObject>() as isize,
    tp_base: PyCFunction_Type.as_mut_ptr(),
    ..Type::EMPTY
});
