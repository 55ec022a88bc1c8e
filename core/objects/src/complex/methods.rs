//! The methods of `complex`, its constructor and attributes.

use base::{Object, PyResult, Ref};
use layout::Py_complex;

use super::arith::Parts;
use super::{Complex, by_special_method, text};
use crate::clinic::*;
use crate::prelude::*;
use crate::{exceptions, warnings};

/// The value as an instance of `cls`, which may be a subclass of `complex`.
fn make(cls: &Type, (real, imag): Parts) -> PyResult {
    if core::ptr::eq(cls, &super::PyComplex_Type) {
        return Ok(Complex::from_parts(real, imag)?.upcast());
    }
    let instance = cls.alloc(0)?;
    // SAFETY: a fresh instance of a subtype of complex.
    unsafe {
        (*instance.as_ptr().cast::<layout::PyComplexObject>()).cval = Py_complex { real, imag };
    }
    Ok(instance)
}

fn warn_complex(argument: &str, given: &Object) -> PyResult<()> {
    warnings::warn(
        &exceptions::types::DeprecationWarning,
        format_args!(
            "complex() argument '{argument}' must be a real number, not {}",
            given.class().tp_name()
        ),
        1,
    )
}

#[cold]
fn no_number(argument: &str, given: &Object) -> Raised {
    raise!(
        TypeError,
        "complex() argument '{argument}' must be a real number, not {}",
        given.class().tp_name()
    )
}

/// `complex(x)` with the one argument given by position.
fn from_one(cls: &Type, x: &Object) -> PyResult {
    if let Some(value) = x.downcast::<Complex>()
        && value.is_exact()
        && core::ptr::eq(cls, &super::PyComplex_Type)
    {
        return Ok(x.to_ref());
    }
    if let Some(text) = x.downcast::<Str>() {
        return make(cls, text::from_str_object(text)?);
    }
    if let Some(value) = by_special_method(x)? {
        return make(cls, value.parts());
    }
    if let Some(value) = x.downcast::<Complex>() {
        return make(cls, value.parts());
    }
    match crate::float::convert(x)? {
        Some(real) => make(cls, (real, 0.0)),
        None => Err(raise!(
            TypeError,
            "complex() argument must be a string or a number, not {}",
            x.class().tp_name()
        )),
    }
}

/// `complex(real, imag)`, where either may still be complex, with a warning.
fn from_two(cls: &Type, real: Option<&Object>, imag: Option<&Object>) -> PyResult {
    let mut value = (0.0, 0.0);
    let mut imag_parts = (0.0, 0.0);
    if let Some(given) = real {
        let special = by_special_method(given)?;
        let complex = special.as_deref().or_else(|| given.downcast::<Complex>());
        match complex {
            Some(complex) => {
                warn_complex("real", given)?;
                value = complex.parts();
            }
            None => {
                value.0 = crate::float::convert(given)?.ok_or_else(|| no_number("real", given))?;
            }
        }
    }
    if let Some(given) = imag {
        match given.downcast::<Complex>() {
            Some(complex) => {
                warn_complex("imag", given)?;
                imag_parts = complex.parts();
            }
            None => {
                imag_parts.0 =
                    crate::float::convert(given)?.ok_or_else(|| no_number("imag", given))?;
            }
        }
        // real + imag * 1j, by parts.
        if given.downcast::<Complex>().is_some() {
            value.0 -= imag_parts.1;
        }
        value.1 = if real.is_some_and(|r| value.1 != 0.0 || r.downcast::<Complex>().is_some()) {
            value.1 + imag_parts.0
        } else {
            imag_parts.0
        };
    }
    make(cls, value)
}

#[pymethods]
impl Complex {
    /// The complex number real + imag*1j, or the one that a text spells.
    #[new("complex(real=0, imag=0)")]
    fn new(cls: &Type, real: Option<&Object>, imag: Option<&Object>) -> PyResult {
        from_two(cls, real, imag)
    }

    /// Converts a number to a complex; text is refused.
    #[classmethod("from_number(number, /)")]
    fn from_number(cls: &Type, number: &Object) -> PyResult {
        let plain = core::ptr::eq(cls, &super::PyComplex_Type);
        if plain && number.is_exactly(super::PyComplex_Type.raw()) {
            return Ok(number.to_ref());
        }
        make(cls, super::as_parts(number)?)
    }

    /// The complex conjugate: (3-4j).conjugate() is 3+4j.
    #[method("conjugate()")]
    fn conjugate(&self) -> PyResult<Ref<Complex>> {
        let (real, imag) = self.parts();
        Complex::from_parts(real, -imag)
    }

    /// The value as an exact complex.
    #[method("__complex__()")]
    fn complex(&self) -> PyResult<Ref<Complex>> {
        exact(self)
    }

    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        let (real, imag) = self.parts();
        Tuple::from_array([
            Float::from_f64(real)?.upcast(),
            Float::from_f64(imag)?.upcast(),
        ])
    }

    /// Formats by a format specification.
    #[method("__format__(format_spec, /)")]
    fn py_format(&self, format_spec: &Str) -> PyResult<Ref<Str>> {
        crate::number_format::format_complex(self, format_spec)
    }
}

/// tp_new: one positional argument is read as a number or text, all else as two numbers.
pub(super) extern "C" fn complex_new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let no_keywords = match kwargs {
        Some(kwargs) => kwargs.is_empty(),
        None => true,
    };
    if let ([x], true) = (args.as_slice(), no_keywords) {
        return from_one(cls, x);
    }
    // SAFETY: the arguments of tp_new, as they came.
    unsafe {
        let kwargs = kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr());
        Ref::from_c(Complex::NEW(cls.raw(), args.as_ptr(), kwargs))
    }
}

/// The same value as an exact `complex`.
pub(super) fn exact(this: &Complex) -> PyResult<Ref<Complex>> {
    if this.is_exact() {
        return Ok(this.to_ref());
    }
    let (real, imag) = this.parts();
    Complex::from_parts(real, imag)
}
