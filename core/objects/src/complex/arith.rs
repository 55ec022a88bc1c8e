//! Arithmetic on pairs of doubles: (real, imaginary).
//!
//! Products and quotients recover infinities that came out as two NaNs, as annex G of the C standard has it; with a real
//! operand the arithmetic is by parts, so that signed zeros and infinities survive.

use base::PyResult;

use crate::raise;

/// A complex value by its parts.
pub type Parts = (f64, f64);

unsafe extern "C" {
    safe fn hypot(x: f64, y: f64) -> f64;
    safe fn pow(x: f64, y: f64) -> f64;
    safe fn atan2(y: f64, x: f64) -> f64;
    safe fn exp(x: f64) -> f64;
    safe fn log(x: f64) -> f64;
    safe fn cos(x: f64) -> f64;
    safe fn sin(x: f64) -> f64;
}

/// 1 or 0 with the sign of `x`, for what is infinite or not.
fn boxed(x: f64) -> f64 {
    (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x)
}

/// Zero with its sign in place of a NaN.
fn no_nan(x: f64) -> f64 {
    if x.is_nan() { 0f64.copysign(x) } else { x }
}

fn infinite(a: Parts) -> bool {
    a.0.is_infinite() || a.1.is_infinite()
}

fn finite(a: Parts) -> bool {
    a.0.is_finite() && a.1.is_finite()
}

pub fn multiply(a: Parts, b: Parts) -> Parts {
    let (ac, bd, ad, bc) = (a.0 * b.0, a.1 * b.1, a.0 * b.1, a.1 * b.0);
    let result = (ac - bd, ad + bc);
    if !(result.0.is_nan() && result.1.is_nan()) {
        return result;
    }
    let (mut x, mut y) = (a, b);
    let mut again = false;
    if infinite(x) {
        x = (boxed(x.0), boxed(x.1));
        y = (no_nan(y.0), no_nan(y.1));
        again = true;
    }
    if infinite(y) {
        y = (boxed(y.0), boxed(y.1));
        x = (no_nan(x.0), no_nan(x.1));
        again = true;
    }
    if !again && [ac, bd, ad, bc].iter().any(|p| p.is_infinite()) {
        x = (no_nan(x.0), no_nan(x.1));
        y = (no_nan(y.0), no_nan(y.1));
        again = true;
    }
    if again {
        let infinity = f64::INFINITY;
        return (
            infinity * (x.0 * y.0 - x.1 * y.1),
            infinity * (x.0 * y.1 + x.1 * y.0),
        );
    }
    result
}

/// `a / b`; None for a zero divisor.
pub fn divide(a: Parts, b: Parts) -> Option<Parts> {
    let (abs_real, abs_imag) = (b.0.abs(), b.1.abs());
    let result = if abs_real >= abs_imag {
        if abs_real == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        (
            (a.0 + a.1 * ratio) / denominator,
            (a.1 - a.0 * ratio) / denominator,
        )
    } else if abs_imag >= abs_real {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        (
            (a.0 * ratio + a.1) / denominator,
            (a.1 * ratio - a.0) / denominator,
        )
    } else {
        (f64::NAN, f64::NAN)
    };
    if result.0.is_nan() && result.1.is_nan() {
        if infinite(a) && finite(b) {
            let (x, y) = (boxed(a.0), boxed(a.1));
            return Some((
                f64::INFINITY * (x * b.0 + y * b.1),
                f64::INFINITY * (y * b.0 - x * b.1),
            ));
        }
        if infinite(b) && finite(a) {
            let (x, y) = (boxed(b.0), boxed(b.1));
            return Some((0.0 * (a.0 * x + a.1 * y), 0.0 * (a.1 * x - a.0 * y)));
        }
    }
    Some(result)
}

/// `a / b` for a real `a`; None for a zero divisor.
pub fn divide_real(a: f64, b: Parts) -> Option<Parts> {
    let (abs_real, abs_imag) = (b.0.abs(), b.1.abs());
    let result = if abs_real >= abs_imag {
        if abs_real == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        (a / denominator, (-a * ratio) / denominator)
    } else if abs_imag >= abs_real {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a * ratio) / denominator, (-a) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    if result.0.is_nan() && result.1.is_nan() && a.is_finite() && infinite(b) {
        let (x, y) = (boxed(b.0), boxed(b.1));
        return Some((0.0 * (a * x), 0.0 * (-a * y)));
    }
    Some(result)
}

/// `a ** b` with the errors of Python.
pub fn power(a: Parts, b: Parts) -> PyResult<Parts> {
    let zero_base = || raise!(ZeroDivisionError, "zero to a negative or complex power");
    let result = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        whole_power(a, b.0 as i32).ok_or_else(zero_base)?
    } else {
        let (result, defined) = general_power(a, b);
        if !defined {
            return Err(zero_base());
        }
        result
    };
    if infinite(result) {
        return Err(raise!(OverflowError, "complex exponentiation"));
    }
    Ok(result)
}

fn whole_power(a: Parts, n: i32) -> Option<Parts> {
    if n > 0 {
        Some(natural_power(a, n as u32))
    } else {
        divide((1.0, 0.0), natural_power(a, n.unsigned_abs()))
    }
}

fn natural_power(a: Parts, n: u32) -> Parts {
    let mut result = (1.0, 0.0);
    let mut square = a;
    let mut rest = n;
    while rest > 0 {
        if rest & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        rest >>= 1;
    }
    result
}

/// By polar coordinates (`_Py_c_pow`), and whether that is defined: a power of zero may not be, and what has no direction is not.
pub fn general_power(a: Parts, b: Parts) -> (Parts, bool) {
    if b == (0.0, 0.0) {
        return ((1.0, 0.0), true);
    }
    if a == (0.0, 0.0) {
        return ((0.0, 0.0), b.1 == 0.0 && b.0 >= 0.0);
    }
    let magnitude = hypot(a.0, a.1);
    let angle = atan2(a.1, a.0);
    let mut length = pow(magnitude, b.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length *= exp(-angle * b.1);
        phase += b.1 * log(magnitude);
    }
    // The sine of infinity is what the C library calls a domain error.
    (
        (length * cos(phase), length * sin(phase)),
        !phase.is_infinite(),
    )
}

/// `abs(a)`: infinite where a part is, even beside a NaN; None on overflow.
pub fn absolute(a: Parts) -> Option<f64> {
    if !finite(a) {
        return Some(if infinite(a) { f64::INFINITY } else { f64::NAN });
    }
    Some(hypot(a.0, a.1)).filter(|r| r.is_finite())
}
