//! `int.__format__`.

use base::{PyResult, Ref};

use super::group::{Parts, assemble, finish};
use super::locale::Locale;
use super::spec::{Align, FormatSpec, Sign, Thousands, parse_spec, unknown_type};
use crate::long::{format_radix, format_radix_signed};
use crate::prelude::*;

/// `format(value, spec)`
pub fn format_long(value: &Long, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        return if value.is_exact() {
            crate::long::decimal(value)
        } else {
            value.str()
        };
    }
    let spec = parse_spec(value, spec, b'd', Align::Right)?;
    match u8::try_from(spec.code).unwrap_or(255) {
        b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n' => by_spec(value, &spec),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            super::float::by_spec(value.as_f64()?, &spec)
        }
        _ => Err(unknown_type(spec.code, value)),
    }
}

fn by_spec(value: &Long, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    if spec.precision.is_some() {
        return Err(raise!(
            ValueError,
            "Precision not allowed in integer format specifier"
        ));
    }
    if spec.no_negative_zero {
        return Err(raise!(
            ValueError,
            "Negative zero coercion (z) not allowed in integer format specifier"
        ));
    }
    let code = spec.code as u8;
    if code == b'c' {
        return character(value, spec);
    }
    let base = match code {
        b'b' => 2,
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => 10,
    };
    let plain = !matches!(spec.sign, Sign::Plus | Sign::Space)
        && spec.width.is_none()
        && spec.thousands == Thousands::None;
    if plain && !matches!(code, b'X' | b'n') {
        return format_radix(value, base, spec.alternate);
    }
    let mut text = format_radix_signed(value, base, false)?;
    let mut prefix: &[u8] = match (spec.alternate, code) {
        (true, b'b') => b"0b",
        (true, b'o') => b"0o",
        (true, b'x') => b"0x",
        (true, b'X') => b"0X",
        _ => b"",
    };
    if base == 10 {
        prefix = b"";
    }
    if code == b'X' {
        text.make_ascii_uppercase();
    }
    let negative = text.first() == Some(&b'-');
    let parts = Parts {
        negative,
        prefix,
        digits: &text[usize::from(negative)..],
        point: false,
        fraction: b"",
        rest: &[],
    };
    finish(&assemble(&parts, spec, &Locale::of(spec))?)
}

/// The format `c`: the character of that code point.
fn character(value: &Long, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    if spec.sign != Sign::Unspecified {
        return Err(raise!(
            ValueError,
            "Sign not allowed with integer format specifier 'c'"
        ));
    }
    if spec.alternate {
        return Err(raise!(
            ValueError,
            "Alternate form (#) not allowed with integer format specifier 'c'"
        ));
    }
    let code = value.as_i64()?;
    let Some(code) = u32::try_from(code).ok().filter(|c| *c <= 0x10ffff) else {
        return Err(raise!(OverflowError, "%c arg not in range(0x110000)"));
    };
    let parts = Parts {
        negative: false,
        prefix: b"",
        digits: b"",
        point: false,
        fraction: b"",
        rest: &[code],
    };
    finish(&assemble(&parts, spec, &Locale::of(spec))?)
}
