//! From the optimised graph to a sequence the assembler can lay out: pseudo instructions become real, locals and cells
//! get their slots, backward conditional jumps are turned round.

use super::{BlockId, Graph, Instr, borrow, internal_error, simplify};
use crate::ast::Location;
use crate::code::flags;
use crate::codegen::sequence::{Handler, Instruction, Sequence};
use crate::codegen::unit::Metadata;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::*;

/// What the assembler needs beside the unit's tables.
pub(crate) struct Finished {
    pub stacksize: u32,
    pub nlocalsplus: usize,
    /// Whether any instruction may have a handler.
    pub with_handlers: bool,
}

/// Brings the graph into its last form and writes it to `out`, jumps by index.
pub(crate) fn finish(
    g: &mut Graph,
    unit: &Metadata,
    code_flags: u32,
    out: &mut Vec<Instruction>,
) -> Result<Finished, CompileError> {
    expand_conditional_jumps(g);
    let stacksize = stack_depth(g)? as u32;
    let nlocalsplus = place_locals(g, unit, code_flags);
    convert_pseudo_ops(g)?;
    normalize_jumps(g)?;
    borrow::borrow_loads(g)?;
    lay_out(g, out);
    Ok(Finished {
        stacksize,
        nlocalsplus,
        with_handlers: g.plays(role::BLOCK_PUSH),
    })
}

/// A sequence of the optimised graph, with pseudo instructions as they are.
pub(crate) fn relayout(g: &mut Graph) -> Result<Sequence, CompileError> {
    stack_depth(g)?;
    borrow::borrow_loads(g)?;
    let mut sequence = Sequence::default();
    lay_out(g, &mut sequence.instructions);
    Ok(sequence)
}

/// Conditional jumps that keep the value copy it first.
fn expand_conditional_jumps(g: &mut Graph) {
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        let instrs = &mut g[block].instrs;
        let Some(jump) = instrs
            .last_mut()
            .filter(|i| matches!(i.opcode, JUMP_IF_FALSE | JUMP_IF_TRUE))
        else {
            continue;
        };
        jump.opcode = if jump.opcode == JUMP_IF_FALSE {
            POP_JUMP_IF_FALSE
        } else {
            POP_JUMP_IF_TRUE
        };
        let jump = *jump;
        let before = |opcode, oparg| Instr {
            except: jump.except,
            ..Instr::new(opcode, oparg, jump.location)
        };
        let at = instrs.len() - 1;
        instrs.splice(at..at, [before(COPY, 1), before(TO_BOOL, 0)]);
    }
}

/// The deepest the stack gets; sets each block's depth on entry.
fn stack_depth(g: &mut Graph) -> Result<i32, CompileError> {
    const UNSEEN: i32 = i32::MIN;
    let invalid =
        |what: &str| CompileError::new(ErrorKind::ValueError, format!("Invalid CFG, {what}"));
    g.blocks_mut()
        .iter_mut()
        .for_each(|b| b.start_depth = UNSEEN);
    let entry = g.entry;
    let mut todo = std::mem::take(&mut g.scratch.todo);
    let mut deepest = 0;
    let visit = |g: &mut Graph, todo: &mut Vec<BlockId>, block: BlockId, depth: i32| {
        let b = &mut g[block];
        if b.start_depth == UNSEEN {
            b.start_depth = depth;
            todo.push(block);
        } else if b.start_depth != depth {
            return Err(invalid("inconsistent stackdepth"));
        }
        Ok(())
    };
    visit(g, &mut todo, entry, 0)?;
    while let Some(block) = todo.pop() {
        let mut depth = g[block].start_depth;
        let mut next = g[block].next;
        let instrs = std::mem::take(&mut g[block].instrs);
        for i in &instrs {
            let effect = |jump| {
                stack_effect(i.opcode, i.oparg, jump).ok_or_else(|| {
                    internal_error(&format!(
                        "Invalid stack effect for opcode={}, arg={}",
                        i.opcode, i.oparg
                    ))
                })
            };
            let new_depth = depth + effect(false)?;
            if new_depth < 0 {
                return Err(invalid("stack underflow"));
            }
            deepest = deepest.max(depth);
            let roles = roles(i.opcode);
            if roles & role::TARGET != 0
                && i.opcode != END_ASYNC_FOR
                && let Some(target) = i.target
            {
                visit(g, &mut todo, target, depth + effect(true)?)?;
            }
            depth = new_depth;
            if roles & role::NO_FALL_THROUGH != 0 {
                next = None;
                break;
            }
        }
        g[block].instrs = instrs;
        if let Some(next) = next {
            visit(g, &mut todo, next, depth)?;
        }
    }
    g.scratch.todo = todo;
    Ok(deepest)
}

/// Inserts what sets cells and free variables up, and gives cells the slots of the parameters they hold. Returns how
/// many slots there are.
fn place_locals(g: &mut Graph, unit: &Metadata, code_flags: u32) -> usize {
    let (nlocals, ncells, nfree) = (
        unit.varnames.len(),
        unit.cellvars.len(),
        unit.freevars.len(),
    );
    if ncells + nfree == 0 && !g.plays(role::CELL) {
        insert_prefix(g, unit, &[], 0, code_flags);
        return nlocals;
    }
    // Where each cell and free variable goes, at first with no regard to cells that share a local's slot.
    let mut slots: Vec<usize> = (nlocals..nlocals + ncells + nfree).collect();
    for (at, cell) in unit.cellvars.keys().enumerate() {
        if let Some(local) = unit.varnames.position(cell) {
            slots[at] = local;
        }
    }
    insert_prefix(g, unit, &slots[..ncells], nfree, code_flags);

    let mut shared = 0;
    for (at, slot) in slots.iter_mut().enumerate() {
        if *slot == nlocals + at {
            *slot -= shared;
        } else {
            shared += 1;
        }
    }
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        for i in &mut g[block].instrs {
            if roles(i.opcode) & role::CELL != 0
                && let Some(slot) = slots.get(i.oparg as usize)
            {
                i.oparg = *slot as i32;
            }
        }
    }
    nlocals + ncells + nfree - shared
}

fn insert_prefix(
    g: &mut Graph,
    unit: &Metadata,
    cell_slots: &[usize],
    nfree: usize,
    code_flags: u32,
) {
    let is_generator =
        code_flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0;
    if nfree == 0 && cell_slots.is_empty() && !is_generator {
        return;
    }
    let mut prefix = Vec::new();
    if nfree > 0 {
        prefix.push(Instr::new(COPY_FREE_VARS, nfree as i32, Location::NONE));
    }
    let mut cells: Vec<usize> = (0..cell_slots.len()).collect();
    cells.sort_by_key(|c| cell_slots[*c]);
    prefix.extend(
        cells
            .into_iter()
            .map(|c| Instr::new(MAKE_CELL, c as i32, Location::NONE)),
    );
    if is_generator {
        let location = Location::new(unit.firstlineno, -1, unit.firstlineno, -1);
        prefix.push(Instr::new(RETURN_GENERATOR, 0, location));
        prefix.push(Instr::new(POP_TOP, 0, location));
    }
    let entry = g.entry;
    g[entry].instrs.splice(0..0, prefix);
}

fn convert_pseudo_ops(g: &mut Graph) -> Result<(), CompileError> {
    let mut walk = g.walk();
    while g.plays(role::PSEUDO)
        && let Some(block) = walk.next(g)
    {
        let b = &mut g[block];
        b.nops |= b.opens_regions;
        for i in &mut b.instrs {
            match i.opcode {
                SETUP_FINALLY | SETUP_WITH | SETUP_CLEANUP => i.set_nop(),
                LOAD_CLOSURE => i.opcode = LOAD_FAST,
                STORE_FAST_MAYBE_NULL => i.opcode = STORE_FAST,
                _ => {}
            }
        }
    }
    simplify::remove_nops_and_jumps(g)
}

/// Conditional jumps go forward only, and are followed by a `NOT_TAKEN`.
fn normalize_jumps(g: &mut Graph) -> Result<(), CompileError> {
    g.clear_visited();
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        g[block].visited = true;
        let Some(last) = g[block].last().copied() else {
            continue;
        };
        if !is_conditional_jump(last.opcode) {
            continue;
        }
        let target = last
            .target
            .ok_or_else(|| internal_error("jump without target"))?;
        let not_taken = Instr::new(NOT_TAKEN, 0, last.location);
        if !g[target].visited {
            g[block].push_keeping_handler(not_taken);
            continue;
        }
        let next = g[block]
            .next
            .ok_or_else(|| internal_error("conditional jump at the end"))?;
        let mut jump = Instr::new(JUMP, 0, last.location);
        jump.target = Some(target);
        let backwards = g.new_block();
        let (start_depth, cold) = (g[target].start_depth, g[block].cold);
        let b = &mut g[backwards];
        b.instrs.extend([not_taken, jump]);
        b.start_depth = start_depth;
        b.cold = cold;
        b.next = Some(next);
        b.visited = true;
        g[block].next = Some(backwards);
        if let Some(reversed) = g[block].instrs.last_mut() {
            reversed.opcode = match reversed.opcode {
                POP_JUMP_IF_NOT_NONE => POP_JUMP_IF_NONE,
                POP_JUMP_IF_NONE => POP_JUMP_IF_NOT_NONE,
                POP_JUMP_IF_FALSE => POP_JUMP_IF_TRUE,
                _ => POP_JUMP_IF_FALSE,
            };
            reversed.target = Some(next);
        }
    }
    Ok(())
}

/// Writes the instructions in the order of layout; jumps and handlers are indices.
fn lay_out(g: &mut Graph, out: &mut Vec<Instruction>) {
    let mut starts = std::mem::take(&mut g.scratch.starts);
    starts.clear();
    starts.resize(g.used, 0);
    let mut walk = g.walk();
    let mut total = 0;
    while let Some(block) = walk.next(g) {
        starts[block.place()] = total;
        total += g[block].instrs.len() as u32;
    }
    out.clear();
    out.reserve(total as usize);
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        out.extend(g[block].instrs.iter().map(|i| Instruction {
            opcode: i.opcode,
            oparg: match i.target {
                Some(target) if has_target(i.opcode) => starts[target.place()] as i32,
                _ => i.oparg,
            },
            location: i.location,
            handler: i.except.map(|handler| Handler {
                label: starts[handler.place()],
                start_depth: g[handler].start_depth,
                preserve_lasti: g[handler].preserve_lasti,
            }),
        }));
    }
    g.scratch.starts = starts;
}
