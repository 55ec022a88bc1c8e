//! The flow graph: a block's instructions as basic blocks, optimised, then laid out again.
//!
//! Blocks live in one list and follow each other by `next`; a jump knows its target block, and after
//! `exceptions::label_targets` every instruction knows its handler. The passes run in CPython's order, which the
//! bytecode depends on; each file says what its passes do. The graph that leaves [`optimize`] and [`finish`] never
//! again moves instructions between blocks.

mod borrow;
mod cold;
mod constants;
mod exceptions;
mod finish;
mod fold;
mod lines;
mod locals;
mod numbers;
mod peephole;
mod simplify;
mod swaps;

pub(crate) use finish::{Finished, finish, relayout};
pub(crate) use numbers::{add, negative, subtract};

use crate::ast::Location;
use crate::codegen::sequence::Sequence;
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::{self, ANNOTATIONS_PLACEHOLDER, NOP};
use crate::ordered::OrderedMap;

pub(crate) type ConstTable = OrderedMap<Constant, ()>;

/// Calls and displays with more operands than this build them up piecemeal.
pub(crate) const STACK_USE_GUIDELINE: usize = 30;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BlockId(u32);

#[derive(Clone, Copy, Debug)]
pub(crate) struct Instr {
    pub opcode: u16,
    pub oparg: i32,
    pub location: Location,
    pub target: Option<BlockId>,
    /// Where an exception goes.
    pub except: Option<BlockId>,
}

impl Instr {
    fn new(opcode: u16, oparg: i32, location: Location) -> Instr {
        Instr {
            opcode,
            oparg,
            location,
            target: None,
            except: None,
        }
    }

    fn set(&mut self, opcode: u16, oparg: i32) {
        self.opcode = opcode;
        self.oparg = oparg;
    }

    fn set_nop(&mut self) {
        self.set(NOP, 0);
    }

    fn is_jump(&self) -> bool {
        opcode::has_jump(self.opcode)
    }
}

#[derive(Default, Debug)]
pub(crate) struct Block {
    /// Where jumps to here said they go; `None` if none do.
    label: Option<u32>,
    instrs: Vec<Instr>,
    next: Option<BlockId>,
    predecessors: u32,
    /// Stack depth on entry.
    start_depth: i32,
    preserve_lasti: bool,
    visited: bool,
    except_handler: bool,
    cold: bool,
    warm: bool,
    /// Which of the first 64 locals may be unset on entry.
    unsafe_locals: u64,
    /// By place: the handler of an instruction that stood there and was removed. CPython appends to a block without
    /// clearing the handler that the slot still holds, and this shows in the exception table.
    stale_handlers: Vec<Option<BlockId>>,
}

impl Block {
    fn last(&self) -> Option<&Instr> {
        self.instrs.last()
    }

    fn falls_through(&self) -> bool {
        !self.last().is_some_and(|i| {
            opcode::is_scope_exit(i.opcode) || opcode::is_unconditional_jump(i.opcode)
        })
    }

    fn exits_scope(&self) -> bool {
        self.last().is_some_and(|i| opcode::is_scope_exit(i.opcode))
    }

    fn has_no_lineno(&self) -> bool {
        self.instrs.iter().all(|i| i.location.lineno < 0)
    }

    /// Shortens the block, as `stale_handlers` tells.
    fn truncate(&mut self, len: usize) {
        let end = self.instrs.len();
        if self.stale_handlers.len() < end {
            self.stale_handlers.resize(end, None);
        }
        for i in len..end {
            self.stale_handlers[i] = self.instrs[i].except;
        }
        self.instrs.truncate(len);
    }

    /// Appends as `stale_handlers` tells.
    fn push_keeping_handler(&mut self, mut instr: Instr) {
        instr.except = self
            .stale_handlers
            .get(self.instrs.len())
            .copied()
            .flatten();
        self.instrs.push(instr);
    }

    fn next_opcode(&self, i: usize) -> u16 {
        self.instrs.get(i + 1).map_or(opcode::CACHE, |i| i.opcode)
    }
}

pub(crate) struct Graph {
    blocks: Vec<Block>,
    entry: BlockId,
}

impl std::ops::Index<BlockId> for Graph {
    type Output = Block;
    fn index(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }
}

impl std::ops::IndexMut<BlockId> for Graph {
    fn index_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }
}

fn internal_error(message: &str) -> CompileError {
    CompileError::new(ErrorKind::SystemError, message)
}

impl Graph {
    fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block::default());
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// Blocks in the order of layout. Taken before a pass that may add blocks.
    fn order(&self) -> Vec<BlockId> {
        let mut order = Vec::with_capacity(self.blocks.len());
        let mut at = Some(self.entry);
        while let Some(id) = at {
            order.push(id);
            at = self[id].next;
        }
        order
    }

    fn next_nonempty(&self, mut at: Option<BlockId>) -> Option<BlockId> {
        while let Some(id) = at {
            if !self[id].instrs.is_empty() {
                break;
            }
            at = self[id].next;
        }
        at
    }

    fn clear_visited(&mut self) {
        self.blocks.iter_mut().for_each(|b| b.visited = false);
    }

    fn max_label(&self) -> u32 {
        self.order()
            .iter()
            .filter_map(|b| self[*b].label)
            .max()
            .map_or(0, |l| l + 1)
    }

    /// Cuts a sequence into blocks.
    pub fn from_sequence(mut sequence: Sequence) -> Result<Graph, CompileError> {
        sequence.apply_label_map();
        let mut is_target = vec![false; sequence.instructions.len() + 1];
        for i in &sequence.instructions {
            if opcode::has_target(i.opcode) {
                *is_target
                    .get_mut(i.oparg as usize)
                    .ok_or_else(|| internal_error("jump out of range"))? = true;
            }
        }
        let mut graph = Graph {
            blocks: vec![Block::default()],
            entry: BlockId(0),
        };
        let mut current = graph.entry;
        let mut pending_label = None;
        let mut add = |graph: &mut Graph, pending: &mut Option<u32>, instr: Option<Instr>| {
            let block = &graph[current];
            let terminated = match (block.last(), *pending) {
                (Some(last), _) if opcode::is_terminator(last.opcode) => true,
                (last, Some(_)) => last.is_some() || block.label.is_some(),
                _ => false,
            };
            if terminated {
                let new = graph.new_block();
                graph[current].next = Some(new);
                current = new;
            }
            if let Some(label) = pending.take() {
                graph[current].label = Some(label);
            }
            if let Some(instr) = instr {
                graph[current].instrs.push(instr);
            }
        };
        // Labels are indices; splicing the annotations in shifts those after it.
        let mut offset = 0i32;
        for (at, i) in sequence.instructions.iter().enumerate() {
            if i.opcode == ANNOTATIONS_PLACEHOLDER {
                let spliced = sequence
                    .annotations
                    .as_deref()
                    .map_or(&[][..], |s| &s.instructions[..]);
                for i in spliced {
                    add(
                        &mut graph,
                        &mut pending_label,
                        Some(Instr::new(i.opcode, i.oparg, i.location)),
                    );
                }
                offset += spliced.len() as i32 - 1;
                continue;
            }
            if is_target[at] {
                pending_label = Some((at as i32 + offset) as u32);
                add(&mut graph, &mut pending_label, None);
            }
            let oparg = if opcode::has_target(i.opcode) {
                i.oparg + offset
            } else {
                i.oparg
            };
            add(
                &mut graph,
                &mut pending_label,
                Some(Instr::new(i.opcode, oparg, i.location)),
            );
        }
        Ok(graph)
    }

    /// Lets every jump know its block.
    fn resolve_labels(&mut self) -> Result<(), CompileError> {
        let mut by_label = vec![None; self.max_label() as usize];
        for (n, b) in self.blocks.iter().enumerate() {
            if let Some(label) = b.label {
                by_label[label as usize] = Some(BlockId(n as u32));
            }
        }
        for b in &mut self.blocks {
            for i in &mut b.instrs {
                if opcode::has_target(i.opcode) {
                    let target = by_label.get(i.oparg as usize).copied().flatten();
                    i.target = Some(
                        target.ok_or_else(|| internal_error("jump to a label that is nowhere"))?,
                    );
                }
            }
        }
        Ok(())
    }
}

/// Finds targets and handlers, and changes nothing else.
pub(crate) fn resolve(g: &mut Graph) -> Result<(), CompileError> {
    g.resolve_labels()?;
    exceptions::label_targets(g)
}

/// The optimising passes, in order.
pub(crate) fn optimize(
    g: &mut Graph,
    consts: &mut ConstTable,
    nlocals: usize,
    nparams: usize,
) -> Result<(), CompileError> {
    g.resolve_labels()?;
    exceptions::mark_handlers(g);
    exceptions::label_targets(g)?;

    simplify::check(g)?;
    simplify::inline_small_exits(g);
    simplify::remove_unreachable(g);
    lines::resolve(g);
    constants::propagate(g, consts);
    for block in g.order() {
        peephole::optimize_block(g, block, consts);
    }
    simplify::remove_nops_and_pairs(g);
    simplify::remove_unreachable(g);
    simplify::remove_nops_and_jumps(g)?;

    constants::remove_unused(g, consts);
    locals::check_unset(g, nlocals, nparams);
    peephole::superinstructions(g);
    cold::push_to_end(g)?;
    lines::resolve(g);
    Ok(())
}
