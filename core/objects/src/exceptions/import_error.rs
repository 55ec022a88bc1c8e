//! `ImportError`: what was imported, from where.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, Status};
use layout::*;

use super::attribute_error::keyword_only;
use super::base_exception::{self as basic, Fields};
use super::{BaseExc, replace};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PyImportErrorObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PyImportErrorObject, msg),
        offset_of!(PyImportErrorObject, name),
        offset_of!(PyImportErrorObject, path),
        offset_of!(PyImportErrorObject, name_from),
    ];
}

extern "C" fn init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, None)?;
        let [name, path, name_from] = keyword_only(
            "ImportError",
            [id!(name), id!(path), interned!("name_from")],
            kwargs,
        )?;
        let msg = match args.as_slice() {
            [one] => Some(one.to_ref()),
            _ => None,
        };
        let raw = this.raw().cast::<PyImportErrorObject>();
        // SAFETY: layout: the slot of ImportError.
        unsafe {
            replace(&raw mut (*raw).name, name);
            replace(&raw mut (*raw).path, path);
            replace(&raw mut (*raw).name_from, name_from);
            replace(&raw mut (*raw).msg, msg);
        }
        Ok(())
    })()
    .into()
}

extern "C" fn str_slot(this: &BaseExc) -> PyResult {
    // SAFETY: layout; the field owns a reference or is NULL.
    let msg: Option<Ref> =
        unsafe { Ref::from_borrowed_opt((*this.raw().cast::<PyImportErrorObject>()).msg) };
    match msg {
        Some(m) if m.is_exactly(crate::unicode::PyUnicode_Type.raw()) => Ok(m),
        _ => basic::str_of(this),
    }
}

extern "C" fn reduce(this: &BaseExc, _: Option<&Object>) -> PyResult {
    let raw = this.raw().cast::<PyImportErrorObject>();
    // SAFETY: layout; the fields own references or are NULL.
    let (fields, dict) = unsafe {
        (
            [
                (id!(name), Ref::<Object>::from_borrowed_opt((*raw).name)),
                (id!(path), Ref::<Object>::from_borrowed_opt((*raw).path)),
                (
                    interned!("name_from"),
                    Ref::<Object>::from_borrowed_opt((*raw).name_from),
                ),
            ],
            Ref::<Dict>::from_borrowed_opt((*raw).dict),
        )
    };
    let state = if fields.iter().any(|(_, v)| v.is_some()) {
        let state = match dict {
            Some(d) => d.copy()?,
            None => Dict::new()?,
        };
        for (name, value) in &fields {
            if let Some(value) = value {
                state.set(name, value)?;
            }
        }
        Some(state)
    } else {
        dict
    };
    let args = this.args();
    let result = match state {
        Some(state) => Tuple::from_slice(&[this.class(), &args, &state])?,
        None => Tuple::from_slice(&[this.class(), &args])?,
    };
    Ok(result.upcast())
}

pub const INIT: Option<initproc> = slots::init(init);
pub const STR: Option<reprfunc> = slots::repr(str_slot);

pub static mut MEMBERS: [PyMemberDef; 5] = [
    slots::member_doc(
        c"msg",
        _Py_T_OBJECT,
        offset_of!(PyImportErrorObject, msg),
        0,
        c"exception message",
    ),
    slots::member_doc(
        c"name",
        _Py_T_OBJECT,
        offset_of!(PyImportErrorObject, name),
        0,
        c"module name",
    ),
    slots::member_doc(
        c"path",
        _Py_T_OBJECT,
        offset_of!(PyImportErrorObject, path),
        0,
        c"module path",
    ),
    slots::member_doc(
        c"name_from",
        _Py_T_OBJECT,
        offset_of!(PyImportErrorObject, name_from),
        0,
        c"name imported from module",
    ),
    slots::MEMBERS_END,
];

pub static mut METHODS: [PyMethodDef; 2] = [
    slots::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\n"),
    slots::METHODS_END,
];
