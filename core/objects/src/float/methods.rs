//! The methods of `float`, its constructor and attributes.

use base::{Object, PyResult, Ref};

use super::{Float, as_f64, decompose, from_object, hex, round_places};
use crate::clinic::*;
use crate::prelude::*;

/// The value as an instance of a subclass of `float`.
fn subtype_of(cls: &Type, value: f64) -> PyResult {
    let instance = cls.alloc(0)?;
    // SAFETY: a fresh instance of a subtype of float.
    unsafe { (*instance.as_ptr().cast::<layout::PyFloatObject>()).ob_fval = value };
    Ok(instance)
}

fn construct(x: Option<&Object>) -> PyResult<Ref<Float>> {
    match x {
        Some(x) => from_object(x),
        None => Float::from_f64(0.0),
    }
}

#[pymethods]
impl Float {
    /// The floating-point number that a number or a text stands for.
    #[new("float(x=0, /)")]
    fn new(cls: &Type, x: Option<&Object>) -> PyResult {
        let value = construct(x)?;
        if core::ptr::eq(cls, &super::PyFloat_Type) {
            Ok(value.upcast())
        } else {
            subtype_of(cls, value.value())
        }
    }

    #[vectorcall("float(x=0, /)")]
    fn vectorcall(cls: &Type, x: Option<&Object>) -> PyResult<Ref<Float>> {
        let _ = cls; // float itself: subclasses do not inherit it
        construct(x)
    }

    /// Converts a real number to a float; text is refused.
    #[classmethod("from_number(number, /)")]
    fn from_number(cls: &Type, number: &Object) -> PyResult {
        let plain = core::ptr::eq(cls, &super::PyFloat_Type);
        if plain && number.is_exactly(super::PyFloat_Type.raw()) {
            return Ok(number.to_ref());
        }
        let value = Float::from_f64(as_f64(number)?)?;
        if plain {
            Ok(value.upcast())
        } else {
            cls.call(&[&value])
        }
    }

    /// Returns self: the complex conjugate of a float.
    #[method("conjugate()")]
    fn conjugate(&self) -> PyResult<Ref<Float>> {
        exact(self)
    }

    /// The integral part: the value cut towards zero.
    #[method("__trunc__()")]
    fn trunc(&self) -> PyResult<Ref<Long>> {
        Long::from_f64(self.value())
    }

    /// The floor as an integer.
    #[method("__floor__()")]
    fn floor(&self) -> PyResult<Ref<Long>> {
        Long::from_f64(self.value().floor())
    }

    /// The ceiling as an integer.
    #[method("__ceil__()")]
    fn ceil(&self) -> PyResult<Ref<Long>> {
        Long::from_f64(self.value().ceil())
    }

    /// The nearest integer, half to even; with ndigits the nearest float of that precision.
    #[method("__round__(ndigits=None, /)")]
    fn round(&self, ndigits: Option<&Object>) -> PyResult {
        let value = self.value();
        match ndigits {
            Some(ndigits) if !is_none(ndigits) => {
                let places = ndigits.index_isize(true)?;
                if !value.is_finite() {
                    return Ok(Float::from_f64(value)?.upcast());
                }
                Ok(Float::from_f64(round_places(value, places)?)?.upcast())
            }
            _ => Ok(Long::from_f64(value.round_ties_even())?.upcast()),
        }
    }

    /// The pair of ints in lowest terms whose ratio is exactly the value, the second positive.
    ///
    /// >>> 2.5.as_integer_ratio()
    /// (5, 2)
    /// >>> (-0.375).as_integer_ratio()
    /// (-3, 8)
    #[method("as_integer_ratio()")]
    fn as_integer_ratio(&self) -> PyResult<Ref<Tuple>> {
        let value = self.value();
        if value.is_infinite() {
            return Err(raise!(
                OverflowError,
                "cannot convert Infinity to integer ratio"
            ));
        }
        if value.is_nan() {
            return Err(raise!(ValueError, "cannot convert NaN to integer ratio"));
        }
        let (mantissa, exponent) = decompose(value);
        if mantissa == 0 {
            return Tuple::from_array([
                Long::small(0).to_ref().upcast(),
                Long::small(1).to_ref().upcast(),
            ]);
        }
        let zeros = mantissa.trailing_zeros() as i32;
        let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
        let mantissa = mantissa as i64; // 53 bits
        let numerator = Long::from_i64(if value < 0.0 { -mantissa } else { mantissa })?;
        let shift = |x: &Long, by: u32| crate::long::lshift_by(x, by as usize / 30, by % 30);
        let (numerator, denominator) = if exponent > 0 {
            (shift(&numerator, exponent as u32)?, Long::from_i64(1)?)
        } else {
            (numerator, shift(Long::small(1), exponent.unsigned_abs())?)
        };
        Tuple::from_array([numerator.upcast(), denominator.upcast()])
    }

    /// The float that a hexadecimal text spells.
    ///
    /// >>> float.fromhex('0x1.8p3')
    /// 12.0
    /// >>> float.fromhex('-.1p-4')
    /// -0.00390625
    #[classmethod("fromhex(string, /)")]
    fn fromhex(cls: &Type, string: &Object) -> PyResult {
        let Some(text) = string.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "bad argument type for built-in operation"
            ));
        };
        let value = Float::from_f64(hex::from_hex(text.as_utf8()?.as_bytes())?)?;
        if core::ptr::eq(cls, &super::PyFloat_Type) {
            Ok(value.upcast())
        } else {
            cls.call(&[&value])
        }
    }

    /// The value in hexadecimal, without rounding.
    ///
    /// >>> 0.75.hex()
    /// '0x1.8000000000000p-1'
    /// >>> (-5.0).hex()
    /// '-0x1.4000000000000p+2'
    #[method("hex()")]
    fn hex(&self) -> String {
        hex::to_hex(self.value())
    }

    /// Is the value an integer?
    #[method("is_integer()")]
    fn is_integer(&self) -> bool {
        let value = self.value();
        value.is_finite() && value.floor() == value
    }

    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        Tuple::from_array([Float::from_f64(self.value())?.upcast()])
    }

    /// How floats are represented, for Python's own tests: typestr is 'double' or 'float'.
    #[classmethod("__getformat__(typestr, /)")]
    fn getformat(cls: &Type, typestr: &str) -> PyResult<&'static str> {
        let _ = cls;
        if typestr != "double" && typestr != "float" {
            return Err(raise!(
                ValueError,
                "__getformat__() argument 1 must be 'double' or 'float'"
            ));
        }
        Ok(if cfg!(target_endian = "little") {
            "IEEE, little-endian"
        } else {
            "IEEE, big-endian"
        })
    }

    /// Formats by a format specification.
    #[method("__format__(format_spec, /)")]
    fn py_format(&self, format_spec: &Str) -> PyResult<Ref<Str>> {
        crate::number_format::format_float(self, format_spec)
    }

    /// the real part of a complex number
    #[getter("real")]
    fn real(&self) -> PyResult<Ref<Float>> {
        exact(self)
    }

    /// the imaginary part of a complex number
    #[getter("imag")]
    fn imag(&self) -> f64 {
        0.0
    }
}

/// The same value as an exact `float`.
pub(super) fn exact(this: &Float) -> PyResult<Ref<Float>> {
    if this.is_exact() {
        Ok(this.to_ref())
    } else {
        Float::from_f64(this.value())
    }
}
