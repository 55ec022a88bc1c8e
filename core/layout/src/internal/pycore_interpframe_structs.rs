//! `internal/pycore_interpframe_structs.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyInterpreterFrame {
    pub f_executable: _PyStackRef,
    pub previous: *mut _PyInterpreterFrame,
    pub f_funcobj: _PyStackRef,
    pub f_globals: *mut PyObject,
    pub f_builtins: *mut PyObject,
    pub f_locals: *mut PyObject,
    pub frame_obj: *mut PyFrameObject,
    pub instr_ptr: *mut _Py_CODEUNIT,
    pub stackpointer: *mut _PyStackRef,
    #[cfg(feature = "free-threaded")]
    pub tlbc_index: i32,
    pub return_offset: u16,
    pub owner: c_char,
    pub visited: u8,
    pub localsplus: [_PyStackRef; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyGenObject {
    pub ob_base: PyObject,
    pub gi_weakreflist: *mut PyObject,
    pub gi_name: *mut PyObject,
    pub gi_qualname: *mut PyObject,
    pub gi_exc_state: _PyErr_StackItem,
    pub gi_origin_or_finalizer: *mut PyObject,
    pub gi_hooks_inited: c_char,
    pub gi_closed: c_char,
    pub gi_running_async: c_char,
    pub gi_frame_state: i8,
    pub gi_iframe: _PyInterpreterFrame,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCoroObject {
    pub ob_base: PyObject,
    pub cr_weakreflist: *mut PyObject,
    pub cr_name: *mut PyObject,
    pub cr_qualname: *mut PyObject,
    pub cr_exc_state: _PyErr_StackItem,
    pub cr_origin_or_finalizer: *mut PyObject,
    pub cr_hooks_inited: c_char,
    pub cr_closed: c_char,
    pub cr_running_async: c_char,
    pub cr_frame_state: i8,
    pub cr_iframe: _PyInterpreterFrame,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyAsyncGenObject {
    pub ob_base: PyObject,
    pub ag_weakreflist: *mut PyObject,
    pub ag_name: *mut PyObject,
    pub ag_qualname: *mut PyObject,
    pub ag_exc_state: _PyErr_StackItem,
    pub ag_origin_or_finalizer: *mut PyObject,
    pub ag_hooks_inited: c_char,
    pub ag_closed: c_char,
    pub ag_running_async: c_char,
    pub ag_frame_state: i8,
    pub ag_iframe: _PyInterpreterFrame,
}

pub type _frameowner = c_uint;
pub const FRAME_OWNED_BY_THREAD: _frameowner = 0;
pub const FRAME_OWNED_BY_GENERATOR: _frameowner = 1;
pub const FRAME_OWNED_BY_FRAME_OBJECT: _frameowner = 2;
pub const FRAME_OWNED_BY_INTERPRETER: _frameowner = 3;
pub const FRAME_OWNED_BY_CSTACK: _frameowner = 4;
