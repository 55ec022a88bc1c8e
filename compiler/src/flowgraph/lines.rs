//! Line numbers: every way out of a function must know its line, and instructions without one take it from before.

use super::{BlockId, Graph};
use crate::ast::Location;
use crate::opcode;

fn needs_line(g: &Graph, block: BlockId) -> bool {
    let b = &g[block];
    (b.exits_scope() || b.instrs.iter().any(|i| opcode::has_eval_break(i.opcode)))
        && b.has_no_lineno()
}

/// Gives each jump to a shared lineless exit a copy of its own, so that it can take the jump's line.
fn duplicate_exits(g: &mut Graph) {
    let mut next_label = g.max_label();
    // Copies are laid out after their originals and so are met on the way; hence no fixed order.
    let mut at = Some(g.entry);
    while let Some(block) = at {
        if let Some(last) = g[block].last().copied()
            && last.is_jump()
            && let Some(target) = g.next_nonempty(last.target)
            && needs_line(g, target)
            && g[target].predecessors > 1
        {
            let copy = g.new_block();
            g[copy].instrs = g[target].instrs.clone();
            g[copy].instrs[0].location = last.location;
            g[copy].predecessors = 1;
            g[copy].next = g[target].next;
            g[copy].label = Some(next_label);
            next_label += 1;
            if let Some(jump) = g[block].instrs.last_mut() {
                jump.target = Some(copy);
            }
            g[target].predecessors -= 1;
            g[target].next = Some(copy);
        }
        at = g[block].next;
    }
    // Those that remain are reached by falling through alone.
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        if g[block].falls_through()
            && let (Some(next), Some(last)) = (g[block].next, g[block].last().copied())
            && needs_line(g, next)
        {
            g[next].instrs[0].location = last.location;
        }
    }
}

fn propagate_to(g: &mut Graph, block: BlockId, at: usize, location: Location) {
    if let Some(i) = g[block].instrs.get_mut(at)
        && i.location.lineno == Location::NONE.lineno
    {
        i.location = location;
    }
}

fn propagate(g: &mut Graph) {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let Some(last) = g[block].last().copied() else {
            continue;
        };
        let mut previous = Location::NONE;
        for at in 0..g[block].instrs.len() {
            propagate_to(g, block, at, previous);
            previous = g[block].instrs[at].location;
        }
        if g[block].falls_through()
            && let Some(next) = g[block].next
            && g[next].predecessors == 1
        {
            propagate_to(g, next, 0, previous);
        }
        if last.is_jump()
            && let Some(mut target) = last.target
        {
            while g[target].instrs.is_empty()
                && g[target].predecessors == 1
                && let Some(next) = g[target].next
            {
                target = next;
            }
            if g[target].predecessors == 1 {
                propagate_to(g, target, 0, previous);
            }
        }
    }
}

pub(super) fn resolve(g: &mut Graph) {
    duplicate_exits(g);
    propagate(g);
}
