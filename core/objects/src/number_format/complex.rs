//! `complex.__format__`.

use base::{PyResult, Ref};

use super::double::double_to_string;
use super::float::{double_arguments, pieces};
use super::group::finish;
use super::locale::Locale;
use super::spec::{Align, Sign, parse_spec, unknown_type};
use crate::exceptions;
use crate::prelude::*;

/// `format(value, spec)`
pub fn format_complex(value: &Complex, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        return value.str();
    }
    let spec = parse_spec(value, spec, 0, Align::Right)?;
    if !matches!(
        u8::try_from(spec.code).unwrap_or(255),
        0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n'
    ) {
        return Err(unknown_type(spec.code, value));
    }
    let (code, precision, how) = double_arguments(&spec)?;
    if spec.fill == u32::from(b'0') {
        return Err(raise!(
            ValueError,
            "Zero padding is not allowed in complex format specifier"
        ));
    }
    if spec.align == Align::AfterSign {
        return Err(raise!(
            ValueError,
            "'=' alignment flag is not allowed in complex format specifier"
        ));
    }
    let (real, imag) = value.parts();
    // Without a type it looks like str(): no real part if that is plus zero, parentheses otherwise.
    let only_imag = spec.code == 0 && real == 0.0 && real.is_sign_positive();
    let parentheses = spec.code == 0 && !only_imag;
    let locale = Locale::of(&spec);
    let mut part = spec;
    part.width = None;
    part.align = Align::Left;
    part.fill = 0;
    let mut text = Vec::new();
    if parentheses {
        text.push(u32::from(b'('));
    }
    if !only_imag {
        text.extend(pieces(
            &double_to_string(real, code, precision, how)?,
            &part,
            &locale,
        )?);
        part.sign = Sign::Plus;
    }
    text.extend(pieces(
        &double_to_string(imag, code, precision, how)?,
        &part,
        &locale,
    )?);
    text.push(u32::from(b'j'));
    if parentheses {
        text.push(u32::from(b')'));
    }
    let padding = spec.width.unwrap_or(0).saturating_sub(text.len());
    let before = match spec.align {
        Align::Right => padding,
        Align::Center => padding / 2,
        _ => 0,
    };
    let mut out = Vec::new();
    out.try_reserve_exact(text.len() + padding)
        .map_err(|_| exceptions::no_memory())?;
    out.extend(core::iter::repeat_n(spec.fill, before));
    out.extend_from_slice(&text);
    out.extend(core::iter::repeat_n(spec.fill, padding - before));
    finish(&out)
}
