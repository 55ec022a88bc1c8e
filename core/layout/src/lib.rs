//! Every `#[repr(C)]` struct and constant that a stock CPython 3.14 header shows, under its C name, and no code.
//!
//! For everyone above: `base` and `objects` wrap these structs, `capi` and cbindgen write the headers from them, and
//! `xtask abi` compares size, alignment and each offset with the stock headers, in both builds. A file is a header; the
//! folder is the header's tier. What differs in the free-threaded build stands under a `cfg` on the field.
//!
//! Invariant: nothing here may be changed to suit our own code. The layout is the contract with compiled extensions.
#![no_std]
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals)]

mod support;
pub use support::*;

pub mod r#abstract;
pub mod ceval;
pub mod compile;
pub mod cpython;
pub mod datetime;
pub mod descrobject;
pub mod dynamic_annotations;
pub mod fileobject;
pub mod internal;
pub mod longobject;
pub mod marshal;
pub mod methodobject;
pub mod modsupport;
pub mod moduleobject;
pub mod object;
pub mod opcode;
pub mod opcode_ids;
pub mod patchlevel;
pub mod pybuffer;
pub mod pycapsule;
pub mod pyhash;
pub mod pylifecycle;
pub mod pymath;
pub mod pyport;
pub mod pystate;
pub mod pystrtod;
pub mod pythread;
pub mod refcount;
pub mod sliceobject;
pub mod structmember;
pub mod structseq;
pub mod typeslots;
pub mod unicodeobject;

pub use r#abstract::*;
pub use ceval::*;
pub use compile::*;
pub use cpython::*;
pub use datetime::*;
pub use descrobject::*;
pub use dynamic_annotations::*;
pub use fileobject::*;
pub use internal::*;
pub use longobject::*;
pub use marshal::*;
pub use methodobject::*;
pub use modsupport::*;
pub use moduleobject::*;
pub use object::*;
pub use opcode::*;
pub use opcode_ids::*;
pub use patchlevel::*;
pub use pybuffer::*;
pub use pycapsule::*;
pub use pyhash::*;
pub use pylifecycle::*;
pub use pymath::*;
pub use pyport::*;
pub use pystate::*;
pub use pystrtod::*;
pub use pythread::*;
pub use refcount::*;
pub use sliceobject::*;
pub use structmember::*;
pub use structseq::*;
pub use typeslots::*;
pub use unicodeobject::*;
