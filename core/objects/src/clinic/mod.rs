//! The runtime half of the `clinic` macros: argument parsing, conversion of arguments and results, method tables.
//!
//! For the code that the macros emit, and, through `use objects::clinic::*`, for those who write Python functions in Rust;
//! the crate documentation of `clinic` is the manual. Invariant of everything here that takes raw pointers: the caller is
//! a C calling convention, so the thread is attached and the arguments are live until the call returns.

mod convert;
mod errors;
mod keywords;
mod receive;
mod returns;
pub mod suggest;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use clinic::{method_table, pyfunction, pymethods};

pub use convert::{
    ArgName, Argument, Bits32, Bits64, FromArg, Nullable, SliceIndex, SliceIndexNone,
};
pub use errors::{
    bad_argument, check_positional, check_tuple, no_keywords, no_kwnames, no_positional,
    takes_no_arguments,
};
pub use keywords::{Parser, RawKeywords, unknown_keyword};
pub use receive::{
    FromKeywords, argument_slice, argument_tuple, borrowed, init_is_strict, new_is_strict, object,
    optional, receiver, tuple_parts, vectorcall_count,
};
pub use returns::{IntoReturn, IntoStatus, Returned, raw};
pub use suggest::{edit_cost, suggest};
pub use table::{MethodPtr, Table, as_new, as_vectorcall, getset};
pub use text::{Char, Utf8};

pub use base::PyResult;
#[doc(hidden)]
pub use layout::{PyGetSetDef, PyMethodDef, PyObject, initproc, newfunc, vectorcallfunc};

pub use crate::{getset_concat, methods_concat};
