//! Hexadecimal text: `hex()` and `fromhex()`.

use base::{Object, PyResult, Ref};

use super::buffer;
use crate::prelude::*;

pub(super) const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two digits a byte, with a separator between groups: counted from the right, or from the left if `per_group` is negative.
pub fn to_hex(s: &[u8], sep: Option<&Object>, per_group: isize) -> PyResult<Vec<u8>> {
    let sep = match sep {
        None => None,
        Some(o) => {
            if o.length()? != 1 {
                return Err(raise!(ValueError, "sep must be length 1."));
            }
            let c = if let Some(t) = o.downcast::<Str>() {
                t.char_at(0)
            } else if let Some(b) = o.downcast::<Bytes>() {
                b.as_slice()[0] as u32
            } else {
                return Err(raise!(TypeError, "sep must be str or bytes."));
            };
            if c > 127 {
                return Err(raise!(ValueError, "sep must be ASCII."));
            }
            Some(c as u8)
        }
    };
    let group = per_group.unsigned_abs();
    let mut out = buffer(s.len().saturating_mul(if sep.is_some() { 3 } else { 2 }))?;
    for (i, b) in s.iter().enumerate() {
        if let Some(c) = sep
            && group > 0
            && i > 0
            && (if per_group > 0 { s.len() - i } else { i }).is_multiple_of(group)
        {
            out.push(c);
        }
        out.push(DIGITS[(b >> 4) as usize]);
        out.push(DIGITS[(b & 15) as usize]);
    }
    Ok(out)
}

/// `hex(sep, bytes_per_sep)` as text.
pub fn hex_text(s: &[u8], sep: Option<&Object>, per_group: isize) -> PyResult<Ref<Str>> {
    Str::from_ascii(&to_hex(s, sep, per_group)?)
}

/// The bytes of hexadecimal text, where white space may stand between them.
pub fn from_hex(o: &Object) -> PyResult<Vec<u8>> {
    let held;
    let text = if let Some(s) = o.downcast::<Str>() {
        if let Some(t) = s.as_ascii() {
            t.as_bytes()
        } else {
            let at = s.iter_chars().position(|c| c >= 0x80).unwrap_or(0);
            return Err(bad_digit(at));
        }
    } else if crate::buffer::has_buffer(o) {
        held = Buffer::get(o)?;
        held.as_slice()
    } else {
        return Err(raise!(
            TypeError,
            "fromhex() argument must be str or bytes-like, not {}",
            crate::repr::full_name(o.class())
        ));
    };
    let mut out = buffer(text.len() / 2)?;
    let digit = |b: u8| (b as char).to_digit(16);
    let mut i = 0;
    while i < text.len() {
        if super::ascii::is_space(text[i]) {
            i += 1;
            continue;
        }
        let Some(high) = digit(text[i]) else {
            return Err(bad_digit(i));
        };
        let Some(b) = text.get(i + 1) else {
            return Err(raise!(
                ValueError,
                "fromhex() arg must contain an even number of hexadecimal digits"
            ));
        };
        let Some(low) = digit(*b) else {
            return Err(bad_digit(i + 1));
        };
        out.push((high << 4 | low) as u8);
        i += 2;
    }
    Ok(out)
}

#[cold]
fn bad_digit(at: usize) -> Raised {
    raise!(
        ValueError,
        "non-hexadecimal number found in fromhex() arg at position {}",
        at
    )
}
