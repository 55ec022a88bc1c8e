//! `float.__format__`.

use base::{PyResult, Ref};

use super::double::{DoubleFormat, double_to_string};
use super::group::{Parts, assemble, finish, split_number};
use super::locale::Locale;
use super::spec::{Align, FormatSpec, Sign, Thousands, parse_spec, unknown_type};
use crate::prelude::*;

/// `format(value, spec)`
pub fn format_float(value: &Float, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        return value.str();
    }
    let spec = parse_spec(value, spec, 0, Align::Right)?;
    match u8::try_from(spec.code).unwrap_or(255) {
        0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%' => by_spec(value.value(), &spec),
        _ => Err(unknown_type(spec.code, value)),
    }
}

/// The code and precision that `double_to_string` takes for a specification, and the flags.
pub(super) fn double_arguments(spec: &FormatSpec) -> PyResult<(u8, usize, DoubleFormat)> {
    let how = DoubleFormat {
        alternate: spec.alternate,
        no_negative_zero: spec.no_negative_zero,
        ..DoubleFormat::default()
    };
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(raise!(ValueError, "precision too big"));
    }
    let code = spec.code as u8;
    Ok(match (code, spec.precision) {
        (0, None) => (b'r', 0, how),
        (0, Some(precision)) => (b'g', precision, how),
        (b'n', precision) => (b'g', precision.unwrap_or(6), how),
        (b'%', precision) => (b'f', precision.unwrap_or(6), how),
        (code, precision) => (code, precision.unwrap_or(6), how),
    })
}

pub(super) fn by_spec(value: f64, spec: &FormatSpec) -> PyResult<Ref<Str>> {
    let (code, precision, mut how) = double_arguments(spec)?;
    how.add_dot_0 = spec.code == 0;
    let percent = spec.code == u32::from(b'%');
    let value = if percent { value * 100.0 } else { value };
    let mut text = double_to_string(value, code, precision, how)?;
    if percent {
        text.push(b'%');
    }
    let plain = !matches!(spec.sign, Sign::Plus | Sign::Space)
        && spec.width.is_none()
        && spec.thousands == Thousands::None
        && spec.fraction_thousands == Thousands::None
        && spec.code != u32::from(b'n');
    if plain {
        return Str::from_latin1(&text);
    }
    finish(&pieces(&text, spec, &Locale::of(spec))?)
}

/// The text of a float put in shape.
pub(super) fn pieces(text: &[u8], spec: &FormatSpec, locale: &Locale) -> PyResult<Vec<u32>> {
    let negative = text.first() == Some(&b'-');
    let (digits, point, fraction, rest) = split_number(&text[usize::from(negative)..]);
    let rest: Vec<u32> = rest.iter().map(|b| u32::from(*b)).collect();
    let parts = Parts {
        negative,
        prefix: b"",
        digits,
        point,
        fraction,
        rest: &rest,
    };
    assemble(&parts, spec, locale)
}
