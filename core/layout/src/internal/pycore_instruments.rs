//! `internal/pycore_instruments.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCoMonitoringData {
    pub local_monitors: _Py_LocalMonitors,
    pub active_monitors: _Py_LocalMonitors,
    pub tools: *mut u8,
    pub tool_versions: [usize; 8],
    pub lines: *mut _PyCoLineInstrumentationData,
    pub line_tools: *mut u8,
    pub per_instruction_opcodes: *mut u8,
    pub per_instruction_tools: *mut u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_LocalMonitors {
    pub tools: [u8; 11],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyCoLineInstrumentationData {
    pub bytes_per_entry: u8,
    pub data: [u8; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_GlobalMonitors {
    pub tools: [u8; 16],
}

pub type _PyMonitoringEventSet = u32;

pub const PY_MONITORING_DEBUGGER_ID: c_int = 0;
pub const PY_MONITORING_COVERAGE_ID: c_int = 1;
pub const PY_MONITORING_PROFILER_ID: c_int = 2;
pub const PY_MONITORING_OPTIMIZER_ID: c_int = 5;
pub const PY_MONITORING_SYS_PROFILE_ID: c_int = 6;
pub const PY_MONITORING_SYS_TRACE_ID: c_int = 7;
pub const PY_MONITORING_TOOL_IDS: c_int = 8;
pub const _PY_MONITORING_LOCAL_EVENTS: c_int = 11;
pub const _PY_MONITORING_UNGROUPED_EVENTS: c_int = 16;
pub const _PY_MONITORING_EVENTS: c_int = 19;
