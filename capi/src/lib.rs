//! The exported C functions, a file a header, in the headers' tiers: `src/*.rs` (public), `src/cpython/`, `src/internal/`.
//!
//! An exported function is a thin typed line: validate, call `core`, convert. The exported *data* (types, singletons,
//! `_PyRuntime`) lives in `core`. What the type does not say of ownership stands in the doc comment.
//!
//! # Safety vocabulary
//!
//! As in `base`: **live**, **attached**, **layout**. "NULL allowed" is said where it is; elsewhere a NULL object argument is a
//! SystemError, not a crash.

extern crate stdlib;

pub mod r#abstract;
pub mod audit;
pub mod boolobject;
pub mod builtin_modules;
pub mod bytearrayobject;
pub mod bytesobject;
pub mod ceval;
pub mod codecs;
pub mod complexobject;
pub mod cpython;
pub mod descrobject;
pub mod dictobject;
pub mod fileobject;
pub mod fileutils;
pub mod floatobject;
pub mod genericaliasobject;
pub mod import;
pub mod initconfig;
pub mod internal;
pub mod intrcheck;
pub mod iterobject;
pub mod listobject;
mod locale_text;
pub mod longobject;
pub mod marshal;
pub mod memoryobject;
pub mod methodobject;
pub mod modsupport;
pub mod moduleobject;
pub mod object;
pub mod objimpl;
pub mod osmodule;
pub mod pybuffer;
pub mod pycapsule;
pub mod pyerrors;
pub mod pyframe;
pub mod pylifecycle;
pub mod pymacro;
pub mod pymem;
pub mod pystate;
pub mod pystrcmp;
pub mod pystrtod;
pub mod pythonrun;
pub mod pythread;
pub mod refcount;
pub mod setobject;
pub mod sliceobject;
pub mod structseq;
mod support;
pub mod sysmodule;
pub mod traceback;
pub mod tupleobject;
pub mod unicodeobject;
pub mod variadic;
pub mod warnings;
pub mod weakrefobject;
