//! Text to int: white space, sign, prefix, underscores, limits, and the messages of `int()`.

use base::{Object, PyResult, Raised, Ref};

use super::radix::{digit_value, from_values, values_with_room};
use super::{Long, max_str_digits};
use crate::prelude::*;

/// Why a text is no int.
enum Bad {
    /// Not a literal of the base.
    Syntax,
    /// Something was raised already.
    Raised(Raised),
}

impl From<Raised> for Bad {
    fn from(raised: Raised) -> Bad {
        Bad::Raised(raised)
    }
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// `int(text, base)` of ASCII text; base 0 goes by the prefix.
fn parse(text: &[u8], mut base: u32) -> Result<Ref<Long>, Bad> {
    let mut rest = text;
    while let [b, tail @ ..] = rest
        && is_space(*b)
    {
        rest = tail;
    }
    while let [head @ .., b] = rest
        && is_space(*b)
    {
        rest = head;
    }
    let mut negative = false;
    if let [sign @ (b'+' | b'-'), tail @ ..] = rest {
        negative = *sign == b'-';
        rest = tail;
    }
    let prefix = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let mut old_octal = false;
    if base == 0 {
        base = if prefix != 0 { prefix } else { 10 };
        // "0" and "00" are zero, "010" was octal once and is an error.
        old_octal = prefix == 0 && rest.first() == Some(&b'0');
    }
    if prefix == base && prefix != 0 {
        rest = &rest[2..];
        if let [b'_', tail @ ..] = rest {
            rest = tail; // one underscore may follow the prefix
        }
    }
    // Nearly every text: a few digits and nothing else.
    if rest.len() <= 18 && base == 10 && !rest.is_empty() && !old_octal {
        let mut value = 0i64;
        let mut plain = true;
        for &b in rest {
            plain &= b.is_ascii_digit();
            value = value * 10 + i64::from(b.wrapping_sub(b'0'));
        }
        if plain {
            return Ok(Long::from_i64(if negative { -value } else { value })?);
        }
    }
    let (count, end) = scan(rest, base)?;
    let limit = max_str_digits();
    if !base.is_power_of_two() && limit > 0 && count > limit {
        return Err(Bad::Raised(raise!(
            ValueError,
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {count} digits; use \
             sys.set_int_max_str_digits() to increase the limit"
        )));
    }
    if end < rest.len() {
        return Err(Bad::Syntax);
    }
    let mut values = values_with_room(count)?;
    let digits = rest.iter().filter(|b| **b != b'_');
    values.extend(digits.map(|b| digit_value(*b) as u8));
    if base == 10
        && let Some(value) = super::pylong::from_decimal(rest, values.len())?
    {
        return Ok(if negative {
            super::negative(&value)?
        } else {
            value
        });
    }
    let result = from_values(&values, base, negative)?;
    if old_octal && !result.is_zero() {
        return Err(Bad::Syntax);
    }
    Ok(result)
}

/// How many digits the text begins with, and where they and the underscores between them end.
fn scan(text: &[u8], base: u32) -> Result<(usize, usize), Bad> {
    let mut end = 0;
    if base == 10 {
        // What is too long is to be refused at the speed of memory.
        let plain = |chunk: &&[u8]| chunk.iter().fold(true, |all, b| all & b.is_ascii_digit());
        end = text.chunks_exact(32).take_while(plain).count() * 32;
    }
    let mut count = end;
    let mut last_is_digit = end > 0;
    for &b in &text[end..] {
        if b == b'_' {
            if !last_is_digit {
                return Err(Bad::Syntax);
            }
            last_is_digit = false;
        } else if digit_value(b) < base {
            count += 1;
            last_is_digit = true;
        } else {
            break;
        }
        end += 1;
    }
    if last_is_digit {
        Ok((count, end))
    } else {
        Err(Bad::Syntax)
    }
}

#[cold]
fn invalid(literal: &Object, base: u32) -> Raised {
    let repr = match literal.repr() {
        Ok(repr) => repr,
        Err(raised) => return raised,
    };
    let shown = match if repr.len() > 200 {
        repr.substring(0, 200)
    } else {
        Ok(repr)
    } {
        Ok(shown) => shown,
        Err(raised) => return raised,
    };
    raise!(
        ValueError,
        "invalid literal for int() with base {base}: {}",
        shown.to_string_lossy()
    )
}

/// Digits and spaces of any script as ASCII; what is neither becomes `?`, which no number has, and ends the text.
pub fn ascii_digits(text: &Str) -> PyResult<Vec<u8>> {
    let mut out = values_with_room(text.len())?;
    for i in 0..text.len() {
        let c = text.char_at(i);
        if c < 127 {
            out.push(c as u8);
        } else if crate::unicode::database::is_space(c) {
            out.push(b' ');
        } else if let Some(digit) = crate::unicode::database::to_decimal(c) {
            out.push(b'0' + digit as u8);
        } else {
            out.push(b'?');
            break;
        }
    }
    Ok(out)
}

/// `int(text, base)` of a str, whose digits and spaces may be any that Unicode has.
pub fn from_str_object(text: &Str, base: u32) -> PyResult<Ref<Long>> {
    let result = if text.is_ascii() {
        parse(text.as_utf8()?.as_bytes(), base)
    } else {
        parse(&ascii_digits(text)?, base)
    };
    result.map_err(|bad| match bad {
        Bad::Raised(raised) => raised,
        Bad::Syntax => invalid(text, base),
    })
}

/// `int(literal, base)`, where `bytes` is what the bytes-like `literal` holds.
pub(super) fn from_bytes_object(literal: &Object, bytes: &[u8], base: u32) -> PyResult<Ref<Long>> {
    parse(bytes, base).map_err(|bad| match bad {
        Bad::Raised(raised) => raised,
        Bad::Syntax => invalid(literal, base),
    })
}

/// `int(text, base)` for ASCII text without an object.
pub fn from_bytes_text(text: &[u8], base: u32) -> PyResult<Ref<Long>> {
    parse(text, base).map_err(|bad| match bad {
        Bad::Raised(raised) => raised,
        Bad::Syntax => match Bytes::from_slice(text) {
            Ok(literal) => invalid(&literal, base),
            Err(raised) => raised,
        },
    })
}

/// The int that the whole text is; in messages the text is a string, and the base that which its prefix tells (`PyLong_FromString`).
pub fn from_c_text(text: &[u8], base: u32) -> PyResult<Ref<Long>> {
    parse(text, base).map_err(|bad| match bad {
        Bad::Raised(raised) => raised,
        Bad::Syntax => match Str::decode_utf8(text, Some(c"replace")) {
            Ok(literal) => invalid(&literal, told_base(text, base)),
            Err(raised) => raised,
        },
    })
}

/// The base of a text that is no int: 0 stays for one that only begins with a zero.
fn told_base(text: &[u8], base: u32) -> u32 {
    if base != 0 {
        return base;
    }
    let digits = text.trim_ascii_start();
    let digits = digits
        .strip_prefix(b"+")
        .or(digits.strip_prefix(b"-"))
        .unwrap_or(digits);
    match digits {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        [b'0', ..] => 0,
        _ => 10,
    }
}

/// How much of the text an int takes, white space around it included (`PyLong_FromString`'s end); none if it begins with no int.
pub fn prefix_len(text: &[u8], mut base: u32) -> Option<usize> {
    let spaces = |at: usize| text[at..].iter().take_while(|b| is_space(**b)).count();
    let mut at = spaces(0);
    at += usize::from(matches!(text.get(at), Some(b'+' | b'-')));
    let prefix = match (text.get(at), text.get(at + 1)) {
        (Some(b'0'), Some(b'x' | b'X')) => 16,
        (Some(b'0'), Some(b'o' | b'O')) => 8,
        (Some(b'0'), Some(b'b' | b'B')) => 2,
        _ => 0,
    };
    if base == 0 {
        base = if prefix != 0 { prefix } else { 10 };
    }
    if prefix == base && prefix != 0 {
        at += 2;
        at += usize::from(text.get(at) == Some(&b'_'));
    }
    let start = at;
    while let Some(b) = text.get(at) {
        let is_digit = |b: u8| digit_value(b) < base;
        let underscore = *b == b'_' && at > start && text.get(at + 1).is_some_and(|n| is_digit(*n));
        if !is_digit(*b) && !underscore {
            break;
        }
        at += 1;
    }
    (at > start).then(|| at + spaces(at))
}
