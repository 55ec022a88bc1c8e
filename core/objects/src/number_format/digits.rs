//! Decimal digits of floats: shortest that read back the same, or correctly rounded to a given place.
//!
//! The digits come from well-proven algorithms (`zmij` for the shortest, the Rust library's exact mode for the others); here
//! they are only taken out of their texts.

/// Digits without leading zeros (but for zero itself: one `0`), and where the point stands: value = 0.DIGITS * 10**point.
pub struct Decimal {
    pub digits: Vec<u8>,
    pub point: i32,
}

/// Beyond this many significant digits a float's decimal expansion is all zeros.
const MAX_SIGNIFICANT: usize = 770;
/// Beyond this many places after the point likewise.
const MAX_PLACES: usize = 1080;

/// Takes apart what `{:e}` and kin print: `d.dddde-x`, or `ddd.ddd`.
fn take_apart(text: &str) -> Decimal {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((m, e)) => (m, e.parse().unwrap_or(0)),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = whole.bytes().chain(fraction.bytes());
    let zeros = all.clone().take_while(|b| *b == b'0').count();
    let digits: Vec<u8> = all.skip(zeros).collect();
    if digits.is_empty() {
        return Decimal {
            digits: vec![b'0'],
            point: 1,
        };
    }
    Decimal {
        digits,
        point: exponent + whole.len() as i32 - zeros as i32,
    }
}

fn strip_zeros(mut d: Decimal) -> Decimal {
    while d.digits.len() > 1 && d.digits.last() == Some(&b'0') {
        d.digits.pop();
    }
    d
}

/// The shortest digits that read back as the same float. `value` is finite and not negative.
pub fn shortest(value: f64) -> Decimal {
    let mut buffer = zmij::Buffer::new();
    strip_zeros(take_apart(buffer.format_finite(value)))
}

/// `n >= 1` significant digits, rounded half to even; trailing zeros may be missing.
pub fn significant(value: f64, n: usize) -> Decimal {
    take_apart(&format!("{:.*e}", n.clamp(1, MAX_SIGNIFICANT) - 1, value))
}

/// `places` digits after the point, rounded half to even; trailing zeros may be missing, and leading ones are.
pub fn fixed(value: f64, places: usize) -> Decimal {
    take_apart(&format!("{:.*}", places.min(MAX_PLACES), value))
}

/// Every digit of the value.
pub fn exact(value: f64) -> Decimal {
    strip_zeros(significant(value, MAX_SIGNIFICANT))
}
