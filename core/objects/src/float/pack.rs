//! Floats in two and four bytes (`PyFloat_Pack2` and kin); eight bytes are the float's own bits.

/// The IEEE half-precision bits, rounded half to even; None on overflow.
pub fn to_half(value: f64) -> Option<u16> {
    let bits = value.to_bits();
    let sign = (bits >> 48) as u16 & 0x8000;
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0x7ff {
        // As much of what a NaN carries as there is room for; one that would become infinity is quiet.
        let payload = (fraction >> 42) as u16;
        let lost = fraction != 0 && payload == 0;
        return Some(sign | 0x7c00 | if lost { 0x200 } else { payload });
    }
    if exponent == 0 {
        return Some(sign); // far below the least half
    }
    let exponent = exponent - 1023;
    if exponent >= 16 {
        return None;
    }
    // The mantissa with its leading one, of which `drop` low bits have no place.
    let mantissa = fraction | 1 << 52;
    let drop = if exponent >= -14 {
        42
    } else {
        42 + (-14 - exponent)
    };
    if drop > 54 {
        return Some(sign);
    }
    let kept = mantissa >> drop;
    let rest = mantissa & ((1 << drop) - 1);
    let half = 1u64 << (drop - 1);
    let up = rest > half || (rest == half && kept & 1 == 1);
    let kept = kept + u64::from(up);
    // A carry out of the mantissa goes into the exponent by itself.
    let result = if exponent >= -14 {
        kept + (((exponent + 14) as u64) << 10)
    } else {
        kept
    };
    (result < 0x7c00).then_some(sign | result as u16)
}

/// The value of half-precision bits.
pub fn from_half(bits: u16) -> f64 {
    let sign = u64::from(bits >> 15) << 63;
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = u64::from(bits & 0x3ff);
    let magnitude = match exponent {
        0x1f if fraction == 0 => f64::INFINITY,
        0x1f => f64::from_bits(0x7ff << 52 | fraction << 42),
        0 => fraction as f64 / f64::from_bits(((1023 + 24) as u64) << 52),
        _ => f64::from_bits(((exponent - 15 + 1023) as u64) << 52 | fraction << 42),
    };
    f64::from_bits(magnitude.to_bits() | sign)
}

/// The single-precision value; None on overflow.
pub fn to_single(value: f64) -> Option<f32> {
    if value.is_nan() {
        // As much of what it carries as there is room for; one that would become infinity is quiet.
        let bits = value.to_bits();
        let payload = (bits >> 29) as u32 & 0x7f_ffff;
        let payload = if payload == 0 { 0x40_0000 } else { payload };
        return Some(f32::from_bits(
            (bits >> 32) as u32 & 0x8000_0000 | 0x7f80_0000 | payload,
        ));
    }
    let single = value as f32;
    if single.is_infinite() && value.is_finite() {
        None
    } else {
        Some(single)
    }
}

/// The value of single-precision bits; a NaN keeps its bits, the signalling one too.
pub fn from_single(bits: u32) -> f64 {
    if f32::from_bits(bits).is_nan() {
        let sign = u64::from(bits >> 31) << 63;
        return f64::from_bits(sign | 0x7ff << 52 | u64::from(bits & 0x7f_ffff) << 29);
    }
    f64::from(f32::from_bits(bits))
}
