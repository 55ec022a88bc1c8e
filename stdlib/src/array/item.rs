//! Type codes: how an item of each lies in memory.

use objects::prelude::*;

/// What kind of value an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Signed,
    Unsigned,
    Float,
    Character,
}

/// A type code.
pub struct Code {
    pub letter: u8,
    pub size: usize,
    pub kind: Kind,
    /// As the buffer protocol names it.
    pub format: &'static core::ffi::CStr,
    /// As a pickle names the layout, on a little-endian machine.
    pub machine: i32,
}

const fn code(
    letter: u8,
    size: usize,
    kind: Kind,
    format: &'static core::ffi::CStr,
    machine: i32,
) -> Code {
    Code {
        letter,
        size,
        kind,
        format,
        machine,
    }
}

pub static CODES: [Code; 14] = [
    code(b'b', 1, Kind::Signed, c"b", 1),
    code(b'B', 1, Kind::Unsigned, c"B", 0),
    code(b'u', 4, Kind::Character, c"w", 20),
    code(b'w', 4, Kind::Character, c"w", 20),
    code(b'h', 2, Kind::Signed, c"h", 4),
    code(b'H', 2, Kind::Unsigned, c"H", 2),
    code(b'i', 4, Kind::Signed, c"i", 8),
    code(b'I', 4, Kind::Unsigned, c"I", 6),
    code(b'l', 8, Kind::Signed, c"l", 12),
    code(b'L', 8, Kind::Unsigned, c"L", 10),
    code(b'q', 8, Kind::Signed, c"q", 12),
    code(b'Q', 8, Kind::Unsigned, c"Q", 10),
    code(b'f', 4, Kind::Float, c"f", 14),
    code(b'd', 8, Kind::Float, c"d", 16),
];

pub fn find(letter: u32) -> Option<&'static Code> {
    CODES.iter().find(|c| u32::from(c.letter) == letter)
}

/// An int between bounds, with C's words for what does not fit.
fn bounded(value: &Object, low: i64, high: i64, what: &str) -> PyResult<i64> {
    let n = value.index()?.as_i64()?;
    if n < low {
        Err(raise!(OverflowError, "{} is less than minimum", what))
    } else if n > high {
        Err(raise!(OverflowError, "{} is greater than maximum", what))
    } else {
        Ok(n)
    }
}

fn signed(code: &Code, value: &Object) -> PyResult<i64> {
    const SHORT: &str = "signed short integer";
    let short = || bounded(value, i16::MIN.into(), i16::MAX.into(), SHORT);
    match code.letter {
        b'b' => match short()? {
            n if n < i8::MIN.into() => {
                Err(raise!(OverflowError, "signed char is less than minimum"))
            }
            n if n > i8::MAX.into() => {
                Err(raise!(OverflowError, "signed char is greater than maximum"))
            }
            n => Ok(n),
        },
        b'h' => short(),
        b'i' => bounded(value, i32::MIN.into(), i32::MAX.into(), "signed integer"),
        b'l' => value.index()?.as_i64(),
        _ => value
            .index()?
            .to_i64()
            .ok_or_else(|| raise!(OverflowError, "int too big to convert")),
    }
}

fn unsigned(code: &Code, value: &Object) -> PyResult<u64> {
    match code.letter {
        b'B' => Ok(bounded(value, 0, u8::MAX.into(), "unsigned byte integer")? as u64),
        b'H' => {
            let n = bounded(value, i32::MIN.into(), i32::MAX.into(), "signed integer")?;
            if n < 0 {
                Err(raise!(OverflowError, "unsigned short is less than minimum"))
            } else if n > u16::MAX.into() {
                Err(raise!(
                    OverflowError,
                    "unsigned short is greater than maximum"
                ))
            } else {
                Ok(n as u64)
            }
        }
        b'Q' => {
            let n = value.index()?;
            if n.is_negative() {
                return Err(raise!(
                    OverflowError,
                    "can't convert negative int to unsigned"
                ));
            }
            n.to_u64()
                .ok_or_else(|| raise!(OverflowError, "int too big to convert"))
        }
        letter => {
            let n = value.index()?;
            if n.is_negative() {
                return Err(raise!(
                    OverflowError,
                    "can't convert negative value to unsigned int"
                ));
            }
            let Some(n) = n.to_u64() else {
                return Err(raise!(
                    OverflowError,
                    "Python int too large to convert to C unsigned long"
                ));
            };
            if letter == b'I' && n > u32::MAX.into() {
                return Err(raise!(
                    OverflowError,
                    "unsigned int is greater than maximum"
                ));
            }
            Ok(n)
        }
    }
}

fn float(value: &Object) -> PyResult<f64> {
    objects::float::as_f64(value)
}

fn character(value: &Object) -> PyResult<u32> {
    let Some(text) = value.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "array item must be a unicode character, not {}",
            value.class().tp_name()
        ));
    };
    match text.len() {
        1 => Ok(text.char_at(0)),
        n => Err(raise!(
            TypeError,
            "array item must be a unicode character, not a string of length {}",
            n
        )),
    }
}

/// The bytes of a value: the first `code.size` of what is given.
pub fn encode(code: &Code, value: &Object) -> PyResult<[u8; 8]> {
    Ok(match code.kind {
        Kind::Signed => signed(code, value)?.to_ne_bytes(),
        Kind::Unsigned => unsigned(code, value)?.to_ne_bytes(),
        Kind::Float if code.size == 4 => u64::from((float(value)? as f32).to_bits()).to_ne_bytes(),
        Kind::Float => float(value)?.to_ne_bytes(),
        Kind::Character => u64::from(character(value)?).to_ne_bytes(),
    })
}

fn wide(bytes: &[u8]) -> u64 {
    let mut word = [0u8; 8];
    let n = bytes.len().min(8);
    word[..n].copy_from_slice(&bytes[..n]);
    u64::from_ne_bytes(word)
}

/// The value of an item's bytes.
pub fn decode(code: &Code, bytes: &[u8]) -> PyResult {
    let word = wide(bytes);
    Ok(match code.kind {
        Kind::Signed => {
            let unused = 64 - 8 * code.size as u32;
            Long::from_i64(((word << unused) as i64) >> unused)?.upcast()
        }
        Kind::Unsigned => Long::from_u64(word)?.upcast(),
        Kind::Float if code.size == 4 => {
            Float::from_f64(f32::from_bits(word as u32).into())?.upcast()
        }
        Kind::Float => Float::from_f64(f64::from_bits(word))?.upcast(),
        Kind::Character => Str::from_code_points(&[word as u32])?.upcast(),
    })
}

/// How items lie in a pickle: their size, byte order and meaning.
pub struct Machine {
    pub size: usize,
    pub big: bool,
    pub kind: Kind,
}

/// The layout of a pickle's number for it.
pub fn machine(number: i32) -> Option<Machine> {
    let of = |size, big, kind| Some(Machine { size, big, kind });
    match number {
        0 => of(1, false, Kind::Unsigned),
        1 => of(1, false, Kind::Signed),
        2..=13 => {
            let size = 2 << ((number - 2) / 4);
            let kind = if (number - 2) % 4 < 2 {
                Kind::Unsigned
            } else {
                Kind::Signed
            };
            of(size, number % 2 == 1, kind)
        }
        14 | 15 => of(4, number == 15, Kind::Float),
        16 | 17 => of(8, number == 17, Kind::Float),
        18 | 19 => of(2, number == 19, Kind::Character),
        20 | 21 => of(4, number == 21, Kind::Character),
        _ => None,
    }
}

/// The value of a pickled item that lies otherwise than ours.
pub fn decode_machine(m: &Machine, bytes: &[u8]) -> PyResult {
    match m.kind {
        Kind::Signed | Kind::Unsigned => {
            Ok(objects::long::from_byte_slice(bytes, !m.big, m.kind == Kind::Signed)?.upcast())
        }
        _ => {
            let mut word = [0u8; 8];
            let n = bytes.len().min(8);
            if m.big {
                word[8 - n..].copy_from_slice(&bytes[..n]);
            } else {
                word[..n].copy_from_slice(&bytes[..n]);
            }
            let word = if m.big {
                u64::from_be_bytes(word)
            } else {
                u64::from_le_bytes(word)
            };
            let x = if n == 4 {
                f32::from_bits(word as u32).into()
            } else {
                f64::from_bits(word)
            };
            Ok(Float::from_f64(x)?.upcast())
        }
    }
}
