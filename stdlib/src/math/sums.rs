//! Sums and products of many numbers, without loss where floats allow it.

use objects::abstract_::number;
use objects::clinic::*;
use objects::prelude::*;

/// An accurate sum of the floats in an iterable: the exact sum, rounded once.
#[pyfunction("fsum(seq, /)")]
pub(super) fn fsum(seq: &Object) -> PyResult<f64> {
    let items = seq.iter()?;
    // Partial sums that do not overlap, of increasing magnitude: together the exact sum so far.
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    while let Some(item) = items.next()? {
        let given = objects::float::as_f64(&item)?;
        let mut x = given;
        let mut kept = 0;
        for j in 0..partials.len() {
            let mut y = partials[j];
            if x.abs() < y.abs() {
                core::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x == 0.0 {
            continue;
        }
        if x.is_finite() {
            partials.push(x);
            continue;
        }
        if given.is_finite() {
            return Err(raise!(OverflowError, "intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            infinities += given;
        }
        special += given;
        partials.clear();
    }
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(raise!(ValueError, "-inf + inf in fsum"));
        }
        return Ok(special);
    }
    Ok(rounded(partials))
}

/// The sum of partials, rounded half to even.
fn rounded(mut partials: Vec<f64>) -> f64 {
    let Some(mut high) = partials.pop() else {
        return 0.0;
    };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // What is left tips a tie: half of the last place and something below it in the same direction.
    if let Some(next) = partials.last()
        && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

/// The product of all items, times start; 1 for no items.
#[pyfunction("prod(iterable, /, *, start=1)")]
pub(super) fn prod(iterable: &Object, start: Option<&Object>) -> PyResult {
    let items = iterable.iter()?;
    let mut result = start.unwrap_or(Long::small(1)).to_ref();
    if let Some(mut product) = exact_int(&result) {
        let pending = loop {
            let Some(item) = items.next()? else {
                return Ok(Long::from_i64(product)?.upcast());
            };
            match exact_int(&item).and_then(|value| product.checked_mul(value)) {
                Some(next) => product = next,
                None => break item,
            }
        };
        result = Long::from_i64(product)?.upcast();
        result = number::multiply(&result, &pending)?;
    }
    if let Some(mut product) = exact_float(&result) {
        let pending = loop {
            let Some(item) = items.next()? else {
                return Ok(Float::from_f64(product)?.upcast());
            };
            match exact_float(&item).or_else(|| exact_int(&item).map(|v| v as f64)) {
                Some(value) => product *= value,
                None => break item,
            }
        };
        result = Float::from_f64(product)?.upcast();
        result = number::multiply(&result, &pending)?;
    }
    while let Some(item) = items.next()? {
        result = number::multiply(&result, &item)?;
    }
    Ok(result)
}

/// The value of an exact int that 64 bits hold.
fn exact_int(o: &Object) -> Option<i64> {
    o.downcast::<Long>()
        .filter(|int| int.is_exact())
        .and_then(Long::to_i64)
}

fn exact_float(o: &Object) -> Option<f64> {
    o.downcast::<Float>()
        .filter(|float| float.is_exact())
        .map(Float::value)
}

/// A sum carried to three times the precision of a float.
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

/// The sum and what rounding took from it.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let x = a + b;
    let z = x - a;
    (x, (a - (x - z)) + (b - z))
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Triple {
        let product = x * y;
        let product_low = x.mul_add(y, -product);
        let (high, carried) = two_sum(self.high, product);
        let (low, lost) = two_sum(self.low, product_low);
        let (low, lost2) = two_sum(low, carried);
        Triple {
            high,
            low,
            tiny: self.tiny + lost + lost2,
        }
    }

    fn value(self) -> f64 {
        let (high, low) = two_sum(self.low, self.high);
        self.tiny + low + high
    }
}

/// The sum of products of the items of two iterables of the same length.
///
/// For floats and ints mixed with them it is computed to extended precision.
#[pyfunction("sumprod(p, q, /)")]
pub(super) fn sumprod(p: &Object, q: &Object) -> PyResult {
    let (p, q) = (p.iter()?, q.iter()?);
    let mut total: Ref = Long::from_i64(0)?.upcast();
    let mut ints = Some(None::<i64>);
    let mut floats = Some(None::<Triple>);
    loop {
        let (a, b) = (p.next()?, q.next()?);
        if a.is_some() != b.is_some() {
            return Err(raise!(ValueError, "Inputs are not the same length"));
        }
        let pair = a.zip(b);
        // As long as all are ints, in 64 bits.
        if let Some(sum) = ints {
            let next = pair.as_ref().and_then(|(a, b)| {
                exact_int(a)?
                    .checked_mul(exact_int(b)?)?
                    .checked_add(sum.unwrap_or(0))
            });
            if next.is_some() {
                ints = Some(next);
                continue;
            }
            ints = None;
            if let Some(sum) = sum {
                total = number::add(&total, &*Long::from_i64(sum)?)?;
            }
        }
        // As long as one of each pair is a float, in three of them.
        if let Some(sum) = floats {
            let next = pair
                .as_ref()
                .and_then(|(a, b)| float_pair(a, b))
                .map(|(x, y)| sum.unwrap_or_default().add_product(x, y))
                .filter(|sum| sum.high.is_finite());
            if next.is_some() {
                floats = Some(next);
                continue;
            }
            floats = None;
            if let Some(sum) = sum {
                total = number::add(&total, &*Float::from_f64(sum.value())?)?;
            }
        }
        let Some((a, b)) = pair else {
            return Ok(total);
        };
        let term = number::multiply(&a, &b)?;
        total = number::add(&total, &term)?;
    }
}

/// Two floats, or a float and an int or bool that a float can hold.
fn float_pair(a: &Object, b: &Object) -> Option<(f64, f64)> {
    let int = |o: &Object| {
        let int = o.downcast::<Long>()?;
        let plain = int.is_exact() || o.downcast::<Bool>().is_some();
        Some(int.to_f64()).filter(|v| plain && v.is_finite())
    };
    match (exact_float(a), exact_float(b)) {
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) => Some((x, int(b)?)),
        (None, Some(y)) => Some((int(a)?, y)),
        (None, None) => None,
    }
}

/// The Euclidean norm to within one unit in the last place: scaled to below one, squared and added without loss.
fn norm(values: &mut [f64], max: f64, nan: bool) -> f64 {
    if max.is_infinite() {
        return max;
    }
    if nan {
        return f64::NAN;
    }
    if max == 0.0 || values.len() <= 1 {
        return max;
    }
    let (_, exponent) = super::libm::frexp(max);
    if exponent < -1023 {
        // The scale would overflow: first make the subnormals normal.
        for v in values.iter_mut() {
            *v /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(values, max / f64::MIN_POSITIVE, nan);
    }
    let scale = super::libm::ldexp(1.0, -exponent);
    let (mut sum, mut product_low, mut sum_low) = (1.0f64, 0.0, 0.0);
    let mut add = |x: f64, y: f64| {
        let product = x * y;
        product_low += x.mul_add(y, -product);
        let next = sum + product;
        sum_low += (sum - next) + product;
        sum = next;
        sum - 1.0 + (product_low + sum_low)
    };
    let mut square = 0.0;
    for &v in values.iter() {
        square = add(v * scale, v * scale);
    }
    let h = super::libm::sqrt(square);
    let rest = add(-h, h);
    (h + rest / (2.0 * h)) / scale
}

/// The Euclidean norm: the distance of the point with these coordinates from the origin.
///
/// >>> hypot(5, 12)
/// 13.0
#[pyfunction("hypot(*coordinates)")]
pub(super) fn hypot(coordinates: &[&Object]) -> PyResult<f64> {
    let mut values = vec_for(coordinates.len())?;
    let (mut max, mut nan) = (0.0f64, false);
    for c in coordinates {
        let x = objects::float::as_f64(c)?.abs();
        nan |= x.is_nan();
        max = if x > max { x } else { max };
        values.push(x);
    }
    Ok(norm(&mut values, max, nan))
}

fn coordinates(o: &Object) -> PyResult<Ref<Tuple>> {
    match o.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.to_ref()),
        None => Tuple::from_iterable(o),
    }
}

/// The Euclidean distance of two points, given as sequences of coordinates.
#[pyfunction("dist(p, q, /)")]
pub(super) fn dist(p: &Object, q: &Object) -> PyResult<f64> {
    let (p, q) = (coordinates(p)?, coordinates(q)?);
    if p.len() != q.len() {
        return Err(raise!(
            ValueError,
            "both points must have the same number of dimensions"
        ));
    }
    let mut values = vec_for(p.len())?;
    let (mut max, mut nan) = (0.0f64, false);
    for (a, b) in p.as_slice().iter().zip(q.as_slice()) {
        let x = (objects::float::as_f64(a)? - objects::float::as_f64(b)?).abs();
        nan |= x.is_nan();
        max = if x > max { x } else { max };
        values.push(x);
    }
    Ok(norm(&mut values, max, nan))
}
