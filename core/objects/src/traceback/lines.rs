//! From an instruction to its line: the location table of a code object (`co_linetable`).
//!
//! Each entry covers 1 to 8 code units and begins with a byte whose top bit is set: kind in bits 3-6, units minus one in bits 0-2.
//! Only what the kind says about lines is decoded here.

use core::ffi::c_int;

use layout::*;

/// A signed number in the table's base-64 form, and the bytes it took.
fn signed(bytes: &[u8]) -> c_int {
    let mut value: u32 = 0;
    let mut shift = 0;
    for &b in bytes {
        value |= u32::from(b & 63).checked_shl(shift).unwrap_or(0);
        if b & 64 == 0 {
            break;
        }
        shift += 6;
    }
    let magnitude = (value >> 1) as c_int;
    if value & 1 != 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// `PyCode_Addr2Line`: the line of the instruction at a byte offset, -1 if it has none. Before the first: the first line.
///
/// # Safety
/// `code` is live.
pub unsafe fn line_at(code: *mut PyCodeObject, offset: c_int) -> c_int {
    // SAFETY: the table is a bytes object that lives with the code.
    unsafe {
        let first = (*code).co_firstlineno;
        if offset < 0 {
            return first;
        }
        let table = (*code).co_linetable.cast::<PyBytesObject>();
        if table.is_null() {
            return -1;
        }
        let bytes = core::slice::from_raw_parts(
            (&raw const (*table).ob_sval).cast::<u8>(),
            (*table).ob_base.ob_size as usize,
        );
        line_in(bytes, first, offset)
    }
}

fn line_in(table: &[u8], first: c_int, offset: c_int) -> c_int {
    let mut line = first;
    let mut end = 0;
    let mut i = 0;
    while i < table.len() {
        let head = table[i];
        let kind = (head >> 3) & 15;
        end += (c_int::from(head & 7) + 1) * 2;
        let delta = match kind {
            15 => 0,
            13 | 14 => signed(&table[i + 1..]),
            10..=12 => c_int::from(kind) - 10,
            _ => 0,
        };
        line = line.wrapping_add(delta);
        if offset < end {
            return if kind == 15 { -1 } else { line };
        }
        i += 1;
        while i < table.len() && table[i] & 128 == 0 {
            i += 1;
        }
    }
    -1
}

#[cfg(test)]
mod tests {
    use super::line_in;

    // def f(x):\n    y = x + 1\n    return y   (recorded: f.__code__.co_linetable and co_lines() of 3.14)
    const TABLE: &[u8] = &[
        0x80, 0x00, 0xd8, 0x08, 0x09, 0x90, 0x01, 0x89, 0x45, 0x80, 0x41, 0xd8, 0x0b, 0x0c, 0x80,
        0x48,
    ];

    #[test]
    fn lines_of_a_function() {
        assert_eq!(line_in(TABLE, 1, 0), 1);
        assert_eq!(line_in(TABLE, 1, 4), 2);
        assert_eq!(line_in(TABLE, 1, 1000), -1);
    }
}
