//! The events, and which instruction reports which.

use layout::*;

use crate::generated::metadata::op;

pub const PY_START: usize = 0;
pub const PY_RESUME: usize = 1;
pub const PY_RETURN: usize = 2;
pub const PY_YIELD: usize = 3;
pub const CALL: usize = 4;
pub const LINE: usize = 5;
pub const INSTRUCTION: usize = 6;
pub const JUMP: usize = 7;
pub const BRANCH_LEFT: usize = 8;
pub const BRANCH_RIGHT: usize = 9;
pub const STOP_ITERATION: usize = 10;
/// Events below are tied to a place in the code.
pub const LOCAL_EVENTS: usize = _PY_MONITORING_LOCAL_EVENTS as usize;
pub const RAISE: usize = 11;
pub const EXCEPTION_HANDLED: usize = 12;
pub const PY_UNWIND: usize = 13;
pub const PY_THROW: usize = 14;
pub const RERAISE: usize = 15;
pub const C_RETURN: usize = 16;
pub const C_RAISE: usize = 17;
/// Both sides of a branch, as 3.12 had it.
pub const BRANCH: usize = 18;

/// The names, by number.
pub const NAMES: [&str; 19] = [
    "PY_START",
    "PY_RESUME",
    "PY_RETURN",
    "PY_YIELD",
    "CALL",
    "LINE",
    "INSTRUCTION",
    "JUMP",
    "BRANCH_LEFT",
    "BRANCH_RIGHT",
    "STOP_ITERATION",
    "RAISE",
    "EXCEPTION_HANDLED",
    "PY_UNWIND",
    "PY_THROW",
    "RERAISE",
    "C_RETURN",
    "C_RAISE",
    "BRANCH",
];

/// The event that a `RESUME` reports.
pub fn started(oparg: usize) -> usize {
    if oparg & RESUME_OPARG_LOCATION_MASK as usize == 0 {
        PY_START
    } else {
        PY_RESUME
    }
}

/// The event that an instruction reports, and its instrumented form.
pub fn of_instruction(opcode: u8, oparg: u8) -> Option<(usize, u8)> {
    Some(match opcode {
        op::RESUME => (started(oparg as usize), op::INSTRUMENTED_RESUME),
        op::RETURN_VALUE => (PY_RETURN, op::INSTRUMENTED_RETURN_VALUE),
        op::YIELD_VALUE => (PY_YIELD, op::INSTRUMENTED_YIELD_VALUE),
        op::CALL => (CALL, op::INSTRUMENTED_CALL),
        op::CALL_KW => (CALL, op::INSTRUMENTED_CALL_KW),
        op::CALL_FUNCTION_EX => (CALL, op::INSTRUMENTED_CALL_FUNCTION_EX),
        op::LOAD_SUPER_ATTR => (CALL, op::INSTRUMENTED_LOAD_SUPER_ATTR),
        op::JUMP_FORWARD => (JUMP, op::INSTRUMENTED_JUMP_FORWARD),
        op::JUMP_BACKWARD => (JUMP, op::INSTRUMENTED_JUMP_BACKWARD),
        op::POP_JUMP_IF_FALSE => (BRANCH_RIGHT, op::INSTRUMENTED_POP_JUMP_IF_FALSE),
        op::POP_JUMP_IF_TRUE => (BRANCH_RIGHT, op::INSTRUMENTED_POP_JUMP_IF_TRUE),
        op::POP_JUMP_IF_NONE => (BRANCH_RIGHT, op::INSTRUMENTED_POP_JUMP_IF_NONE),
        op::POP_JUMP_IF_NOT_NONE => (BRANCH_RIGHT, op::INSTRUMENTED_POP_JUMP_IF_NOT_NONE),
        op::FOR_ITER => (BRANCH_LEFT, op::INSTRUMENTED_FOR_ITER),
        op::NOT_TAKEN => (BRANCH_LEFT, op::INSTRUMENTED_NOT_TAKEN),
        op::POP_ITER => (BRANCH_RIGHT, op::INSTRUMENTED_POP_ITER),
        op::END_ASYNC_FOR => (BRANCH_RIGHT, op::INSTRUMENTED_END_ASYNC_FOR),
        op::END_FOR => (STOP_ITERATION, op::INSTRUMENTED_END_FOR),
        op::END_SEND => (STOP_ITERATION, op::INSTRUMENTED_END_SEND),
        _ => return None,
    })
}
