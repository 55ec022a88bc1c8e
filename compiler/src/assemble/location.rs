//! The line table: runs of code units with one position, each in the shortest of five forms.

use crate::ast::Location;
use crate::codegen::sequence::Instruction;

const ONE_LINE0: u8 = 10;
const NO_COLUMNS: u8 = 13;
const LONG: u8 = 14;
const NONE: u8 = 15;

/// A run covers at most this many code units.
const MAX_RUN: usize = 8;

struct Writer<'a> {
    table: &'a mut Vec<u8>,
    line: i32,
}

impl Writer<'_> {
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

/// A table with lines only: `-X no_debug_ranges`.
pub fn without_columns(table: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(table.len());
    let mut w = Writer {
        table: &mut written,
        line: 0,
    };
    let mut rest = table;
    while let Some((&head, tail)) = rest.split_first() {
        let size = tail.iter().take_while(|b| **b < 0x80).count();
        let (entry, after) = tail.split_at(size);
        let units = (head & 7) as usize + 1;
        match head >> 3 & 15 {
            NONE => w.first(NONE, units),
            form => {
                w.first(NO_COLUMNS, units);
                w.signed(match form {
                    NO_COLUMNS | LONG => read_signed(entry),
                    ONE_LINE0.. => (form - ONE_LINE0).into(),
                    _ => 0,
                });
            }
        }
        rest = after;
    }
    written
}

fn read_signed(entry: &[u8]) -> i32 {
    let (mut value, mut shift) = (0u32, 0);
    for b in entry {
        value |= u32::from(b & 63).checked_shl(shift).unwrap_or(0);
        if b & 64 == 0 {
            break;
        }
        shift += 6;
    }
    let magnitude = (value >> 1) as i32;
    if value & 1 != 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// Writes the table over what is in `table`. `offsets`, in code units, has one more entry than there are instructions, the
/// end.
pub(super) fn table(
    instructions: &[Instruction],
    offsets: &[usize],
    firstlineno: i32,
    table: &mut Vec<u8>,
) {
    table.clear();
    let mut w = Writer {
        table,
        line: firstlineno,
    };
    let mut flush = |at: Location, mut units: usize| {
        while units > MAX_RUN {
            w.run(at, MAX_RUN);
            units -= MAX_RUN;
        }
        if units > 0 {
            w.run(at, units);
        }
    };
    let (mut current, mut start) = (Location::NONE, 0);
    for (i, offset) in instructions.iter().zip(offsets) {
        if i.location != current {
            flush(current, offset - start);
            (current, start) = (i.location, *offset);
        }
    }
    flush(current, offsets[instructions.len()] - start);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_and_lines_stay() {
        // a=1, b=a+\\, c, def f(): return 1/0: co_linetable of 3.14 without and with -X no_debug_ranges
        let whole = b"\xf0\x03\x01\x01\x01\xd8\x02\x03\x80\x01\xd8\x02\x03\xd8\x01\x02\xf5\x03\x01\x03\x03\x80\x01\xe4\x00\x13";
        let lines = b"\xe8\x03\xe8\x02\xe8\x00\xe8\x02\xe8\x02\xed\x03\xe8\x00\xec\x04";
        assert_eq!(without_columns(whole), lines);
        assert_eq!(without_columns(b""), b"");
    }
}
