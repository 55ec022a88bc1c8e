//! Exception handlers: from the pseudo instructions that open and close protected regions to a handler on each
//! instruction.

use super::{BlockId, Graph, internal_error};
use crate::error::CompileError;
use crate::opcode::{self, RESUME, SETUP_CLEANUP, SETUP_WITH, YIELD_VALUE, resume, role};

pub(super) fn mark_handlers(g: &mut Graph) {
    if !g.plays(role::BLOCK_PUSH) {
        return;
    }
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        if !g[block].opens_regions {
            continue;
        }
        for at in 0..g[block].instrs.len() {
            let instr = g[block].instrs[at];
            if opcode::is_block_push(instr.opcode)
                && let Some(target) = instr.target
            {
                g[target].except_handler = true;
            }
        }
    }
}

/// The handlers in force at some place, innermost first: each knows those around it, so that ways that part share them.
#[derive(Default)]
struct Stacks(Vec<(BlockId, Stack)>);

/// The innermost handler's place in [`Stacks`].
type Stack = Option<usize>;

impl Stacks {
    fn handler(&self, stack: Stack) -> Option<BlockId> {
        stack.map(|at| self.0[at].0)
    }

    fn push(&mut self, handler: BlockId, around: Stack) -> Stack {
        self.0.push((handler, around));
        Some(self.0.len() - 1)
    }

    fn pop(&self, stack: Stack) -> Option<Stack> {
        stack.map(|at| self.0[at].1)
    }

    /// Whether there is exactly one.
    fn is_single(&self, stack: Stack) -> bool {
        stack.is_some_and(|at| self.0[at].1.is_none())
    }
}

/// Follows control flow with a stack of handlers. `POP_BLOCK` has done its work and becomes a NOP.
pub(super) fn label_targets(g: &mut Graph) -> Result<(), CompileError> {
    if !g.plays(role::BLOCK_PUSH | role::BLOCK_POP) {
        return Ok(());
    }
    g.clear_visited();
    let mut stacks = Stacks::default();
    let mut todo: Vec<(BlockId, Stack)> = Vec::new();
    let visit = |g: &mut Graph, todo: &mut Vec<(BlockId, Stack)>, to: BlockId, stack: Stack| {
        if !g[to].visited {
            g[to].visited = true;
            todo.push((to, stack));
        }
    };
    let entry = g.entry;
    visit(g, &mut todo, entry, None);
    while let Some((block, mut stack)) = todo.pop() {
        // Whether the last `YIELD_VALUE` stands in one protected region, that around the whole body.
        let mut outermost = false;
        let mut instrs = std::mem::take(&mut g[block].instrs);
        for instr in &mut instrs {
            let roles = opcode::roles(instr.opcode);
            if roles & role::BLOCK_PUSH != 0 {
                let target = instr
                    .target
                    .ok_or_else(|| internal_error("protected region without handler"))?;
                visit(g, &mut todo, target, stack);
                g[target].preserve_lasti |= matches!(instr.opcode, SETUP_WITH | SETUP_CLEANUP);
                stack = stacks.push(target, stack);
            } else if roles & role::BLOCK_POP != 0 {
                stack = stacks.pop(stack).ok_or_else(|| {
                    internal_error("end of a protected region that was not opened")
                })?;
                instr.set_nop();
                g[block].nops = true;
            } else {
                instr.except = stacks.handler(stack);
                if roles & role::JUMP != 0 {
                    let target = instr
                        .target
                        .ok_or_else(|| internal_error("jump without target"))?;
                    visit(g, &mut todo, target, stack);
                } else if instr.opcode == YIELD_VALUE {
                    outermost = stacks.is_single(stack);
                } else if instr.opcode == RESUME && instr.oparg != resume::AT_FUNC_START {
                    if outermost {
                        instr.oparg |= resume::DEPTH1_MASK;
                    }
                    outermost = false;
                }
            }
        }
        g[block].instrs = instrs;
        if g[block].falls_through()
            && let Some(next) = g[block].next
        {
            visit(g, &mut todo, next, stack);
        }
    }
    Ok(())
}
