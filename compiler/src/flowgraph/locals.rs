//! Which loads of fast locals must check that the local is set.

use super::{BlockId, Graph};
use crate::opcode::{
    DELETE_FAST, LOAD_FAST, LOAD_FAST_AND_CLEAR, LOAD_FAST_CHECK, STORE_FAST,
    STORE_FAST_MAYBE_NULL, role,
};

/// Locals that are followed from block to block; the rest only within one.
const TRACKED: usize = 64;

fn maybe_push(g: &mut Graph, block: BlockId, mask: u64, todo: &mut Vec<BlockId>) {
    let b = &mut g[block];
    let both = b.unsafe_locals | mask;
    if both != b.unsafe_locals {
        b.unsafe_locals = both;
        // "Visited" says that the block is in the list.
        if !b.visited {
            b.visited = true;
            todo.push(block);
        }
    }
}

fn scan(g: &mut Graph, block: BlockId, todo: &mut Vec<BlockId>) {
    let mut mask = g[block].unsafe_locals;
    let unsets = g.plays(role::UNSETS_LOCAL);
    let mut instrs = std::mem::take(&mut g[block].instrs);
    for i in &mut instrs {
        if mask == 0 && !unsets {
            break;
        }
        if let Some(handler) = i.except {
            maybe_push(g, handler, mask, todo);
        }
        if !(0..TRACKED as i32).contains(&i.oparg) {
            continue;
        }
        let bit = 1u64 << i.oparg;
        match i.opcode {
            DELETE_FAST | LOAD_FAST_AND_CLEAR | STORE_FAST_MAYBE_NULL => mask |= bit,
            STORE_FAST | LOAD_FAST_CHECK => mask &= !bit,
            LOAD_FAST => {
                if mask & bit != 0 {
                    i.opcode = LOAD_FAST_CHECK;
                }
                mask &= !bit;
            }
            _ => {}
        }
    }
    g[block].instrs = instrs;
    let b = &g[block];
    let next = b.next.filter(|_| b.falls_through());
    let target = b.last().filter(|i| i.is_jump()).and_then(|i| i.target);
    for to in [next, target].into_iter().flatten() {
        maybe_push(g, to, mask, todo);
    }
}

/// Locals beyond those tracked: set for certain only by what came before in the same block.
fn scan_untracked(g: &mut Graph, nlocals: usize) {
    let mut set_in = vec![0usize; nlocals];
    let mut walk = g.walk();
    let mut here = 0;
    while let Some(block) = walk.next(g) {
        here += 1;
        for i in &mut g[block].instrs {
            let at = i.oparg as usize;
            if i.oparg < TRACKED as i32 || at >= nlocals {
                continue;
            }
            match i.opcode {
                DELETE_FAST | LOAD_FAST_AND_CLEAR | STORE_FAST_MAYBE_NULL => set_in[at] = 0,
                STORE_FAST => set_in[at] = here,
                LOAD_FAST => {
                    if set_in[at] != here {
                        i.opcode = LOAD_FAST_CHECK;
                    }
                    set_in[at] = here;
                }
                _ => {}
            }
        }
    }
}

pub(super) fn check_unset(g: &mut Graph, nlocals: usize, nparams: usize) {
    if nlocals == 0 {
        return;
    }
    if nlocals > TRACKED {
        scan_untracked(g, nlocals);
    }
    let unset = (nparams..nlocals.min(TRACKED)).fold(0u64, |mask, i| mask | 1 << i);
    if unset == 0 && !g.plays(role::UNSETS_LOCAL) {
        return;
    }
    g.clear_visited();
    let mut todo = std::mem::take(&mut g.scratch.todo);
    let entry = g.entry;
    maybe_push(g, entry, unset, &mut todo);
    // A deletion can be anywhere, so every block is looked at once.
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        scan(g, block, &mut todo);
    }
    while let Some(block) = todo.pop() {
        g[block].visited = false;
        scan(g, block, &mut todo);
    }
    g.scratch.todo = todo;
}
