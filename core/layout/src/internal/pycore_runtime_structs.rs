//! `internal/pycore_runtime_structs.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRuntimeState {
    pub debug_offsets: _Py_DebugOffsets,
    pub _initialized: c_int,
    pub preinitializing: c_int,
    pub preinitialized: c_int,
    pub core_initialized: c_int,
    pub initialized: c_int,
    pub _finalizing: *mut PyThreadState,
    pub _finalizing_id: c_ulong,
    pub interpreters: pyinterpreters,
    pub main_thread: c_ulong,
    pub main_tstate: *mut PyThreadState,
    pub xi: _PyXI_global_state_t,
    pub allocators: _pymem_allocators,
    pub obmalloc: _obmalloc_global_state,
    pub pyhash_state: pyhash_runtime_state,
    pub threads: _pythread_runtime_state,
    pub signals: _signals_runtime_state,
    pub autoTSSkey: Py_tss_t,
    pub trashTSSkey: Py_tss_t,
    pub orig_argv: PyWideStringList,
    pub parser: _parser_runtime_state,
    pub atexit: _atexit_runtime_state,
    pub imports: _import_runtime_state,
    pub ceval: _ceval_runtime_state,
    pub gilstate: _gilstate_runtime_state,
    pub getargs: _getargs_runtime_state,
    pub fileutils: _fileutils_state,
    pub faulthandler: _faulthandler_runtime_state,
    pub tracemalloc: _tracemalloc_runtime_state,
    pub ref_tracer: _reftracer_runtime_state,
    pub stoptheworld_mutex: _PyRWMutex,
    pub stoptheworld: _stoptheworld_state,
    pub preconfig: PyPreConfig,
    pub open_code_hook: Option<Py_OpenCodeHookFunction>,
    pub open_code_userdata: *mut c_void,
    pub audit_hooks: _PyRuntimeState_audit_hooks,
    pub object_state: _py_object_runtime_state,
    pub float_state: _Py_float_runtime_state,
    pub unicode_state: _Py_unicode_runtime_state,
    pub types: _types_runtime_state,
    pub time: _Py_time_runtime_state,
    pub cached_objects: _Py_cached_objects,
    pub static_objects: _Py_static_objects,
    pub _main_interpreter: PyInterpreterState,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pyinterpreters {
    pub mutex: PyMutex,
    pub head: *mut PyInterpreterState,
    pub main: *mut PyInterpreterState,
    pub next_id: i64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pymem_allocators {
    pub mutex: PyMutex,
    pub standard: _pymem_allocators_standard,
    pub debug: _pymem_allocators_debug,
    pub is_debug_enabled: c_int,
    pub obj_arena: PyObjectArenaAllocator,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pymem_allocators_standard {
    pub raw: PyMemAllocatorEx,
    pub mem: PyMemAllocatorEx,
    pub obj: PyMemAllocatorEx,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pymem_allocators_debug {
    pub raw: debug_alloc_api_t,
    pub mem: debug_alloc_api_t,
    pub obj: debug_alloc_api_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct debug_alloc_api_t {
    pub api_id: c_char,
    pub alloc: PyMemAllocatorEx,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pyhash_runtime_state {
    pub urandom_cache: pyhash_runtime_state_urandom_cache,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pyhash_runtime_state_urandom_cache {
    pub fd: c_int,
    pub st_dev: libc::dev_t,
    pub st_ino: libc::ino_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _parser_runtime_state {
    pub _not_used: c_int,
    pub dummy_name: _expr,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gilstate_runtime_state {
    pub check_enabled: c_int,
    pub autoInterpreterState: *mut PyInterpreterState,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _getargs_runtime_state {
    pub static_parsers: *mut _PyArg_Parser,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _fileutils_state {
    pub force_ascii: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyRuntimeState_audit_hooks {
    pub mutex: PyMutex,
    pub head: *mut _Py_AuditHookEntry,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_float_runtime_state {
    pub float_format: _py_float_format_type,
    pub double_format: _py_float_format_type,
}

pub type _py_float_format_type = c_uint;
pub const _py_float_format_unknown: _py_float_format_type = 0;
pub const _py_float_format_ieee_big_endian: _py_float_format_type = 1;
pub const _py_float_format_ieee_little_endian: _py_float_format_type = 2;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_time_runtime_state {
    pub _unused: c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_cached_objects {
    pub interned_strings: *mut _Py_hashtable_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_static_objects {
    pub singletons: _Py_static_objects_singletons,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_static_objects_singletons {
    pub small_ints: [PyLongObject; 262],
    pub bytes_empty: PyBytesObject,
    pub bytes_characters: [_Py_static_objects_singletons_bytes_characters; 256],
    pub strings: _Py_global_strings,
    pub _tuple_empty_gc_not_used: PyGC_Head,
    pub tuple_empty: PyTupleObject,
    pub _hamt_bitmap_node_empty_gc_not_used: PyGC_Head,
    pub hamt_bitmap_node_empty: PyHamtNode_Bitmap,
    pub context_token_missing: _PyContextTokenMissing,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_static_objects_singletons_bytes_characters {
    pub ob: PyBytesObject,
    pub eos: c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyTimeFraction {
    pub numer: PyTime_t,
    pub denom: PyTime_t,
}

pub const _PY_NSMALLPOSINTS: c_int = 257;
pub const _PY_NSMALLNEGINTS: c_int = 5;
