//! `internal/pycore_debug_offsets.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;
use core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_DebugOffsets {
    pub cookie: [c_char; 8],
    pub version: u64,
    pub free_threaded: u64,
    pub runtime_state: _runtime_state,
    pub interpreter_state: _interpreter_state,
    pub thread_state: _thread_state,
    pub interpreter_frame: _interpreter_frame,
    pub code_object: _code_object,
    pub pyobject: _pyobject,
    pub type_object: _type_object,
    pub tuple_object: _tuple_object,
    pub list_object: _list_object,
    pub set_object: _set_object,
    pub dict_object: _dict_object,
    pub float_object: _float_object,
    pub long_object: _long_object,
    pub bytes_object: _bytes_object,
    pub unicode_object: _unicode_object,
    pub gc: _gc,
    pub gen_object: _gen_object,
    pub llist_node: _llist_node,
    pub debugger_support: _debugger_support,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _runtime_state {
    pub size: u64,
    pub finalizing: u64,
    pub interpreters_head: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _interpreter_state {
    pub size: u64,
    pub id: u64,
    pub next: u64,
    pub threads_head: u64,
    pub threads_main: u64,
    pub gc: u64,
    pub imports_modules: u64,
    pub sysdict: u64,
    pub builtins: u64,
    pub ceval_gil: u64,
    pub gil_runtime_state: u64,
    pub gil_runtime_state_enabled: u64,
    pub gil_runtime_state_locked: u64,
    pub gil_runtime_state_holder: u64,
    pub code_object_generation: u64,
    pub tlbc_generation: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _thread_state {
    pub size: u64,
    pub prev: u64,
    pub next: u64,
    pub interp: u64,
    pub current_frame: u64,
    pub thread_id: u64,
    pub native_thread_id: u64,
    pub datastack_chunk: u64,
    pub status: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _interpreter_frame {
    pub size: u64,
    pub previous: u64,
    pub executable: u64,
    pub instr_ptr: u64,
    pub localsplus: u64,
    pub owner: u64,
    pub stackpointer: u64,
    pub tlbc_index: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _code_object {
    pub size: u64,
    pub filename: u64,
    pub name: u64,
    pub qualname: u64,
    pub linetable: u64,
    pub firstlineno: u64,
    pub argcount: u64,
    pub localsplusnames: u64,
    pub localspluskinds: u64,
    pub co_code_adaptive: u64,
    pub co_tlbc: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _pyobject {
    pub size: u64,
    pub ob_type: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _type_object {
    pub size: u64,
    pub tp_name: u64,
    pub tp_repr: u64,
    pub tp_flags: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _tuple_object {
    pub size: u64,
    pub ob_item: u64,
    pub ob_size: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _list_object {
    pub size: u64,
    pub ob_item: u64,
    pub ob_size: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _set_object {
    pub size: u64,
    pub used: u64,
    pub table: u64,
    pub mask: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _dict_object {
    pub size: u64,
    pub ma_keys: u64,
    pub ma_values: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _float_object {
    pub size: u64,
    pub ob_fval: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _long_object {
    pub size: u64,
    pub lv_tag: u64,
    pub ob_digit: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _bytes_object {
    pub size: u64,
    pub ob_size: u64,
    pub ob_sval: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _unicode_object {
    pub size: u64,
    pub state: u64,
    pub length: u64,
    pub asciiobject_size: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gc {
    pub size: u64,
    pub collecting: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _gen_object {
    pub size: u64,
    pub gi_name: u64,
    pub gi_iframe: u64,
    pub gi_frame_state: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _llist_node {
    pub next: u64,
    pub prev: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _debugger_support {
    pub eval_breaker: u64,
    pub remote_debugger_support: u64,
    pub remote_debugging_enabled: u64,
    pub debugger_pending_call: u64,
    pub debugger_script_path: u64,
    pub debugger_script_path_size: u64,
}

pub const _Py_Debug_Cookie: &core::ffi::CStr = c"xdebugpy";
#[cfg(not(feature = "free-threaded"))]
pub const _Py_Debug_gilruntimestate_enabled: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_Debug_gilruntimestate_enabled: c_ulong = 0;
#[cfg(not(feature = "free-threaded"))]
pub const _Py_Debug_Free_Threaded: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_Debug_Free_Threaded: c_int = 1;
#[cfg(not(feature = "free-threaded"))]
pub const _Py_Debug_code_object_co_tlbc: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_Debug_code_object_co_tlbc: c_ulong = 224;
#[cfg(not(feature = "free-threaded"))]
pub const _Py_Debug_interpreter_frame_tlbc_index: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_Debug_interpreter_frame_tlbc_index: c_ulong = 72;
#[cfg(not(feature = "free-threaded"))]
pub const _Py_Debug_interpreter_state_tlbc_generation: c_int = 0;
#[cfg(feature = "free-threaded")]
pub const _Py_Debug_interpreter_state_tlbc_generation: c_ulong = 17628;

/// What the table says in this build: every offset is that of the struct it speaks of.
pub const _Py_DebugOffsets_INIT: _Py_DebugOffsets = _Py_DebugOffsets {
    cookie: cookie(),
    version: PY_VERSION_HEX as u64,
    free_threaded: _Py_Debug_Free_Threaded as u64,
    runtime_state: _runtime_state {
        size: size_of::<_PyRuntimeState>() as u64,
        finalizing: offset_of!(_PyRuntimeState, _finalizing) as u64,
        interpreters_head: offset_of!(_PyRuntimeState, interpreters.head) as u64,
    },
    interpreter_state: _interpreter_state {
        size: size_of::<PyInterpreterState>() as u64,
        id: offset_of!(PyInterpreterState, id) as u64,
        next: offset_of!(PyInterpreterState, next) as u64,
        threads_head: offset_of!(PyInterpreterState, threads.head) as u64,
        threads_main: offset_of!(PyInterpreterState, threads.main) as u64,
        gc: offset_of!(PyInterpreterState, gc) as u64,
        imports_modules: offset_of!(PyInterpreterState, imports.modules) as u64,
        sysdict: offset_of!(PyInterpreterState, sysdict) as u64,
        builtins: offset_of!(PyInterpreterState, builtins) as u64,
        ceval_gil: offset_of!(PyInterpreterState, ceval.gil) as u64,
        gil_runtime_state: offset_of!(PyInterpreterState, _gil) as u64,
        gil_runtime_state_enabled: _Py_Debug_gilruntimestate_enabled as u64,
        gil_runtime_state_locked: offset_of!(PyInterpreterState, _gil.locked) as u64,
        gil_runtime_state_holder: offset_of!(PyInterpreterState, _gil.last_holder) as u64,
        code_object_generation: offset_of!(PyInterpreterState, _code_object_generation) as u64,
        tlbc_generation: _Py_Debug_interpreter_state_tlbc_generation as u64,
    },
    thread_state: _thread_state {
        size: size_of::<PyThreadState>() as u64,
        prev: offset_of!(PyThreadState, prev) as u64,
        next: offset_of!(PyThreadState, next) as u64,
        interp: offset_of!(PyThreadState, interp) as u64,
        current_frame: offset_of!(PyThreadState, current_frame) as u64,
        thread_id: offset_of!(PyThreadState, thread_id) as u64,
        native_thread_id: offset_of!(PyThreadState, native_thread_id) as u64,
        datastack_chunk: offset_of!(PyThreadState, datastack_chunk) as u64,
        status: offset_of!(PyThreadState, _status) as u64,
    },
    interpreter_frame: _interpreter_frame {
        size: size_of::<_PyInterpreterFrame>() as u64,
        previous: offset_of!(_PyInterpreterFrame, previous) as u64,
        executable: offset_of!(_PyInterpreterFrame, f_executable) as u64,
        instr_ptr: offset_of!(_PyInterpreterFrame, instr_ptr) as u64,
        localsplus: offset_of!(_PyInterpreterFrame, localsplus) as u64,
        owner: offset_of!(_PyInterpreterFrame, owner) as u64,
        stackpointer: offset_of!(_PyInterpreterFrame, stackpointer) as u64,
        tlbc_index: _Py_Debug_interpreter_frame_tlbc_index as u64,
    },
    code_object: _code_object {
        size: size_of::<PyCodeObject>() as u64,
        filename: offset_of!(PyCodeObject, co_filename) as u64,
        name: offset_of!(PyCodeObject, co_name) as u64,
        qualname: offset_of!(PyCodeObject, co_qualname) as u64,
        linetable: offset_of!(PyCodeObject, co_linetable) as u64,
        firstlineno: offset_of!(PyCodeObject, co_firstlineno) as u64,
        argcount: offset_of!(PyCodeObject, co_argcount) as u64,
        localsplusnames: offset_of!(PyCodeObject, co_localsplusnames) as u64,
        localspluskinds: offset_of!(PyCodeObject, co_localspluskinds) as u64,
        co_code_adaptive: offset_of!(PyCodeObject, co_code_adaptive) as u64,
        co_tlbc: _Py_Debug_code_object_co_tlbc as u64,
    },
    pyobject: _pyobject {
        size: size_of::<PyObject>() as u64,
        ob_type: offset_of!(PyObject, ob_type) as u64,
    },
    type_object: _type_object {
        size: size_of::<PyTypeObject>() as u64,
        tp_name: offset_of!(PyTypeObject, tp_name) as u64,
        tp_repr: offset_of!(PyTypeObject, tp_repr) as u64,
        tp_flags: offset_of!(PyTypeObject, tp_flags) as u64,
    },
    tuple_object: _tuple_object {
        size: size_of::<PyTupleObject>() as u64,
        ob_item: offset_of!(PyTupleObject, ob_item) as u64,
        ob_size: offset_of!(PyTupleObject, ob_base.ob_size) as u64,
    },
    list_object: _list_object {
        size: size_of::<PyListObject>() as u64,
        ob_item: offset_of!(PyListObject, ob_item) as u64,
        ob_size: offset_of!(PyListObject, ob_base.ob_size) as u64,
    },
    set_object: _set_object {
        size: size_of::<PySetObject>() as u64,
        used: offset_of!(PySetObject, used) as u64,
        table: offset_of!(PySetObject, table) as u64,
        mask: offset_of!(PySetObject, mask) as u64,
    },
    dict_object: _dict_object {
        size: size_of::<PyDictObject>() as u64,
        ma_keys: offset_of!(PyDictObject, ma_keys) as u64,
        ma_values: offset_of!(PyDictObject, ma_values) as u64,
    },
    float_object: _float_object {
        size: size_of::<PyFloatObject>() as u64,
        ob_fval: offset_of!(PyFloatObject, ob_fval) as u64,
    },
    long_object: _long_object {
        size: size_of::<PyLongObject>() as u64,
        lv_tag: offset_of!(PyLongObject, long_value.lv_tag) as u64,
        ob_digit: offset_of!(PyLongObject, long_value.ob_digit) as u64,
    },
    bytes_object: _bytes_object {
        size: size_of::<PyBytesObject>() as u64,
        ob_size: offset_of!(PyBytesObject, ob_base.ob_size) as u64,
        ob_sval: offset_of!(PyBytesObject, ob_sval) as u64,
    },
    unicode_object: _unicode_object {
        size: size_of::<PyUnicodeObject>() as u64,
        state: offset_of!(PyUnicodeObject, _base._base.state) as u64,
        length: offset_of!(PyUnicodeObject, _base._base.length) as u64,
        asciiobject_size: size_of::<PyASCIIObject>() as u64,
    },
    gc: _gc {
        size: size_of::<_gc_runtime_state>() as u64,
        collecting: offset_of!(_gc_runtime_state, collecting) as u64,
    },
    gen_object: _gen_object {
        size: size_of::<PyGenObject>() as u64,
        gi_name: offset_of!(PyGenObject, gi_name) as u64,
        gi_iframe: offset_of!(PyGenObject, gi_iframe) as u64,
        gi_frame_state: offset_of!(PyGenObject, gi_frame_state) as u64,
    },
    llist_node: _llist_node {
        next: offset_of!(llist_node, next) as u64,
        prev: offset_of!(llist_node, prev) as u64,
    },
    debugger_support: _debugger_support {
        eval_breaker: offset_of!(PyThreadState, eval_breaker) as u64,
        remote_debugger_support: offset_of!(PyThreadState, remote_debugger_support) as u64,
        remote_debugging_enabled: offset_of!(PyInterpreterState, config.remote_debug) as u64,
        debugger_pending_call: offset_of!(_PyRemoteDebuggerSupport, debugger_pending_call) as u64,
        debugger_script_path: offset_of!(_PyRemoteDebuggerSupport, debugger_script_path) as u64,
        debugger_script_path_size: _Py_MAX_SCRIPT_PATH_SIZE as u64,
    },
};

const fn cookie() -> [c_char; 8] {
    let text = _Py_Debug_Cookie.to_bytes();
    let mut cookie = [0; 8];
    let mut i = 0;
    while i < 8 {
        cookie[i] = text[i] as c_char;
        i += 1;
    }
    cookie
}
