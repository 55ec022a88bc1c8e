//! Rewriting short runs of instructions within a block.

use super::constants::{
    fold_operator, loads_before, loads_const, nop_out, set_load, value, values,
};
use super::{Block, BlockId, ConstTable, Graph, Instr, STACK_USE_GUIDELINE, simplify, swaps};
use crate::constant::{Constant, distinct};
use crate::opcode::*;

/// Displays shorter than this are not worth a constant, unless they are only looked into.
const MIN_CONST_SEQUENCE_SIZE: usize = 3;

pub(super) fn optimize_block(g: &mut Graph, block: BlockId, consts: &mut ConstTable) {
    let mut i = 0;
    while i < g[block].instrs.len() {
        i = optimize_at(g, block, i, consts);
    }
    let b = &mut g[block];
    b.nops = true;
    let mut i = 0;
    while i < b.instrs.len() {
        if b.instrs[i].opcode == SWAP {
            i = swaps::shorten_run(&mut b.instrs, i);
            swaps::apply_statically(&mut b.instrs, i);
        }
        i += 1;
    }
}

/// Looks at one instruction; returns where to look next.
fn optimize_at(g: &mut Graph, block: BlockId, i: usize, consts: &mut ConstTable) -> usize {
    let Instr {
        opcode,
        oparg,
        target,
        ..
    } = g[block].instrs[i];
    if has_jump(opcode) {
        let Some(target) = target else { return i + 1 };
        return if thread_jump(g, block, opcode, target) {
            i
        } else {
            i + 1
        };
    }
    let next = g[block].next_opcode(i);
    let instrs = &mut g[block].instrs;
    match opcode {
        BUILD_TUPLE => {
            if next == UNPACK_SEQUENCE && oparg == instrs[i + 1].oparg && (1..=3).contains(&oparg) {
                instrs[i].set_nop();
                if oparg == 1 {
                    instrs[i + 1].set_nop();
                } else {
                    instrs[i + 1].opcode = SWAP;
                }
            } else {
                fold_tuple(instrs, i, consts);
            }
        }
        BUILD_LIST | BUILD_SET => fold_display(instrs, i, next, consts),
        // A value that the next instruction overwrites on the same line.
        STORE_FAST
            if next == STORE_FAST
                && oparg == instrs[i + 1].oparg
                && instrs[i].location.lineno == instrs[i + 1].location.lineno =>
        {
            instrs[i].set(POP_TOP, 0);
        }
        SWAP if oparg == 1 => instrs[i].set_nop(),
        LOAD_GLOBAL if next == PUSH_NULL && oparg & 1 == 0 => {
            instrs[i].set(LOAD_GLOBAL, oparg | 1);
            instrs[i + 1].set_nop();
        }
        COMPARE_OP if next == TO_BOOL => {
            instrs[i].set_nop();
            instrs[i + 1].set(COMPARE_OP, oparg | 16);
        }
        CONTAINS_OP | IS_OP if next == TO_BOOL => {
            instrs[i].set_nop();
            instrs[i + 1].set(opcode, oparg);
        }
        CONTAINS_OP | IS_OP if next == UNARY_NOT => {
            instrs[i].set_nop();
            instrs[i + 1].set(opcode, oparg ^ 1);
        }
        TO_BOOL if next == TO_BOOL => instrs[i].set_nop(),
        UNARY_NOT if next == TO_BOOL => {
            instrs[i].set_nop();
            instrs[i + 1].set(UNARY_NOT, 0);
        }
        UNARY_NOT if next == UNARY_NOT => {
            instrs[i].set_nop();
            instrs[i + 1].set_nop();
        }
        UNARY_NOT | UNARY_INVERT | UNARY_NEGATIVE | BINARY_OP => fold_operator(instrs, i, consts),
        CALL_INTRINSIC_1 if oparg == intrinsic::LIST_TO_TUPLE => {
            let folded = match constant_run(instrs, i, BUILD_LIST, consts) {
                Some(values) => {
                    set_load(&mut instrs[i], &Constant::Tuple(values), consts);
                    true
                }
                None => false,
            };
            // Iterating over a list is as good.
            if !folded && next == GET_ITER {
                instrs[i].set_nop();
            }
        }
        LIST_APPEND | SET_ADD if oparg == 1 && matches!(next, GET_ITER | CONTAINS_OP) => {
            let build = if opcode == LIST_APPEND {
                BUILD_LIST
            } else {
                BUILD_SET
            };
            if let Some(values) = constant_run(instrs, i + 1, build, consts) {
                let constant = if build == BUILD_LIST {
                    Constant::Tuple(values)
                } else {
                    Constant::FrozenSet(distinct(values))
                };
                set_load(&mut instrs[i], &constant, consts);
            }
        }
        CALL_INTRINSIC_1 if oparg == intrinsic::UNARY_POSITIVE => fold_operator(instrs, i, consts),
        _ => {}
    }
    i + 1
}

/// Jumps to jumps go where those go. True if the instruction at the same place is to be looked at again.
fn thread_jump(g: &mut Graph, block: BlockId, opcode: u16, target: BlockId) -> bool {
    let Some(onward) = g[target].instrs.first().copied() else {
        return false;
    };
    let new_opcode = match (opcode, onward.opcode) {
        (
            POP_JUMP_IF_NOT_NONE | POP_JUMP_IF_NONE | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE
            | JUMP_IF_FALSE | JUMP_IF_TRUE,
            JUMP,
        )
        | (JUMP_IF_FALSE, JUMP_IF_FALSE)
        | (JUMP_IF_TRUE, JUMP_IF_TRUE)
        | (JUMP | JUMP_NO_INTERRUPT, JUMP_NO_INTERRUPT) => opcode,
        (JUMP | JUMP_NO_INTERRUPT, JUMP) => JUMP,
        (JUMP_IF_FALSE, JUMP_IF_TRUE) | (JUMP_IF_TRUE, JUMP_IF_FALSE) => {
            // The second will not jump: go past it.
            let after = g[target].next;
            if let (Some(jump), Some(after)) = (g[block].instrs.last_mut(), after) {
                jump.target = Some(after);
                return true;
            }
            return false;
        }
        _ => return false,
    };
    // A jump to a jump to itself would never end.
    if onward.target == Some(target) {
        return false;
    }
    let b = &mut g[block];
    if let Some(jump) = b.instrs.last_mut() {
        jump.set_nop();
    }
    let mut jump = Instr::new(new_opcode, 0, onward.location);
    jump.target = onward.target;
    b.push_keeping_handler(jump);
    true
}

fn fold_tuple(instrs: &mut [Instr], i: usize, consts: &mut ConstTable) {
    let size = instrs[i].oparg as usize;
    if size > STACK_USE_GUIDELINE {
        return;
    }
    let Some(loads) = loads_before(instrs, i, size) else {
        return;
    };
    let Some(values) = values(instrs, &loads, consts) else {
        return;
    };
    nop_out(instrs, &loads);
    set_load(&mut instrs[i], &Constant::Tuple(values), consts);
}

/// The constants of a display too long for the stack: built empty by `build`, then constants added one by one up to
/// `end`. All of that becomes NOPs.
fn constant_run(
    instrs: &mut [Instr],
    end: usize,
    build: u16,
    consts: &ConstTable,
) -> Option<Vec<Constant>> {
    let add = if build == BUILD_LIST {
        LIST_APPEND
    } else {
        SET_ADD
    };
    let mut expect_add = true;
    let mut values = Vec::new();
    for at in (0..end).rev() {
        let Instr { opcode, oparg, .. } = instrs[at];
        if opcode == NOP {
            continue;
        }
        if expect_add && opcode == build && oparg == 0 {
            let run: Vec<usize> = (at..end).filter(|i| instrs[*i].opcode != NOP).collect();
            nop_out(instrs, &run);
            values.reverse();
            return Some(values);
        }
        if expect_add {
            if opcode != add || oparg != 1 {
                return None;
            }
        } else if loads_const(opcode) {
            values.push(value(consts, opcode, oparg)?);
        } else {
            return None;
        }
        expect_add = !expect_add;
    }
    None
}

/// List and set displays of constants: one constant if they are only iterated or searched, else extended from one.
fn fold_display(instrs: &mut [Instr], i: usize, next: u16, consts: &mut ConstTable) {
    let Instr {
        opcode,
        oparg,
        location,
        ..
    } = instrs[i];
    let only_read = matches!(next, GET_ITER | CONTAINS_OP);
    let size = oparg as usize;
    if size > STACK_USE_GUIDELINE || size < MIN_CONST_SEQUENCE_SIZE && !only_read {
        return;
    }
    let Some(loads) = loads_before(instrs, i, size) else {
        if only_read && opcode == BUILD_LIST {
            instrs[i].set(BUILD_TUPLE, oparg);
        }
        return;
    };
    let Some(values) = values(instrs, &loads, consts) else {
        return;
    };
    let constant = if opcode == BUILD_SET {
        // Constants that cannot be hashed do not exist, but for slices of such: those hash since 3.12.
        Constant::FrozenSet(distinct(values))
    } else {
        Constant::Tuple(values)
    };
    let index = consts.intern(&constant) as i32;
    nop_out(instrs, &loads);
    if only_read {
        instrs[i].set(LOAD_CONST, index);
    } else {
        instrs[i - 2].location = location;
        instrs[i - 2].set(opcode, 0);
        instrs[i - 1].set(LOAD_CONST, index);
        instrs[i].set(
            if opcode == BUILD_LIST {
                LIST_EXTEND
            } else {
                SET_UPDATE
            },
            1,
        );
    }
}

/// Joins loads and stores of fast locals in pairs.
pub(super) fn superinstructions(g: &mut Graph) {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let Block { instrs, nops, .. } = &mut g[block];
        for i in 1..instrs.len() {
            let (first, second) = (&instrs[i - 1], &instrs[i]);
            let joined = match (first.opcode, second.opcode) {
                (LOAD_FAST, LOAD_FAST) => LOAD_FAST_LOAD_FAST,
                (STORE_FAST, LOAD_FAST) => STORE_FAST_LOAD_FAST,
                (STORE_FAST, STORE_FAST) => STORE_FAST_STORE_FAST,
                _ => continue,
            };
            let (a, b) = (first.location.lineno, second.location.lineno);
            if a >= 0 && b >= 0 && a != b
                || !(0..16).contains(&first.oparg)
                || !(0..16).contains(&second.oparg)
            {
                continue;
            }
            let both = first.oparg << 4 | second.oparg;
            instrs[i - 1].set(joined, both);
            instrs[i].set_nop();
            *nops = true;
        }
    }
    simplify::remove_nops(g);
}
