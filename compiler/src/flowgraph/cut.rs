//! From an instruction sequence to basic blocks: a block begins where a jump goes to, and after what ends one.

use super::{BlockId, Graph, Instr, internal_error};
use crate::codegen::sequence::Sequence;
use crate::error::CompileError;
use crate::opcode::{self, ANNOTATIONS_PLACEHOLDER, role};

impl Graph {
    /// Cuts a sequence into blocks, in place of what was there. Jumps know their blocks.
    pub fn load(&mut self, sequence: &Sequence) -> Result<(), CompileError> {
        self.used = 0;
        self.roles = 0;
        let mut is_target = std::mem::take(&mut self.scratch.marks);
        is_target.clear();
        is_target.resize(sequence.instructions.len() + 1, false);
        for i in &sequence.instructions {
            if opcode::has_target(i.opcode) {
                *is_target
                    .get_mut(sequence.place(i.oparg) as usize)
                    .ok_or_else(|| internal_error("jump out of range"))? = true;
            }
        }
        let mut block_at = std::mem::take(&mut self.scratch.places);
        block_at.clear();
        block_at.resize(is_target.len(), None);
        cut(self, sequence, &is_target, &mut block_at);
        for block in &mut self.blocks[..self.used] {
            for i in &mut block.instrs {
                if opcode::has_target(i.opcode) {
                    let place = sequence.place(i.oparg) as usize;
                    i.target = block_at.get(place).copied().flatten();
                    if i.target.is_none() {
                        return Err(internal_error("jump to a label that is nowhere"));
                    }
                }
            }
        }
        self.scratch.marks = is_target;
        self.scratch.places = block_at;
        Ok(())
    }
}

/// The block being filled. Its instructions are put into the graph when it ends.
struct Cutter<'g> {
    graph: &'g mut Graph,
    open: BlockId,
    instrs: Vec<Instr>,
    /// The roles of all its instructions, and those of the last.
    roles: u16,
    last: u16,
}

impl Cutter<'_> {
    fn push(&mut self, instr: Instr) {
        self.last = opcode::roles(instr.opcode);
        self.roles |= self.last;
        self.instrs.push(instr);
    }

    fn ends_here(&self) -> bool {
        self.last & role::TERMINATOR != 0
    }

    fn end(&mut self) {
        self.graph.roles |= self.roles;
        let block = &mut self.graph[self.open];
        block.opens_regions = self.roles & role::BLOCK_PUSH != 0;
        block.nops = self.roles & role::NOTHING != 0;
        block.instrs = std::mem::take(&mut self.instrs);
    }

    fn begin_block(&mut self) {
        self.end();
        let next = self.graph.new_block();
        self.graph[self.open].next = Some(next);
        self.instrs = std::mem::take(&mut self.graph[next].instrs);
        (self.open, self.roles, self.last) = (next, 0, 0);
    }
}

/// Makes the blocks, and notes those that jumps go to.
fn cut(
    graph: &mut Graph,
    sequence: &Sequence,
    is_target: &[bool],
    block_at: &mut [Option<BlockId>],
) {
    let open = graph.new_block();
    let instrs = std::mem::take(&mut graph[open].instrs);
    let mut cutter = Cutter {
        graph,
        open,
        instrs,
        roles: 0,
        last: 0,
    };
    // Labels are indices; splicing the annotations in, which have no jumps, shifts those after it.
    let mut offset = 0;
    for (at, i) in sequence.instructions.iter().enumerate() {
        if i.opcode == ANNOTATIONS_PLACEHOLDER {
            let annotations = sequence.annotations.as_deref();
            let spliced = annotations.map_or(&[][..], |s| &s.instructions[..]);
            for i in spliced {
                if cutter.ends_here() {
                    cutter.begin_block();
                }
                cutter.push(Instr::new(i.opcode, i.oparg, i.location));
            }
            offset += spliced.len() as i32 - 1;
            continue;
        }
        if is_target[at] {
            if !cutter.instrs.is_empty() || cutter.graph[cutter.open].label.is_some() {
                cutter.begin_block();
            }
            cutter.graph[cutter.open].label = Some((at as i32 + offset) as u32);
            block_at[at] = Some(cutter.open);
        } else if cutter.ends_here() {
            cutter.begin_block();
        }
        cutter.push(Instr::new(i.opcode, i.oparg, i.location));
    }
    cutter.end();
}
