//! The format-specification mini language, read from its text.

use base::{Object, PyResult, Raised};

use crate::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Padding between sign and digits.
    AfterSign,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Not given: as `-`, but some types refuse any.
    Unspecified,
    Minus,
    Plus,
    Space,
}

/// The separator asked for between groups of digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thousands {
    None,
    Comma,
    Underscore,
    /// An underscore every four digits, in the binary radixes.
    UnderscoreFour,
}

/// A format specification taken apart.
#[derive(Clone, Copy, Debug)]
pub struct FormatSpec {
    pub fill: u32,
    pub align: Align,
    pub sign: Sign,
    /// `z`
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: Option<usize>,
    pub thousands: Thousands,
    /// Groups after the point.
    pub fraction_thousands: Thousands,
    pub precision: Option<usize>,
    /// The presentation type, or the default one that the caller gave (0 for none).
    pub code: u32,
}

fn align_of(c: u32) -> Option<Align> {
    match u8::try_from(c).ok()? {
        b'<' => Some(Align::Left),
        b'>' => Some(Align::Right),
        b'=' => Some(Align::AfterSign),
        b'^' => Some(Align::Center),
        _ => None,
    }
}

/// What is left to read.
struct Cursor<'a> {
    text: &'a Str,
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn peek(&self, ahead: usize) -> Option<u32> {
        let i = self.at + ahead;
        (i < self.end).then(|| self.text.char_at(i))
    }

    fn eat(&mut self, c: u8) -> bool {
        let found = self.peek(0) == Some(u32::from(c));
        self.at += usize::from(found);
        found
    }

    fn number(&mut self) -> PyResult<Option<usize>> {
        let mut value: Option<usize> = None;
        while let Some(c) = self.peek(0) {
            let digit = match char::from_u32(c).and_then(|c| c.to_digit(10)) {
                Some(digit) => digit,
                None => match decimal_digit(c) {
                    Some(digit) => digit,
                    None => break,
                },
            };
            let next = value
                .unwrap_or(0)
                .checked_mul(10)
                .and_then(|v| v.checked_add(digit as usize))
                .filter(|v| isize::try_from(*v).is_ok())
                .ok_or_else(|| raise!(ValueError, "Too many decimal digits in format string"))?;
            value = Some(next);
            self.at += 1;
        }
        Ok(value)
    }

    /// `,` or `_`, but not both.
    fn thousands(&mut self) -> PyResult<Thousands> {
        let both = || raise!(ValueError, "Cannot specify both ',' and '_'.");
        let mut found = Thousands::None;
        if self.eat(b',') {
            found = Thousands::Comma;
        }
        if self.peek(0) == Some(u32::from(b'_')) {
            if found != Thousands::None {
                return Err(both());
            }
            self.at += 1;
            found = Thousands::Underscore;
        }
        if self.peek(0) == Some(u32::from(b',')) && found == Thousands::Underscore {
            return Err(both());
        }
        Ok(found)
    }
}

/// Digits of other scripts count, as everywhere in Python.
fn decimal_digit(c: u32) -> Option<u32> {
    crate::unicode::database::to_decimal(c)
}

/// Reads `spec` for formatting `value`; without a type or an alignment the defaults hold.
pub fn parse_spec(
    value: &Object,
    spec: &Str,
    default_code: u8,
    default_align: Align,
) -> PyResult<FormatSpec> {
    parse_spec_range(value, spec, 0, spec.len(), default_code, default_align)
}

/// The same for a part of a string.
pub fn parse_spec_range(
    value: &Object,
    spec: &Str,
    start: usize,
    end: usize,
    default_code: u8,
    default_align: Align,
) -> PyResult<FormatSpec> {
    let mut out = FormatSpec {
        fill: u32::from(b' '),
        align: default_align,
        sign: Sign::Unspecified,
        no_negative_zero: false,
        alternate: false,
        width: None,
        thousands: Thousands::None,
        fraction_thousands: Thousands::None,
        precision: None,
        code: u32::from(default_code),
    };
    let mut cursor = Cursor {
        text: spec,
        at: start,
        end,
    };
    let (mut fill_given, mut align_given) = (false, false);
    if let Some(align) = cursor.peek(1).and_then(align_of) {
        out.fill = cursor.peek(0).unwrap_or(out.fill);
        out.align = align;
        (fill_given, align_given) = (true, true);
        cursor.at += 2;
    } else if let Some(align) = cursor.peek(0).and_then(align_of) {
        out.align = align;
        align_given = true;
        cursor.at += 1;
    }
    out.sign = if cursor.eat(b'+') {
        Sign::Plus
    } else if cursor.eat(b'-') {
        Sign::Minus
    } else if cursor.eat(b' ') {
        Sign::Space
    } else {
        Sign::Unspecified
    };
    out.no_negative_zero = cursor.eat(b'z');
    out.alternate = cursor.eat(b'#');
    if !fill_given && cursor.eat(b'0') {
        out.fill = u32::from(b'0');
        if !align_given && default_align == Align::Right {
            out.align = Align::AfterSign;
        }
    }
    out.width = cursor.number()?;
    out.thousands = cursor.thousands()?;
    if cursor.eat(b'.') {
        out.precision = cursor.number()?;
        out.fraction_thousands = cursor.thousands()?;
        if out.precision.is_none() && out.fraction_thousands == Thousands::None {
            return Err(raise!(ValueError, "Format specifier missing precision"));
        }
    }
    match end - cursor.at {
        0 => {}
        1 => out.code = cursor.peek(0).unwrap_or(0),
        _ => {
            let whole = spec.substring(start, end)?;
            return Err(raise!(
                ValueError,
                "Invalid format specifier '{}' for object of type '{}'",
                whole.to_string_lossy(),
                value.class().tp_name()
            ));
        }
    }
    check_thousands(&mut out)?;
    Ok(out)
}

/// Do the separators go with the presentation type?
fn check_thousands(spec: &mut FormatSpec) -> PyResult<()> {
    let code = u8::try_from(spec.code).unwrap_or(255);
    let floating = matches!(code, b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0);
    if spec.thousands != Thousands::None && !floating && code != b'd' {
        if spec.thousands == Thousands::Underscore && matches!(code, b'b' | b'o' | b'x' | b'X') {
            spec.thousands = Thousands::UnderscoreFour;
        } else {
            return Err(bad_separator(spec.thousands, spec.code));
        }
    }
    if spec.fraction_thousands != Thousands::None && !floating && code != b'd' {
        return Err(bad_separator(spec.fraction_thousands, spec.code));
    }
    Ok(())
}

#[cold]
fn bad_separator(thousands: Thousands, code: u32) -> Raised {
    let separator = if thousands == Thousands::Comma {
        ','
    } else {
        '_'
    };
    match shown(code) {
        Some(c) => raise!(ValueError, "Cannot specify '{separator}' with '{c}'."),
        None => raise!(
            ValueError,
            "Cannot specify '{separator}' with '\\x{code:x}'."
        ),
    }
}

fn shown(code: u32) -> Option<char> {
    (code > 32 && code < 128).then(|| char::from(code as u8))
}

/// ValueError "Unknown format code 'q' for object of type 'int'".
#[cold]
pub fn unknown_type(code: u32, value: &Object) -> Raised {
    let name = value.class();
    let name = name.tp_name();
    match shown(code) {
        Some(c) => raise!(
            ValueError,
            "Unknown format code '{c}' for object of type '{name}'"
        ),
        None => {
            raise!(
                ValueError,
                "Unknown format code '\\x{code:x}' for object of type '{name}'"
            )
        }
    }
}
