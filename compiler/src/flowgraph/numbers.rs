//! Arithmetic of constants as Python has it: rounding, signs of zero, and no result where it raises.

use crate::constant::{Constant, Int, int_to_float};
use num_bigint::{BigInt, BigUint};
use num_traits::{Signed, ToPrimitive, Zero};

/// A numeric constant; bools count as integers.
#[derive(Clone)]
pub(crate) enum Number {
    Int(Int),
    Float(f64),
    Complex(f64, f64),
}

impl Number {
    pub fn of(c: &Constant) -> Option<Number> {
        Some(match c {
            Constant::Bool(v) => Number::Int(Int::Small(*v as i64)),
            Constant::Int(v) => Number::Int(v.clone()),
            Constant::Float(v) => Number::Float(*v),
            Constant::Complex(re, im) => Number::Complex(*re, *im),
            _ => return None,
        })
    }

    /// As a float; `None` for a complex number, or an integer too large.
    pub fn real(&self) -> Option<f64> {
        match self {
            Number::Int(v) => int_to_float(v),
            Number::Float(v) => Some(*v),
            Number::Complex(..) => None,
        }
    }

    fn complex(&self) -> Option<(f64, f64)> {
        match self {
            Number::Complex(re, im) => Some((*re, *im)),
            real => Some((real.real()?, 0.0)),
        }
    }
}

pub(crate) fn negative(v: &Constant) -> Option<Constant> {
    Some(match Number::of(v)? {
        Number::Int(v) => Constant::Int(Int::from(-v.to_bigint())),
        Number::Float(v) => Constant::Float(-v),
        Number::Complex(re, im) => Constant::Complex(-re, -im),
    })
}

pub(crate) fn add(a: &Constant, b: &Constant) -> Option<Constant> {
    Some(match (Number::of(a)?, Number::of(b)?) {
        (Number::Int(a), Number::Int(b)) => Constant::Int(Int::from(a.to_bigint() + b.to_bigint())),
        (Number::Complex(a, b), Number::Complex(c, d)) => Constant::Complex(a + c, b + d),
        (Number::Complex(re, im), real) | (real, Number::Complex(re, im)) => {
            Constant::Complex(re + real.real()?, im)
        }
        (a, b) => Constant::Float(a.real()? + b.real()?),
    })
}

pub(crate) fn subtract(a: &Constant, b: &Constant) -> Option<Constant> {
    Some(match (Number::of(a)?, Number::of(b)?) {
        (Number::Int(a), Number::Int(b)) => Constant::Int(Int::from(a.to_bigint() - b.to_bigint())),
        (Number::Complex(a, b), Number::Complex(c, d)) => Constant::Complex(a - c, b - d),
        (Number::Complex(re, im), real) => Constant::Complex(re - real.real()?, im),
        (real, Number::Complex(re, im)) => Constant::Complex(real.real()? - re, -im),
        (a, b) => Constant::Float(a.real()? - b.real()?),
    })
}

pub(super) fn multiply(a: &Number, b: &Number) -> Option<Constant> {
    Some(match (a, b) {
        (Number::Complex(a, b), Number::Complex(c, d)) => {
            let (re, im) = complex_multiply((*a, *b), (*c, *d));
            Constant::Complex(re, im)
        }
        (Number::Complex(re, im), real) | (real, Number::Complex(re, im)) => {
            let real = real.real()?;
            Constant::Complex(re * real, im * real)
        }
        (a, b) => Constant::Float(a.real()? * b.real()?),
    })
}

/// As C99's Annex G: infinities survive although their parts give NaN.
fn complex_multiply((mut a, mut b): (f64, f64), (mut c, mut d): (f64, f64)) -> (f64, f64) {
    let (ac, bd, ad, bc) = (a * c, b * d, a * d, b * c);
    let (re, im) = (ac - bd, ad + bc);
    if !re.is_nan() || !im.is_nan() {
        return (re, im);
    }
    let mut recalculate = false;
    let to_box = |v: f64| {
        if v.is_infinite() {
            1f64.copysign(v)
        } else {
            0f64.copysign(v)
        }
    };
    let clear_nan = |v: f64| if v.is_nan() { 0f64.copysign(v) } else { v };
    if a.is_infinite() || b.is_infinite() {
        (a, b, c, d) = (to_box(a), to_box(b), clear_nan(c), clear_nan(d));
        recalculate = true;
    }
    if c.is_infinite() || d.is_infinite() {
        (c, d, a, b) = (to_box(c), to_box(d), clear_nan(a), clear_nan(b));
        recalculate = true;
    }
    if !recalculate && [ac, bd, ad, bc].iter().any(|v| v.is_infinite()) {
        (a, b, c, d) = (clear_nan(a), clear_nan(b), clear_nan(c), clear_nan(d));
        recalculate = true;
    }
    if recalculate {
        (
            f64::INFINITY * (a * c - b * d),
            f64::INFINITY * (a * d + b * c),
        )
    } else {
        (re, im)
    }
}

pub(super) fn true_divide(a: &Number, b: &Number) -> Option<Constant> {
    Some(match (a, b) {
        (Number::Complex(re, im), real @ (Number::Int(_) | Number::Float(_))) => {
            let real = real.real()?;
            if real == 0.0 {
                return None;
            }
            Constant::Complex(re / real, im / real)
        }
        (Number::Complex(..), _) | (_, Number::Complex(..)) => {
            let (re, im) = complex_divide(
                a.complex()?,
                b.complex()?,
                !matches!(a, Number::Complex(..)),
            )?;
            Constant::Complex(re, im)
        }
        (a, b) => {
            let (a, b) = (a.real()?, b.real()?);
            if b == 0.0 {
                return None;
            }
            Constant::Float(a / b)
        }
    })
}

/// Smith's algorithm, scaling by the larger part of the divisor. A real dividend has no imaginary part at all, which
/// matters for signs of zero.
fn complex_divide(
    (ar, ai): (f64, f64),
    (br, bi): (f64, f64),
    real_dividend: bool,
) -> Option<(f64, f64)> {
    let (abs_re, abs_im) = (br.abs(), bi.abs());
    let (re, im) = if abs_re >= abs_im {
        if abs_re == 0.0 {
            return None;
        }
        let ratio = bi / br;
        let denominator = br + bi * ratio;
        if real_dividend {
            (ar / denominator, (-ar * ratio) / denominator)
        } else {
            (
                (ar + ai * ratio) / denominator,
                (ai - ar * ratio) / denominator,
            )
        }
    } else if abs_im >= abs_re {
        let ratio = br / bi;
        let denominator = br * ratio + bi;
        if real_dividend {
            ((ar * ratio) / denominator, (-ar) / denominator)
        } else {
            (
                (ar * ratio + ai) / denominator,
                (ai * ratio - ar) / denominator,
            )
        }
    } else {
        (f64::NAN, f64::NAN)
    };
    if !re.is_nan() || !im.is_nan() {
        return Some((re, im));
    }
    let to_box = |v: f64| {
        if v.is_infinite() {
            1f64.copysign(v)
        } else {
            0f64.copysign(v)
        }
    };
    if (ar.is_infinite() || ai.is_infinite()) && br.is_finite() && bi.is_finite() {
        let (x, y) = (to_box(ar), to_box(ai));
        Some((
            f64::INFINITY * (x * br + y * bi),
            f64::INFINITY * (y * br - x * bi),
        ))
    } else if (abs_re.is_infinite() || abs_im.is_infinite()) && ar.is_finite() && ai.is_finite() {
        let (x, y) = (to_box(br), to_box(bi));
        Some((0.0 * (ar * x + ai * y), 0.0 * (ai * x - ar * y)))
    } else {
        Some((re, im))
    }
}

/// Floor quotient and remainder with the sign of the divisor.
pub(super) fn int_divmod(a: &Int, b: &Int) -> Option<(BigInt, BigInt)> {
    if b.is_zero() {
        return None;
    }
    let (a, b) = (a.to_bigint(), b.to_bigint());
    let (mut quotient, mut remainder) = (&a / &b, &a % &b);
    if !remainder.is_zero() && remainder.is_negative() != b.is_negative() {
        quotient -= 1;
        remainder += &b;
    }
    Some((quotient, remainder))
}

/// `a / b`, correctly rounded.
pub(super) fn int_true_divide(a: &Int, b: &Int) -> Option<f64> {
    if b.is_zero() {
        return None;
    }
    let exact = |v: &Int| v.to_i64().filter(|v| v.unsigned_abs() <= 1 << 53);
    if let (Some(a), Some(b)) = (exact(a), exact(b)) {
        return Some(a as f64 / b as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.to_bigint().into_parts().1, b.to_bigint().into_parts().1);
    if a.is_zero() {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of 64 or 65 bits (fewer near the subnormals), its last bit sticky, rounds once.
    let exponent = a.bits() as i64 - b.bits() as i64;
    let shift = (exponent - 64).max(-1140);
    let (n, d) = if shift < 0 {
        (a << (-shift) as u64, b)
    } else {
        (a, b << shift as u64)
    };
    let quotient = &n / &d;
    let inexact = !(&n - &quotient * &d).is_zero();
    let result = scale(quotient, inexact, shift)?;
    Some(if negative { -result } else { result })
}

/// `(v + epsilon if inexact) * 2**exponent`, rounded half to even; `None` on overflow.
fn scale(v: BigUint, inexact: bool, exponent: i64) -> Option<f64> {
    let bits = v.bits() as i64;
    if bits == 0 {
        return Some(0.0);
    }
    // How many low bits do not fit into the 53 of a float, or stand below the least subnormal.
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    let mut kept = (&v >> drop as u64).to_u64()?;
    if drop > 0 {
        let rest = &v - (BigUint::from(kept) << drop as u64);
        let half = BigUint::from(1u8) << (drop - 1) as u64;
        let up = match rest.cmp(&half) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => inexact || kept & 1 == 1,
        };
        kept += up as u64;
    }
    let exponent = exponent + drop;
    // `kept` has at most 54 bits, so both steps are exact.
    let half = exponent / 2;
    let result = kept as f64 * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32);
    result.is_finite().then_some(result)
}

pub(super) fn float_divmod(a: f64, b: f64) -> Option<(f64, f64)> {
    if b == 0.0 {
        return None;
    }
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder != 0.0 {
        if (b < 0.0) != (remainder < 0.0) {
            remainder += b;
            quotient -= 1.0;
        }
    } else {
        remainder = 0f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    } else {
        0f64.copysign(a / b)
    };
    Some((floor, remainder))
}

pub(super) fn power(a: &Number, b: &Number) -> Option<Constant> {
    if matches!((a, b), (Number::Complex(..), _) | (_, Number::Complex(..))) {
        let (re, im) = complex_power(a.complex()?, b.complex()?)?;
        return Some(Constant::Complex(re, im));
    }
    let (a, b) = (a.real()?, b.real()?);
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        let (re, im) = complex_power((a, 0.0), (b, 0.0))?;
        return Some(Constant::Complex(re, im));
    }
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return None;
    }
    let result = a.powf(b);
    // An infinity from finite operands is an OverflowError.
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        None
    } else {
        Some(Constant::Float(result))
    }
}

fn complex_power(a: (f64, f64), b: (f64, f64)) -> Option<(f64, f64)> {
    let (re, im) = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        integer_power(a, b.0 as i32)?
    } else if b == (0.0, 0.0) {
        (1.0, 0.0)
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return None;
        }
        (0.0, 0.0)
    } else {
        let modulus = a.0.hypot(a.1);
        let mut length = modulus.powf(b.0);
        let angle = a.1.atan2(a.0);
        let mut phase = angle * b.0;
        if b.1 != 0.0 {
            length *= (-angle * b.1).exp();
            phase += b.1 * modulus.ln();
        }
        // The sine of an infinity is a domain error.
        if phase.is_infinite() {
            return None;
        }
        (length * phase.cos(), length * phase.sin())
    };
    if re.is_infinite() || im.is_infinite() {
        None
    } else {
        Some((re, im))
    }
}

fn integer_power(a: (f64, f64), n: i32) -> Option<(f64, f64)> {
    let mut result = (1.0, 0.0);
    let mut square = a;
    let mut mask = 1u32;
    while mask != 0 && n.unsigned_abs() >= mask {
        if n.unsigned_abs() & mask != 0 {
            result = complex_multiply(result, square);
        }
        mask <<= 1;
        square = complex_multiply(square, square);
    }
    if n < 0 {
        complex_divide((1.0, 0.0), result, false)
    } else {
        Some(result)
    }
}
