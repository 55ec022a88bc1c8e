//! `cpython/pystate.h`: the CPython-only tier (not in the limited API).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyThreadState {
    pub prev: *mut PyThreadState,
    pub next: *mut PyThreadState,
    pub interp: *mut PyInterpreterState,
    pub eval_breaker: usize,
    pub _status: PyThreadState__status,
    pub holds_gil: c_int,
    pub _whence: c_int,
    pub state: c_int,
    pub py_recursion_remaining: c_int,
    pub py_recursion_limit: c_int,
    pub recursion_headroom: c_int,
    pub tracing: c_int,
    pub what_event: c_int,
    pub current_frame: *mut _PyInterpreterFrame,
    pub c_profilefunc: Option<Py_tracefunc>,
    pub c_tracefunc: Option<Py_tracefunc>,
    pub c_profileobj: *mut PyObject,
    pub c_traceobj: *mut PyObject,
    pub current_exception: *mut PyObject,
    pub exc_info: *mut _PyErr_StackItem,
    pub dict: *mut PyObject,
    pub gilstate_counter: c_int,
    pub async_exc: *mut PyObject,
    pub thread_id: c_ulong,
    pub native_thread_id: c_ulong,
    pub delete_later: *mut PyObject,
    pub critical_section: usize,
    pub coroutine_origin_tracking_depth: c_int,
    pub async_gen_firstiter: *mut PyObject,
    pub async_gen_finalizer: *mut PyObject,
    pub context: *mut PyObject,
    pub context_ver: u64,
    pub id: u64,
    pub datastack_chunk: *mut _PyStackChunk,
    pub datastack_top: *mut *mut PyObject,
    pub datastack_limit: *mut *mut PyObject,
    pub exc_state: _PyErr_StackItem,
    pub current_executor: *mut PyObject,
    pub dict_global_version: u64,
    pub threading_local_key: *mut PyObject,
    pub threading_local_sentinel: *mut PyObject,
    pub remote_debugger_support: _PyRemoteDebuggerSupport,
    pub datastack_cached_chunk: *mut _PyStackChunk,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyThreadState__status {
    pub bits: u32,
}

/// Bit offset of `initialized` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_initialized_SHIFT: u32 = 0;
pub const PyThreadState__status_initialized_MASK: u32 = 0x1;
/// Bit offset of `bound` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_bound_SHIFT: u32 = 1;
pub const PyThreadState__status_bound_MASK: u32 = 0x2;
/// Bit offset of `unbound` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_unbound_SHIFT: u32 = 2;
pub const PyThreadState__status_unbound_MASK: u32 = 0x4;
/// Bit offset of `bound_gilstate` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_bound_gilstate_SHIFT: u32 = 3;
pub const PyThreadState__status_bound_gilstate_MASK: u32 = 0x8;
/// Bit offset of `active` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_active_SHIFT: u32 = 4;
pub const PyThreadState__status_active_MASK: u32 = 0x10;
/// Bit offset of `finalizing` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_finalizing_SHIFT: u32 = 5;
pub const PyThreadState__status_finalizing_MASK: u32 = 0x20;
/// Bit offset of `cleared` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_cleared_SHIFT: u32 = 6;
pub const PyThreadState__status_cleared_MASK: u32 = 0x40;
/// Bit offset of `finalized` within `PyThreadState__status.bits`, 1 bit wide.
pub const PyThreadState__status_finalized_SHIFT: u32 = 7;
pub const PyThreadState__status_finalized_MASK: u32 = 0x80;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyErr_StackItem {
    pub exc_value: *mut PyObject,
    pub previous_item: *mut _PyErr_StackItem,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyStackChunk {
    pub previous: *mut _PyStackChunk,
    pub size: usize,
    pub top: usize,
    pub data: [*mut PyObject; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRemoteDebuggerSupport {
    pub debugger_pending_call: i32,
    pub debugger_script_path: [c_char; 512],
}

pub type Py_tracefunc =
    unsafe extern "C" fn(*mut PyObject, *mut PyFrameObject, c_int, *mut PyObject) -> c_int;

pub type _PyFrameEvalFunction =
    unsafe extern "C" fn(*mut PyThreadState, *mut _PyInterpreterFrame, c_int) -> *mut PyObject;

pub const PyTrace_CALL: c_int = 0;
pub const PyTrace_EXCEPTION: c_int = 1;
pub const PyTrace_LINE: c_int = 2;
pub const PyTrace_RETURN: c_int = 3;
pub const PyTrace_C_CALL: c_int = 4;
pub const PyTrace_C_EXCEPTION: c_int = 5;
pub const PyTrace_C_RETURN: c_int = 6;
pub const PyTrace_OPCODE: c_int = 7;
pub const _Py_MAX_SCRIPT_PATH_SIZE: c_int = 512;
pub const _PY_DATA_STACK_CHUNK_SIZE: c_int = 16384;
pub const _PyThreadState_WHENCE_NOTSET: c_int = -1;
pub const _PyThreadState_WHENCE_UNKNOWN: c_int = 0;
pub const _PyThreadState_WHENCE_INIT: c_int = 1;
pub const _PyThreadState_WHENCE_FINI: c_int = 2;
pub const _PyThreadState_WHENCE_THREADING: c_int = 3;
pub const _PyThreadState_WHENCE_GILSTATE: c_int = 4;
pub const _PyThreadState_WHENCE_EXEC: c_int = 5;
