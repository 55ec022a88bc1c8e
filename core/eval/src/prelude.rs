//! What every file of `eval` and every instruction definition needs.

pub use base::{Raised, StackRef};
pub use layout::{
    _Py_CODEUNIT, _PyInterpreterFrame, PyCodeObject, PyFunctionObject, PyInterpreterState,
    PyObject, PyThreadState,
};
pub use objects::prelude::*;

pub use crate::answers::*;

/// The running thread's state.
pub type Ts = *mut PyThreadState;
/// An interpreter frame: on the thread's data stack, or inside a generator.
pub type Frame = *mut _PyInterpreterFrame;
/// A place in the bytecode.
pub type Ip = *mut _Py_CODEUNIT;

pub use crate::cache::{load_u16, load_u32, load_u64};
pub use crate::frame::{code_of, constant, function_of, local, name_at};
