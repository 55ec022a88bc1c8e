//! Taking away what has no effect: unreachable blocks, jumps to the next instruction, NOPs that no line needs.

use super::{BlockId, Graph, internal_error};
use crate::ast::Location;
use crate::error::CompileError;
use crate::opcode::{self, COPY, JUMP, LOAD_CONST, LOAD_SMALL_INT, NOP, POP_TOP};

/// Exit blocks of at most this many instructions are copied rather than jumped to.
const MAX_COPY_SIZE: usize = 4;

/// Nothing may follow a jump or an exit in its block.
pub(super) fn check(g: &Graph) -> Result<(), CompileError> {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let instrs = &g[block].instrs;
        let body = &instrs[..instrs.len().saturating_sub(1)];
        if body.iter().any(|i| opcode::is_terminator(i.opcode)) {
            return Err(internal_error("malformed control flow graph."));
        }
    }
    Ok(())
}

/// Replaces unconditional jumps to small exits, or to blocks without lines that do not fall through, by those blocks.
pub(super) fn inline_small_exits(g: &mut Graph) {
    loop {
        let mut changed = false;
        let mut walk = g.walk();
        while let Some(block) = walk.next(g) {
            changed |= inline_target(g, block);
        }
        if !changed {
            break;
        }
    }
}

fn inline_target(g: &mut Graph, block: BlockId) -> bool {
    let Some(last) = g[block].last().copied() else {
        return false;
    };
    let Some(target) = last
        .target
        .filter(|_| opcode::is_unconditional_jump(last.opcode))
    else {
        return false;
    };
    let t = &g[target];
    let small_exit = t.exits_scope() && t.instrs.len() <= MAX_COPY_SIZE;
    let lineless = t.has_no_lineno() && !t.falls_through();
    if !small_exit && !lineless {
        return false;
    }
    let copied = t.instrs.clone();
    let b = &mut g[block];
    if let Some(jump) = b.instrs.last_mut() {
        jump.set_nop();
    }
    b.instrs.extend(copied);
    if lineless
        && last.opcode == JUMP
        && let Some(jump) = b.instrs.last_mut()
        && opcode::is_unconditional_jump(jump.opcode)
    {
        // A jump that checked the eval breaker is still one that does.
        jump.opcode = JUMP;
    }
    g[target].predecessors = g[target].predecessors.wrapping_sub(1);
    true
}

/// Counts predecessors and empties blocks that have none.
pub(super) fn remove_unreachable(g: &mut Graph) {
    g.clear_visited();
    g.blocks.iter_mut().for_each(|b| b.predecessors = 0);
    let entry = g.entry;
    g[entry].predecessors = 1;
    g[entry].visited = true;
    let mut todo = vec![entry];
    while let Some(block) = todo.pop() {
        let next = g[block].next.filter(|_| g[block].falls_through());
        let mut at = 0;
        let mut target = next;
        loop {
            if let Some(target) = target {
                let t = &mut g[target];
                t.predecessors += 1;
                if !t.visited {
                    t.visited = true;
                    todo.push(target);
                }
            }
            let Some(i) = g[block].instrs.get(at) else {
                break;
            };
            target = live_target(i);
            at += 1;
        }
    }
    for block in &mut g.blocks {
        if block.predecessors == 0 {
            block.instrs.clear();
            block.except_handler = false;
        }
    }
}

fn live_target(i: &super::Instr) -> Option<BlockId> {
    i.target.filter(|_| opcode::has_target(i.opcode))
}

/// Removes the NOPs of one block that its lines do not need; says how many.
fn remove_nops_in(g: &mut Graph, block: BlockId) -> usize {
    if !g[block].instrs.iter().any(|i| i.opcode == NOP) {
        return 0;
    }
    // The line of what comes after the block, past NOPs that will go.
    let next = g.next_nonempty(g[block].next);
    let next_block_line = next.map(|next| {
        let real = g[next]
            .instrs
            .iter()
            .find(|i| i.opcode != NOP || i.location.lineno >= 0);
        real.map_or(Location::NONE.lineno, |i| i.location.lineno)
    });
    let instrs = &mut g[block].instrs;
    let before = instrs.len();
    let mut kept = 0;
    let mut previous_line = -1;
    for at in 0..before {
        let i = instrs[at];
        let line = i.location.lineno;
        if i.opcode == NOP {
            if line < 0 || previous_line == line {
                continue;
            }
            match instrs.get_mut(at + 1) {
                Some(next) if next.location.lineno == line => continue,
                Some(next) if next.location.lineno < 0 => {
                    next.location = i.location;
                    continue;
                }
                Some(_) => {}
                None if next_block_line == Some(line) => continue,
                None => {}
            }
        }
        instrs[kept] = i;
        kept += 1;
        previous_line = line;
    }
    g[block].truncate(kept);
    before - kept
}

pub(super) fn remove_nops(g: &mut Graph) -> usize {
    let mut removed = 0;
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        removed += remove_nops_in(g, block);
    }
    removed
}

/// Removes NOPs, and pairs that push a value only to pop it.
pub(super) fn remove_nops_and_pairs(g: &mut Graph) {
    loop {
        let mut changed = false;
        let mut previous: Option<(BlockId, usize)> = None;
        let mut walk = g.walk();
        while let Some(block) = walk.next(g) {
            remove_nops_in(g, block);
            if g[block].label.is_some() {
                previous = None;
            }
            for at in 0..g[block].instrs.len() {
                if g[block].instrs[at].opcode == POP_TOP
                    && let Some((b, i)) = previous
                {
                    let p = g[b].instrs[i];
                    if matches!(p.opcode, LOAD_CONST | LOAD_SMALL_INT)
                        || p.opcode == COPY && p.oparg == 1
                    {
                        g[b].instrs[i].set_nop();
                        g[block].instrs[at].set_nop();
                        changed = true;
                    }
                }
                previous = Some((block, at));
            }
            let ends_in_jump = previous.is_some_and(|(b, i)| g[b].instrs[i].is_jump());
            if ends_in_jump || !g[block].falls_through() {
                previous = None;
            }
        }
        if !changed {
            break;
        }
    }
}

/// Removes jumps to what comes next anyway; says how many.
fn remove_jumps(g: &mut Graph) -> Result<usize, CompileError> {
    let mut removed = 0;
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let Some(last) = g[block].last().copied() else {
            continue;
        };
        if !opcode::is_unconditional_jump(last.opcode) {
            continue;
        }
        let target = g
            .next_nonempty(last.target)
            .ok_or_else(|| internal_error("jump with NULL target"))?;
        if g.next_nonempty(g[block].next) == Some(target) {
            removed += 1;
            if let Some(jump) = g[block].instrs.last_mut() {
                jump.set_nop();
            }
        }
    }
    Ok(removed)
}

pub(super) fn remove_nops_and_jumps(g: &mut Graph) -> Result<(), CompileError> {
    while remove_nops(g) + remove_jumps(g)? > 0 {}
    Ok(())
}
