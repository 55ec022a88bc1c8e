//! Typed Rust functions as C slots: `tp_repr: slots::repr(list_repr)` for `extern "C" fn list_repr(this: &List) -> PyResult`.
//!
//! The types of `base` have the ABI of what C expects (`&T` is a pointer that is not NULL, `PyResult` a nullable pointer,
//! `Status` an int), so each function here is a checked cast of a function pointer and costs nothing. A slot may name
//! the view type as its first parameter, since the type's slots are called with instances only.

use core::ffi::{c_int, c_void};
use core::mem::transmute;

use base::{Hash, Length, NextResult, Object, PyResult, Status, Subtype};
use layout::*;

use crate::Type;
use crate::exceptions::bad_internal_call;

macro_rules! slot {
    ($($(#[$meta:meta])* $name:ident < $t:ident > ( $($arg:ty),* ) $(-> $ret:ty)? => $slot:ident;)*) => {
        $($(#[$meta])*
        pub const fn $name<$t: Subtype>(f: extern "C" fn($($arg),*) $(-> $ret)?) -> Option<$slot> {
            // SAFETY: the parameter and result types have the ABI of the slot's.
            Some(unsafe { transmute::<extern "C" fn($($arg),*) $(-> $ret)?, $slot>(f) })
        })*
    };
}

slot! {
    unary<T>(&T) -> PyResult => unaryfunc;
    binary<T>(&T, &Object) -> PyResult => binaryfunc;
    ternary<T>(&T, &Object, &Object) -> PyResult => ternaryfunc;
    /// nb_bool.
    inquiry<T>(&T) -> Status => inquiry_fn;
    length<T>(&T) -> Length => lenfunc;
    item<T>(&T, isize) -> PyResult => ssizeargfunc;
    /// sq_ass_item: a NULL value deletes.
    set_item<T>(&T, isize, Option<&Object>) -> Status => ssizeobjargproc;
    /// mp_ass_subscript: a NULL value deletes.
    set_subscript<T>(&T, &Object, Option<&Object>) -> Status => objobjargproc;
    contains<T>(&T, &Object) -> Status => objobjproc;
    repr<T>(&T) -> PyResult => reprfunc;
    hash<T>(&T) -> Hash => hashfunc;
    richcompare<T>(&T, &Object, c_int) -> PyResult => richcmpfunc;
    iter<T>(&T) -> PyResult => getiterfunc;
    next<T>(&T) -> NextResult => iternextfunc;
    getattro<T>(&T, &Object) -> PyResult => getattrofunc;
    /// tp_setattro: a NULL value deletes.
    setattro<T>(&T, &Object, Option<&Object>) -> Status => setattrofunc;
    /// tp_descr_get: instance and owner may be NULL.
    descr_get<T>(&T, Option<&Object>, Option<&Object>) -> PyResult => descrgetfunc;
    /// tp_descr_set: a NULL value deletes.
    descr_set<T>(&T, &Object, Option<&Object>) -> Status => descrsetfunc;
    /// tp_call: the keyword dict may be NULL.
    call<T>(&T, &crate::Tuple, Option<&crate::Dict>) -> PyResult => ternaryfunc;
    init<T>(&T, &crate::Tuple, Option<&crate::Dict>) -> Status => initproc;
    dealloc<T>(*mut T) => destructor;
    finalize<T>(&T) => destructor;
    traverse<T>(&T, visitproc, *mut c_void) -> c_int => traverseproc;
    clear<T>(&T) -> c_int => inquiry_fn;
    getbuffer<T>(&T, *mut Py_buffer, c_int) -> Status => getbufferproc;
    releasebuffer<T>(&T, *mut Py_buffer) => releasebufferproc;
    vectorcall<T>(&T, *const *mut PyObject, usize, Option<&crate::Tuple>) -> PyResult => vectorcallfunc;
}

#[allow(non_camel_case_types)]
type inquiry_fn = inquiry;

/// A binary number slot, which is called with the operands in either order: neither is known to be of the type.
pub const fn number(f: extern "C" fn(&Object, &Object) -> PyResult) -> Option<binaryfunc> {
    // SAFETY: the ABI is that of the slot.
    Some(unsafe { transmute::<extern "C" fn(&Object, &Object) -> PyResult, binaryfunc>(f) })
}

/// nb_power.
pub const fn power(f: extern "C" fn(&Object, &Object, &Object) -> PyResult) -> Option<ternaryfunc> {
    // SAFETY: the ABI is that of the slot.
    Some(unsafe {
        transmute::<extern "C" fn(&Object, &Object, &Object) -> PyResult, ternaryfunc>(f)
    })
}

/// tp_new: the keyword dict may be NULL.
pub const fn new(
    f: extern "C" fn(&Type, &crate::Tuple, Option<&crate::Dict>) -> PyResult,
) -> Option<newfunc> {
    // SAFETY: the ABI is that of the slot.
    Some(unsafe {
        transmute::<extern "C" fn(&Type, &crate::Tuple, Option<&crate::Dict>) -> PyResult, newfunc>(
            f,
        )
    })
}

/// A static table that C reads through a mutable pointer (method tables, slot tables): const-initialised, not written after start-up.
#[repr(transparent)]
pub struct Table<T>(core::cell::UnsafeCell<T>);

// SAFETY: tables are written only while the runtime starts, by one thread.
unsafe impl<T> Sync for Table<T> {}

impl<T> Table<T> {
    pub const fn new(value: T) -> Table<T> {
        Table(core::cell::UnsafeCell::new(value))
    }
    pub const fn ptr(&self) -> *mut T {
        self.0.get()
    }
}

impl<T, const N: usize> Table<[T; N]> {
    /// The first entry, as C has tables.
    pub const fn first(&self) -> *mut T {
        self.0.get().cast()
    }
}

// Functions whose address is their meaning: types hold them in slots, and the runtime (and extensions) compare slots with them. So
// they are the exported functions themselves, and take NULL, which C may pass them by name, for a SystemError.

/// `tp_hash` of an unhashable type.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_HashNotImplemented(o: Option<&Object>) -> Hash {
    use crate::type_::ObjectClass;
    Hash::from(Err(match o {
        Some(o) => crate::raise!(TypeError, "unhashable type: '{}'", o.class().tp_name()),
        None => bad_internal_call(),
    }))
}

/// `tp_iternext` of a class that took `__next__` away.
pub extern "C" fn _PyObject_NextNotImplemented(o: &Object) -> PyResult {
    use crate::type_::ObjectClass;
    Err(crate::raise!(
        TypeError,
        "'{}' object is not iterable",
        o.class().tp_name()
    ))
}

/// `tp_iter` of iterators.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_SelfIter(o: Option<&Object>) -> PyResult {
    Ok(o.ok_or_else(bad_internal_call)?.to_ref())
}

/// The default `tp_getattro`.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GenericGetAttr(o: Option<&Object>, name: Option<&Object>) -> PyResult {
    let (Some(o), Some(name)) = (o, name) else {
        return Err(bad_internal_call());
    };
    crate::object::attributes::generic_get_attr(o, name)
}

/// The default `tp_setattro`.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GenericSetAttr(
    o: Option<&Object>,
    name: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    match (o, name) {
        (Some(o), Some(name)) => crate::object::attributes::generic_set_attr(o, name, value),
        _ => Err(bad_internal_call()),
    }
    .into()
}

/// The default `tp_alloc`.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_GenericAlloc(ty: Option<&Type>, items: isize) -> PyResult {
    let ty = ty.ok_or_else(bad_internal_call)?;
    crate::alloc::generic(ty, usize::try_from(items).unwrap_or(0))
}

/// The plain `tp_new`: allocates.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_GenericNew(
    ty: Option<&Type>,
    _: Option<&crate::Tuple>,
    _: Option<&crate::Dict>,
) -> PyResult {
    ty.ok_or_else(bad_internal_call)?.alloc(0)
}

/// Frees what the raw domain gave: what containers of memory (`_PyXIData_t`) name as their `free`.
///
/// # Safety
/// As C's: NULL, or a block of the raw domain.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_RawFree(p: *mut c_void) {
    // SAFETY: the caller vouches.
    unsafe { base::mem::free(base::mem::Domain::Raw, p) }
}

/// The `tp_free` of objects without a collector head.
///
/// # Safety
/// As C's: NULL, or a block of the object domain.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Free(p: *mut c_void) {
    // SAFETY: the caller vouches.
    unsafe { base::mem::free(base::mem::Domain::Obj, p) }
}

/// The `tp_free` of objects with one.
///
/// # Safety
/// The object is dead.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_Del(p: *mut c_void) {
    // SAFETY: the caller vouches.
    unsafe { crate::alloc::gc_free(p.cast()) }
}

macro_rules! nullable {
    ($($name:ident: $slot:ident = $f:path as fn($($arg:ty),*) -> $ret:ty;)*) => {
        $(pub const $name: Option<$slot> = {
            // SAFETY: an `Option<&T>` is a nullable pointer; the other types have the ABI of the slot's.
            Some(unsafe { transmute::<extern "C" fn($($arg),*) -> $ret, $slot>($f) })
        };)*
    };
}

nullable! {
    GENERIC_GETATTR: getattrofunc = PyObject_GenericGetAttr as fn(Option<&Object>, Option<&Object>) -> PyResult;
    GENERIC_SETATTR: setattrofunc = PyObject_GenericSetAttr as fn(Option<&Object>, Option<&Object>, Option<&Object>) -> Status;
    SELF_ITER: getiterfunc = PyObject_SelfIter as fn(Option<&Object>) -> PyResult;
    GENERIC_ALLOC: allocfunc = PyType_GenericAlloc as fn(Option<&Type>, isize) -> PyResult;
    GENERIC_NEW: newfunc = PyType_GenericNew as fn(Option<&Type>, Option<&crate::Tuple>, Option<&crate::Dict>) -> PyResult;
    HASH_NOT_IMPLEMENTED: hashfunc = PyObject_HashNotImplemented as fn(Option<&Object>) -> Hash;
}

// Entries of method, getset and member tables, for types whose file does not use the clinic macros.

/// `METH_NOARGS`.
pub const fn noargs<T: Subtype>(
    name: &'static core::ffi::CStr,
    f: extern "C" fn(&T, Option<&Object>) -> PyResult,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    // SAFETY: the ABI is that of PyCFunction.
    let f = unsafe { transmute::<extern "C" fn(&T, Option<&Object>) -> PyResult, PyCFunction>(f) };
    method(name, f, METH_NOARGS, doc)
}

/// `METH_O`.
pub const fn onearg<T: Subtype>(
    name: &'static core::ffi::CStr,
    f: extern "C" fn(&T, &Object) -> PyResult,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    // SAFETY: the ABI is that of PyCFunction.
    let f = unsafe { transmute::<extern "C" fn(&T, &Object) -> PyResult, PyCFunction>(f) };
    method(name, f, METH_O, doc)
}

/// `METH_FASTCALL`.
pub const fn fastcall<T: Subtype>(
    name: &'static core::ffi::CStr,
    f: extern "C" fn(&T, *const *mut PyObject, isize) -> PyResult,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    // SAFETY: the call reads the function by the flag.
    let f = unsafe {
        transmute::<extern "C" fn(&T, *const *mut PyObject, isize) -> PyResult, PyCFunction>(f)
    };
    method(name, f, METH_FASTCALL, doc)
}

/// `METH_VARARGS`.
pub const fn varargs<T: Subtype>(
    name: &'static core::ffi::CStr,
    f: extern "C" fn(&T, &crate::Tuple) -> PyResult,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    // SAFETY: the ABI is that of PyCFunction.
    let f = unsafe { transmute::<extern "C" fn(&T, &crate::Tuple) -> PyResult, PyCFunction>(f) };
    method(name, f, METH_VARARGS, doc)
}

/// `METH_VARARGS | METH_KEYWORDS`.
pub const fn keywords<T: Subtype>(
    name: &'static core::ffi::CStr,
    f: extern "C" fn(&T, &crate::Tuple, Option<&crate::Dict>) -> PyResult,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    // SAFETY: the flags tell callers the true signature.
    let f = unsafe {
        transmute::<extern "C" fn(&T, &crate::Tuple, Option<&crate::Dict>) -> PyResult, PyCFunction>(
            f,
        )
    };
    method(name, f, METH_VARARGS | METH_KEYWORDS, doc)
}

const fn method(
    name: &'static core::ffi::CStr,
    f: PyCFunction,
    flags: c_int,
    doc: &'static core::ffi::CStr,
) -> PyMethodDef {
    PyMethodDef {
        ml_name: name.as_ptr(),
        ml_meth: Some(f),
        ml_flags: flags,
        ml_doc: doc.as_ptr(),
    }
}

/// The same entry with more `METH_*` flags (`METH_CLASS`, `METH_STATIC`, `METH_COEXIST`).
pub const fn with_flags(mut def: PyMethodDef, flags: c_int) -> PyMethodDef {
    def.ml_flags |= flags;
    def
}

/// The end of a method table.
// SAFETY: all-zero is valid.
pub const METHODS_END: PyMethodDef = unsafe { zeroed() };
/// The end of a getset table.
// SAFETY: all-zero is valid.
pub const GETSETS_END: PyGetSetDef = unsafe { zeroed() };
/// The end of a member table.
// SAFETY: all-zero is valid.
pub const MEMBERS_END: PyMemberDef = unsafe { zeroed() };

/// A computed attribute, read-only if `set` is None. Getter and setter get the closure pointer (NULL) last.
pub const fn getset<T: Subtype>(
    name: &'static core::ffi::CStr,
    get: Option<extern "C" fn(&T, *mut c_void) -> PyResult>,
    set: Option<extern "C" fn(&T, Option<&Object>, *mut c_void) -> Status>,
    doc: &'static core::ffi::CStr,
) -> PyGetSetDef {
    PyGetSetDef {
        name: name.as_ptr(),
        // SAFETY: the ABI is that of getter and setter; Option keeps NULL.
        get: unsafe {
            transmute::<Option<extern "C" fn(&T, *mut c_void) -> PyResult>, Option<getter>>(get)
        },
        // SAFETY: as above.
        set: unsafe {
            transmute::<
                Option<extern "C" fn(&T, Option<&Object>, *mut c_void) -> Status>,
                Option<setter>,
            >(set)
        },
        doc: if doc.is_empty() {
            core::ptr::null()
        } else {
            doc.as_ptr()
        },
        closure: core::ptr::null_mut(),
    }
}

/// An attribute that is a field (`Py_T_*` type, offset, `Py_READONLY` and other flags).
pub const fn member(
    name: &'static core::ffi::CStr,
    ty: c_int,
    offset: usize,
    flags: c_int,
) -> PyMemberDef {
    PyMemberDef {
        name: name.as_ptr(),
        r#type: ty,
        offset: offset as Py_ssize_t,
        flags,
        doc: core::ptr::null(),
    }
}

/// As [`member`], with a docstring.
pub const fn member_doc(
    name: &'static core::ffi::CStr,
    ty: c_int,
    offset: usize,
    flags: c_int,
    doc: &'static core::ffi::CStr,
) -> PyMemberDef {
    PyMemberDef {
        doc: doc.as_ptr(),
        ..member(name, ty, offset, flags)
    }
}

/// An inquiry that cannot fail (`tp_is_gc`).
pub const fn inquiry_int<T: Subtype>(f: extern "C" fn(&T) -> c_int) -> Option<inquiry> {
    // SAFETY: the ABI is that of the slot.
    Some(unsafe { transmute::<extern "C" fn(&T) -> c_int, inquiry>(f) })
}
