//! Functions of one or two floats: the C library's, with Python's errors.

use objects::clinic::*;
use objects::prelude::*;

use super::{gamma as lanczos, libm};

#[cold]
pub(super) fn domain() -> Raised {
    raise!(ValueError, "math domain error")
}

#[cold]
pub(super) fn range() -> Raised {
    raise!(OverflowError, "math range error")
}

/// The repr of a float, for messages.
pub(super) fn shown(x: f64) -> String {
    match objects::number_format::repr(x) {
        Ok(text) => String::from_utf8_lossy(&text).into_owned(),
        Err(raised) => {
            raised.clear();
            String::new()
        }
    }
}

/// The result of a function: NaN out of a number is a domain error, and infinity out of a finite one too, or an overflow.
#[inline(always)]
fn checked(x: f64, result: f64, overflows: bool, message: fn(&str) -> String) -> PyResult<f64> {
    if result.is_finite() {
        return Ok(result);
    }
    special(x, result, overflows, message)
}

#[cold]
fn special(x: f64, result: f64, overflows: bool, message: fn(&str) -> String) -> PyResult<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(raise!(ValueError, "{}", message(&shown(x))));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if overflows {
            range()
        } else {
            raise!(ValueError, "{}", message(&shown(x)))
        });
    }
    Ok(result)
}

macro_rules! functions {
    ($($(#[$meta:meta])* $name:ident $text:literal $overflows:literal $message:literal;)*) => {
        $($(#[$meta])*
        #[pyfunction($text)]
        pub(super) fn $name(x: f64) -> PyResult<f64> {
            checked(x, libm::$name(x), $overflows, |x| format!($message, x = x))
        })*
    };
}

// `{x:.0}` shows nothing: those functions raise no domain error for any float.
functions! {
    /// The arc cosine (measured in radians), between 0 and pi.
    acos "acos(x, /)" false "expected a number in range from -1 up to 1, got {x}";
    /// The inverse hyperbolic cosine.
    acosh "acosh(x, /)" false "expected argument value not less than 1, got {x}";
    /// The arc sine (measured in radians), between -pi/2 and pi/2.
    asin "asin(x, /)" false "expected a number in range from -1 up to 1, got {x}";
    /// The inverse hyperbolic sine.
    asinh "asinh(x, /)" false "math domain error{x:.0}";
    /// The arc tangent (measured in radians), between -pi/2 and pi/2.
    atan "atan(x, /)" false "math domain error{x:.0}";
    /// The inverse hyperbolic tangent.
    atanh "atanh(x, /)" false "expected a number between -1 and 1, got {x}";
    /// The cube root.
    cbrt "cbrt(x, /)" false "math domain error{x:.0}";
    /// The cosine of x (measured in radians).
    cos "cos(x, /)" false "expected a finite input, got {x}";
    /// The hyperbolic cosine.
    cosh "cosh(x, /)" true "math domain error{x:.0}";
    /// The error function.
    erf "erf(x, /)" false "math domain error{x:.0}";
    /// The complementary error function, 1 - erf(x).
    erfc "erfc(x, /)" false "math domain error{x:.0}";
    /// e raised to the power x.
    exp "exp(x, /)" true "math domain error{x:.0}";
    /// 2 raised to the power x.
    exp2 "exp2(x, /)" true "math domain error{x:.0}";
    /// exp(x) - 1, without the loss of precision for small x.
    expm1 "expm1(x, /)" true "math domain error{x:.0}";
    /// The sine of x (measured in radians).
    sin "sin(x, /)" false "expected a finite input, got {x}";
    /// The hyperbolic sine.
    sinh "sinh(x, /)" true "math domain error{x:.0}";
    /// The square root.
    sqrt "sqrt(x, /)" false "expected a nonnegative input, got {x}";
    /// The tangent of x (measured in radians).
    tan "tan(x, /)" false "expected a finite input, got {x}";
    /// The hyperbolic tangent.
    tanh "tanh(x, /)" false "math domain error{x:.0}";
    /// The natural logarithm of 1 + x, accurate for x near zero.
    log1p "log1p(x, /)" false "expected argument value > -1, got {x}";
}

/// The absolute value as a float.
#[pyfunction("fabs(x, /)")]
pub(super) fn fabs(x: f64) -> f64 {
    x.abs()
}

fn gamma_result(x: f64, result: Result<f64, lanczos::Error>) -> PyResult<f64> {
    result.map_err(|error| match error {
        lanczos::Error::Range => range(),
        lanczos::Error::Domain => {
            raise!(
                ValueError,
                "expected a noninteger or positive integer, got {}",
                shown(x)
            )
        }
    })
}

/// The gamma function.
#[pyfunction("gamma(x, /)")]
pub(super) fn gamma(x: f64) -> PyResult<f64> {
    gamma_result(x, lanczos::gamma(x))
}

/// The natural logarithm of the absolute value of the gamma function.
#[pyfunction("lgamma(x, /)")]
pub(super) fn lgamma(x: f64) -> PyResult<f64> {
    gamma_result(x, lanczos::lgamma(x))
}

/// The arc tangent (measured in radians) of y/x, in the quadrant of the point.
#[pyfunction("atan2(y, x, /)")]
pub(super) fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// The magnitude of x with the sign of y.
#[pyfunction("copysign(x, y, /)")]
pub(super) fn copysign(x: f64, y: f64) -> f64 {
    x.copysign(y)
}

/// x - n*y with the integer n nearest to x/y, half to even; exact.
#[pyfunction("remainder(x, y, /)")]
pub(super) fn remainder(x: f64, y: f64) -> PyResult<f64> {
    let result = libm::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        Err(domain())
    } else {
        Ok(result)
    }
}

/// The remainder as C computes it, with the sign of x.
#[pyfunction("fmod(x, y, /)")]
pub(super) fn fmod(x: f64, y: f64) -> PyResult<f64> {
    let result = libm::fmod(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        Err(domain())
    } else {
        Ok(result)
    }
}

/// x raised to the power y.
#[pyfunction("pow(x, y, /)")]
pub(super) fn pow(x: f64, y: f64) -> PyResult<f64> {
    let result = libm::pow(x, y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() {
            return Err(domain());
        }
        if result.is_infinite() {
            return Err(if x == 0.0 { domain() } else { range() });
        }
    }
    Ok(result)
}

/// x * (2**i): the inverse of frexp.
#[pyfunction("ldexp(x, i, /)")]
pub(super) fn ldexp(x: f64, i: &Object) -> PyResult<f64> {
    let Some(i) = i.downcast::<Long>() else {
        return Err(raise!(
            TypeError,
            "Expected an int as second argument to ldexp."
        ));
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let far = if i.is_negative() { i32::MIN } else { i32::MAX };
    let exponent = i
        .to_i64()
        .and_then(|i| i32::try_from(i).ok())
        .unwrap_or(far);
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() {
        Err(range())
    } else {
        Ok(result)
    }
}

/// The mantissa and exponent of x as a pair (m, e): x = m * 2**e, with 0.5 <= abs(m) < 1.
#[pyfunction("frexp(x, /)")]
pub(super) fn frexp(x: f64) -> PyResult<Ref<Tuple>> {
    let (mantissa, exponent) = libm::frexp(x);
    Tuple::from_array([
        Float::from_f64(mantissa)?.upcast(),
        Long::from_i64(i64::from(exponent))?.upcast(),
    ])
}

/// The fractional and integer parts of x, both floats with its sign.
#[pyfunction("modf(x, /)")]
pub(super) fn modf(x: f64) -> PyResult<Ref<Tuple>> {
    let (fraction, whole) = if x.is_infinite() {
        (0f64.copysign(x), x)
    } else if x.is_nan() {
        (x, x)
    } else {
        let whole = x.trunc();
        ((x - whole).copysign(x), whole)
    };
    Tuple::from_array([
        Float::from_f64(fraction)?.upcast(),
        Float::from_f64(whole)?.upcast(),
    ])
}

/// Converts an angle from radians to degrees.
#[pyfunction("degrees(x, /)")]
pub(super) fn degrees(x: f64) -> f64 {
    x * (180.0 / core::f64::consts::PI)
}

/// Converts an angle from degrees to radians.
#[pyfunction("radians(x, /)")]
pub(super) fn radians(x: f64) -> f64 {
    x * (core::f64::consts::PI / 180.0)
}

/// Is x neither an infinity nor a NaN?
#[pyfunction("isfinite(x, /)")]
pub(super) fn isfinite(x: f64) -> bool {
    x.is_finite()
}

/// Is x a NaN?
#[pyfunction("isnan(x, /)")]
pub(super) fn isnan(x: f64) -> bool {
    x.is_nan()
}

/// Is x an infinity?
#[pyfunction("isinf(x, /)")]
pub(super) fn isinf(x: f64) -> bool {
    x.is_infinite()
}

/// Are two numbers close to each other?
///
/// Their difference may be rel_tol times the larger magnitude, or abs_tol, whichever is larger. Infinities are close only to
/// themselves, NaNs to nothing.
#[pyfunction("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)")]
pub(super) fn isclose(a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(raise!(ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (rel_tol * b).abs()
        || difference <= (rel_tol * a).abs()
        || difference <= abs_tol)
}

/// x * y + z with one rounding.
#[pyfunction("fma(x, y, z, /)")]
pub(super) fn fma(x: f64, y: f64, z: f64) -> PyResult<f64> {
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(result);
    }
    if result.is_nan() {
        if !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(raise!(ValueError, "invalid operation in fma"));
        }
    } else if x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(raise!(OverflowError, "overflow in fma"));
    }
    Ok(result)
}

/// The float so many steps (one unless given) after x towards y.
#[pyfunction("nextafter(x, y, /, *, steps=None)")]
pub(super) fn nextafter(x: f64, y: f64, steps: Option<&Object>) -> PyResult<f64> {
    let Some(steps) = steps.filter(|s| !is_none(s)) else {
        return Ok(libm::nextafter(x, y));
    };
    let steps = steps.index()?;
    if steps.is_negative() {
        return Err(raise!(ValueError, "steps must be a non-negative integer"));
    }
    let steps = steps.to_u64().unwrap_or(u64::MAX);
    if steps == 0 || x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    // Floats in order are their bits in order, negative ones mirrored at zero.
    let place = |f: f64| {
        let bits = f.to_bits() as i64;
        i128::from(if bits < 0 {
            i64::MIN.wrapping_sub(bits)
        } else {
            bits
        })
    };
    let (from, to) = (place(x), place(y));
    if from == to {
        return Ok(y);
    }
    let distance = (to - from).unsigned_abs();
    if u128::from(steps) >= distance {
        return Ok(y);
    }
    let there = if to > from {
        from + i128::from(steps)
    } else {
        from - i128::from(steps)
    };
    let negative = there < 0 || (there == 0 && x < 0.0);
    let magnitude = there.unsigned_abs() as u64;
    Ok(f64::from_bits(if negative {
        magnitude | 1 << 63
    } else {
        magnitude
    }))
}

/// The value of the least significant bit of x.
#[pyfunction("ulp(x, /)")]
pub(super) fn ulp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let x = x.abs();
    if x.is_infinite() {
        return x;
    }
    let above = libm::nextafter(x, f64::INFINITY);
    if above.is_infinite() {
        return x - libm::nextafter(x, -f64::INFINITY);
    }
    above - x
}

/// The logarithm of any real number, by the function of floats; ints too large for one by their exponent.
fn logarithm(x: &Object, of_float: extern "C" fn(f64) -> f64) -> PyResult<f64> {
    if let Some(int) = x.downcast::<Long>() {
        if int.sign() <= 0 {
            return Err(raise!(ValueError, "expected a positive input"));
        }
        let value = int.to_f64();
        if value.is_finite() {
            return Ok(of_float(value));
        }
        let (mantissa, exponent) = int.frexp();
        return Ok(of_float(mantissa) + of_float(2.0) * exponent as f64);
    }
    let value = objects::float::as_f64(x)?;
    if value <= 0.0 {
        return Err(raise!(
            ValueError,
            "expected a positive input, got {}",
            shown(value)
        ));
    }
    Ok(of_float(value))
}

/// log(x, [base=math.e])
///
/// The logarithm of x to the given base; the natural one if none is given.
#[pyfunction(raw, "log")]
pub(super) fn log(args: &[&Object]) -> PyResult {
    check_positional("log", args.len(), 1, 2)?;
    let numerator = logarithm(args[0], libm::log)?;
    let Some(base) = args.get(1) else {
        return Ok(Float::from_f64(numerator)?.upcast());
    };
    let denominator = logarithm(base, libm::log)?;
    if denominator == 0.0 {
        return Err(raise!(ZeroDivisionError, "division by zero"));
    }
    Ok(Float::from_f64(numerator / denominator)?.upcast())
}

/// The logarithm to base 2.
#[pyfunction("log2(x, /)")]
pub(super) fn log2(x: &Object) -> PyResult<f64> {
    logarithm(x, libm::log2)
}

/// The logarithm to base 10.
#[pyfunction("log10(x, /)")]
pub(super) fn log10(x: &Object) -> PyResult<f64> {
    logarithm(x, libm::log10)
}
