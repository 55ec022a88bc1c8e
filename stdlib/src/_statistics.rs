//! `_statistics`: the inverse of the normal distribution, quickly.

#![allow(clippy::excessive_precision)]

use objects::clinic::*;
use objects::prelude::*;

use crate::math::libm::{log, sqrt};
use crate::module;

/// A polynomial by Horner's rule, highest power first.
fn polynomial(coefficients: [f64; 8], x: f64) -> f64 {
    coefficients.into_iter().fold(0.0, |sum, c| sum * x + c)
}

/// Wichura's algorithm AS 241: three rational approximations, each of its own range.
fn inverse(p: f64) -> Option<f64> {
    if p <= 0.0 || p >= 1.0 {
        return None;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        let numerator = polynomial(
            [
                2509.0809287301226727,
                33430.575583588128105,
                67265.770927008700853,
                45921.953931549871457,
                13731.693765509461125,
                1971.5909503065514427,
                133.14166789178437745,
                3.3871328727963666080,
            ],
            r,
        ) * q;
        let denominator = polynomial(
            [
                5226.4952788528545610,
                28729.085735721942674,
                39307.895800092710610,
                21213.794301586595867,
                5394.1960214247511077,
                687.18700749205790830,
                42.313330701600911252,
                1.0,
            ],
            r,
        );
        return Some(numerator / denominator);
    }
    let r = if q <= 0.0 { p } else { 1.0 - p };
    if r <= 0.0 || r >= 1.0 {
        return None;
    }
    let r = sqrt(-log(r));
    let (numerator, denominator) = if r <= 5.0 {
        let r = r - 1.6;
        (
            polynomial(
                [
                    7.74545014278341407640e-4,
                    2.27238449892691845833e-2,
                    2.41780725177450611770e-1,
                    1.27045825245236838258,
                    3.64784832476320460504,
                    5.76949722146069140550,
                    4.63033784615654529590,
                    1.42343711074968357734,
                ],
                r,
            ),
            polynomial(
                [
                    1.05075007164441684324e-9,
                    5.47593808499534494600e-4,
                    1.51986665636164571966e-2,
                    1.48103976427480074590e-1,
                    6.89767334985100004550e-1,
                    1.67638483018380384940,
                    2.05319162663775882187,
                    1.0,
                ],
                r,
            ),
        )
    } else {
        let r = r - 5.0;
        (
            polynomial(
                [
                    2.01033439929228813265e-7,
                    2.71155556874348757815e-5,
                    1.24266094738807843860e-3,
                    2.65321895265761230930e-2,
                    2.96560571828504891230e-1,
                    1.78482653991729133580,
                    5.46378491116411436990,
                    6.65790464350110377720,
                ],
                r,
            ),
            polynomial(
                [
                    2.04426310338993978564e-15,
                    1.42151175831644588870e-7,
                    1.84631831751005468180e-5,
                    7.86869131145613259100e-4,
                    1.48753612908506148525e-2,
                    1.36929880922735805310e-1,
                    5.99832206555887937690e-1,
                    1.0,
                ],
                r,
            ),
        )
    };
    let x = numerator / denominator;
    Some(if q < 0.0 { -x } else { x })
}

#[pyfunction("_normal_dist_inv_cdf(p, mu, sigma, /)")]
fn _normal_dist_inv_cdf(p: f64, mu: f64, sigma: f64) -> PyResult<f64> {
    match inverse(p) {
        Some(x) => Ok(mu + x * sigma),
        None => Err(raise!(ValueError, "inv_cdf undefined for these parameters")),
    }
}

module!(
    c"_statistics",
    c"Accelerators for the statistics module.",
    methods = method_table![_normal_dist_inv_cdf]
);
