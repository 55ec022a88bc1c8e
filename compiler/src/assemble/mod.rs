//! The assembler: from a finished sequence to bytes, tables and the code object.

pub(crate) mod location;

use crate::ast::Location;
use crate::code::{Code, Passed, kinds};
use crate::codegen::sequence::Instruction;
use crate::codegen::unit::Metadata;
use crate::flowgraph::{ConstTable, Finished};
use crate::opcode::*;
use crate::text::Name;

/// From a `SEND` to its `END_SEND`, in code units.
const END_SEND_OFFSET: usize = 5;

/// Code units that an instruction takes, with its prefixes and caches.
fn size(i: &Instruction) -> usize {
    size_of_prefixes(i) + 1 + caches(i)
}

fn size_of_prefixes(i: &Instruction) -> usize {
    if i.oparg <= 0xff {
        return 0;
    }
    (i.oparg > 0xff) as usize + (i.oparg > 0xffff) as usize + (i.oparg > 0xffffff) as usize
}

fn caches(i: &Instruction) -> usize {
    CACHES.get(i.opcode as usize).copied().unwrap_or(0) as usize
}

/// Which way an unconditional jump at `at` goes. Its argument is still an index.
fn directed(i: &Instruction, at: usize) -> u16 {
    let forward = i.oparg as usize > at;
    match (i.opcode, forward) {
        (JUMP | JUMP_NO_INTERRUPT, true) => JUMP_FORWARD,
        (JUMP, false) => JUMP_BACKWARD,
        (JUMP_NO_INTERRUPT, false) => JUMP_BACKWARD_NO_INTERRUPT,
        (other, _) => other,
    }
}

/// Instructions that take the position of the next one.
fn resolve_next_locations(instructions: &mut [Instruction]) {
    for at in (0..instructions.len()).rev() {
        if instructions[at].location != Location::NEXT {
            continue;
        }
        let next = match instructions.get(at + 1) {
            Some(next) if !is_terminator(instructions[at].opcode) => next.location,
            _ => Location::NONE,
        };
        instructions[at].location = next;
    }
}

/// Big-endian groups of six bits; `first` marks the start of an entry.
fn exception_varint(table: &mut Vec<u8>, value: usize, first: bool) {
    let groups = (1..5).rev().find(|n| value >> (6 * n) != 0).unwrap_or(0);
    for n in (0..=groups).rev() {
        let more = if n > 0 { 0x40 } else { 0 };
        let start = if first && n == groups { 0x80 } else { 0 };
        table.push((value >> (6 * n) & 0x3f) as u8 | more | start);
    }
}

/// `offsets` has one more entry than there are instructions, the end.
fn exception_table(instructions: &[Instruction], offsets: &[usize]) -> Vec<u8> {
    let mut table = Vec::new();
    let mut open: Option<(usize, crate::codegen::sequence::Handler)> = None;
    let mut close = |open: Option<(usize, crate::codegen::sequence::Handler)>, end: usize| {
        let Some((start, handler)) = open else { return };
        // The handler is entered with the exception, and where it asks for it the instruction offset, pushed.
        let depth = (handler.start_depth - 1 - handler.preserve_lasti as i32).max(0) as usize;
        exception_varint(&mut table, start, true);
        exception_varint(&mut table, end - start, false);
        exception_varint(
            &mut table,
            offsets.get(handler.label as usize).copied().unwrap_or(0),
            false,
        );
        exception_varint(
            &mut table,
            depth << 1 | handler.preserve_lasti as usize,
            false,
        );
    };
    for (at, i) in instructions.iter().enumerate() {
        if i.handler.map(|h| h.label) != open.map(|(_, h)| h.label) {
            close(open, offsets[at]);
            open = i.handler.map(|h| (offsets[at], h));
        }
    }
    close(open, offsets[instructions.len()]);
    table
}

fn localsplus(unit: &Metadata, nlocalsplus: usize) -> (Vec<Name>, Vec<u8>) {
    let mut names = Vec::with_capacity(nlocalsplus);
    let mut kind = Vec::with_capacity(nlocalsplus);
    for name in unit.varnames.keys() {
        let hidden = if unit.fast_hidden.contains(name) {
            kinds::HIDDEN
        } else {
            0
        };
        let cell = if unit.cellvars.contains(name) {
            kinds::CELL
        } else {
            0
        };
        names.push(name.clone());
        kind.push(kinds::LOCAL | hidden | cell);
    }
    for name in unit
        .cellvars
        .keys()
        .filter(|name| !unit.varnames.contains(*name))
    {
        names.push(name.clone());
        kind.push(kinds::CELL);
    }
    let mut free: Vec<_> = unit.freevars.iter().collect();
    free.sort_by_key(|(_, index)| *index);
    for (name, _) in free {
        names.push(name.clone());
        kind.push(kinds::FREE);
    }
    (names, kind)
}

/// Marks parameters: positional, keyword, `*args`, `**kwargs`, as the counts and flags say.
fn mark_arguments(unit: &Metadata, flags: u32, kind: &mut [u8]) {
    use crate::code::flags::{VARARGS, VARKEYWORDS};
    let positional_only = unit.posonlyargcount as usize;
    let positional = positional_only + unit.argcount as usize;
    let keyword = positional + unit.kwonlyargcount as usize;
    let varargs = keyword + (flags & VARARGS != 0) as usize;
    let end = varargs + (flags & VARKEYWORDS != 0) as usize;
    for (at, k) in kind.iter_mut().enumerate().take(end) {
        *k |= if at < positional_only {
            kinds::ARG_POS
        } else if at < positional {
            kinds::ARG_POS | kinds::ARG_KW
        } else if at < keyword {
            kinds::ARG_KW
        } else if at < varargs {
            kinds::ARG_VAR | kinds::ARG_POS
        } else {
            kinds::ARG_VAR | kinds::ARG_KW
        };
    }
}

/// Makes code objects, one after the other, of the instructions that are put into it.
#[derive(Default)]
pub(crate) struct Assembler {
    pub instructions: Vec<Instruction>,
    /// Of each instruction, in code units; and that of the end.
    offsets: Vec<usize>,
    /// Jumps with their targets.
    jumps: Vec<(usize, usize)>,
    line_table: Vec<u8>,
}

impl Assembler {
    /// Replaces jump targets by distances, and works out the offsets. Distances change sizes and sizes distances, so it
    /// goes round until no size changes.
    fn resolve_jumps(&mut self) {
        self.offsets.clear();
        self.jumps.clear();
        let mut total = 0;
        for (at, i) in self.instructions.iter_mut().enumerate() {
            self.offsets.push(total);
            if has_jump(i.opcode) {
                self.jumps.push((at, i.oparg as usize));
                i.opcode = directed(i, at);
            }
            // A jump is first as long as the index asks, as in CPython: where two lengths would do, that decides.
            total += size(i);
        }
        self.offsets.push(total);
        loop {
            let mut changed = false;
            for (at, target) in self.jumps.iter().copied() {
                let i = &mut self.instructions[at];
                let old_size = size(i);
                let target = self.offsets.get(target).copied().unwrap_or(0);
                let mut distance = target.abs_diff(self.offsets[at] + old_size);
                if i.opcode == END_ASYNC_FOR {
                    // No jump: monitoring looks for the `END_SEND` that stands so far behind the `SEND` named.
                    distance = distance.saturating_sub(END_SEND_OFFSET);
                }
                i.oparg = distance as i32;
                changed |= size(i) != old_size;
            }
            if !changed {
                return;
            }
            let mut total = 0;
            let sizes = self.instructions.iter().map(size).chain([0]);
            for (offset, size) in self.offsets.iter_mut().zip(sizes) {
                *offset = total;
                total += size;
            }
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut code = vec![0; self.offsets[self.instructions.len()] * 2];
        for (i, offset) in self.instructions.iter().zip(&self.offsets) {
            let [a, b, c, low] = i.oparg.to_be_bytes();
            let mut at = offset * 2;
            let mut put = |opcode: u16, argument| {
                if let Some(unit) = code.get_mut(at..at + 2) {
                    unit.copy_from_slice(&[opcode as u8, argument]);
                }
                at += 2;
            };
            for prefix in &[a, b, c][3 - size_of_prefixes(i)..] {
                put(EXTENDED_ARG, *prefix);
            }
            put(i.opcode, low);
        }
        code
    }

    /// The unit's tables of names and constants are empty afterwards.
    pub fn assemble(
        &mut self,
        unit: &mut Metadata,
        finished: &Finished,
        consts: &mut ConstTable,
        passed: Vec<Passed>,
        flags: u32,
        filename: Name,
    ) -> Code {
        self.resolve_jumps();
        resolve_next_locations(&mut self.instructions);
        location::table(
            &self.instructions,
            &self.offsets,
            unit.firstlineno,
            &mut self.line_table,
        );
        let exceptiontable = match finished.with_handlers {
            true => exception_table(&self.instructions, &self.offsets),
            false => Vec::new(),
        };
        let (localsplusnames, mut localspluskinds) = localsplus(unit, finished.nlocalsplus);
        mark_arguments(unit, flags, &mut localspluskinds);
        let name = unit.name.take().unwrap_or_else(|| Name::from(""));
        Code {
            argcount: unit.posonlyargcount + unit.argcount,
            posonlyargcount: unit.posonlyargcount,
            kwonlyargcount: unit.kwonlyargcount,
            stacksize: finished.stacksize.max(1),
            flags,
            code: self.bytes(),
            linetable: self.line_table.clone(),
            exceptiontable,
            consts: consts.take_keys(),
            passed,
            names: unit.names.take_keys(),
            localsplusnames,
            localspluskinds,
            filename,
            qualname: unit.qualname.take().unwrap_or_else(|| name.clone()),
            name,
            firstlineno: unit.firstlineno,
        }
    }
}
