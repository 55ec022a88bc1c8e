//! Format strings: what they say of size, alignment and kind of each item.

use objects::prelude::*;

use super::error;

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Pad,
    Char,
    Bytes,
    Pascal,
    Bool,
    Signed,
    Unsigned,
    Pointer,
    Half,
    Single,
    Double,
    SingleComplex,
    DoubleComplex,
}

/// A run of equal items at an offset.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    pub kind: Kind,
    pub letter: u8,
    /// Bytes of one item.
    pub size: usize,
    pub offset: usize,
    /// How many items; `s` and `p` are one of `size` bytes.
    pub repeat: usize,
}

/// A format read.
#[derive(Debug)]
pub struct Layout {
    pub codes: Vec<Code>,
    pub big_endian: bool,
    /// Bytes in all.
    pub size: usize,
    /// Values in all.
    pub values: usize,
}

/// Kind and size of a letter, natively or in the standard sizes.
fn letter(c: u8, native: bool) -> Option<(Kind, usize)> {
    use Kind::*;
    Some(match c {
        b'x' => (Pad, 1),
        b'c' => (Char, 1),
        b's' => (Bytes, 1),
        b'p' => (Pascal, 1),
        b'b' => (Signed, 1),
        b'B' => (Unsigned, 1),
        b'?' => (Bool, 1),
        b'h' => (Signed, 2),
        b'H' => (Unsigned, 2),
        b'i' => (Signed, 4),
        b'I' => (Unsigned, 4),
        b'l' => (
            Signed,
            if native {
                size_of::<core::ffi::c_long>()
            } else {
                4
            },
        ),
        b'L' => (
            Unsigned,
            if native {
                size_of::<core::ffi::c_long>()
            } else {
                4
            },
        ),
        b'q' => (Signed, 8),
        b'Q' => (Unsigned, 8),
        b'n' if native => (Signed, size_of::<isize>()),
        b'N' if native => (Unsigned, size_of::<usize>()),
        b'P' if native => (Pointer, size_of::<usize>()),
        b'e' => (Half, 2),
        b'f' => (Single, 4),
        b'd' => (Double, 8),
        b'F' => (SingleComplex, 8),
        b'D' => (DoubleComplex, 16),
        _ => return None,
    })
}

fn alignment(kind: Kind, size: usize) -> usize {
    match kind {
        Kind::SingleComplex | Kind::DoubleComplex => size / 2,
        _ => size,
    }
}

fn too_long() -> Raised {
    error(format_args!("total struct size too long"))
}

/// Reads a format.
pub fn parse(format: &[u8]) -> PyResult<Layout> {
    let (native, big_endian, items) = match format {
        [b'<', rest @ ..] => (false, false, rest),
        [b'>' | b'!', rest @ ..] => (false, true, rest),
        [b'=', rest @ ..] => (false, cfg!(target_endian = "big"), rest),
        [b'@', rest @ ..] => (true, cfg!(target_endian = "big"), rest),
        rest => (true, cfg!(target_endian = "big"), rest),
    };
    let mut out = Layout {
        codes: Vec::new(),
        big_endian,
        size: 0,
        values: 0,
    };
    let limit = isize::MAX as usize;
    let mut rest = items;
    while let [c, tail @ ..] = rest {
        rest = tail;
        if matches!(c, b' ' | b'\t'..=b'\r') {
            continue;
        }
        let mut c = *c;
        let mut count = 1usize;
        if c.is_ascii_digit() {
            count = 0;
            loop {
                count = count
                    .checked_mul(10)
                    .and_then(|n| n.checked_add(usize::from(c - b'0')))
                    .filter(|n| *n <= limit)
                    .ok_or_else(too_long)?;
                let [next, tail @ ..] = rest else {
                    return Err(error(format_args!(
                        "repeat count given without format specifier"
                    )));
                };
                c = *next;
                rest = tail;
                if !c.is_ascii_digit() {
                    break;
                }
            }
        }
        if c == 0 {
            return Err(error(format_args!("embedded null character")));
        }
        let Some((kind, size)) = letter(c, native) else {
            return Err(error(format_args!("bad char in struct format")));
        };
        if native {
            let align = alignment(kind, size);
            out.size = out.size.checked_add(align - 1).ok_or_else(too_long)? & !(align - 1);
        }
        let bytes = count.checked_mul(size).ok_or_else(too_long)?;
        let end = out
            .size
            .checked_add(bytes)
            .filter(|n| *n <= limit)
            .ok_or_else(too_long)?;
        let (size, repeat) = match kind {
            Kind::Pad => (size, 0),
            Kind::Bytes | Kind::Pascal => (count, 1),
            _ => (size, count),
        };
        if repeat > 0 {
            out.codes.push(Code {
                kind,
                letter: c,
                size,
                offset: out.size,
                repeat,
            });
            out.values += repeat;
        }
        out.size = end;
    }
    Ok(out)
}
