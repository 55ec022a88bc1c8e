//! The product: a code object as plain data, and readers for its two packed tables.
//!
//! Field by field what `co_*` shows in Python. `localsplusnames` and `localspluskinds` run in parallel: locals, then cells,
//! then free variables.

use crate::constant::Constant;
use crate::text::Name;
use std::hash::{Hash, Hasher};

/// `co_flags`.
pub mod flags {
    pub const OPTIMIZED: u32 = 0x0001;
    pub const NEWLOCALS: u32 = 0x0002;
    pub const VARARGS: u32 = 0x0004;
    pub const VARKEYWORDS: u32 = 0x0008;
    pub const NESTED: u32 = 0x0010;
    pub const GENERATOR: u32 = 0x0020;
    pub const COROUTINE: u32 = 0x0080;
    pub const ITERABLE_COROUTINE: u32 = 0x0100;
    pub const ASYNC_GENERATOR: u32 = 0x0200;
    pub const FUTURE_DIVISION: u32 = 0x20000;
    pub const FUTURE_ABSOLUTE_IMPORT: u32 = 0x40000;
    pub const FUTURE_WITH_STATEMENT: u32 = 0x80000;
    pub const FUTURE_PRINT_FUNCTION: u32 = 0x100000;
    pub const FUTURE_UNICODE_LITERALS: u32 = 0x200000;
    pub const FUTURE_BARRY_AS_BDFL: u32 = 0x400000;
    pub const FUTURE_GENERATOR_STOP: u32 = 0x800000;
    pub const FUTURE_ANNOTATIONS: u32 = 0x1000000;
    pub const HAS_DOCSTRING: u32 = 0x4000000;
    pub const METHOD: u32 = 0x8000000;
    /// The bits that `compile()` and `from __future__ import` hand on.
    pub const FUTURE_MASK: u32 = FUTURE_DIVISION
        | FUTURE_ABSOLUTE_IMPORT
        | FUTURE_WITH_STATEMENT
        | FUTURE_PRINT_FUNCTION
        | FUTURE_UNICODE_LITERALS
        | FUTURE_BARRY_AS_BDFL
        | FUTURE_GENERATOR_STOP
        | FUTURE_ANNOTATIONS;
}

/// The bits of `localspluskinds`.
pub mod kinds {
    pub const ARG_POS: u8 = 0x02;
    pub const ARG_KW: u8 = 0x04;
    pub const ARG_VAR: u8 = 0x08;
    pub const HIDDEN: u8 = 0x10;
    pub const LOCAL: u8 = 0x20;
    pub const CELL: u8 = 0x40;
    pub const FREE: u8 = 0x80;
}

/// A string that was met among the constants, but that nothing loads any more: it went into a folded constant.
///
/// Of equal strings in a program the first that was met is the object for all. So whoever makes the objects of constants
/// makes these in their places, before the inner code that follows.
#[derive(Clone, Debug)]
pub struct Passed {
    /// It came before the constant of this index.
    pub before: usize,
    /// [`Constant::Str`]
    pub constant: Constant,
}

/// A compiled block.
#[derive(Clone, Debug)]
pub struct Code {
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub stacksize: u32,
    pub flags: u32,
    /// Two bytes a unit: opcode, argument. Inline caches are zero.
    pub code: Vec<u8>,
    pub consts: Vec<Constant>,
    pub passed: Vec<Passed>,
    pub names: Vec<Name>,
    pub localsplusnames: Vec<Name>,
    pub localspluskinds: Vec<u8>,
    pub filename: Name,
    pub name: Name,
    pub qualname: Name,
    pub firstlineno: i32,
    pub linetable: Vec<u8>,
    pub exceptiontable: Vec<u8>,
}

/// As code objects compare in Python: the filename and the qualified name do not count.
impl PartialEq for Code {
    fn eq(&self, o: &Code) -> bool {
        self.name == o.name
            && self.argcount == o.argcount
            && self.posonlyargcount == o.posonlyargcount
            && self.kwonlyargcount == o.kwonlyargcount
            && self.flags == o.flags
            && self.firstlineno == o.firstlineno
            && self.code == o.code
            && self.consts == o.consts
            && self.names == o.names
            && self.localsplusnames == o.localsplusnames
            && self.linetable == o.linetable
            && self.exceptiontable == o.exceptiontable
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.firstlineno.hash(state);
        self.code.len().hash(state);
    }
}

/// A run of code units with one position; -1 stands for what is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PositionRun {
    /// In bytes, from the start of the code.
    pub start: u32,
    pub end: u32,
    pub lineno: i32,
    pub end_lineno: i32,
    pub col_offset: i32,
    pub end_col_offset: i32,
}

/// Reads `linetable`; malformed input ends the iteration.
pub struct Positions<'a> {
    table: &'a [u8],
    line: i32,
    offset: u32,
}

/// Reads a line table that begins at line `first`.
pub fn positions_of(table: &[u8], first: i32) -> Positions<'_> {
    Positions {
        table,
        line: first,
        offset: 0,
    }
}

/// Reads an exception table.
pub fn exception_entries_of(table: &[u8]) -> ExceptionEntries<'_> {
    ExceptionEntries { table }
}

impl Code {
    pub fn positions(&self) -> Positions<'_> {
        Positions {
            table: &self.linetable,
            line: self.firstlineno,
            offset: 0,
        }
    }

    pub fn exception_entries(&self) -> ExceptionEntries<'_> {
        ExceptionEntries {
            table: &self.exceptiontable,
        }
    }

    /// Number of names of which any of the bits of `kind` holds.
    pub fn count_kind(&self, kind: u8) -> usize {
        self.localspluskinds
            .iter()
            .filter(|k| **k & kind != 0)
            .count()
    }
}

impl Positions<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&b, rest) = self.table.split_first()?;
        self.table = rest;
        Some(b)
    }

    fn varint(&mut self) -> Option<i32> {
        let mut value = 0u32;
        let mut shift = 0;
        loop {
            let b = self.byte()?;
            value |= (b as u32 & 63).checked_shl(shift)?;
            if b & 64 == 0 {
                return Some(value as i32);
            }
            shift += 6;
        }
    }

    fn signed(&mut self) -> Option<i32> {
        let v = self.varint()?;
        Some(if v & 1 != 0 { -(v >> 1) } else { v >> 1 })
    }
}

impl Iterator for Positions<'_> {
    type Item = PositionRun;

    fn next(&mut self) -> Option<PositionRun> {
        let first = self.byte()?;
        let start = self.offset;
        self.offset += ((first as u32 & 7) + 1) * 2;
        let kind = first >> 3 & 15;
        let mut end_lineno = None;
        let (mut col_offset, mut end_col_offset) = (-1, -1);
        let mut lineno = None;
        match kind {
            15 => lineno = Some(-1),
            14 => {
                self.line = self.line.wrapping_add(self.signed()?);
                end_lineno = Some(self.line.wrapping_add(self.varint()?));
                col_offset = self.varint()? - 1;
                end_col_offset = self.varint()? - 1;
            }
            13 => self.line = self.line.wrapping_add(self.signed()?),
            10..=12 => {
                self.line = self.line.wrapping_add(kind as i32 - 10);
                col_offset = self.byte()? as i32;
                end_col_offset = self.byte()? as i32;
            }
            _ => {
                let second = self.byte()?;
                col_offset = (kind as i32) << 3 | (second as i32 >> 4);
                end_col_offset = col_offset + (second as i32 & 15);
            }
        }
        let lineno = lineno.unwrap_or(self.line);
        Some(PositionRun {
            start,
            end: self.offset,
            lineno,
            end_lineno: end_lineno.unwrap_or(lineno),
            col_offset,
            end_col_offset,
        })
    }
}

/// One protected range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExceptionEntry {
    /// In bytes, as `target`.
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub depth: u32,
    pub lasti: bool,
}

/// Reads `exceptiontable`; malformed input ends the iteration.
pub struct ExceptionEntries<'a> {
    table: &'a [u8],
}

impl ExceptionEntries<'_> {
    fn varint(&mut self) -> Option<u32> {
        let mut value = 0u32;
        loop {
            let (&b, rest) = self.table.split_first()?;
            self.table = rest;
            value = value << 6 | (b as u32 & 63);
            if b & 64 == 0 {
                return Some(value);
            }
        }
    }
}

impl Iterator for ExceptionEntries<'_> {
    type Item = ExceptionEntry;

    fn next(&mut self) -> Option<ExceptionEntry> {
        let start = self.varint()?.wrapping_mul(2);
        let length = self.varint()?.wrapping_mul(2);
        let target = self.varint()?.wrapping_mul(2);
        let packed = self.varint()?;
        Some(ExceptionEntry {
            start,
            end: start.wrapping_add(length),
            target,
            depth: packed >> 1,
            lasti: packed & 1 != 0,
        })
    }
}

pub use crate::assemble::location::without_columns;
