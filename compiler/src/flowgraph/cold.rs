//! Moving what only exceptions reach to the end.

use super::{BlockId, Graph, Instr, simplify};
use crate::ast::Location;
use crate::error::CompileError;
use crate::opcode::JUMP_NO_INTERRUPT;

/// Blocks that `seeds` lead to by normal control flow, not entering any that `barred` names.
fn reach(
    g: &mut Graph,
    seeds: Vec<BlockId>,
    barred: impl Fn(&Graph, BlockId) -> bool,
    mark: impl Fn(&mut Graph, BlockId),
) {
    g.clear_visited();
    for seed in &seeds {
        g[*seed].visited = true;
    }
    let mut todo = seeds;
    while let Some(block) = todo.pop() {
        mark(g, block);
        let next = g[block].next.filter(|_| g[block].falls_through());
        let jumps = g[block]
            .instrs
            .iter()
            .filter(|i| i.is_jump())
            .filter_map(|i| i.target);
        for to in next.into_iter().chain(jumps).collect::<Vec<_>>() {
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
    let handlers = g
        .order()
        .into_iter()
        .filter(|b| g[*b].except_handler)
        .collect();
    reach(g, handlers, |g, b| g[b].warm, |g, b| g[b].cold = true);
}

pub(super) fn push_to_end(g: &mut Graph) -> Result<(), CompileError> {
    if g[g.entry].next.is_none() {
        return Ok(());
    }
    mark_cold(g);

    // What falls from cold into warm must jump once they part.
    let mut next_label = g.max_label();
    for block in g.order() {
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

    let (cold, warm): (Vec<_>, Vec<_>) = g.order().into_iter().partition(|b| g[*b].cold);
    let any_cold = !cold.is_empty();
    let order: Vec<BlockId> = warm.into_iter().chain(cold).collect();
    for (n, block) in order.iter().enumerate() {
        g[*block].next = order.get(n + 1).copied();
    }
    if any_cold {
        simplify::remove_nops_and_jumps(g)
    } else {
        Ok(())
    }
}
