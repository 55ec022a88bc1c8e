//! Instruction sequences: what code generation writes and the flow graph reads, and writes again for the assembler.

use crate::ast::Location;
use crate::opcode;

/// A place to jump to, named before it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(pub u32);

/// The handler that covers an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    pub label: u32,
    pub start_depth: i32,
    pub preserve_lasti: bool,
}

/// One instruction, real or pseudo. A jump's argument is a label, and after [`Sequence::apply_label_map`] an index.
#[derive(Clone, Copy, Debug)]
pub struct Instruction {
    pub opcode: u16,
    pub oparg: i32,
    pub location: Location,
    pub handler: Option<Handler>,
}

#[derive(Clone, Default, Debug)]
pub struct Sequence {
    pub instructions: Vec<Instruction>,
    /// Label -> index of the instruction it stands before; `None` until placed.
    labels: Vec<Option<u32>>,
    /// Code that stands in for the `ANNOTATIONS_PLACEHOLDER`; it has no jumps.
    pub annotations: Option<Box<Sequence>>,
    /// The sequences of functions and classes inside, where they are kept at all.
    pub nested: Vec<Sequence>,
}

impl Sequence {
    /// Empties the sequence, to be used again.
    pub fn clear(&mut self) {
        self.instructions.clear();
        self.labels.clear();
        self.annotations = None;
        self.nested.clear();
    }

    pub fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Places `label` before the next instruction.
    pub fn use_label(&mut self, label: Label) {
        let at = label.0 as usize;
        if at >= self.labels.len() {
            self.labels.resize(at + 1, None);
        }
        self.labels[at] = Some(self.instructions.len() as u32);
    }

    pub fn add(&mut self, opcode: u16, oparg: i32, location: Location) {
        self.instructions.push(Instruction {
            opcode,
            oparg,
            location,
            handler: None,
        });
    }

    /// Inserts before all others; labels move along.
    pub fn insert_first(&mut self, opcode: u16, oparg: i32, location: Location) {
        self.instructions.insert(
            0,
            Instruction {
                opcode,
                oparg,
                location,
                handler: None,
            },
        );
        for place in self.labels.iter_mut().flatten() {
            *place += 1;
        }
    }

    /// Where a jump with this argument goes: the index of its label, or the argument itself where labels have been
    /// replaced by indices.
    pub fn place(&self, argument: i32) -> u32 {
        if self.labels.is_empty() {
            return argument as u32;
        }
        let place = self.labels.get(argument as usize).copied().flatten();
        place.unwrap_or(0)
    }

    /// Replaces labels by indices, once.
    pub fn apply_label_map(&mut self) {
        let mut instructions = std::mem::take(&mut self.instructions);
        for i in &mut instructions {
            if opcode::has_target(i.opcode) {
                i.oparg = self.place(i.oparg) as i32;
            }
            if let Some(handler) = &mut i.handler {
                handler.label = self.place(handler.label as i32);
            }
        }
        self.instructions = instructions;
        self.labels.clear();
    }
}
