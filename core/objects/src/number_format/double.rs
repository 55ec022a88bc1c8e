//! `PyOS_double_to_string`: a float as text by a format code, precision and flags.

use base::PyResult;

use super::digits::{self, Decimal};
use crate::{exceptions, raise};

/// How a float is to be written.
#[derive(Clone, Copy, Default)]
pub struct DoubleFormat {
    /// A `+` before what is not negative.
    pub sign: bool,
    /// `.0` after what would look like an integer.
    pub add_dot_0: bool,
    /// `#`: the point always, and no trailing zeros dropped in `g`.
    pub alternate: bool,
    /// `z`: no negative zero.
    pub no_negative_zero: bool,
}

impl DoubleFormat {
    /// The `Py_DTSF_*` flags.
    pub fn from_c(flags: core::ffi::c_int) -> DoubleFormat {
        DoubleFormat {
            sign: flags & 1 != 0,
            add_dot_0: flags & 2 != 0,
            alternate: flags & 4 != 0,
            no_negative_zero: flags & 8 != 0,
        }
    }
}

/// Room for sign, point and exponent stays below what a C `int` counts.
const MAX_PRECISION: usize = i32::MAX as usize - 1024;

/// The text of `value` by `code`: one of `e E f F g G`, or `r` for the shortest (which has no precision).
pub fn double_to_string(
    value: f64,
    code: u8,
    precision: usize,
    how: DoubleFormat,
) -> PyResult<Vec<u8>> {
    if precision > MAX_PRECISION {
        return Err(raise!(ValueError, "precision too big"));
    }
    let upper = code.is_ascii_uppercase();
    let code = code.to_ascii_lowercase();
    if !value.is_finite() {
        let text: &[u8] = match (value.is_nan(), upper) {
            (true, false) => b"nan",
            (true, true) => b"NAN",
            (false, false) => b"inf",
            (false, true) => b"INF",
        };
        let mut out = Vec::with_capacity(4);
        push_sign(&mut out, value < 0.0, how.sign);
        out.extend_from_slice(text);
        return Ok(out);
    }
    let magnitude = value.abs();
    let decimal = match code {
        b'r' => digits::shortest(magnitude),
        b'e' => digits::significant(magnitude, precision.saturating_add(1)),
        b'g' => digits::significant(magnitude, precision.max(1)),
        _ => digits::fixed(magnitude, precision),
    };
    let zero = decimal.digits.iter().all(|d| *d == b'0');
    let negative = value.is_sign_negative() && !(how.no_negative_zero && zero);
    let mut out = Vec::new();
    // Only the precision can make this large.
    let wanted = precision
        .checked_add(decimal.point.unsigned_abs() as usize + 16)
        .ok_or_else(exceptions::no_memory)?;
    out.try_reserve(wanted)
        .map_err(|_| exceptions::no_memory())?;
    push_sign(&mut out, negative, how.sign);
    let exponent_form = match code {
        b'e' => true,
        b'r' => decimal.point <= -4 || decimal.point > 16,
        b'g' => {
            // With `.0` to come there must be room for it.
            let room = precision.max(1) as i64 - i64::from(how.add_dot_0);
            decimal.point <= -4 || i64::from(decimal.point) > room
        }
        _ => false,
    };
    // How many digits are to be shown in all, counted from the first significant one.
    let shown = match code {
        b'e' => precision.saturating_add(1),
        b'g' if how.alternate => precision.max(1),
        b'r' | b'g' => significant_len(&decimal),
        _ => (precision as i64 + i64::from(decimal.point)).max(0) as usize,
    };
    if exponent_form {
        push_exponent_form(&mut out, &decimal, shown, zero, upper, how.alternate);
    } else {
        push_plain(&mut out, &decimal, shown, zero, code, precision, how);
    }
    Ok(out)
}

fn push_sign(out: &mut Vec<u8>, negative: bool, always: bool) {
    if negative {
        out.push(b'-');
    } else if always {
        out.push(b'+');
    }
}

/// The digits without trailing zeros.
fn significant_len(decimal: &Decimal) -> usize {
    let zeros = decimal
        .digits
        .iter()
        .rev()
        .take_while(|d| **d == b'0')
        .count();
    (decimal.digits.len() - zeros).max(1)
}

fn push_exponent_form(
    out: &mut Vec<u8>,
    decimal: &Decimal,
    shown: usize,
    zero: bool,
    upper: bool,
    alternate: bool,
) {
    let digit = |i: usize| decimal.digits.get(i).copied().unwrap_or(b'0');
    out.push(digit(0));
    if shown > 1 || alternate {
        out.push(b'.');
    }
    for i in 1..shown {
        out.push(digit(i));
    }
    let exponent = if zero { 0 } else { decimal.point - 1 };
    out.push(if upper { b'E' } else { b'e' });
    out.push(if exponent < 0 { b'-' } else { b'+' });
    let magnitude = exponent.unsigned_abs();
    if magnitude >= 100 {
        out.push(b'0' + (magnitude / 100) as u8);
    }
    out.push(b'0' + (magnitude / 10 % 10) as u8);
    out.push(b'0' + (magnitude % 10) as u8);
}

fn push_plain(
    out: &mut Vec<u8>,
    decimal: &Decimal,
    shown: usize,
    zero: bool,
    code: u8,
    precision: usize,
    how: DoubleFormat,
) {
    let digit = |i: usize| decimal.digits.get(i).copied().unwrap_or(b'0');
    let point = if zero { 1 } else { i64::from(decimal.point) };
    // Digits before the point.
    if point <= 0 {
        out.push(b'0');
    } else {
        for i in 0..point as usize {
            out.push(digit(i));
        }
    }
    let places = if code == b'f' {
        precision as i64
    } else {
        (shown as i64 - point).max(0)
    };
    if places > 0 {
        out.push(b'.');
        for i in 0..places {
            let at = point + i;
            out.push(if at < 0 { b'0' } else { digit(at as usize) });
        }
    } else if how.alternate {
        out.push(b'.');
    } else if how.add_dot_0 {
        out.extend_from_slice(b".0");
    }
}

/// A float's repr, without allocation.
pub struct Repr {
    text: [u8; 32],
    len: usize,
}

impl Repr {
    pub fn of(value: f64) -> Repr {
        let mut out = Repr {
            text: [0; 32],
            len: 0,
        };
        if value.is_nan() {
            out.push(b"nan");
            return out;
        }
        if value.is_sign_negative() {
            out.push(b"-");
        }
        if value.is_infinite() {
            out.push(b"inf");
            return out;
        }
        let (digits, n, point) = digits::shortest_in(value.abs());
        let digits = &digits[..n];
        if point <= -4 || point > 16 {
            out.push(&digits[..1]);
            if n > 1 {
                out.push(b".");
                out.push(&digits[1..]);
            }
            let exponent = point - 1;
            out.push(if exponent < 0 { b"e-" } else { b"e+" });
            let magnitude = exponent.unsigned_abs();
            if magnitude >= 100 {
                out.push(&[b'0' + (magnitude / 100) as u8]);
            }
            out.push(&[
                b'0' + (magnitude / 10 % 10) as u8,
                b'0' + (magnitude % 10) as u8,
            ]);
        } else if point <= 0 {
            out.push(b"0.");
            out.push(&b"0000"[..point.unsigned_abs() as usize]);
            out.push(digits);
        } else {
            let point = point as usize;
            if n > point {
                out.push(&digits[..point]);
                out.push(b".");
                out.push(&digits[point..]);
            } else {
                out.push(digits);
                out.push(&b"0000000000000000"[..point - n]);
                out.push(b".0");
            }
        }
        out
    }

    fn push(&mut self, text: &[u8]) {
        // At most a sign, 17 digits, 16 zeros less the digits, a point and an exponent: the buffer always has room.
        if let Some(slot) = self.text.get_mut(self.len..self.len + text.len()) {
            slot.copy_from_slice(text);
            self.len += text.len();
        }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.text[..self.len]
    }
}

/// `repr(value)`
pub fn repr(value: f64) -> PyResult<Vec<u8>> {
    let repr = Repr::of(value);
    let mut out = Vec::new();
    out.try_reserve_exact(repr.len)
        .map_err(|_| exceptions::no_memory())?;
    out.extend_from_slice(repr.as_bytes());
    Ok(out)
}
