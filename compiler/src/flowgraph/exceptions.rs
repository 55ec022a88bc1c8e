//! Exception handlers: from the pseudo instructions that open and close protected regions to a handler on each
//! instruction.

use super::{BlockId, Graph, internal_error};
use crate::error::CompileError;
use crate::opcode::{self, POP_BLOCK, RESUME, SETUP_CLEANUP, SETUP_WITH, YIELD_VALUE, resume};

pub(super) fn mark_handlers(g: &mut Graph) {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        for i in 0..g[block].instrs.len() {
            let instr = g[block].instrs[i];
            if opcode::is_block_push(instr.opcode)
                && let Some(target) = instr.target
            {
                g[target].except_handler = true;
            }
        }
    }
}

/// Follows control flow with a stack of handlers. `POP_BLOCK` has done its work and becomes a NOP.
pub(super) fn label_targets(g: &mut Graph) -> Result<(), CompileError> {
    g.clear_visited();
    let mut todo: Vec<(BlockId, Vec<BlockId>)> = vec![(g.entry, Vec::new())];
    let entry = g.entry;
    g[entry].visited = true;
    while let Some((block, mut stack)) = todo.pop() {
        let mut last_yield_depth = -1;
        for n in 0..g[block].instrs.len() {
            let handler = stack.last().copied();
            let instr = g[block].instrs[n];
            if opcode::is_block_push(instr.opcode) {
                let target = instr
                    .target
                    .ok_or_else(|| internal_error("protected region without handler"))?;
                if !g[target].visited {
                    g[target].visited = true;
                    todo.push((target, stack.clone()));
                }
                g[target].preserve_lasti |= matches!(instr.opcode, SETUP_WITH | SETUP_CLEANUP);
                stack.push(target);
            } else if instr.opcode == POP_BLOCK {
                stack.pop().ok_or_else(|| {
                    internal_error("end of a protected region that was not opened")
                })?;
                g[block].instrs[n].set_nop();
            } else {
                g[block].instrs[n].except = handler;
                if instr.is_jump() {
                    let target = instr
                        .target
                        .ok_or_else(|| internal_error("jump without target"))?;
                    if !g[target].visited {
                        g[target].visited = true;
                        todo.push((target, stack.clone()));
                    }
                } else if instr.opcode == YIELD_VALUE {
                    last_yield_depth = stack.len() as i32;
                } else if instr.opcode == RESUME && instr.oparg != resume::AT_FUNC_START {
                    if last_yield_depth == 1 {
                        g[block].instrs[n].oparg |= resume::DEPTH1_MASK;
                    }
                    last_yield_depth = -1;
                }
            }
        }
        if g[block].falls_through()
            && let Some(next) = g[block].next
            && !g[next].visited
        {
            g[next].visited = true;
            todo.push((next, stack));
        }
    }
    Ok(())
}
