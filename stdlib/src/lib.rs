//! The built-in extension modules, a file or folder each, named as the module.

pub mod support;

pub mod _bisect;

pub mod _heapq;
pub mod _operator;

use core::ffi::CStr;

type Init = extern "C" fn() -> *mut layout::PyObject;

/// Every module here with its init function, for the table of built-in modules.
pub static INITTAB: &[(&CStr, Init)] = &[
    (c"_bisect", _bisect::init),
    (c"_heapq", _heapq::init),
    (c"_operator", _operator::init),
];
