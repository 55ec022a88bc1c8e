//! Rows of the method, member and attribute tables of the exception types, from typed Rust functions.

use core::ffi::{CStr, c_int, c_void};
use core::mem::transmute;

use base::{Object, PyResult, Status, Subtype};
use layout::*;

pub const fn noargs<T: Subtype>(
    name: &'static CStr,
    f: extern "C" fn(&T, *mut PyObject) -> PyResult,
    doc: &'static CStr,
) -> PyMethodDef {
    PyMethodDef {
        ml_name: name.as_ptr(),
        // SAFETY: the parameter and result types have the ABI of the C signature.
        ml_meth: Some(unsafe {
            transmute::<extern "C" fn(&T, *mut PyObject) -> PyResult, PyCFunction>(f)
        }),
        ml_flags: METH_NOARGS,
        ml_doc: doc.as_ptr(),
    }
}

pub const fn one<T: Subtype>(
    name: &'static CStr,
    f: extern "C" fn(&T, &Object) -> PyResult,
    doc: &'static CStr,
) -> PyMethodDef {
    PyMethodDef {
        ml_name: name.as_ptr(),
        // SAFETY: as above.
        ml_meth: Some(unsafe {
            transmute::<extern "C" fn(&T, &Object) -> PyResult, PyCFunction>(f)
        }),
        ml_flags: METH_O,
        ml_doc: doc.as_ptr(),
    }
}

pub const END_METHODS: PyMethodDef = PyMethodDef {
    ml_name: core::ptr::null(),
    ml_meth: None,
    ml_flags: 0,
    ml_doc: core::ptr::null(),
};

pub const fn attribute<T: Subtype>(
    name: &'static CStr,
    get: extern "C" fn(&T, *mut c_void) -> PyResult,
    set: extern "C" fn(&T, Option<&Object>, *mut c_void) -> Status,
    doc: &'static CStr,
) -> PyGetSetDef {
    PyGetSetDef {
        name: name.as_ptr(),
        // SAFETY: as above.
        get: Some(unsafe { transmute::<extern "C" fn(&T, *mut c_void) -> PyResult, getter>(get) }),
        // SAFETY: as above.
        set: Some(unsafe {
            transmute::<extern "C" fn(&T, Option<&Object>, *mut c_void) -> Status, setter>(set)
        }),
        doc: doc.as_ptr(),
        closure: core::ptr::null_mut(),
    }
}

pub const END_GETSET: PyGetSetDef = PyGetSetDef {
    name: core::ptr::null(),
    get: None,
    set: None,
    doc: core::ptr::null(),
    closure: core::ptr::null_mut(),
};

pub const fn member(
    name: &'static CStr,
    kind: c_int,
    offset: usize,
    flags: c_int,
    doc: &'static CStr,
) -> PyMemberDef {
    PyMemberDef {
        name: name.as_ptr(),
        r#type: kind,
        offset: offset as Py_ssize_t,
        flags,
        doc: doc.as_ptr(),
    }
}

pub const END_MEMBERS: PyMemberDef = PyMemberDef {
    name: core::ptr::null(),
    r#type: 0,
    offset: 0,
    flags: 0,
    doc: core::ptr::null(),
};
