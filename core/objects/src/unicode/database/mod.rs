//! Properties of characters (Unicode 16): what `isalpha()` and kin ask, case mappings, numeric values.
//!
//! `tables.rs` is generated. The names are those of the exported functions (`_PyUnicode_IsAlpha`), as methods would read oddly on
//! code points that may be surrogates.

mod tables;

use tables::*;

const ALPHA: u16 = 1;
const DECIMAL: u16 = 1 << 1;
const DIGIT: u16 = 1 << 2;
const LOWER: u16 = 1 << 3;
const LINEBREAK: u16 = 1 << 4;
const SPACE: u16 = 1 << 5;
const TITLE: u16 = 1 << 6;
const UPPER: u16 = 1 << 7;
const XID_START: u16 = 1 << 8;
const XID_CONTINUE: u16 = 1 << 9;
const PRINTABLE: u16 = 1 << 10;
const NUMERIC_FLAG: u16 = 1 << 11;
const CASE_IGNORABLE: u16 = 1 << 12;
const CASED: u16 = 1 << 13;
const EXTENDED_CASE: u16 = 1 << 14;

/// What characters have in common: distances to their other cases, digit values, flags.
struct Record {
    upper: i32,
    lower: i32,
    title: i32,
    decimal: u8,
    digit: u8,
    flags: u16,
}

/// A character whose case mappings are not single characters, or whose folding is not its lower case. Zeros pad.
struct Extended {
    code: u32,
    lower: [u32; 3],
    upper: [u32; 3],
    title: [u32; 3],
    fold: [u32; 3],
}

#[inline]
fn record(c: u32) -> &'static Record {
    static NOTHING: Record = Record {
        upper: 0,
        lower: 0,
        title: 0,
        decimal: 0,
        digit: 0,
        flags: 0,
    };
    let Some(block) = FIRST.get((c >> SHIFT) as usize) else {
        return &NOTHING;
    };
    let at = ((*block as usize) << SHIFT) + (c as usize & ((1 << SHIFT) - 1));
    &RECORDS[SECOND[at] as usize]
}

macro_rules! predicates {
    ($($name:ident = $flag:ident;)*) => {
        $(#[inline]
        pub fn $name(c: u32) -> bool {
            record(c).flags & $flag != 0
        })*
    };
}

predicates! {
    is_alpha = ALPHA;
    is_decimal = DECIMAL;
    is_digit = DIGIT;
    is_lower = LOWER;
    is_title = TITLE;
    is_upper = UPPER;
    is_numeric = NUMERIC_FLAG;
    is_cased = CASED;
    is_case_ignorable = CASE_IGNORABLE;
    is_xid_start = XID_START;
    is_xid_continue = XID_CONTINUE;
    is_printable_slow = PRINTABLE;
}

#[inline]
pub fn is_alnum(c: u32) -> bool {
    record(c).flags & (ALPHA | DECIMAL | DIGIT | NUMERIC_FLAG) != 0
}

#[inline]
pub fn is_printable(c: u32) -> bool {
    if c < 0x7f {
        c >= 0x20
    } else {
        is_printable_slow(c)
    }
}

/// A bit for each of the given characters, all below 64.
const fn bits(characters: &[u8]) -> u64 {
    let mut bits = 0;
    let mut i = 0;
    while i < characters.len() {
        bits |= 1 << characters[i];
        i += 1;
    }
    bits
}

#[inline(always)]
pub fn is_space(c: u32) -> bool {
    const LOW: u64 = bits(b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ");
    if c <= 0x20 {
        LOW >> c & 1 != 0
    } else {
        c >= 0x80 && record(c).flags & SPACE != 0
    }
}

#[inline(always)]
pub fn is_linebreak(c: u32) -> bool {
    const LOW: u64 = bits(b"\n\x0b\x0c\r\x1c\x1d\x1e");
    if c <= 0x1e {
        LOW >> c & 1 != 0
    } else {
        c >= 0x80 && record(c).flags & LINEBREAK != 0
    }
}

/// Single-character upper case.
#[inline]
pub fn to_upper(c: u32) -> u32 {
    c.wrapping_add_signed(record(c).upper)
}

/// Single-character lower case.
#[inline]
pub fn to_lower(c: u32) -> u32 {
    c.wrapping_add_signed(record(c).lower)
}

/// Single-character title case.
#[inline]
pub fn to_title(c: u32) -> u32 {
    c.wrapping_add_signed(record(c).title)
}

pub fn to_decimal(c: u32) -> Option<u32> {
    let r = record(c);
    (r.flags & DECIMAL != 0).then_some(r.decimal as u32)
}

pub fn to_digit(c: u32) -> Option<u32> {
    let r = record(c);
    (r.flags & DIGIT != 0).then_some(r.digit as u32)
}

pub fn to_numeric(c: u32) -> Option<f64> {
    let i = NUMERIC.binary_search_by_key(&c, |e| e.0).ok()?;
    Some(NUMERIC[i].1)
}

/// The full mapping of one character: up to three.
#[derive(Clone, Copy)]
pub struct Mapped([u32; 3]);

impl Mapped {
    #[inline]
    pub fn as_slice(&self) -> &[u32] {
        let n = if self.0[1] == 0 {
            1
        } else if self.0[2] == 0 {
            2
        } else {
            3
        };
        &self.0[..n]
    }
}

#[inline]
fn full(c: u32, delta: impl Fn(&Record) -> i32, table: impl Fn(&Extended) -> [u32; 3]) -> Mapped {
    let r = record(c);
    if r.flags & EXTENDED_CASE != 0
        && let Ok(i) = EXTENDED.binary_search_by_key(&c, |e| e.code)
    {
        return Mapped(table(&EXTENDED[i]));
    }
    Mapped([c.wrapping_add_signed(delta(r)), 0, 0])
}

/// Full upper case.
#[inline]
pub fn full_upper(c: u32) -> Mapped {
    full(c, |r| r.upper, |e| e.upper)
}

/// Full lower case, save for the final sigma, which depends on its surroundings.
#[inline]
pub fn full_lower(c: u32) -> Mapped {
    full(c, |r| r.lower, |e| e.lower)
}

/// Full title case.
#[inline]
pub fn full_title(c: u32) -> Mapped {
    full(c, |r| r.title, |e| e.title)
}

/// Full case folding.
#[inline]
pub fn full_fold(c: u32) -> Mapped {
    full(c, |r| r.lower, |e| e.fold)
}
