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

/// The shortest digits that read back as the same float, at the front of the array, their number, and where the point
/// stands. `value` is finite and not negative.
pub fn shortest_in(value: f64) -> ([u8; 20], usize, i32) {
    let mut digits = [b'0'; 20];
    if value == 0.0 {
        return (digits, 1, 1);
    }
    let mut buffer = zmij::Buffer::new();
    let (mut n, mut point, mut exponent) = (0, 0, 0);
    let mut before_point = true;
    let mut text = buffer.format_finite(value).bytes();
    while let Some(b) = text.next() {
        match b {
            b'.' => before_point = false,
            b'e' | b'E' => {
                let mut sign = 1;
                for b in text.by_ref() {
                    match b {
                        b'-' => sign = -1,
                        b'+' => {}
                        digit => exponent = exponent * 10 + i32::from(digit - b'0'),
                    }
                }
                exponent *= sign;
            }
            // A leading zero says nothing but, past the point, where the digits begin.
            b'0' if n == 0 => point -= i32::from(!before_point),
            digit => {
                // More digits than 17 are zeros before the point.
                if let Some(slot) = digits.get_mut(n) {
                    *slot = digit;
                }
                n += 1;
                point += i32::from(before_point);
            }
        }
    }
    let mut n = n.min(digits.len());
    while n > 1 && digits[n - 1] == b'0' {
        n -= 1;
    }
    (digits, n, point + exponent)
}

/// The same, as a `Decimal`.
pub fn shortest(value: f64) -> Decimal {
    let (digits, n, point) = shortest_in(value);
    Decimal {
        digits: digits[..n].to_vec(),
        point,
    }
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
