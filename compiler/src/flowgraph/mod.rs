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
use crate::code::Passed;
use crate::codegen::sequence::{Instruction, Sequence};
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::{self, ANNOTATIONS_PLACEHOLDER, NOP};
use crate::ordered::OrderedMap;
use std::num::NonZeroU32;

pub(crate) type ConstTable = OrderedMap<Constant, ()>;

/// Calls and displays with more operands than this build them up piecemeal.
pub(crate) const STACK_USE_GUIDELINE: usize = 30;

/// A block's place in the list, plus one, so that an optional one takes no more room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BlockId(NonZeroU32);

impl BlockId {
    const FIRST: BlockId = BlockId(NonZeroU32::MIN);

    /// `place` is that of a block, of which there are fewer than instructions.
    fn at(place: usize) -> BlockId {
        BlockId(NonZeroU32::MIN.saturating_add(place as u32))
    }

    fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

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
    /// Blocks of graphs that are done with, emptied: their lists have room already.
    spare: Vec<Block>,
    /// Room for the sequence that comes out: what went in.
    buffer: Vec<Instruction>,
}

/// Goes through the blocks in the order of layout. A block put in behind the one at hand is passed over.
struct Walk(Option<BlockId>);

impl Walk {
    fn next(&mut self, g: &Graph) -> Option<BlockId> {
        let here = self.0?;
        self.0 = g[here].next;
        Some(here)
    }
}

impl std::ops::Index<BlockId> for Graph {
    type Output = Block;
    fn index(&self, id: BlockId) -> &Block {
        &self.blocks[id.place()]
    }
}

impl std::ops::IndexMut<BlockId> for Graph {
    fn index_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.place()]
    }
}

fn internal_error(message: &str) -> CompileError {
    CompileError::new(ErrorKind::SystemError, message)
}

impl Graph {
    fn new_block(&mut self) -> BlockId {
        self.blocks.push(self.spare.pop().unwrap_or_default());
        BlockId::at(self.blocks.len() - 1)
    }

    /// The blocks, for the next graph.
    pub fn into_spare(mut self) -> Vec<Block> {
        for block in &mut self.blocks {
            block.instrs.clear();
            block.stale_handlers.clear();
            let instrs = std::mem::take(&mut block.instrs);
            let stale_handlers = std::mem::take(&mut block.stale_handlers);
            *block = Block {
                instrs,
                stale_handlers,
                ..Block::default()
            };
        }
        self.spare.append(&mut self.blocks);
        self.spare
    }

    fn walk(&self) -> Walk {
        Walk(Some(self.entry))
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
        let mut walk = self.walk();
        let labels = std::iter::from_fn(|| walk.next(self)).filter_map(|b| self[b].label);
        labels.max().map_or(0, |l| l + 1)
    }

    /// Cuts a sequence into blocks. `spare` is what [`Graph::into_spare`] has left of another graph.
    pub fn from_sequence(mut sequence: Sequence, spare: Vec<Block>) -> Result<Graph, CompileError> {
        sequence.apply_label_map();
        let mut instructions = std::mem::take(&mut sequence.instructions);
        let mut is_target = vec![false; instructions.len() + 1];
        for i in &instructions {
            if opcode::has_target(i.opcode) {
                *is_target
                    .get_mut(i.oparg as usize)
                    .ok_or_else(|| internal_error("jump out of range"))? = true;
            }
        }
        let mut graph = Graph {
            blocks: Vec::new(),
            entry: BlockId::FIRST,
            spare,
            buffer: Vec::new(),
        };
        let mut current = graph.new_block();
        // Labels are indices; splicing the annotations in shifts those after it.
        let mut offset = 0i32;
        for (at, i) in instructions.iter().enumerate() {
            if i.opcode == ANNOTATIONS_PLACEHOLDER {
                let annotations = sequence.annotations.as_deref();
                let spliced = annotations.map_or(&[][..], |s| &s.instructions[..]);
                for i in spliced {
                    current = graph.open_block(current, None);
                    let instr = Instr::new(i.opcode, i.oparg, i.location);
                    graph[current].instrs.push(instr);
                }
                offset += spliced.len() as i32 - 1;
                continue;
            }
            let label = is_target[at].then(|| (at as i32 + offset) as u32);
            current = graph.open_block(current, label);
            let moved = if opcode::has_target(i.opcode) {
                offset
            } else {
                0
            };
            let instr = Instr::new(i.opcode, i.oparg + moved, i.location);
            graph[current].instrs.push(instr);
        }
        instructions.clear();
        graph.buffer = instructions;
        Ok(graph)
    }

    /// The block that the next instruction goes to: another than `current` where that one has ended, or where a label
    /// begins a new one.
    #[inline]
    fn open_block(&mut self, current: BlockId, label: Option<u32>) -> BlockId {
        let block = &self[current];
        let ended = match label {
            Some(_) => !block.instrs.is_empty() || block.label.is_some(),
            None => block
                .last()
                .is_some_and(|last| opcode::is_terminator(last.opcode)),
        };
        let mut open = current;
        if ended {
            open = self.new_block();
            self[current].next = Some(open);
        }
        if label.is_some() {
            self[open].label = label;
        }
        open
    }

    /// Lets every jump know its block.
    fn resolve_labels(&mut self) -> Result<(), CompileError> {
        let mut by_label = vec![None; self.max_label() as usize];
        for (n, b) in self.blocks.iter().enumerate() {
            if let Some(label) = b.label {
                by_label[label as usize] = Some(BlockId::at(n));
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
) -> Result<Vec<Passed>, CompileError> {
    g.resolve_labels()?;
    exceptions::mark_handlers(g);
    exceptions::label_targets(g)?;

    simplify::check(g)?;
    simplify::inline_small_exits(g);
    simplify::remove_unreachable(g);
    lines::resolve(g);
    constants::propagate(g, consts);
    let mut walk = g.walk();
    while let Some(block) = walk.next(g) {
        peephole::optimize_block(g, block, consts);
    }
    simplify::remove_nops_and_pairs(g);
    simplify::remove_unreachable(g);
    simplify::remove_nops_and_jumps(g)?;

    let passed = constants::remove_unused(g, consts);
    locals::check_unset(g, nlocals, nparams);
    peephole::superinstructions(g);
    cold::push_to_end(g)?;
    lines::resolve(g);
    Ok(passed)
}
