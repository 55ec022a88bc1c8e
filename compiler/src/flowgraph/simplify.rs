//! Taking away what has no effect: unreachable blocks, jumps to the next instruction, NOPs that no line needs.

use super::{BlockId, Graph, Instr, internal_error};
use crate::ast::Location;
use crate::error::CompileError;
use crate::opcode::{self, COPY, JUMP, LOAD_CONST, LOAD_SMALL_INT, NOP, POP_TOP, role};

/// Exit blocks of at most this many instructions are copied rather than jumped to.
const MAX_COPY_SIZE: usize = 4;

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
    let (opens_regions, size) = (t.opens_regions, t.instrs.len());
    let jump = g[block].instrs.len() - 1;
    for at in 0..size {
        let copied = g[target].instrs[at];
        g[block].instrs.push(copied);
    }
    let b = &mut g[block];
    b.instrs[jump].set_nop();
    b.nops = true;
    b.opens_regions |= opens_regions;
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
    for block in g.blocks_mut() {
        block.visited = false;
        block.predecessors = 0;
    }
    let entry = g.entry;
    let mut todo = std::mem::take(&mut g.scratch.todo);
    let reach = |g: &mut Graph, todo: &mut Vec<BlockId>, to: BlockId| {
        let b = &mut g[to];
        b.predecessors += 1;
        if !b.visited {
            b.visited = true;
            todo.push(to);
        }
    };
    reach(g, &mut todo, entry);
    while let Some(block) = todo.pop() {
        let b = &g[block];
        let next = b.next.filter(|_| b.falls_through());
        if let Some(next) = next {
            reach(g, &mut todo, next);
        }
        // A jump ends its block; what opens a protected region may stand anywhere.
        let b = &g[block];
        let from = match b.opens_regions {
            true => 0,
            false => b.instrs.len().saturating_sub(1),
        };
        for at in from..b.instrs.len() {
            if let Some(target) = live_target(&g[block].instrs[at]) {
                reach(g, &mut todo, target);
            }
        }
    }
    for block in g.blocks_mut() {
        if block.predecessors == 0 {
            block.instrs.clear();
            block.except_handler = false;
        }
    }
    g.scratch.todo = todo;
}

fn live_target(i: &Instr) -> Option<BlockId> {
    i.target.filter(|_| opcode::has_target(i.opcode))
}

/// Removes the NOPs of one block that its lines do not need; says how many.
fn remove_nops_in(g: &mut Graph, block: BlockId) -> usize {
    if !g[block].nops {
        return 0;
    }
    let Some(first) = g[block].instrs.iter().position(|i| i.opcode == NOP) else {
        g[block].nops = false;
        return 0;
    };
    // The line of what comes after the block, past NOPs that will go.
    let next = g.next_nonempty(g[block].next);
    let next_block_line = next.map(|next| {
        let real = g[next]
            .instrs
            .iter()
            .find(|i| i.opcode != NOP || i.location.lineno >= 0);
        real.map_or(Location::NONE.lineno, |i| i.location.lineno)
    });
    let with_handlers = g.plays(role::BLOCK_PUSH);
    let b = &mut g[block];
    let instrs = &mut b.instrs;
    let before = instrs.len();
    let mut kept = first;
    let mut previous_line = match first {
        0 => -1,
        _ => instrs[first - 1].location.lineno,
    };
    b.nops = false;
    for at in first..before {
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
            b.nops = true;
        }
        instrs[kept] = i;
        kept += 1;
        previous_line = line;
    }
    if with_handlers {
        b.truncate(kept);
    } else {
        instrs.truncate(kept);
    }
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

/// Whether the instruction does nothing but push a value.
fn only_pushes(i: &Instr) -> bool {
    matches!(i.opcode, LOAD_CONST | LOAD_SMALL_INT) || i.opcode == COPY && i.oparg == 1
}

/// Removes NOPs, and pairs that push a value only to pop it.
pub(super) fn remove_nops_and_pairs(g: &mut Graph) {
    loop {
        let mut changed = false;
        // The block whose last instruction comes right before this one.
        let mut previous: Option<BlockId> = None;
        let mut walk = g.walk();
        while let Some(block) = walk.next(g) {
            remove_nops_in(g, block);
            if g[block].label.is_some() {
                previous = None;
            }
            if let Some(before) = previous
                && g[block].instrs.first().is_some_and(|i| i.opcode == POP_TOP)
                && g[before].last().is_some_and(only_pushes)
            {
                for (block, at) in [(before, g[before].instrs.len() - 1), (block, 0)] {
                    g[block].instrs[at].set_nop();
                    g[block].nops = true;
                }
                changed = true;
            }
            let b = &mut g[block];
            for at in 1..b.instrs.len() {
                if b.instrs[at].opcode == POP_TOP && only_pushes(&b.instrs[at - 1]) {
                    b.instrs[at - 1].set_nop();
                    b.instrs[at].set_nop();
                    b.nops = true;
                    changed = true;
                }
            }
            if let Some(last) = b.last() {
                previous = Some(block).filter(|_| !last.is_jump());
            }
            if !g[block].falls_through() {
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
        let Some(last) = g[block].last() else {
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
            let b = &mut g[block];
            b.nops = true;
            if let Some(jump) = b.instrs.last_mut() {
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
