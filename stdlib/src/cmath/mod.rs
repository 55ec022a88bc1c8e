//! `cmath`: functions of complex numbers.

mod functions;
mod special;

use objects::clinic::*;
use objects::complex::{arith, as_parts};
use objects::prelude::*;

use crate::math::libm;
use crate::module;
use functions::{Error, Parts};

fn raised(error: Error) -> Raised {
    match error {
        Error::Domain => raise!(ValueError, "math domain error"),
        Error::Range => raise!(OverflowError, "math range error"),
    }
}

fn complex((real, imag): Parts) -> PyResult<Ref<Complex>> {
    Complex::from_parts(real, imag)
}

macro_rules! functions {
    ($($(#[$meta:meta])* $name:ident $text:literal $function:ident;)*) => {
        $($(#[$meta])*
        #[pyfunction($text)]
        fn $name(z: &Object) -> PyResult<Ref<Complex>> {
            complex(functions::$function(as_parts(z)?).map_err(raised)?)
        })*
    };
}

functions! {
    /// The arc cosine.
    acos "acos(z, /)" c_acos;
    /// The inverse hyperbolic cosine.
    acosh "acosh(z, /)" c_acosh;
    /// The arc sine.
    asin "asin(z, /)" c_asin;
    /// The inverse hyperbolic sine.
    asinh "asinh(z, /)" c_asinh;
    /// The arc tangent.
    atan "atan(z, /)" c_atan;
    /// The inverse hyperbolic tangent.
    atanh "atanh(z, /)" c_atanh;
    /// The cosine.
    cos "cos(z, /)" c_cos;
    /// The hyperbolic cosine.
    cosh "cosh(z, /)" c_cosh;
    /// e raised to the power z.
    exp "exp(z, /)" c_exp;
    /// The logarithm to base 10.
    log10 "log10(z, /)" c_log10;
    /// The sine.
    sin "sin(z, /)" c_sin;
    /// The hyperbolic sine.
    sinh "sinh(z, /)" c_sinh;
    /// The square root.
    sqrt "sqrt(z, /)" c_sqrt;
    /// The tangent.
    tan "tan(z, /)" c_tan;
    /// The hyperbolic tangent.
    tanh "tanh(z, /)" c_tanh;
}

/// log(z[, base]) -> the logarithm of z to the given base.
///
/// The natural one if no base is given.
#[pyfunction("log(z, base=<unrepresentable>, /)")]
fn log(z: &Object, base: Option<&Object>) -> PyResult<Ref<Complex>> {
    let (mut value, mut error) = functions::c_log(as_parts(z)?);
    if let Some(base) = base {
        let (divisor, divisor_error) = functions::c_log(as_parts(base)?);
        match arith::divide(value, divisor) {
            Some(quotient) => {
                value = quotient;
                error = divisor_error;
            }
            None => error = true,
        }
    }
    if error {
        return Err(raised(Error::Domain));
    }
    complex(value)
}

/// The angle of a point, also called its argument.
#[pyfunction("phase(z, /)")]
fn phase(z: &Object) -> PyResult<f64> {
    let (real, imag) = as_parts(z)?;
    Ok(libm::atan2(imag, real))
}

/// A complex from rectangular to polar coordinates: distance and angle.
#[pyfunction("polar(z, /)")]
fn polar(z: &Object) -> PyResult<Ref<Tuple>> {
    let z = as_parts(z)?;
    let Some(distance) = arith::absolute(z) else {
        return Err(raised(Error::Range));
    };
    Tuple::from_array([
        Float::from_f64(distance)?.upcast(),
        Float::from_f64(libm::atan2(z.1, z.0))?.upcast(),
    ])
}

/// A complex from polar to rectangular coordinates.
#[pyfunction("rect(r, phi, /)")]
fn rect(r: f64, phi: f64) -> PyResult<Ref<Complex>> {
    complex(functions::c_rect(r, phi).map_err(raised)?)
}

/// Are both parts finite?
#[pyfunction("isfinite(z, /)")]
fn isfinite(z: &Object) -> PyResult<bool> {
    let (real, imag) = as_parts(z)?;
    Ok(real.is_finite() && imag.is_finite())
}

/// Is either part not a number?
#[pyfunction("isnan(z, /)")]
fn isnan(z: &Object) -> PyResult<bool> {
    let (real, imag) = as_parts(z)?;
    Ok(real.is_nan() || imag.is_nan())
}

/// Is either part infinite?
#[pyfunction("isinf(z, /)")]
fn isinf(z: &Object) -> PyResult<bool> {
    let (real, imag) = as_parts(z)?;
    Ok(real.is_infinite() || imag.is_infinite())
}

/// Are two complex numbers close to each other?
///
/// Their distance may be rel_tol times the larger magnitude, or abs_tol, whichever is larger. Infinities are close only to
/// themselves, NaNs to nothing.
#[pyfunction("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)")]
fn isclose(a: &Object, b: &Object, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
    let (a, b) = (as_parts(a)?, as_parts(b)?);
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(raise!(ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    let infinite = |z: Parts| z.0.is_infinite() || z.1.is_infinite();
    if infinite(a) || infinite(b) {
        return Ok(false);
    }
    let length = |z: Parts| arith::absolute(z).unwrap_or(f64::INFINITY);
    let distance = length((a.0 - b.0, a.1 - b.1));
    Ok(distance <= rel_tol * length(b) || distance <= rel_tol * length(a) || distance <= abs_tol)
}

fn exec(module: &Module) -> PyResult<()> {
    use core::f64::consts::{E, PI, TAU};
    for (name, value) in [
        ("pi", PI),
        ("e", E),
        ("tau", TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.add(name, &*Float::from_f64(value)?)?;
    }
    module.add("infj", &*Complex::from_parts(0.0, f64::INFINITY)?)?;
    module.add("nanj", &*Complex::from_parts(0.0, f64::NAN)?)
}

module!(
    c"cmath",
    c"Mathematical functions of complex numbers.",
    methods = method_table![
        acos, acosh, asin, asinh, atan, atanh, cos, cosh, exp, isclose, isfinite, isinf, isnan,
        log, log10, phase, polar, rect, sin, sinh, sqrt, tan, tanh
    ],
    exec = exec
);
