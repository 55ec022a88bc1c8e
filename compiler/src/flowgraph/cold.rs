//! Moving what only exceptions reach to the end.

use super::{BlockId, Graph, Instr, simplify};
use crate::ast::Location;
use crate::error::CompileError;
use crate::opcode::{JUMP_NO_INTERRUPT, role};

/// Marks the blocks that those in the list lead to by normal control flow, not entering any that `barred` names.
fn reach(
    g: &mut Graph,
    mut todo: Vec<BlockId>,
    barred: impl Fn(&Graph, BlockId) -> bool,
    mark: impl Fn(&mut Graph, BlockId),
) {
    g.clear_visited();
    for seed in &todo {
        g[*seed].visited = true;
    }
    while let Some(block) = todo.pop() {
        mark(g, block);
        let b = &g[block];
        let next = b.next.filter(|_| b.falls_through());
        let target = b.last().filter(|i| i.is_jump()).and_then(|i| i.target);
        for to in [next, target].into_iter().flatten() {
            if !g[to].visited && !barred(g, to) {
                g[to].visited = true;
                todo.push(to);
            }
        }
    }
}

fn mark_cold(g: &mut Graph) {
    let entry = g.entry;
    reach(g, vec![entry], |_, _| false, |g, b| g[b].warm = true);
    let mut walk = g.walk();
    let handlers = std::iter::from_fn(|| walk.next(g))
        .filter(|b| g[*b].except_handler)
        .collect();
    reach(g, handlers, |g, b| g[b].warm, |g, b| g[b].cold = true);
}

pub(super) fn push_to_end(g: &mut Graph) -> Result<(), CompileError> {
    if g[g.entry].next.is_none() || !g.plays(role::BLOCK_PUSH) {
        return Ok(());
    }
    mark_cold(g);

    // What falls from cold into warm must jump once they part.
    let mut next_label = g.max_label();
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let Some(next) = g[block].next else { continue };
        if g[block].cold && g[block].falls_through() && g[next].warm {
            let label = *g[next].label.get_or_insert_with(|| {
                next_label += 1;
                next_label - 1
            });
            let jump = g.new_block();
            let mut instr = Instr::new(JUMP_NO_INTERRUPT, label as i32, Location::NONE);
            instr.target = Some(next);
            let b = &mut g[jump];
            b.instrs.push(instr);
            b.cold = true;
            b.next = Some(next);
            b.predecessors = 1;
            g[block].next = Some(jump);
        }
    }

    // Two chains, the cold one hung on the warm one; the entry is warm.
    let (mut last_warm, mut first_cold, mut last_cold) = (g.entry, None, None);
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        if g[block].cold {
            match last_cold.replace(block) {
                Some(last) => g[last].next = Some(block),
                None => first_cold = Some(block),
            }
        } else if block != g.entry {
            g[last_warm].next = Some(block);
            last_warm = block;
        }
    }
    g[last_warm].next = first_cold;
    if let Some(last) = last_cold {
        g[last].next = None;
    }
    if first_cold.is_some() {
        simplify::remove_nops_and_jumps(g)
    } else {
        Ok(())
    }
}
