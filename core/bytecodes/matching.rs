//! Structural pattern matching.

use opdef::inst;

use crate::patterns;
use crate::prelude::*;

#[inst("subject -- subject, length")]
pub unsafe fn GET_LEN(subject: &StackRef) -> PyResult<Ref> {
    patterns::length(subject.as_object())
}

#[inst("subject, class, names -- attributes")]
pub unsafe fn MATCH_CLASS(
    oparg: usize,
    subject: &StackRef,
    class: &StackRef,
    names: &StackRef,
) -> PyResult<Ref> {
    patterns::match_class(
        subject.as_object(),
        class.as_object(),
        oparg,
        names.as_object(),
    )
}

#[inst("subject -- subject, result")]
pub unsafe fn MATCH_MAPPING(subject: &StackRef) -> StackRef {
    let found =
        subject.as_object().class().flags() & layout::Py_TPFLAGS_MAPPING as core::ffi::c_ulong != 0;
    StackRef::from_immortal(py_bool(found))
}

#[inst("subject -- subject, result")]
pub unsafe fn MATCH_SEQUENCE(subject: &StackRef) -> StackRef {
    let found = subject.as_object().class().flags()
        & layout::Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong
        != 0;
    StackRef::from_immortal(py_bool(found))
}

#[inst("subject, keys -- subject, keys, values")]
pub unsafe fn MATCH_KEYS(subject: &StackRef, keys: &StackRef) -> PyResult<Ref> {
    patterns::match_keys(subject.as_object(), keys.as_object())
}
