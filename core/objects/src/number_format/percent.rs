//! Ints in `%`-formatting (`_PyUnicode_FormatLong`).

use base::{PyResult, Ref};

use crate::exceptions;
use crate::long::format_radix_signed;
use crate::prelude::*;

/// `'%d' % value` and kin: `code` is one of `d i u o x X`, `alternate` is `#`, and `precision` the least number of digits.
pub fn format_long_percent(
    value: &Long,
    alternate: bool,
    precision: Option<usize>,
    code: u8,
) -> PyResult<Ref<Str>> {
    let base = match code {
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => 10,
    };
    if precision.is_some_and(|p| p > i32::MAX as usize - 3) {
        return Err(raise!(OverflowError, "precision too large"));
    }
    let plain = format_radix_signed(value, base, false)?;
    let negative = plain.first() == Some(&b'-');
    let digits = &plain[usize::from(negative)..];
    let zeros = precision.unwrap_or(0).saturating_sub(digits.len());
    let mut out = Vec::new();
    out.try_reserve_exact(plain.len() + zeros + 2)
        .map_err(|_| exceptions::no_memory())?;
    if negative {
        out.push(b'-');
    }
    match (alternate, base) {
        (true, 8) => out.extend_from_slice(b"0o"),
        (true, 16) => out.extend_from_slice(b"0x"),
        _ => {}
    }
    out.extend(core::iter::repeat_n(b'0', zeros));
    out.extend_from_slice(digits);
    if code == b'X' {
        out.make_ascii_uppercase();
    }
    Str::from_latin1(&out)
}
