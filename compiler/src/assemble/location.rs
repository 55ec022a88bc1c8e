//! The line table: runs of code units with one position, each in the shortest of five forms.

use crate::ast::Location;

const ONE_LINE0: u8 = 10;
const NO_COLUMNS: u8 = 13;
const LONG: u8 = 14;
const NONE: u8 = 15;

/// A run covers at most this many code units.
const MAX_RUN: usize = 8;

struct Writer {
    table: Vec<u8>,
    line: i32,
}

impl Writer {
    fn first(&mut self, form: u8, units: usize) {
        self.table.push(0x80 | form << 3 | (units as u8 - 1));
    }

    fn varint(&mut self, mut value: u32) {
        while value >= 64 {
            self.table.push(0x40 | (value & 63) as u8);
            value >>= 6;
        }
        self.table.push(value as u8);
    }

    fn signed(&mut self, value: i32) {
        let magnitude = value.unsigned_abs() << 1;
        self.varint(if value < 0 { magnitude | 1 } else { magnitude });
    }

    fn run(&mut self, at: Location, units: usize) {
        if at.lineno == Location::NONE.lineno {
            return self.first(NONE, units);
        }
        let delta = at.lineno.wrapping_sub(self.line);
        let (column, end_column) = (at.col_offset, at.end_col_offset);
        if column < 0 || end_column < 0 {
            if at.end_lineno == at.lineno || at.end_lineno < 0 {
                self.first(NO_COLUMNS, units);
                self.signed(delta);
                self.line = at.lineno;
                return;
            }
        } else if at.end_lineno == at.lineno {
            if delta == 0 && column < 80 && end_column >= column && end_column - column < 16 {
                self.first((column >> 3) as u8, units);
                self.table
                    .push(((column & 7) << 4 | (end_column - column)) as u8);
                return;
            }
            if (0..3).contains(&delta) && column < 128 && end_column < 128 {
                self.first(ONE_LINE0 + delta as u8, units);
                self.table.extend([column as u8, end_column as u8]);
                self.line = at.lineno;
                return;
            }
        }
        self.first(LONG, units);
        self.signed(delta);
        self.varint(at.end_lineno.wrapping_sub(at.lineno) as u32);
        self.varint(column.wrapping_add(1) as u32);
        self.varint(end_column.wrapping_add(1) as u32);
        self.line = at.lineno;
    }
}

/// `positions` are those of the instructions, with their sizes in code units.
pub(super) fn table(
    positions: impl Iterator<Item = (Location, usize)>,
    firstlineno: i32,
) -> Vec<u8> {
    let mut w = Writer {
        table: Vec::new(),
        line: firstlineno,
    };
    let mut current = (Location::NONE, 0);
    let mut flush = |(at, mut units): (Location, usize)| {
        while units > MAX_RUN {
            w.run(at, MAX_RUN);
            units -= MAX_RUN;
        }
        if units > 0 {
            w.run(at, units);
        }
    };
    for (at, units) in positions {
        if at == current.0 {
            current.1 += units;
        } else {
            flush(std::mem::replace(&mut current, (at, units)));
        }
    }
    flush(current);
    w.table
}
