//! `cpython/compile.h`: what instructions do to the stack.

use core::ffi::c_int;

/// How much deeper the stack is after an instruction (the greater of both ways of a jump); `PY_INVALID_STACK_EFFECT` for an unknown one.
#[unsafe(no_mangle)]
pub extern "C" fn PyCompile_OpcodeStackEffect(opcode: c_int, arg: c_int) -> c_int {
    effect(opcode, arg, None)
}

/// As `PyCompile_OpcodeStackEffect`, with the jump taken (1), not taken (0) or either (-1).
#[unsafe(no_mangle)]
pub extern "C" fn PyCompile_OpcodeStackEffectWithJump(
    opcode: c_int,
    arg: c_int,
    jump: c_int,
) -> c_int {
    effect(
        opcode,
        arg,
        match jump {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
    )
}

fn effect(opcode: c_int, arg: c_int, jump: Option<bool>) -> c_int {
    let find = |jump| {
        u16::try_from(opcode)
            .ok()
            .and_then(|op| compiler::opcode::stack_effect(op, arg, jump))
    };
    let found = match jump {
        Some(j) => find(j),
        None => find(true).max(find(false)),
    };
    found.unwrap_or(c_int::MAX)
}
