//! The constant table: what a known constant makes of the instruction after it, and dropping what is not used.

use super::{BlockId, ConstTable, Graph, Instr, fold};
use crate::code::Passed;
use crate::constant::Constant;
use crate::opcode::{
    self, COPY, IS_OP, JUMP, JUMP_IF_FALSE, JUMP_IF_TRUE, LOAD_CONST, LOAD_SMALL_INT,
    POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE, TO_BOOL,
};

/// Whether the instruction pushes a known constant.
pub(super) fn loads_const(opcode: u16) -> bool {
    opcode::has_const(opcode) || opcode == LOAD_SMALL_INT
}

/// The constant that a loading instruction pushes.
pub(super) fn value(consts: &ConstTable, opcode: u16, oparg: i32) -> Option<Constant> {
    if opcode == LOAD_SMALL_INT {
        return Some(Constant::int(oparg as i64));
    }
    consts.keys_at(oparg as usize).cloned()
}

/// Small integers need no table.
pub(super) fn set_small_int(instr: &mut Instr, constant: &Constant) -> bool {
    match constant {
        Constant::Int(v) if v.to_i64().is_some_and(|v| (0..256).contains(&v)) => {
            instr.set(LOAD_SMALL_INT, v.to_i64().unwrap_or(0) as i32);
            true
        }
        _ => false,
    }
}

pub(super) fn set_load(instr: &mut Instr, constant: &Constant, consts: &mut ConstTable) {
    if !set_small_int(instr, constant) {
        instr.set(LOAD_CONST, consts.intern(constant) as i32);
    }
}

/// Lets conditional jumps, `is None` and truth tests know the constant before them.
pub(super) fn propagate(g: &mut Graph, consts: &mut ConstTable) {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        propagate_in(g, block, consts);
    }
}

fn propagate_in(g: &mut Graph, block: BlockId, consts: &mut ConstTable) {
    let instrs = &mut g[block].instrs;
    let (mut opcode, mut oparg) = (0, 0);
    for i in 0..instrs.len() {
        if instrs[i].opcode == LOAD_CONST
            && let Some(constant) = consts.keys_at(instrs[i].oparg as usize)
        {
            set_small_int(&mut instrs[i], constant);
        }
        // A copy of a constant is that constant too.
        let is_copy = opcode == LOAD_CONST && instrs[i].opcode == COPY && instrs[i].oparg == 1;
        if !is_copy {
            (opcode, oparg) = (instrs[i].opcode, instrs[i].oparg);
        }
        if !matches!(opcode, LOAD_CONST | LOAD_SMALL_INT) {
            continue;
        }
        let Some(next) = instrs.get(i + 1).map(|n| n.opcode) else {
            continue;
        };
        match next {
            POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | JUMP_IF_FALSE | JUMP_IF_TRUE => {
                let Some(constant) = value(consts, opcode, oparg) else {
                    continue;
                };
                if matches!(next, POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE) {
                    instrs[i].set_nop();
                }
                if constant.is_true() == matches!(next, POP_JUMP_IF_TRUE | JUMP_IF_TRUE) {
                    instrs[i + 1].opcode = JUMP;
                } else {
                    instrs[i + 1].set_nop();
                }
            }
            IS_OP => {
                if matches!(value(consts, opcode, oparg), Some(Constant::None)) {
                    fold_is_none(instrs, i);
                }
            }
            TO_BOOL => {
                let Some(constant) = value(consts, opcode, oparg) else {
                    continue;
                };
                let truth = consts.intern(&Constant::Bool(constant.is_true()));
                instrs[i].set_nop();
                instrs[i + 1].set(LOAD_CONST, truth as i32);
            }
            _ => {}
        }
    }
}

/// `x is None` before a conditional jump is a jump of its own kind.
fn fold_is_none(instrs: &mut [Instr], i: usize) {
    let mut jump = i + 2;
    if instrs.get(jump).is_some_and(|j| j.opcode == TO_BOOL) {
        instrs[jump].set_nop();
        jump += 1;
    }
    let Some(jump_opcode) = instrs.get(jump).map(|j| j.opcode) else {
        return;
    };
    let is_not = instrs[i + 1].oparg != 0;
    let invert = match jump_opcode {
        POP_JUMP_IF_FALSE => !is_not,
        POP_JUMP_IF_TRUE => is_not,
        _ => return,
    };
    instrs[i].set_nop();
    instrs[i + 1].set_nop();
    instrs[jump].opcode = if invert {
        POP_JUMP_IF_NOT_NONE
    } else {
        POP_JUMP_IF_NONE
    };
}

/// Drops constants that nothing loads; the first stays, it may be the docstring.
///
/// Strings among them that were met before inner code are returned: see [`crate::code::Code::passed`].
pub(super) fn remove_unused(g: &mut Graph, consts: &mut ConstTable) -> Vec<Passed> {
    let mut passed = Vec::new();
    if consts.is_empty() {
        return passed;
    }
    let mut used = std::mem::take(&mut g.scratch.marks);
    used.clear();
    used.resize(consts.len(), false);
    used[0] = true;
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        for i in &g[block].instrs {
            if opcode::has_const(i.opcode)
                && let Some(used) = used.get_mut(i.oparg as usize)
            {
                *used = true;
            }
        }
    }
    if used.iter().all(|u| *u) {
        g.scratch.marks = used;
        return passed;
    }
    let last_code = consts.keys().rposition(|k| matches!(k, Constant::Code(_)));
    let mut new_index = vec![0; used.len()];
    let mut kept = 0;
    for (at, (constant, used)) in consts.keys().zip(&used).enumerate() {
        new_index[at] = kept;
        kept += *used as i32;
        if !used && matches!(constant, Constant::Str(_)) && last_code.is_some_and(|code| at < code)
        {
            passed.push(Passed {
                before: kept as usize,
                constant: constant.clone(),
            });
        }
    }
    consts.retain_places(|at| used[at]);
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        for i in &mut g[block].instrs {
            if opcode::has_const(i.opcode) {
                i.oparg = new_index.get(i.oparg as usize).copied().unwrap_or(i.oparg);
            }
        }
    }
    g.scratch.marks = used;
    passed
}

/// Indices of the `size` instructions before `end` that load constants, NOPs aside; `None` if there are not so many.
pub(super) fn loads_before(instrs: &[Instr], end: usize, size: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for i in (0..end).rev() {
        if found.len() == size {
            break;
        }
        if instrs[i].opcode == opcode::NOP {
            continue;
        }
        if !loads_const(instrs[i].opcode) {
            return None;
        }
        found.push(i);
    }
    found.reverse();
    (found.len() == size).then_some(found)
}

/// The constants that the instructions at `loads` push.
pub(super) fn values(
    instrs: &[Instr],
    loads: &[usize],
    consts: &ConstTable,
) -> Option<Vec<Constant>> {
    loads
        .iter()
        .map(|i| value(consts, instrs[*i].opcode, instrs[*i].oparg))
        .collect()
}

/// Makes the instructions at `loads` NOPs that belong to no line.
pub(super) fn nop_out(instrs: &mut [Instr], loads: &[usize]) {
    for i in loads {
        instrs[*i].set_nop();
        instrs[*i].location = crate::ast::Location::NONE;
    }
}

/// Replaces an operator on constants by its result, where there is one.
pub(super) fn fold_operator(instrs: &mut [Instr], i: usize, consts: &mut ConstTable) {
    let operator = instrs[i];
    let operands = if operator.opcode == opcode::BINARY_OP {
        2
    } else {
        1
    };
    let Some(loads) = loads_before(instrs, i, operands) else {
        return;
    };
    let Some(values) = values(instrs, &loads, consts) else {
        return;
    };
    let result = match &values[..] {
        [left, right] => fold::binary(left, operator.oparg, right),
        [operand] => fold::unary(operator.opcode, operand),
        _ => None,
    };
    if let Some(result) = result {
        nop_out(instrs, &loads);
        set_load(&mut instrs[i], &result, consts);
    }
}
