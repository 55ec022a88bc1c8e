//! `internal/pycore_optimizer.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyExecutorObject {
    pub ob_base: PyVarObject,
    pub trace: *const _PyUOpInstruction,
    pub vm_data: _PyVMData,
    pub exit_count: u32,
    pub code_size: u32,
    pub jit_size: usize,
    pub jit_code: *mut c_void,
    pub jit_side_entry: *mut c_void,
    pub exits: [_PyExitData; 1],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUOpInstruction {
    pub bits: u16,
    pub oparg: u16,
    pub anon0: _PyUOpInstruction_anon0,
    pub operand0: u64,
    pub operand1: u64,
}

/// Bit offset of `opcode` within `_PyUOpInstruction.bits`, 15 bits wide.
pub const _PyUOpInstruction_opcode_SHIFT: u32 = 0;
pub const _PyUOpInstruction_opcode_MASK: u16 = 0x7fff;
/// Bit offset of `format` within `_PyUOpInstruction.bits`, 1 bit wide.
pub const _PyUOpInstruction_format_SHIFT: u32 = 15;
pub const _PyUOpInstruction_format_MASK: u16 = 0x8000;

#[repr(C)]
#[derive(Clone, Copy)]
pub union _PyUOpInstruction_anon0 {
    pub target: u32,
    pub anon0: _PyUOpInstruction_anon0_anon0,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyUOpInstruction_anon0_anon0 {
    pub jump_target: u16,
    pub error_target: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyVMData {
    pub opcode: u8,
    pub oparg: u8,
    pub bits: u8,
    pub warm: bool,
    pub index: c_int,
    pub bloom: _PyBloomFilter,
    pub links: _PyExecutorLinkListNode,
    pub code: *mut PyCodeObject,
}

/// Bit offset of `valid` within `_PyVMData.bits`, 1 bit wide.
pub const _PyVMData_valid_SHIFT: u32 = 0;
pub const _PyVMData_valid_MASK: u8 = 0x1;
/// Bit offset of `linked` within `_PyVMData.bits`, 1 bit wide.
pub const _PyVMData_linked_SHIFT: u32 = 1;
pub const _PyVMData_linked_MASK: u8 = 0x2;
/// Bit offset of `chain_depth` within `_PyVMData.bits`, 6 bits wide.
pub const _PyVMData_chain_depth_SHIFT: u32 = 2;
pub const _PyVMData_chain_depth_MASK: u8 = 0xfc;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyBloomFilter {
    pub bits: [u32; 8],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyExecutorLinkListNode {
    pub next: *mut _PyExecutorObject,
    pub previous: *mut _PyExecutorObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _PyExitData {
    pub target: u32,
    pub temperature: _Py_BackoffCounter,
    pub executor: *mut _PyExecutorObject,
}

pub type JitSymType = c_uint;
pub const JIT_SYM_UNKNOWN_TAG: JitSymType = 1;
pub const JIT_SYM_NULL_TAG: JitSymType = 2;
pub const JIT_SYM_NON_NULL_TAG: JitSymType = 3;
pub const JIT_SYM_BOTTOM_TAG: JitSymType = 4;
pub const JIT_SYM_TYPE_VERSION_TAG: JitSymType = 5;
pub const JIT_SYM_KNOWN_CLASS_TAG: JitSymType = 6;
pub const JIT_SYM_KNOWN_VALUE_TAG: JitSymType = 7;
pub const JIT_SYM_TUPLE_TAG: JitSymType = 8;
pub const JIT_SYM_TRUTHINESS_TAG: JitSymType = 9;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptKnownClass {
    pub tag: u8,
    pub version: u32,
    pub r#type: *mut PyTypeObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptKnownVersion {
    pub tag: u8,
    pub version: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptKnownValue {
    pub tag: u8,
    pub value: *mut PyObject,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptTuple {
    pub tag: u8,
    pub length: u8,
    pub items: [u16; 7],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptTruthiness {
    pub tag: u8,
    pub invert: bool,
    pub value: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union JitOptSymbol {
    pub tag: u8,
    pub cls: JitOptKnownClass,
    pub value: JitOptKnownValue,
    pub version: JitOptKnownVersion,
    pub tuple: JitOptTuple,
    pub truthiness: JitOptTruthiness,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_UOpsAbstractFrame {
    pub stack_len: c_int,
    pub locals_len: c_int,
    pub stack_pointer: *mut *mut JitOptSymbol,
    pub stack: *mut *mut JitOptSymbol,
    pub locals: *mut *mut JitOptSymbol,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ty_arena {
    pub ty_curr_number: c_int,
    pub ty_max_number: c_int,
    pub arena: [JitOptSymbol; 4000],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct JitOptContext {
    pub done: c_char,
    pub out_of_space: c_char,
    pub contradiction: bool,
    pub frame: *mut _Py_UOpsAbstractFrame,
    pub frames: [_Py_UOpsAbstractFrame; 7],
    pub curr_frame_depth: c_int,
    pub t_arena: ty_arena,
    pub n_consumed: *mut *mut JitOptSymbol,
    pub limit: *mut *mut JitOptSymbol,
    pub locals_and_stack: [*mut JitOptSymbol; 4096],
}

pub const _Py_BLOOM_FILTER_WORDS: c_int = 8;
pub const EXECUTOR_DELETE_LIST_MAX: c_int = 100;
pub const _Py_MAX_ALLOWED_BUILTINS_MODIFICATIONS: c_int = 3;
pub const _Py_MAX_ALLOWED_GLOBALS_MODIFICATIONS: c_int = 6;
pub const JIT_CLEANUP_THRESHOLD: c_int = 100000;
pub const UOP_MAX_TRACE_LENGTH: c_int = 800;
pub const TRACE_STACK_SIZE: c_int = 5;
pub const UOP_FORMAT_TARGET: c_int = 0;
pub const UOP_FORMAT_JUMP: c_int = 1;
pub const MAX_ABSTRACT_INTERP_SIZE: c_int = 4096;
pub const TY_ARENA_SIZE: c_int = 4000;
pub const MAX_ABSTRACT_FRAME_DEPTH: c_int = 7;
pub const MAX_CHAIN_DEPTH: c_int = 4;
pub const MAX_SYMBOLIC_TUPLE_SIZE: c_int = 7;
