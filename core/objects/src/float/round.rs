//! `round(value, ndigits)`, correctly rounded half to even in decimal.

use base::PyResult;

use crate::number_format::digits;
use crate::raise;

/// `value` rounded to `places` after the point (before it, if negative); `value` is finite.
pub fn round_places(value: f64, places: isize) -> PyResult<f64> {
    // All digits of a float lie within these places.
    if places > 323 {
        return Ok(value);
    }
    if places < -308 {
        return Ok(0.0 * value);
    }
    let magnitude = value.abs();
    let rounded = if places >= 0 {
        format!("{:.*}", places as usize, magnitude)
            .parse()
            .unwrap_or(magnitude)
    } else {
        before_point(magnitude, places.unsigned_abs())
    };
    if rounded.is_infinite() {
        return Err(raise!(
            OverflowError,
            "rounded value too large to represent"
        ));
    }
    Ok(rounded.copysign(value))
}

fn before_point(magnitude: f64, places: usize) -> f64 {
    let exact = digits::exact(magnitude);
    let keep = i64::from(exact.point) - places as i64;
    if keep < 0 || exact.digits == b"0" {
        return 0.0;
    }
    if keep == 0 {
        // Up only if more than half a unit: exactly half goes to the even zero.
        let above = exact.digits[0] > b'5' || (exact.digits[0] == b'5' && exact.digits.len() > 1);
        return if above {
            format!("1e{places}").parse().unwrap_or(0.0)
        } else {
            0.0
        };
    }
    format!("{:.*e}", keep as usize - 1, magnitude)
        .parse()
        .unwrap_or(magnitude)
}
