//! The functions, on pairs of doubles. Those of the circle are those of the hyperbola turned by a right angle.

use core::f64::consts::{E, LN_2, LN_10, PI};

use super::special::{self, value};
use crate::math::libm::*;

/// A complex value by its parts.
pub type Parts = (f64, f64);

/// What went wrong.
pub enum Error {
    Domain,
    Range,
}

pub type Result = core::result::Result<Parts, Error>;

/// Larger parts would overflow on the way.
const LARGE: f64 = f64::MAX / 4.0;

fn finite(z: Parts) -> bool {
    z.0.is_finite() && z.1.is_finite()
}

fn checked(z: Parts) -> Result {
    if z.0.is_infinite() || z.1.is_infinite() {
        Err(Error::Range)
    } else {
        Ok(z)
    }
}

/// The natural logarithm of `LARGE`.
fn log_large() -> f64 {
    log(LARGE)
}

/// z * i
fn turned(z: Parts) -> Parts {
    (-z.1, z.0)
}

/// z / i
fn turned_back(z: Parts) -> Parts {
    (z.1, -z.0)
}

macro_rules! special {
    ($table:ident, $z:expr) => {
        if !finite($z) {
            return value(&special::$table, $z).ok_or(Error::Domain);
        }
    };
}

/// Infinite by the angle's direction: what exp and kin are for an infinite real part and a finite angle that is not zero.
fn infinite_towards(angle: f64) -> Parts {
    (
        f64::INFINITY.copysign(cos(angle)),
        f64::INFINITY.copysign(sin(angle)),
    )
}

fn at_infinity(z: Parts) -> bool {
    z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0
}

pub fn c_exp(z: Parts) -> Result {
    if at_infinity(z) {
        let (re, im) = infinite_towards(z.1);
        return Ok(if z.0 > 0.0 {
            (re, im)
        } else {
            (0f64.copysign(re), 0f64.copysign(im))
        });
    }
    special!(EXP, z);
    let (cosine, sine) = (cos(z.1), sin(z.1));
    checked(if z.0 > log_large() {
        let l = exp(z.0 - 1.0);
        (l * cosine * E, l * sine * E)
    } else {
        let l = exp(z.0);
        (l * cosine, l * sine)
    })
}

pub fn c_cosh(z: Parts) -> Result {
    if at_infinity(z) {
        let (re, im) = infinite_towards(z.1);
        return Ok(if z.0 > 0.0 { (re, im) } else { (re, -im) });
    }
    special!(COSH, z);
    checked(if z.0.abs() > log_large() {
        let x = z.0 - 1f64.copysign(z.0);
        (cos(z.1) * cosh(x) * E, sin(z.1) * sinh(x) * E)
    } else {
        (cos(z.1) * cosh(z.0), sin(z.1) * sinh(z.0))
    })
}

pub fn c_sinh(z: Parts) -> Result {
    if at_infinity(z) {
        let (re, im) = infinite_towards(z.1);
        return Ok(if z.0 > 0.0 { (re, im) } else { (-re, im) });
    }
    special!(SINH, z);
    checked(if z.0.abs() > log_large() {
        let x = z.0 - 1f64.copysign(z.0);
        (cos(z.1) * sinh(x) * E, sin(z.1) * cosh(x) * E)
    } else {
        (cos(z.1) * sinh(z.0), sin(z.1) * cosh(z.0))
    })
}

pub fn c_tanh(z: Parts) -> Result {
    if at_infinity(z) {
        let im = 0f64.copysign(2.0 * sin(z.1) * cos(z.1));
        return Ok((1f64.copysign(z.0), im));
    }
    special!(TANH, z);
    Ok(if z.0.abs() > log_large() {
        // 1 - tanh(x)**2 is 4*exp(-2*x) there.
        (
            1f64.copysign(z.0),
            4.0 * sin(z.1) * cos(z.1) * exp(-2.0 * z.0.abs()),
        )
    } else {
        let (tx, ty, cx) = (tanh(z.0), tan(z.1), 1.0 / cosh(z.0));
        let product = tx * ty;
        let denominator = 1.0 + product * product;
        (
            tx * (1.0 + ty * ty) / denominator,
            ((ty / denominator) * cx) * cx,
        )
    })
}

pub fn c_sqrt(z: Parts) -> Result {
    special!(SQRT, z);
    if z.0 == 0.0 && z.1 == 0.0 {
        return Ok((0.0, z.1));
    }
    let (x, y) = (z.0.abs(), z.1.abs());
    let s = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        // Scaled up, or the subnormal hypot would lack precision.
        let x = ldexp(x, 53);
        ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27)
    } else {
        let x = x / 8.0;
        2.0 * sqrt(x + hypot(x, y / 8.0))
    };
    let d = y / (2.0 * s);
    Ok(if z.0 >= 0.0 {
        (s, d.copysign(z.1))
    } else {
        (d, s.copysign(z.1))
    })
}

/// The root of what is finite.
fn root(z: Parts) -> Parts {
    c_sqrt(z).unwrap_or((f64::NAN, f64::NAN))
}

/// log|z| for a large z.
fn log_of_large(z: Parts) -> f64 {
    log(hypot(z.0 / 2.0, z.1 / 2.0)) + LN_2 * 2.0
}

fn large(z: Parts) -> bool {
    z.0.abs() > LARGE || z.1.abs() > LARGE
}

pub fn c_acos(z: Parts) -> Result {
    special!(ACOS, z);
    Ok(if large(z) {
        let length = log_of_large(z);
        // In cases, so that the branch cut is continuous from the right side.
        let im = if z.0 < 0.0 {
            -length.copysign(z.1)
        } else {
            length.copysign(-z.1)
        };
        (atan2(z.1.abs(), z.0), im)
    } else {
        let s1 = root((1.0 - z.0, -z.1));
        let s2 = root((1.0 + z.0, z.1));
        (2.0 * atan2(s1.0, s2.0), asinh(s2.0 * s1.1 - s2.1 * s1.0))
    })
}

pub fn c_acosh(z: Parts) -> Result {
    special!(ACOSH, z);
    Ok(if large(z) {
        (log_of_large(z), atan2(z.1, z.0))
    } else {
        let s1 = root((z.0 - 1.0, z.1));
        let s2 = root((z.0 + 1.0, z.1));
        (asinh(s1.0 * s2.0 + s1.1 * s2.1), 2.0 * atan2(s1.1, s2.0))
    })
}

pub fn c_asinh(z: Parts) -> Result {
    special!(ASINH, z);
    Ok(if large(z) {
        let length = log_of_large(z);
        let re = if z.1 >= 0.0 {
            length.copysign(z.0)
        } else {
            -length.copysign(-z.0)
        };
        (re, atan2(z.1, z.0.abs()))
    } else {
        let s1 = root((1.0 + z.1, -z.0));
        let s2 = root((1.0 - z.1, z.0));
        (
            asinh(s1.0 * s2.1 - s2.0 * s1.1),
            atan2(z.1, s1.0 * s2.0 - s1.1 * s2.1),
        )
    })
}

pub fn c_atanh(z: Parts) -> Result {
    special!(ATANH, z);
    if z.0 < 0.0 {
        let (re, im) = c_atanh((-z.0, -z.1))?;
        return Ok((-re, -im));
    }
    let y = z.1.abs();
    Ok(if z.0 > sqrt(LARGE) || y > sqrt(LARGE) {
        // About 1/z, and a right angle.
        let h = hypot(z.0 / 2.0, z.1 / 2.0);
        (z.0 / 4.0 / h / h, -(PI / 2.0).copysign(-z.1))
    } else if z.0 == 1.0 && y < sqrt(f64::MIN_POSITIVE) {
        if y == 0.0 {
            return Err(Error::Domain);
        }
        (
            -log(sqrt(y) / sqrt(hypot(y, 2.0))),
            (atan2(2.0, -y) / 2.0).copysign(z.1),
        )
    } else {
        let away = (1.0 - z.0) * (1.0 - z.0) + y * y;
        (
            log1p(4.0 * z.0 / away) / 4.0,
            -atan2(-2.0 * z.1, (1.0 - z.0) * (1.0 + z.0) - y * y) / 2.0,
        )
    })
}

pub fn c_cos(z: Parts) -> Result {
    c_cosh(turned(z))
}

pub fn c_sin(z: Parts) -> Result {
    c_sinh(turned(z)).map(turned_back)
}

pub fn c_tan(z: Parts) -> Result {
    c_tanh(turned(z)).map(turned_back)
}

pub fn c_asin(z: Parts) -> Result {
    c_asinh(turned(z)).map(turned_back)
}

pub fn c_atan(z: Parts) -> Result {
    c_atanh(turned(z)).map(turned_back)
}

/// The logarithm; of zero it is minus infinity and an error both.
pub fn c_log(z: Parts) -> (Parts, bool) {
    if !finite(z) {
        let value = value(&special::LOG, z).unwrap_or((f64::NAN, f64::NAN));
        return (value, false);
    }
    let (x, y) = (z.0.abs(), z.1.abs());
    let angle = atan2(z.1, z.0);
    let re = if x > LARGE || y > LARGE {
        log(hypot(x / 2.0, y / 2.0)) + LN_2
    } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        if x == 0.0 && y == 0.0 {
            return ((-f64::INFINITY, angle), true);
        }
        log(hypot(ldexp(x, 53), ldexp(y, 53))) - 53.0 * LN_2
    } else {
        let h = hypot(x, y);
        if (0.71..=1.73).contains(&h) {
            // Near one the logarithm needs the difference from it, exactly.
            let (most, least) = if x > y { (x, y) } else { (y, x) };
            log1p((most - 1.0) * (most + 1.0) + least * least) / 2.0
        } else {
            log(h)
        }
    };
    ((re, angle), false)
}

pub fn c_log10(z: Parts) -> Result {
    match c_log(z) {
        (_, true) => Err(Error::Domain),
        ((re, im), false) => Ok((re / LN_10, im / LN_10)),
    }
}

/// The point at a distance and an angle.
pub fn c_rect(r: f64, angle: f64) -> Result {
    if at_infinity((r, angle)) {
        let (re, im) = infinite_towards(angle);
        return Ok(if r > 0.0 { (re, im) } else { (-re, -im) });
    }
    special!(RECT, (r, angle));
    Ok(if angle == 0.0 {
        (r, r * angle)
    } else {
        (r * cos(angle), r * sin(angle))
    })
}
