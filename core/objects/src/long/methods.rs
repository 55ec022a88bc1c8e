//! The methods of `int`, its constructor and attributes.

use base::{Object, PyResult, Ref};
use layout::*;

use super::arith::{exact, subtract};
use super::bytes::{from_byte_slice, to_byte_slice};
use super::{Long, convert, divmod, from_text};
use crate::clinic::*;
use crate::prelude::*;

/// Is the byte order little? ValueError for what is neither.
fn is_little(byteorder: &Str) -> PyResult<bool> {
    if byteorder.eq_literal("little") {
        Ok(true)
    } else if byteorder.eq_literal("big") {
        Ok(false)
    } else {
        Err(raise!(
            ValueError,
            "byteorder must be either 'little' or 'big'"
        ))
    }
}

/// `int(x, base)` for an exact int, from the arguments as they come.
pub(super) fn construct(x: Option<&Object>, base: Option<&Object>) -> PyResult<Ref<Long>> {
    let Some(x) = x else {
        if base.is_some() {
            return Err(raise!(TypeError, "int() missing string argument"));
        }
        return Long::from_i64(0);
    };
    let Some(base) = base else {
        return convert::from_object(x);
    };
    let base = base.index_isize(true)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(raise!(
            ValueError,
            "int() base must be >= 2 and <= 36, or 0"
        ));
    }
    let base = base as u32;
    if let Some(text) = x.downcast::<Str>() {
        from_text::from_str_object(text, base)
    } else if let Some(bytes) = x.downcast::<Bytes>() {
        from_text::from_bytes_object(x, bytes.as_slice(), base)
    } else if let Some(array) = x.downcast::<ByteArray>() {
        let buffer = Buffer::get(array)?;
        from_text::from_bytes_object(x, buffer.as_slice(), base)
    } else {
        Err(raise!(
            TypeError,
            "int() can't convert non-string with explicit base"
        ))
    }
}

/// The value as an instance of a subclass of `int`.
fn subtype_of(cls: &Type, value: &Long) -> PyResult {
    let n = value.digits().len().max(1);
    let instance = cls.alloc(n)?;
    // SAFETY: a fresh instance of a subtype of int with room for `n` digits; only its value is written.
    unsafe {
        let target = instance.as_ptr().cast::<PyLongObject>();
        let source = value.raw();
        (*target).long_value.lv_tag = value.tag() & !(IMMORTALITY_BIT_MASK as usize);
        core::ptr::copy_nonoverlapping(
            (&raw const (*source).long_value.ob_digit).cast::<u32>(),
            (&raw mut (*target).long_value.ob_digit).cast::<u32>(),
            n,
        );
    }
    Ok(instance)
}

/// `round(value, digits)` for a negative count of digits: to the multiple of a power of ten that is nearest, half to even.
pub fn round_to(value: &Long, ndigits: &Long) -> PyResult<Ref<Long>> {
    if !ndigits.is_negative() {
        return exact(value);
    }
    let ten = Long::from_i64(10)?;
    let power = super::power(&ten, &*super::negative(ndigits)?, None)?;
    let Some(power) = power.downcast::<Long>() else {
        return exact(value);
    };
    let (_, rest) = divmod_near(value, power)?;
    subtract(value, &rest)
}

/// Quotient, rounded to the nearest with half to even, and what is left of `a` (`_PyLong_DivmodNear`).
pub fn divmod_near(a: &Long, b: &Long) -> PyResult<(Ref<Long>, Ref<Long>)> {
    let (quotient, rest) = divmod(a, b)?;
    let twice = super::lshift_by(&rest, 0, 1)?;
    let odd = quotient.digits().first().is_some_and(|d| d & 1 == 1);
    let side = super::compare(&twice, b);
    let further = if b.is_negative() {
        core::cmp::Ordering::Less
    } else {
        core::cmp::Ordering::Greater
    };
    if side == further || (side == core::cmp::Ordering::Equal && odd) {
        let next = super::add(&quotient, Long::small(1))?;
        return Ok((next, subtract(&rest, b)?));
    }
    Ok((quotient, rest))
}

/// `bytes(o)` for what is bytes-like, has `__bytes__`, or iterates over ints (`PyObject_Bytes`).
fn bytes_of(o: &Object) -> PyResult<Ref<Bytes>> {
    if let Some(bytes) = o.downcast::<Bytes>()
        && o.is_exactly(crate::bytes::PyBytes_Type.raw())
    {
        return Ok(bytes.to_ref());
    }
    if let Some(method) = o.lookup_special(id!(__bytes__))? {
        return method.call(&[])?.downcast_into::<Bytes>().map_err(|other| {
            raise!(
                TypeError,
                "__bytes__ returned non-bytes (type {})",
                other.class().name()
            )
        });
    }
    // SAFETY: a live type and its method table, read whole.
    let exports = unsafe {
        let methods = (*o.type_ptr()).tp_as_buffer;
        !methods.is_null() && (*methods).bf_getbuffer.is_some()
    };
    if exports {
        return Bytes::from_slice(Buffer::get(o)?.as_slice());
    }
    let refusal = || {
        raise!(
            TypeError,
            "cannot convert '{}' object to bytes",
            o.class().name()
        )
    };
    if o.downcast::<Str>().is_some() {
        return Err(refusal());
    }
    let items = match o.iter() {
        Ok(items) => items,
        Err(raised) => {
            crate::exceptions::clear_if(&crate::exceptions::types::TypeError, raised)?;
            return Err(refusal());
        }
    };
    let mut out = Vec::new();
    while let Some(item) = items.next()? {
        let byte = u8::try_from(item.index_isize(false)?)
            .map_err(|_| raise!(ValueError, "bytes must be in range(0, 256)"))?;
        out.try_reserve(1)
            .map_err(|_| crate::exceptions::no_memory())?;
        out.push(byte);
    }
    Bytes::from_slice(&out)
}

#[pymethods]
impl Long {
    /// int([x]) -> integer
    /// int(x, base=10) -> integer
    ///
    /// The integer that a number or a text stands for; 0 without arguments. Text may carry a sign, spaces around it and
    /// underscores between digits; base 0 reads the prefixes 0b, 0o and 0x.
    ///
    /// >>> int('0x1f', base=0)
    /// 31
    #[new("int(x=<unrepresentable>, /, base=<unrepresentable>)", nosig)]
    fn new(cls: &Type, x: Option<&Object>, base: Option<&Object>) -> PyResult {
        let value = construct(x, base)?;
        if core::ptr::eq(cls, &super::PyLong_Type) {
            Ok(value.upcast())
        } else {
            subtype_of(cls, &value)
        }
    }

    #[vectorcall("int(x=<unrepresentable>, /, base=<unrepresentable>)", nosig)]
    fn vectorcall(cls: &Type, x: Option<&Object>, base: Option<&Object>) -> PyResult<Ref<Long>> {
        let _ = cls; // int itself: subclasses do not inherit it
        construct(x, base)
    }

    /// Returns self: the complex conjugate of an int.
    #[method("conjugate()")]
    fn conjugate(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// Number of bits that the magnitude takes in binary.
    ///
    /// >>> (-10).bit_length()
    /// 4
    /// >>> (0).bit_length()
    /// 0
    #[method("bit_length()")]
    fn py_bit_length(&self) -> u64 {
        self.bit_length()
    }

    /// Number of ones in the binary form of the magnitude.
    ///
    /// >>> (0b1011).bit_count()
    /// 3
    /// >>> (-8).bit_count()
    /// 1
    #[method("bit_count()")]
    fn bit_count(&self) -> u64 {
        self.digits()
            .iter()
            .map(|d| u64::from(d.count_ones()))
            .sum()
    }

    /// The value as `length` bytes.
    ///
    /// byteorder is 'big' (most significant byte first) or 'little'. Two's complement is used if `signed` is true; otherwise
    /// a negative value raises OverflowError, as does a value that does not fit.
    #[method("to_bytes(length=1, byteorder='big', *, signed=False)")]
    fn to_bytes(
        &self,
        length: isize,
        byteorder: Option<&Str>,
        signed: bool,
    ) -> PyResult<Ref<Bytes>> {
        let little = byteorder.map_or(Ok(false), is_little)?;
        let Ok(length) = usize::try_from(length) else {
            return Err(raise!(ValueError, "length argument must be non-negative"));
        };
        let bytes = Bytes::with_len(length)?;
        // SAFETY: a fresh bytes object of that length.
        let out = unsafe { core::slice::from_raw_parts_mut(bytes.as_mut_ptr(), length) };
        out.fill(0);
        to_byte_slice(self, out, little, signed)?;
        Ok(bytes)
    }

    /// The integer that the bytes spell; `bytes` is bytes-like or an iterable of ints.
    ///
    /// byteorder is 'big' (most significant byte first) or 'little'; `signed` tells whether they are in two's complement.
    #[classmethod("from_bytes(bytes, byteorder='big', *, signed=False)")]
    fn from_bytes(cls: &Type, bytes: &Object, byteorder: Option<&Str>, signed: bool) -> PyResult {
        let little = byteorder.map_or(Ok(false), is_little)?;
        let bytes = bytes_of(bytes)?;
        let value = from_byte_slice(bytes.as_slice(), little, signed)?;
        if core::ptr::eq(cls, &super::PyLong_Type) {
            return Ok(value.upcast());
        }
        cls.call(&[&value])
    }

    /// A pair of ints whose ratio is the value: itself and 1.
    ///
    /// >>> (-6).as_integer_ratio()
    /// (-6, 1)
    #[method("as_integer_ratio()")]
    fn as_integer_ratio(&self) -> PyResult<Ref<Tuple>> {
        Tuple::from_array([exact(self)?.upcast(), Long::small(1).to_ref().upcast()])
    }

    /// The value cut to an integer: itself.
    #[method("__trunc__()")]
    fn trunc(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// The floor: the value itself.
    #[method("__floor__()")]
    fn floor(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// The ceiling: the value itself.
    #[method("__ceil__()")]
    fn ceil(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// The value itself, or rounded to a multiple of a power of ten if ndigits is negative.
    #[method("__round__(ndigits=None, /)")]
    fn round(&self, ndigits: Option<&Object>) -> PyResult<Ref<Long>> {
        match ndigits {
            Some(ndigits) if !is_none(ndigits) => round_to(self, &*ndigits.index()?),
            _ => exact(self),
        }
    }

    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        let value = Long::from_digits(self.digits(), self.is_negative())?;
        Tuple::from_array([value.upcast()])
    }

    /// Formats by a format specification.
    #[method("__format__(format_spec, /)")]
    fn py_format(&self, format_spec: &Str) -> PyResult<Ref<Str>> {
        crate::number_format::format_long(self, format_spec)
    }

    /// Size in memory, in bytes.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> isize {
        let head = core::mem::offset_of!(PyLongObject, long_value)
            + core::mem::offset_of!(_PyLongValue, ob_digit);
        (head + self.digits().len().max(1) * 4) as isize
    }

    /// Always true: for symmetry with `float.is_integer`.
    #[method("is_integer()")]
    fn is_integer(&self) -> bool {
        true
    }

    /// the real part of a complex number
    #[getter("real")]
    fn real(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// the imaginary part of a complex number
    #[getter("imag")]
    fn imag(&self) -> &'static Long {
        Long::small(0)
    }

    /// the numerator of a rational number in lowest terms
    #[getter("numerator")]
    fn numerator(&self) -> PyResult<Ref<Long>> {
        exact(self)
    }

    /// the denominator of a rational number in lowest terms
    #[getter("denominator")]
    fn denominator(&self) -> &'static Long {
        Long::small(1)
    }
}
