//! `internal/pycore_interp_structs.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyInterpreterState {
    pub ceval: _ceval_state,
    pub _malloced: *mut c_void,
    pub next: *mut PyInterpreterState,
    pub id: i64,
    pub id_refcount: Py_ssize_t,
    pub requires_idref: c_int,
    pub _whence: c_long,
    pub _initialized: c_int,
    pub _ready: c_int,
    pub finalizing: c_int,
    pub last_restart_version: usize,
    pub threads: pythreads,
    pub runtime: *mut _PyRuntimeState,
    pub _finalizing: *mut PyThreadState,
    pub _finalizing_id: c_ulong,
    pub gc: _gc_runtime_state,
    pub sysdict: *mut PyObject,
    pub builtins: *mut PyObject,
    pub imports: _import_state,
    pub _gil: _gil_runtime_state,
    pub _code_object_generation: u64,
    pub codecs: codecs_state,
    pub config: PyConfig,
    pub feature_flags: c_ulong,
    pub dict: *mut PyObject,
    pub sysdict_copy: *mut PyObject,
    pub builtins_copy: *mut PyObject,
    pub eval_frame: Option<_PyFrameEvalFunction>,
    pub func_watchers: [Option<PyFunction_WatchCallback>; 8],
    pub active_func_watchers: u8,
    pub co_extra_user_count: Py_ssize_t,
    pub co_extra_freefuncs: [Option<freefunc>; 255],
    pub xi: _PyXI_state_t,
    pub before_forkers: *mut PyObject,
    pub after_forkers_parent: *mut PyObject,
    pub after_forkers_child: *mut PyObject,
    pub warnings: _warnings_runtime_state,
    pub atexit: atexit_state,
    pub stoptheworld: _stoptheworld_state,
    pub qsbr: _qsbr_shared,
    #[cfg(feature = "free-threaded")]
    pub mimalloc: _mimalloc_interp_state,
    #[cfg(feature = "free-threaded")]
    pub brc: _brc_state,
    #[cfg(feature = "free-threaded")]
    pub unique_ids: _Py_unique_id_pool,
    #[cfg(feature = "free-threaded")]
    pub weakref_locks: [PyMutex; 127],
    #[cfg(feature = "free-threaded")]
    pub tlbc_indices: _PyIndexPool,
    pub asyncio_tasks_head: llist_node,
    pub asyncio_tasks_lock: PyMutex,
    pub obmalloc: *mut _obmalloc_state,
    pub audit_hooks: *mut PyObject,
    pub type_watchers: [Option<PyType_WatchCallback>; 8],
    pub code_watchers: [Option<PyCode_WatchCallback>; 8],
    pub context_watchers: [Option<PyContext_WatchCallback>; 8],
    pub active_code_watchers: u8,
    pub active_context_watchers: u8,
    pub object_state: _py_object_state,
    pub unicode: _Py_unicode_state,
    pub long_state: _Py_long_state,
    pub dtoa: _dtoa_state,
    pub func_state: _py_func_state,
    pub code_state: _py_code_state,
    pub dict_state: _Py_dict_state,
    pub exc_state: _Py_exc_state,
    pub mem_free_queue: _Py_mem_interp_free_queue,
    pub ast: ast_state,
    pub types: types_state,
    pub callable_cache: callable_cache,
    pub common_consts: [*mut PyObject; 5],
    pub jit: bool,
    pub executor_list_head: *mut _PyExecutorObject,
    pub executor_deletion_list_head: *mut _PyExecutorObject,
    pub executor_deletion_list_remaining_capacity: c_int,
    pub trace_run_counter: usize,
    pub rare_events: _rare_events,
    pub builtins_dict_watcher: Option<PyDict_WatchCallback>,
    pub monitors: _Py_GlobalMonitors,
    pub sys_profile_once_flag: _PyOnceFlag,
    pub sys_trace_once_flag: _PyOnceFlag,
    pub sys_profiling_threads: Py_ssize_t,
    pub sys_tracing_threads: Py_ssize_t,
    pub monitoring_callables: [[*mut PyObject; 19]; 8],
    pub monitoring_tool_names: [*mut PyObject; 8],
    pub monitoring_tool_versions: [usize; 8],
    pub cached_objects: _Py_interp_cached_objects,
    pub static_objects: _Py_interp_static_objects,
    pub _interactive_src_count: Py_ssize_t,
    pub _initial_thread: _PyThreadStateImpl,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _ceval_state {
    pub instrumentation_version: usize,
    pub recursion_limit: c_int,
    pub gil: *mut _gil_runtime_state,
    pub own_gil: c_int,
    pub pending: _pending_calls,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pending_calls {
    pub handling_thread: *mut PyThreadState,
    pub mutex: PyMutex,
    pub npending: i32,
    pub max: i32,
    pub maxloop: i32,
    pub calls: [_pending_call; 300],
    pub first: c_int,
    pub next: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pending_call {
    pub func: Option<_Py_pending_call_func>,
    pub arg: *mut c_void,
    pub flags: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pythreads {
    pub next_unique_id: u64,
    pub head: *mut PyThreadState,
    pub preallocated: *mut _PyThreadStateImpl,
    pub main: *mut PyThreadState,
    pub count: Py_ssize_t,
    pub stacksize: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _atexit_runtime_state {
    pub mutex: PyMutex,
    pub callbacks: [Option<atexit_callbackfunc>; 32],
    pub ncallbacks: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _import_runtime_state {
    pub inittab: *mut _inittab,
    pub last_module_index: Py_ssize_t,
    pub extensions: _import_runtime_state_extensions,
    pub pkgcontext: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _import_runtime_state_extensions {
    pub mutex: PyMutex,
    pub hashtable: *mut _Py_hashtable_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _ceval_runtime_state {
    pub perf: _ceval_runtime_state_perf,
    pub pending_mainthread: _pending_calls,
    pub unused_sys_trace_profile_mutex: PyMutex,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _ceval_runtime_state_perf {
    pub status: perf_status_t,
    pub perf_trampoline_type: c_int,
    pub extra_code_index: Py_ssize_t,
    pub code_arena: *mut code_arena_st,
    pub trampoline_api: trampoline_api_st,
    pub map_file: *mut libc::FILE,
    pub persist_after_fork: Py_ssize_t,
    pub prev_eval_frame: Option<_PyFrameEvalFunction>,
    pub trampoline_refcount: Py_ssize_t,
    pub code_watcher_id: c_int,
}

#[repr(C)]
pub struct code_arena_st {
    _opaque: [u8; 0],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct trampoline_api_st {
    pub init_state: Option<unsafe extern "C" fn() -> *mut c_void>,
    pub write_state:
        Option<unsafe extern "C" fn(*mut c_void, *const c_void, c_uint, *mut PyCodeObject)>,
    pub free_state: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    pub state: *mut c_void,
    pub code_padding: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _stoptheworld_state {
    pub mutex: PyMutex,
    pub requested: bool,
    pub world_stopped: bool,
    pub is_global: bool,
    pub stop_event: PyEvent,
    pub thread_countdown: Py_ssize_t,
    pub requester: *mut PyThreadState,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unicode_runtime_state {
    pub ids: _Py_unicode_runtime_ids,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unicode_runtime_ids {
    pub mutex: PyMutex,
    pub next_index: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _types_runtime_state {
    pub next_version_tag: c_uint,
    pub managed_static: _types_runtime_state_managed_static,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _types_runtime_state_managed_static {
    pub types: [_types_runtime_state_managed_static_types; 210],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _types_runtime_state_managed_static_types {
    pub r#type: *mut PyTypeObject,
    pub interp_count: i64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyGC_Head {
    pub _gc_next: usize,
    pub _gc_prev: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gc_runtime_state {
    pub trash_delete_later: *mut PyObject,
    pub trash_delete_nesting: c_int,
    pub enabled: c_int,
    pub debug: c_int,
    #[cfg(not(feature = "free-threaded"))]
    pub generations: [gc_generation; 3],
    #[cfg(feature = "free-threaded")]
    pub young: gc_generation,
    #[cfg(feature = "free-threaded")]
    pub old: [gc_generation; 2],
    pub permanent_generation: gc_generation,
    pub generation_stats: [gc_generation_stats; 3],
    pub collecting: c_int,
    pub garbage: *mut PyObject,
    pub callbacks: *mut PyObject,
    pub heap_size: Py_ssize_t,
    pub dummy1: Py_ssize_t,
    pub dummy2: c_int,
    pub dummy3: c_int,
    pub long_lived_total: Py_ssize_t,
    pub long_lived_pending: Py_ssize_t,
    #[cfg(not(feature = "free-threaded"))]
    pub generation0: *mut PyGC_Head,
    #[cfg(feature = "free-threaded")]
    pub freeze_active: c_int,
    #[cfg(feature = "free-threaded")]
    pub last_mem: Py_ssize_t,
    #[cfg(feature = "free-threaded")]
    pub deferred_count: Py_ssize_t,
    #[cfg(feature = "free-threaded")]
    pub mutex: PyMutex,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct gc_generation {
    pub head: PyGC_Head,
    pub threshold: c_int,
    pub count: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct gc_generation_stats {
    pub collections: Py_ssize_t,
    pub collected: Py_ssize_t,
    pub uncollectable: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _import_state {
    pub modules: *mut PyObject,
    pub modules_by_index: *mut PyObject,
    pub importlib: *mut PyObject,
    pub override_frozen_modules: c_int,
    pub override_multi_interp_extensions_check: c_int,
    pub dlopenflags: c_int,
    pub import_func: *mut PyObject,
    pub lock: _PyRecursiveMutex,
    pub find_and_load: _import_state_find_and_load,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _import_state_find_and_load {
    pub import_level: c_int,
    pub accumulated: PyTime_t,
    pub header: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct codecs_state {
    pub search_path: *mut PyObject,
    pub search_cache: *mut PyObject,
    pub error_registry: *mut PyObject,
    #[cfg(feature = "free-threaded")]
    pub search_path_mutex: PyMutex,
    pub initialized: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _warnings_runtime_state {
    pub filters: *mut PyObject,
    pub once_registry: *mut PyObject,
    pub default_action: *mut PyObject,
    pub lock: _PyRecursiveMutex,
    pub filters_version: c_long,
    pub context: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct atexit_state {
    #[cfg(feature = "free-threaded")]
    pub ll_callbacks_lock: PyMutex,
    pub ll_callbacks: *mut atexit_callback,
    pub callbacks: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct atexit_callback {
    pub func: Option<atexit_datacallbackfunc>,
    pub data: *mut c_void,
    pub next: *mut atexit_callback,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unicode_state {
    pub fs_codec: _Py_unicode_fs_codec,
    pub ucnhash_capi: *mut _PyUnicode_Name_CAPI,
    pub ids: _Py_unicode_ids,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unicode_fs_codec {
    pub encoding: *mut c_char,
    pub utf8: c_int,
    pub errors: *mut c_char,
    pub error_handler: _Py_error_handler,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unicode_ids {
    pub size: Py_ssize_t,
    pub array: *mut *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_long_state {
    pub max_str_digits: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _dtoa_state {
    pub p5s: [*mut Bigint; 8],
    pub freelist: [*mut Bigint; 8],
    pub preallocated: [f64; 288],
    pub preallocated_next: *mut f64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bigint {
    pub next: *mut Bigint,
    pub k: c_int,
    pub maxwds: c_int,
    pub sign: c_int,
    pub wds: c_int,
    pub x: [u32; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _py_func_state {
    #[cfg(feature = "free-threaded")]
    pub mutex: PyMutex,
    pub next_version: u32,
    pub func_version_cache: [_func_version_cache_item; 4096],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _func_version_cache_item {
    pub func: *mut PyFunctionObject,
    pub code: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _py_code_state {
    pub mutex: PyMutex,
    pub constants: *mut _Py_hashtable_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_mem_interp_free_queue {
    pub has_work: c_int,
    pub mutex: PyMutex,
    pub head: llist_node,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct types_state {
    pub next_version_tag: c_uint,
    pub type_cache: type_cache,
    pub builtins: types_state_builtins,
    pub for_extensions: types_state_for_extensions,
    pub mutex: PyMutex,
    pub type_version_cache: [*mut PyTypeObject; 4096],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct type_cache {
    pub hashtable: [type_cache_entry; 4096],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct type_cache_entry {
    pub version: c_uint,
    #[cfg(feature = "free-threaded")]
    pub sequence: _PySeqLock,
    pub name: *mut PyObject,
    pub value: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct types_state_builtins {
    pub num_initialized: usize,
    pub initialized: [managed_static_type_state; 200],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct managed_static_type_state {
    pub r#type: *mut PyTypeObject,
    pub isbuiltin: c_int,
    pub readying: c_int,
    pub ready: c_int,
    pub tp_dict: *mut PyObject,
    pub tp_subclasses: *mut PyObject,
    pub tp_weaklist: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct types_state_for_extensions {
    pub num_initialized: usize,
    pub next_index: usize,
    pub initialized: [managed_static_type_state; 10],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct callable_cache {
    pub isinstance: *mut PyObject,
    pub len: *mut PyObject,
    pub list_append: *mut PyObject,
    pub object__getattribute__: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _rare_events {
    pub set_class: u8,
    pub set_bases: u8,
    pub set_eval_frame_func: u8,
    pub builtin_dict: u8,
    pub func_modification: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_interp_cached_objects {
    #[cfg(feature = "free-threaded")]
    pub interned_mutex: PyMutex,
    pub interned_strings: *mut PyObject,
    pub objreduce: *mut PyObject,
    pub type_slots_pname: *mut PyObject,
    pub type_slots_ptrs: [*mut pytype_slotdef; 10],
    pub generic_type: *mut PyTypeObject,
    pub typevar_type: *mut PyTypeObject,
    pub typevartuple_type: *mut PyTypeObject,
    pub paramspec_type: *mut PyTypeObject,
    pub paramspecargs_type: *mut PyTypeObject,
    pub paramspeckwargs_type: *mut PyTypeObject,
    pub constevaluator_type: *mut PyTypeObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_interp_static_objects {
    pub singletons: _Py_interp_static_objects_singletons,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_interp_static_objects_singletons {
    pub _not_used: c_int,
    pub _hamt_empty_gc_not_used: PyGC_Head,
    pub hamt_empty: PyHamtObject,
    pub last_resort_memory_error: PyBaseExceptionObject,
}

pub type atexit_datacallbackfunc = unsafe extern "C" fn(*mut c_void);

pub type _Py_pending_call_func = unsafe extern "C" fn(*mut c_void) -> c_int;

pub type perf_status_t = c_int;
pub const PERF_STATUS_FAILED: perf_status_t = -1;
pub const PERF_STATUS_NO_INIT: perf_status_t = 0;
pub const PERF_STATUS_OK: perf_status_t = 1;

pub type atexit_callbackfunc = unsafe extern "C" fn();

#[repr(C)]
#[derive(Clone, Copy)]
pub struct gc_collection_stats {
    pub collected: Py_ssize_t,
    pub uncollectable: Py_ssize_t,
}

pub type _Py_error_handler = c_uint;
pub const _Py_ERROR_UNKNOWN: _Py_error_handler = 0;
pub const _Py_ERROR_STRICT: _Py_error_handler = 1;
pub const _Py_ERROR_SURROGATEESCAPE: _Py_error_handler = 2;
pub const _Py_ERROR_REPLACE: _Py_error_handler = 3;
pub const _Py_ERROR_IGNORE: _Py_error_handler = 4;
pub const _Py_ERROR_BACKSLASHREPLACE: _Py_error_handler = 5;
pub const _Py_ERROR_SURROGATEPASS: _Py_error_handler = 6;
pub const _Py_ERROR_XMLCHARREFREPLACE: _Py_error_handler = 7;
pub const _Py_ERROR_OTHER: _Py_error_handler = 8;

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_unique_id_pool {
    pub mutex: PyMutex,
    pub table: *mut _Py_unique_id_entry,
    pub freelist: *mut _Py_unique_id_entry,
    pub size: Py_ssize_t,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub union _Py_unique_id_entry {
    pub next: *mut _Py_unique_id_entry,
    pub obj: *mut PyObject,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyIndexPool {
    pub mutex: PyMutex,
    pub free_indices: _PyIndexHeap,
    pub next_index: i32,
    pub tlbc_generation: u32,
}

#[cfg(feature = "free-threaded")]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyIndexHeap {
    pub values: *mut i32,
    pub size: Py_ssize_t,
    pub capacity: Py_ssize_t,
}

pub const CODE_MAX_WATCHERS: c_int = 8;
pub const CONTEXT_MAX_WATCHERS: c_int = 8;
pub const FUNC_MAX_WATCHERS: c_int = 8;
pub const TYPE_MAX_WATCHERS: c_int = 8;
#[cfg(feature = "free-threaded")]
pub const NUM_WEAKREF_LIST_LOCKS: c_int = 127;
pub const PENDINGCALLSARRAYSIZE: c_int = 300;
pub const NEXITFUNCS: c_int = 32;
pub const NUM_GENERATIONS: c_int = 3;
pub const Bigint_Kmax: c_int = 7;
pub const Bigint_Pow5size: c_int = 8;
pub const PRIVATE_MEM: c_int = 2304;
pub const Bigint_PREALLOC_SIZE: c_ulong = 288;
pub const FUNC_VERSION_CACHE_SIZE: c_int = 4096;
pub const _Py_MAX_MANAGED_STATIC_BUILTIN_TYPES: c_int = 200;
pub const _Py_MAX_MANAGED_STATIC_EXT_TYPES: c_int = 10;
pub const _Py_MAX_MANAGED_STATIC_TYPES: c_int = 210;
pub const MCACHE_SIZE_EXP: c_int = 12;
pub const TYPE_VERSION_CACHE_SIZE: c_int = 4096;
pub const MAX_EQUIV: c_int = 10;
