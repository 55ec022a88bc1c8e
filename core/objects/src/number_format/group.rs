//! A number's text put together: padding, sign, prefix, grouped digits, point, and what follows.

use base::{PyResult, Ref};

use super::locale::Locale;
use super::spec::{Align, FormatSpec, Sign};
use crate::exceptions;
use crate::prelude::*;

/// The parts of a number's plain ASCII text.
pub struct Parts<'a> {
    pub negative: bool,
    /// `0x` and kin.
    pub prefix: &'a [u8],
    /// Digits before the point, to be grouped.
    pub digits: &'a [u8],
    /// Is there a point after them?
    pub point: bool,
    /// Digits after the point.
    pub fraction: &'a [u8],
    /// Exponent, percent sign; or the whole of `inf`, or a character.
    pub rest: &'a [u32],
}

/// Splits what `double_to_string` gave, without its sign: digits, point, fraction, rest.
pub fn split_number(text: &[u8]) -> (&[u8], bool, &[u8], &[u8]) {
    let run = |t: &[u8]| t.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(run(text));
    match rest {
        [b'.', tail @ ..] => {
            let (fraction, rest) = tail.split_at(run(tail));
            (digits, true, fraction, rest)
        }
        _ => (digits, false, &[], rest),
    }
}

/// Digits in groups from the right, filled with zeros to `min_width` characters.
fn grouped(digits: &[u8], min_width: isize, locale: &Locale) -> PyResult<Vec<u32>> {
    let mut out: Vec<u32> = Vec::new(); // reversed
    let room = digits.len() * 2 + 2 * min_width.max(0) as usize + 4;
    out.try_reserve(room).map_err(|_| exceptions::no_memory())?;
    let mut rest = digits;
    let mut min_width = min_width;
    let sizes = if locale.separator.is_empty() {
        &[][..]
    } else {
        &locale.grouping[..]
    };
    let mut group = 0;
    loop {
        // The last size repeats; CHAR_MAX, or no sizes at all, leaves the rest in one group.
        let size = match sizes.get(group).or(sizes.last()) {
            Some(size) if *size < i8::MAX as u8 => usize::from(*size),
            _ => 0,
        };
        let wanted = rest.len().max(min_width.max(0) as usize).max(1);
        let len = if size == 0 { wanted } else { wanted.min(size) };
        if group > 0 {
            out.extend(locale.separator.iter().rev());
        }
        group += 1;
        let take = rest.len().min(len);
        let (head, tail) = rest.split_at(rest.len() - take);
        out.extend(tail.iter().rev().map(|b| u32::from(*b)));
        out.extend(core::iter::repeat_n(u32::from(b'0'), len - take));
        rest = head;
        min_width -= len as isize;
        if rest.is_empty() && min_width <= 0 {
            break;
        }
        min_width -= locale.separator.len() as isize;
    }
    out.reverse();
    Ok(out)
}

/// The whole text.
pub fn assemble(parts: &Parts<'_>, spec: &FormatSpec, locale: &Locale) -> PyResult<Vec<u32>> {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => Some(b'-'),
        (false, Sign::Plus) => Some(b'+'),
        (false, Sign::Space) => Some(b' '),
        _ => None,
    };
    let fraction_len = match locale.fraction_separator {
        Some(_) => parts.fraction.len() + parts.fraction.len().saturating_sub(1) / 3,
        None => parts.fraction.len(),
    };
    let fixed = usize::from(sign.is_some())
        + parts.prefix.len()
        + if parts.point { locale.point.len() } else { 0 }
        + fraction_len
        + parts.rest.len();
    let width = spec.width.unwrap_or(0);
    let min_width = if spec.fill == u32::from(b'0') && spec.align == Align::AfterSign {
        width as isize - fixed as isize
    } else {
        0
    };
    let digits = if parts.digits.is_empty() {
        Vec::new()
    } else {
        grouped(parts.digits, min_width, locale)?
    };
    let padding = width.saturating_sub(fixed + digits.len());
    let (before, between, after) = match spec.align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::AfterSign => (0, padding, 0),
    };
    let mut out: Vec<u32> = Vec::new();
    let total = fixed
        .checked_add(digits.len())
        .and_then(|n| n.checked_add(padding))
        .ok_or_else(exceptions::no_memory)?;
    out.try_reserve_exact(total)
        .map_err(|_| exceptions::no_memory())?;
    out.extend(core::iter::repeat_n(spec.fill, before));
    out.extend(sign.map(u32::from));
    out.extend(parts.prefix.iter().map(|b| u32::from(*b)));
    out.extend(core::iter::repeat_n(spec.fill, between));
    out.extend_from_slice(&digits);
    if parts.point {
        out.extend_from_slice(&locale.point);
    }
    for (i, b) in parts.fraction.iter().enumerate() {
        if i > 0
            && i % 3 == 0
            && let Some(separator) = locale.fraction_separator
        {
            out.push(u32::from(separator));
        }
        out.push(u32::from(*b));
    }
    out.extend_from_slice(parts.rest);
    out.extend(core::iter::repeat_n(spec.fill, after));
    Ok(out)
}

/// A str of the narrowest width.
pub fn finish(text: &[u32]) -> PyResult<Ref<Str>> {
    Str::from_code_points(text)
}
