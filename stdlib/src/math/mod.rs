//! `math`: functions of real numbers.

mod elementary;
mod gamma;
mod integer;
pub mod libm;
mod sums;

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

fn exec(module: &Module) -> PyResult<()> {
    let constants = [
        ("pi", core::f64::consts::PI),
        ("e", core::f64::consts::E),
        ("tau", core::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        module.add(name, &*Float::from_f64(value)?)?;
    }
    Ok(())
}

module!(
    c"math",
    c"Mathematical functions of real numbers, as the C standard has them and more.",
    methods = method_table![
        elementary::acos,
        elementary::acosh,
        elementary::asin,
        elementary::asinh,
        elementary::atan,
        elementary::atan2,
        elementary::atanh,
        elementary::cbrt,
        integer::ceil,
        elementary::copysign,
        elementary::cos,
        elementary::cosh,
        elementary::degrees,
        sums::dist,
        elementary::erf,
        elementary::erfc,
        elementary::exp,
        elementary::exp2,
        elementary::expm1,
        elementary::fabs,
        integer::factorial,
        integer::floor,
        elementary::fma,
        elementary::fmod,
        elementary::frexp,
        sums::fsum,
        elementary::gamma,
        integer::gcd,
        sums::hypot,
        elementary::isclose,
        elementary::isfinite,
        elementary::isinf,
        elementary::isnan,
        integer::isqrt,
        integer::lcm,
        elementary::ldexp,
        elementary::lgamma,
        elementary::log,
        elementary::log1p,
        elementary::log10,
        elementary::log2,
        elementary::modf,
        elementary::pow,
        elementary::radians,
        elementary::remainder,
        elementary::sin,
        elementary::sinh,
        elementary::sqrt,
        elementary::tan,
        elementary::tanh,
        sums::sumprod,
        integer::trunc,
        sums::prod,
        integer::perm,
        integer::comb,
        elementary::nextafter,
        elementary::ulp
    ],
    exec = exec
);
