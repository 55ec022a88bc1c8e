//! The flow graph: a block's instructions as basic blocks, optimised, then laid out again.
//!
//! Blocks live in one list and follow each other by `next`; a jump knows its target block, and after
//! `exceptions::label_targets` every instruction knows its handler. The passes run in CPython's order, which the
//! bytecode depends on; each file says what its passes do. The graph that leaves [`optimize`] and [`finish`] never
//! again moves instructions between blocks.

mod borrow;
mod cold;
mod constants;
mod cut;
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
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::{self, NOP, role};
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
    /// May hold NOPs.
    nops: bool,
    /// May open protected regions.
    opens_regions: bool,
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
        self.last()
            .is_none_or(|i| opcode::roles(i.opcode) & role::NO_FALL_THROUGH == 0)
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

    /// An empty block, with room for what the last one in its place held.
    fn reset(&mut self) {
        self.instrs.clear();
        self.stale_handlers.clear();
        let instrs = std::mem::take(&mut self.instrs);
        let stale_handlers = std::mem::take(&mut self.stale_handlers);
        *self = Block {
            instrs,
            stale_handlers,
            ..Block::default()
        };
    }
}

/// One graph serves all the functions of a program, one after the other: most are small, and its lists keep their room.
pub(crate) struct Graph {
    /// Those of the function at hand, and behind them empty ones.
    blocks: Vec<Block>,
    used: usize,
    entry: BlockId,
    /// The roles that instructions of the function play, or have played; no pass needs to look for others.
    roles: u16,
    scratch: Scratch,
}

/// What passes note down while they run.
#[derive(Default)]
struct Scratch {
    todo: Vec<BlockId>,
    /// By instruction, or by constant.
    marks: Vec<bool>,
    /// By instruction: the block that begins there.
    places: Vec<Option<BlockId>>,
    /// By block: the instruction it begins with.
    starts: Vec<u32>,
    borrow: borrow::State,
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

impl Default for Graph {
    fn default() -> Self {
        Graph {
            blocks: Vec::new(),
            used: 0,
            entry: BlockId::FIRST,
            roles: 0,
            scratch: Scratch::default(),
        }
    }
}

impl Graph {
    fn new_block(&mut self) -> BlockId {
        match self.blocks.get_mut(self.used) {
            Some(block) => block.reset(),
            None => self.blocks.push(Block::default()),
        }
        self.used += 1;
        BlockId::at(self.used - 1)
    }

    /// All blocks, in the order of their making.
    fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks[..self.used]
    }

    fn plays(&self, roles: u16) -> bool {
        self.roles & roles != 0
    }

    fn walk(&self) -> Walk {
        Walk(Some(self.entry))
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
        self.blocks_mut().iter_mut().for_each(|b| b.visited = false);
    }

    fn max_label(&self) -> u32 {
        let mut walk = self.walk();
        let labels = std::iter::from_fn(|| walk.next(self)).filter_map(|b| self[b].label);
        labels.max().map_or(0, |l| l + 1)
    }
}

/// Finds handlers, and changes nothing else.
pub(crate) fn resolve(g: &mut Graph) -> Result<(), CompileError> {
    exceptions::label_targets(g)
}

/// The optimising passes, in order.
pub(crate) fn optimize(
    g: &mut Graph,
    consts: &mut ConstTable,
    nlocals: usize,
    nparams: usize,
) -> Result<Vec<Passed>, CompileError> {
    exceptions::mark_handlers(g);
    exceptions::label_targets(g)?;

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
