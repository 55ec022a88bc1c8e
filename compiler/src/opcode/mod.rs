//! What the compiler knows of the instruction set: the generated tables and the questions asked of them.

#[rustfmt::skip]
mod table;

pub use table::*;

/// Operators of `BINARY_OP`.
pub mod binary_op {
    pub const NB_ADD: i32 = 0;
    pub const NB_AND: i32 = 1;
    pub const NB_FLOOR_DIVIDE: i32 = 2;
    pub const NB_LSHIFT: i32 = 3;
    pub const NB_MATRIX_MULTIPLY: i32 = 4;
    pub const NB_MULTIPLY: i32 = 5;
    pub const NB_REMAINDER: i32 = 6;
    pub const NB_OR: i32 = 7;
    pub const NB_POWER: i32 = 8;
    pub const NB_RSHIFT: i32 = 9;
    pub const NB_SUBTRACT: i32 = 10;
    pub const NB_TRUE_DIVIDE: i32 = 11;
    pub const NB_XOR: i32 = 12;
    /// Added to an operator above, its in-place form.
    pub const NB_INPLACE: i32 = 13;
    pub const NB_SUBSCR: i32 = 26;
}

/// Arguments of `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2`.
pub mod intrinsic {
    pub const PRINT: i32 = 1;
    pub const IMPORT_STAR: i32 = 2;
    pub const STOPITERATION_ERROR: i32 = 3;
    pub const ASYNC_GEN_WRAP: i32 = 4;
    pub const UNARY_POSITIVE: i32 = 5;
    pub const LIST_TO_TUPLE: i32 = 6;
    pub const TYPEVAR: i32 = 7;
    pub const PARAMSPEC: i32 = 8;
    pub const TYPEVARTUPLE: i32 = 9;
    pub const SUBSCRIPT_GENERIC: i32 = 10;
    pub const TYPEALIAS: i32 = 11;

    pub const PREP_RERAISE_STAR: i32 = 1;
    pub const TYPEVAR_WITH_BOUND: i32 = 2;
    pub const TYPEVAR_WITH_CONSTRAINTS: i32 = 3;
    pub const SET_FUNCTION_TYPE_PARAMS: i32 = 4;
    pub const SET_TYPEPARAM_DEFAULT: i32 = 5;
}

/// Arguments of `LOAD_COMMON_CONSTANT`.
pub mod common_constant {
    pub const ASSERTIONERROR: i32 = 0;
    pub const NOTIMPLEMENTEDERROR: i32 = 1;
    pub const BUILTIN_TUPLE: i32 = 2;
    pub const BUILTIN_ALL: i32 = 3;
    pub const BUILTIN_ANY: i32 = 4;
}

/// Arguments of `LOAD_SPECIAL`.
pub mod special {
    pub const ENTER: i32 = 0;
    pub const EXIT: i32 = 1;
    pub const AENTER: i32 = 2;
    pub const AEXIT: i32 = 3;
}

/// Arguments of `RESUME`.
pub mod resume {
    pub const AT_FUNC_START: i32 = 0;
    pub const AFTER_YIELD: i32 = 1;
    pub const AFTER_YIELD_FROM: i32 = 2;
    pub const AFTER_AWAIT: i32 = 3;
    /// Set when the yield stands in no handler but the one around the whole body.
    pub const DEPTH1_MASK: i32 = 4;
}

/// Bits of `SET_FUNCTION_ATTRIBUTE`.
pub mod make_function {
    pub const DEFAULTS: i32 = 0x01;
    pub const KWDEFAULTS: i32 = 0x02;
    pub const ANNOTATIONS: i32 = 0x04;
    pub const CLOSURE: i32 = 0x08;
    pub const ANNOTATE: i32 = 0x10;
}

fn has(opcode: u16, flag: u16) -> bool {
    FLAGS.get(opcode as usize).is_some_and(|f| f & flag != 0)
}

/// What the passes over a flow graph ask of each instruction: one look at a table answers several questions.
pub mod role {
    /// Goes elsewhere, always or at times.
    pub const JUMP: u16 = 1;
    /// Opens a protected region (a pseudo instruction naming its handler).
    pub const BLOCK_PUSH: u16 = 2;
    /// Closes one.
    pub const BLOCK_POP: u16 = 4;
    /// A jump that always goes elsewhere.
    pub const UNCONDITIONAL: u16 = 8;
    /// Leaves the code object.
    pub const SCOPE_EXIT: u16 = 16;
    /// May leave a local without a value.
    pub const UNSETS_LOCAL: u16 = 32;
    /// The argument counts cells and free variables.
    pub const CELL: u16 = 64;
    /// Stands for a real instruction, or for none.
    pub const PSEUDO: u16 = 128;
    /// Does nothing.
    pub const NOTHING: u16 = 256;
    /// The argument names an instruction.
    pub const TARGET: u16 = JUMP | BLOCK_PUSH;
    /// Nothing may follow in the same block.
    pub const TERMINATOR: u16 = JUMP | SCOPE_EXIT;
    /// Control does not pass to the next instruction.
    pub const NO_FALL_THROUGH: u16 = UNCONDITIONAL | SCOPE_EXIT;
}

const fn role_of(opcode: u16) -> u16 {
    let jump = if FLAGS[opcode as usize] & HAS_JUMP != 0 {
        role::JUMP
    } else {
        0
    };
    jump | match opcode {
        SETUP_FINALLY | SETUP_WITH | SETUP_CLEANUP => role::BLOCK_PUSH | role::PSEUDO,
        POP_BLOCK => role::BLOCK_POP,
        NOP => role::NOTHING,
        JUMP | JUMP_NO_INTERRUPT | JUMP_FORWARD | JUMP_BACKWARD | JUMP_BACKWARD_NO_INTERRUPT => {
            role::UNCONDITIONAL
        }
        RETURN_VALUE | RAISE_VARARGS | RERAISE => role::SCOPE_EXIT,
        DELETE_FAST | LOAD_FAST_AND_CLEAR => role::UNSETS_LOCAL,
        STORE_FAST_MAYBE_NULL => role::UNSETS_LOCAL | role::PSEUDO,
        LOAD_CLOSURE => role::CELL | role::PSEUDO,
        MAKE_CELL | LOAD_DEREF | STORE_DEREF | DELETE_DEREF | LOAD_FROM_DICT_OR_DEREF => role::CELL,
        _ => 0,
    }
}

static ROLES: [u16; COUNT] = {
    let mut roles = [0; COUNT];
    let mut opcode = 0;
    while opcode < COUNT {
        roles[opcode] = role_of(opcode as u16);
        opcode += 1;
    }
    roles
};

/// The bits of [`role`] that hold.
pub fn roles(opcode: u16) -> u16 {
    ROLES.get(opcode as usize).copied().unwrap_or(0)
}

pub fn has_arg(opcode: u16) -> bool {
    has(opcode, HAS_ARG)
}

pub fn has_const(opcode: u16) -> bool {
    has(opcode, HAS_CONST)
}

pub fn has_jump(opcode: u16) -> bool {
    roles(opcode) & role::JUMP != 0
}

pub fn has_eval_break(opcode: u16) -> bool {
    has(opcode, HAS_EVAL_BREAK)
}

/// Whether the instruction opens a protected region (a pseudo instruction naming its handler).
pub fn is_block_push(opcode: u16) -> bool {
    roles(opcode) & role::BLOCK_PUSH != 0
}

/// Whether the argument names an instruction.
pub fn has_target(opcode: u16) -> bool {
    roles(opcode) & role::TARGET != 0
}

pub fn is_unconditional_jump(opcode: u16) -> bool {
    roles(opcode) & role::UNCONDITIONAL != 0
}

pub fn is_conditional_jump(opcode: u16) -> bool {
    matches!(
        opcode,
        POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE
    )
}

pub fn is_scope_exit(opcode: u16) -> bool {
    roles(opcode) & role::SCOPE_EXIT != 0
}

/// Whether nothing may follow the instruction in its block.
pub fn is_terminator(opcode: u16) -> bool {
    roles(opcode) & role::TERMINATOR != 0
}

/// How many values an instruction pops and pushes, by number, where its argument does not matter.
static EFFECTS: [Option<(u8, u8)>; COUNT] = {
    let mut effects = [None; COUNT];
    let mut opcode = 0;
    while opcode < COUNT {
        effects[opcode] = fixed_effects(opcode as u16);
        opcode += 1;
    }
    effects
};

/// An argument that matters does so from 0 to 3: as a flag, a count, or a depth.
const fn fixed_effects(opcode: u16) -> Option<(u8, u8)> {
    let (Some(popped), Some(pushed)) = (num_popped(opcode, 0), num_pushed(opcode, 0)) else {
        return None;
    };
    let mut oparg = 1;
    while oparg < 4 {
        match (num_popped(opcode, oparg), num_pushed(opcode, oparg)) {
            (Some(p), Some(q)) if p == popped && q == pushed => {}
            _ => return None,
        }
        oparg += 1;
    }
    Some((popped as u8, pushed as u8))
}

/// How many values an instruction pops and pushes.
pub fn effects(opcode: u16, oparg: i32) -> Option<(i32, i32)> {
    match EFFECTS.get(opcode as usize).copied().flatten() {
        Some((popped, pushed)) => Some((popped.into(), pushed.into())),
        None => num_popped(opcode, oparg).zip(num_pushed(opcode, oparg)),
    }
}

/// Net effect on the stack; `jump` tells which way a branching instruction goes. `None` for what the compiler does not emit.
pub fn stack_effect(opcode: u16, oparg: i32, jump: bool) -> Option<i32> {
    if opcode < 256 && DEOPT[opcode as usize] as u16 != opcode {
        return None;
    }
    let (popped, pushed) = effects(opcode, oparg)?;
    Some(if is_block_push(opcode) && !jump {
        0
    } else {
        pushed - popped
    })
}
