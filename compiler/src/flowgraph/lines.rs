//! Line numbers: every way out of a function must know its line, and instructions without one take it from before.

use super::{BlockId, Graph};
use crate::ast::Location;
use crate::opcode;

fn needs_line(g: &Graph, block: BlockId) -> bool {
    let b = &g[block];
    b.has_no_lineno()
        && (b.exits_scope() || b.instrs.iter().any(|i| opcode::has_eval_break(i.opcode)))
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
            for at in 0..g[target].instrs.len() {
                let copied = g[target].instrs[at];
                g[copy].instrs.push(copied);
            }
            let (next, nops, opens_regions) =
                (g[target].next, g[target].nops, g[target].opens_regions);
            let c = &mut g[copy];
            c.instrs[0].location = last.location;
            c.predecessors = 1;
            c.next = next;
            c.label = Some(next_label);
            c.nops = nops;
            c.opens_regions = opens_regions;
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

fn propagate_to(g: &mut Graph, block: BlockId, location: Location) {
    if let Some(i) = g[block].instrs.first_mut()
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
        let instrs = &mut g[block].instrs[..];
        for at in 1..instrs.len() {
            if instrs[at].location.lineno == Location::NONE.lineno {
                instrs[at].location = instrs[at - 1].location;
            }
        }
        let previous = instrs[instrs.len() - 1].location;
        if g[block].falls_through()
            && let Some(next) = g[block].next
            && g[next].predecessors == 1
        {
            propagate_to(g, next, previous);
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
                propagate_to(g, target, previous);
            }
        }
    }
}

pub(super) fn resolve(g: &mut Graph) {
    duplicate_exits(g);
    propagate(g);
}
