//! The gamma function and its logarithm by Lanczos' approximation, with 13 terms and g = 6.0246...
//!
//! Python computes these by itself rather than ask the C library, so that all platforms agree.

use core::f64::consts::PI;

use super::libm::{cos, exp, fmod, log, pow, sin};

const TERMS: usize = 13;
const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LOG_PI: f64 = 1.144_729_885_849_400_2;

#[allow(clippy::excessive_precision, clippy::inconsistent_digit_grouping)]
const NUMERATOR: [f64; TERMS] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const DENOMINATOR: [f64; TERMS] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// What went wrong.
pub enum Error {
    Domain,
    Range,
}

/// sin(pi * x), exact at the zeros.
fn sin_pi(x: f64) -> f64 {
    let y = fmod(x.abs(), 2.0);
    let r = match (2.0 * y).round() as i32 {
        0 => sin(PI * y),
        1 => cos(PI * (y - 0.5)),
        2 => sin(PI * (1.0 - y)),
        3 => -cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    };
    1f64.copysign(x) * r
}

/// Lanczos' sum for positive x: a rational function, in 1/x where x is large.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..TERMS).rev() {
            numerator = numerator * x + NUMERATOR[i];
            denominator = denominator * x + DENOMINATOR[i];
        }
    } else {
        for i in 0..TERMS {
            numerator = numerator / x + NUMERATOR[i];
            denominator = denominator / x + DENOMINATOR[i];
        }
    }
    numerator / denominator
}

pub fn gamma(x: f64) -> Result<f64, Error> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 {
            Ok(x)
        } else {
            Err(Error::Domain)
        };
    }
    if x == 0.0 {
        return Err(Error::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(Error::Domain);
        }
        if x <= 23.0 {
            // 22! is the largest factorial that is exact.
            return Ok((1..x as u64).map(|k| k as f64).product());
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        let r = 1.0 / x;
        return if r.is_infinite() {
            Err(Error::Range)
        } else {
            Ok(r)
        };
    }
    if magnitude > 200.0 {
        return if x < 0.0 {
            Ok(0.0 / sin_pi(x))
        } else {
            Err(Error::Range)
        };
    }
    let y = magnitude + G_MINUS_HALF;
    // What rounding took from that sum.
    let z = if magnitude > G_MINUS_HALF {
        (y - magnitude) - G_MINUS_HALF
    } else {
        (y - G_MINUS_HALF) - magnitude
    };
    let z = z * G / y;
    let mut r;
    if x < 0.0 {
        r = -PI / sin_pi(magnitude) / magnitude * exp(y) / lanczos_sum(magnitude);
        r -= z * r;
        if magnitude < 140.0 {
            r /= pow(y, magnitude - 0.5);
        } else {
            let root = pow(y, magnitude / 2.0 - 0.25);
            r /= root;
            r /= root;
        }
    } else {
        r = lanczos_sum(magnitude) / exp(y);
        r += z * r;
        if magnitude < 140.0 {
            r *= pow(y, magnitude - 0.5);
        } else {
            let root = pow(y, magnitude / 2.0 - 0.25);
            r *= root;
            r *= root;
        }
    }
    if r.is_infinite() {
        Err(Error::Range)
    } else {
        Ok(r)
    }
}

pub fn lgamma(x: f64) -> Result<f64, Error> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 {
            Err(Error::Domain)
        } else {
            Ok(0.0)
        };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-log(magnitude));
    }
    let mut r = log(lanczos_sum(magnitude)) - G;
    r += (magnitude - 0.5) * (log(magnitude + G - 0.5) - 1.0);
    if x < 0.0 {
        r = LOG_PI - log(sin_pi(magnitude).abs()) - log(magnitude) - r;
    }
    if r.is_infinite() {
        Err(Error::Range)
    } else {
        Ok(r)
    }
}
