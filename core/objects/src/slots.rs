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
