//! Conversion to C numbers with their messages, to floats, and from any object (`int(x)`).

use base::{Object, PyResult, Ref};
use layout::unaryfunc;

use super::division::round_scaled;
use super::{Long, SHIFT, from_text};
use crate::prelude::*;
use crate::{exceptions, warnings};

impl Long {
    /// None on overflow, no exception.
    #[inline(always)]
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_compact() {
            return Some(self.compact_value() as i64);
        }
        let magnitude = self.magnitude()?;
        if self.is_negative() {
            0i64.checked_sub_unsigned(magnitude)
        } else {
            i64::try_from(magnitude).ok()
        }
    }

    /// None if negative or too large, no exception.
    #[inline]
    pub fn to_u64(&self) -> Option<u64> {
        if self.is_compact() {
            return u64::try_from(self.compact_value()).ok();
        }
        if self.is_negative() {
            None
        } else {
            self.magnitude()
        }
    }

    /// The magnitude, if 64 bits hold it.
    fn magnitude(&self) -> Option<u64> {
        match *self.digits() {
            [] => Some(0),
            [a] => Some(u64::from(a)),
            [a, b] => Some(u64::from(a) | u64::from(b) << SHIFT),
            [a, b, c] if c < 16 => {
                Some(u64::from(a) | u64::from(b) << SHIFT | u64::from(c) << (2 * SHIFT))
            }
            _ => None,
        }
    }

    /// OverflowError "Python int too large to convert to C long".
    #[inline]
    pub fn as_i64(&self) -> PyResult<i64> {
        self.to_i64().ok_or_else(|| too_large("long"))
    }

    /// OverflowError "int too big to convert": the words of a copy byte by byte (`PyLong_AsLongLong`).
    #[inline]
    pub fn as_long_long(&self) -> PyResult<i64> {
        match self.to_i64() {
            Some(v) => Ok(v),
            None => self.in_64_bits(true).map(i64::from_le_bytes),
        }
    }

    /// The same without a sign (`PyLong_AsUnsignedLongLong`).
    #[inline]
    pub fn as_unsigned_long_long(&self) -> PyResult<u64> {
        match self.to_u64() {
            Some(v) => Ok(v),
            None => self.in_64_bits(false).map(u64::from_le_bytes),
        }
    }

    #[cold]
    fn in_64_bits(&self, signed: bool) -> PyResult<[u8; 8]> {
        let mut bytes = [0; 8];
        super::to_byte_slice(self, &mut bytes, true, signed)?;
        Ok(bytes)
    }

    /// OverflowError "Python int too large to convert to C ssize_t".
    #[inline]
    pub fn as_isize(&self) -> PyResult<isize> {
        match self.to_i64() {
            Some(value) => Ok(value as isize),
            None => Err(too_large("ssize_t")),
        }
    }

    /// OverflowError "Python int too large to convert to C int".
    #[inline]
    pub fn as_i32(&self) -> PyResult<i32> {
        self.to_i64()
            .and_then(|v| i32::try_from(v).ok())
            .ok_or_else(|| too_large("int"))
    }

    /// OverflowError for negative values and for those past 64 bits (`PyLong_AsUnsignedLong`).
    #[inline]
    pub fn as_u64(&self) -> PyResult<u64> {
        if let Some(v) = self.to_u64() {
            return Ok(v);
        }
        self.no_u64()
    }

    #[cold]
    fn no_u64(&self) -> PyResult<u64> {
        if self.is_negative() {
            return Err(raise!(
                OverflowError,
                "can't convert negative value to unsigned int"
            ));
        }
        Err(too_large("unsigned long"))
    }

    /// `PyLong_AsSize_t`.
    #[inline]
    pub fn as_usize(&self) -> PyResult<usize> {
        if let Some(v) = self.to_u64() {
            return Ok(v as usize);
        }
        self.no_usize()
    }

    #[cold]
    fn no_usize(&self) -> PyResult<usize> {
        if self.is_negative() {
            return Err(raise!(
                OverflowError,
                "can't convert negative value to size_t"
            ));
        }
        Err(too_large("size_t"))
    }

    /// Low 64 bits, two's complement (`PyLong_AsUnsignedLongLongMask`).
    pub fn as_u64_mask(&self) -> u64 {
        let mut value = 0u64;
        for (i, &d) in self.digits().iter().take(3).enumerate() {
            value |= u64::from(d) << (i as u32 * SHIFT);
        }
        if self.is_negative() {
            value.wrapping_neg()
        } else {
            value
        }
    }

    /// OverflowError "int too large to convert to float".
    #[inline]
    pub fn as_f64(&self) -> PyResult<f64> {
        if self.is_compact() {
            return Ok(self.compact_value() as f64);
        }
        let value = self.to_f64();
        if value.is_infinite() {
            return Err(raise!(OverflowError, "int too large to convert to float"));
        }
        Ok(value)
    }

    /// The nearest float, infinite if too large.
    pub fn to_f64(&self) -> f64 {
        if let Some(value) = self.to_i64() {
            return value as f64;
        }
        let sign = if self.is_negative() { -1.0 } else { 1.0 };
        let bits = self.bit_length() as i64;
        if bits > i64::from(f64::MAX_EXP) {
            return sign * f64::INFINITY;
        }
        let (mantissa, exponent, inexact) = self.top_bits(bits);
        sign * round_scaled(mantissa, inexact, exponent)
    }

    /// `_PyLong_Frexp`: a mantissa in [0.5, 1) (signed), rounded half to even, and its exponent.
    pub fn frexp(&self) -> (f64, i64) {
        if self.is_zero() {
            return (0.0, 0);
        }
        let sign = if self.is_negative() { -1.0 } else { 1.0 };
        let bits = self.bit_length() as i64;
        let (mantissa, shift, inexact) = self.top_bits(bits);
        let value = round_scaled(mantissa, inexact, shift - bits);
        if value == 1.0 {
            (sign * 0.5, bits + 1)
        } else {
            (sign * value, bits)
        }
    }

    /// The top 60 bits (all of a shorter magnitude), the exponent that goes with them, and whether bits that are not zero
    /// lie below.
    fn top_bits(&self, bits: i64) -> (u64, i64, bool) {
        let digits = self.digits();
        let n = digits.len();
        let at = |i: usize| n.checked_sub(i).map_or(0, |i| u128::from(digits[i]));
        // Three digits hold at least 61 bits unless the magnitude is shorter.
        let top = at(1) << (2 * SHIFT) | at(2) << SHIFT | at(3);
        let exponent = (n as i64 - 3) * i64::from(SHIFT);
        let drop = (bits - exponent - 60).max(0);
        let rest =
            top & ((1 << drop) - 1) != 0 || digits[..n.saturating_sub(3)].iter().any(|d| *d != 0);
        ((top >> drop) as u64, exponent + drop, rest)
    }

    /// `int(value)`: the digits before the point.
    pub fn from_f64(value: f64) -> PyResult<Ref<Long>> {
        if value.abs() < 9.2e18 {
            // SAFETY: in range, and a number.
            return Long::from_i64(unsafe { value.to_int_unchecked() });
        }
        if value.is_finite() {
            let (mantissa, exponent) = crate::float::decompose(value);
            return from_scaled(mantissa as i64, exponent, value < 0.0);
        }
        Err(if value.is_nan() {
            raise!(ValueError, "cannot convert float NaN to integer")
        } else {
            raise!(OverflowError, "cannot convert float infinity to integer")
        })
    }
}

/// `mantissa * 2**exponent` cut to an integer, with a sign.
pub fn from_scaled(mantissa: i64, exponent: i32, negative: bool) -> PyResult<Ref<Long>> {
    let mantissa = Long::from_i64(if negative { -mantissa } else { mantissa })?;
    if exponent <= 0 {
        return Long::from_i64(0);
    }
    super::lshift_by(
        &mantissa,
        exponent as usize / SHIFT as usize,
        exponent as u32 % SHIFT,
    )
}

#[cold]
fn too_large(what: &str) -> Raised {
    raise!(OverflowError, "Python int too large to convert to C {what}")
}

fn number_slot(
    o: &Object,
    pick: impl Fn(&layout::PyNumberMethods) -> Option<unaryfunc>,
) -> Option<unaryfunc> {
    // SAFETY: a live type and its method table, read whole.
    unsafe {
        let methods = (*o.type_ptr()).tp_as_number;
        methods.as_ref().and_then(pick)
    }
}

/// `int(o)` (`PyNumber_Long`): an exact int for int and text, `__int__`, `__index__`.
pub fn from_object(o: &Object) -> PyResult<Ref<Long>> {
    if let Some(int) = o.downcast::<Long>()
        && int.is_exact()
    {
        return Ok(int.to_ref());
    }
    if let Some(slot) = number_slot(o, |m| m.nb_int) {
        // SAFETY: the slot of a live object; it gives a new reference or raises.
        let result = unsafe { Ref::<Object>::from_c(slot(o.as_ptr())) }?;
        let int = result.downcast_into::<Long>().map_err(|other| {
            raise!(
                TypeError,
                "__int__ returned non-int (type {})",
                other.class().name()
            )
        })?;
        if int.is_exact() {
            return Ok(int);
        }
        warnings::warn(
            &exceptions::types::DeprecationWarning,
            format_args!(
                "__int__ returned non-int (type {}).  The ability to return an instance of a strict subclass of \
                     int is deprecated, and may be removed in a future version of Python.",
                int.class().name()
            ),
            1,
        )?;
        return super::arith::exact(&int);
    }
    if number_slot(o, |m| m.nb_index).is_some() {
        return super::arith::exact(&*o.index()?);
    }
    if let Some(text) = o.downcast::<Str>() {
        return from_text::from_str_object(text, 10);
    }
    if let Some(bytes) = o.downcast::<Bytes>() {
        return from_text::from_bytes_object(o, bytes.as_slice(), 10);
    }
    if let Some(array) = o.downcast::<ByteArray>() {
        let buffer = Buffer::get(array)?;
        return from_text::from_bytes_object(o, buffer.as_slice(), 10);
    }
    match Buffer::get(o) {
        Ok(buffer) => {
            // The text must not change while it is read, nor lack its end: a copy, as bytes for the message.
            let copy = Bytes::from_slice(buffer.as_slice())?;
            from_text::from_bytes_object(&copy, copy.as_slice(), 10)
        }
        Err(raised) => {
            exceptions::clear_if(&exceptions::types::TypeError, raised)?;
            Err(raise!(
                TypeError,
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                o.class().name()
            ))
        }
    }
}
