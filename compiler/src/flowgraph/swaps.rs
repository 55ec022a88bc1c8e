//! Runs of `SWAP`: the shortest that do the same, or none where reordering stores will do.

use super::Instr;
use crate::opcode::{NOP, POP_TOP, STORE_FAST, STORE_FAST_MAYBE_NULL, SWAP};

/// Deeper swaps are left alone.
const MAX_DEPTH: usize = 1 << 16;

/// Rewrites the run of SWAPs and NOPs at `start` as the shortest with its effect; returns its last index.
///
/// The run is a permutation; each of its cycles takes as many swaps as it has members, less one if the top of the stack
/// is among them, since a swap always involves the top. Written from the end, so that spare places come first.
pub(super) fn shorten_run(instrs: &mut [Instr], start: usize) -> usize {
    let len = 1 + instrs[start + 1..]
        .iter()
        .take_while(|i| matches!(i.opcode, SWAP | NOP))
        .count();
    let run = &mut instrs[start..start + len];
    if run[1..].iter().all(|i| i.opcode == NOP) {
        return start;
    }
    let swaps = || {
        run.iter()
            .filter(|i| i.opcode == SWAP)
            .map(|i| i.oparg as usize)
    };
    let depth = swaps().max().unwrap_or(1);
    // No compiler writes these; whoever does may keep them.
    if depth > MAX_DEPTH || swaps().any(|n| n == 0) {
        return start + len - 1;
    }
    let mut stack: Vec<Option<usize>> = (0..depth).map(Some).collect();
    for n in swaps() {
        stack.swap(0, n - 1);
    }
    let mut at = len;
    for i in 0..depth {
        if stack[i].is_none_or(|v| v == i) {
            continue;
        }
        let mut j = i;
        loop {
            if j != 0 {
                at -= 1;
                run[at].set(SWAP, j as i32 + 1);
            }
            match stack[j].take() {
                Some(next) => j = next,
                None => break,
            }
        }
    }
    run[..at].iter_mut().for_each(Instr::set_nop);
    start + len - 1
}

fn is_swappable(opcode: u16) -> bool {
    matches!(opcode, STORE_FAST | STORE_FAST_MAYBE_NULL | POP_TOP)
}

fn stored_local(i: &Instr) -> Option<i32> {
    matches!(i.opcode, STORE_FAST | STORE_FAST_MAYBE_NULL).then_some(i.oparg)
}

/// The next instruction after `at` that takes one value and can trade places; none beyond a change of line.
fn next_swappable(instrs: &[Instr], at: usize, line: Option<i32>) -> Option<usize> {
    for (i, instr) in instrs.iter().enumerate().skip(at + 1) {
        if line.is_some_and(|line| line >= 0 && instr.location.lineno != line) {
            return None;
        }
        if instr.opcode != NOP {
            return is_swappable(instr.opcode).then_some(i);
        }
    }
    None
}

/// Going left from `at`, replaces SWAPs by trading places of the instructions that take the swapped values.
pub(super) fn apply_statically(instrs: &mut [Instr], at: usize) {
    for i in (0..=at).rev() {
        if instrs[i].opcode != SWAP {
            if instrs[i].opcode == NOP || is_swappable(instrs[i].opcode) {
                continue;
            }
            return;
        }
        let Some(j) = next_swappable(instrs, i, None) else {
            return;
        };
        let line = instrs[j].location.lineno;
        let mut k = j;
        for _ in 1..instrs[i].oparg {
            match next_swappable(instrs, k, Some(line)) {
                Some(next) => k = next,
                None => return,
            }
        }
        let (a, b) = (stored_local(&instrs[j]), stored_local(&instrs[k]));
        if a.is_some() || b.is_some() {
            let between = &instrs[j + 1..k.max(j + 1)];
            let conflict =
                |i: &Instr| stored_local(i).is_some_and(|s| Some(s) == a || Some(s) == b);
            if a == b || between.iter().any(conflict) {
                return;
            }
        }
        instrs[i].set_nop();
        instrs.swap(j, k);
    }
}
