//! `complex`: two C doubles in a box.

pub mod arith;
mod methods;
mod text;
mod types;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::prelude::*;
use crate::{exceptions, warnings};

pub use arith::power;
pub use types::PyComplex_Type;

object_view!(
    /// `complex`.
    pub Complex, layout::PyComplexObject, "complex", |o| crate::type_::is_subtype_instance(o, &PyComplex_Type)
);

impl Complex {
    pub fn from_parts(real: f64, imag: f64) -> PyResult<Ref<Complex>> {
        let new = crate::alloc::new::<Complex>(&PyComplex_Type)?;
        // SAFETY: fresh.
        unsafe { (*new.raw()).cval = Py_complex { real, imag } };
        Ok(new)
    }

    #[inline(always)]
    pub fn parts(&self) -> (f64, f64) {
        // SAFETY: live; the value does not change.
        let value = unsafe { (*self.raw()).cval };
        (value.real, value.imag)
    }

    /// Is this exactly a `complex`?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.is_exactly(PyComplex_Type.raw())
    }
}

/// What `__complex__` answers, if the object has one.
pub fn by_special_method(o: &Object) -> PyResult<Option<Ref<Complex>>> {
    let Some(method) = o.lookup_special(id!(__complex__))? else {
        return Ok(None);
    };
    let result = method.call(&[])?;
    match result.downcast_into::<Complex>() {
        Ok(result) => {
            if !result.is_exact() {
                warnings::warn(
                    &exceptions::types::DeprecationWarning,
                    format_args!(
                        "__complex__ returned non-complex (type {}).  The ability to return an instance of a strict \
                         subclass of complex is deprecated, and may be removed in a future version of Python.",
                        result.class().tp_name()
                    ),
                    1,
                )?;
            }
            Ok(Some(result))
        }
        Err(other) => Err(raise!(
            TypeError,
            "__complex__ returned non-complex (type {})",
            other.class().tp_name()
        )),
    }
}

/// `PyComplex_AsCComplex`: complex, `__complex__`, or a real number.
pub fn as_parts(o: &Object) -> PyResult<(f64, f64)> {
    if let Some(value) = o.downcast::<Complex>() {
        return Ok(value.parts());
    }
    match by_special_method(o)? {
        Some(value) => Ok(value.parts()),
        None => Ok((crate::float::as_f64(o)?, 0.0)),
    }
}
