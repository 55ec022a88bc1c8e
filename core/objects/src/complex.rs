//! `complex`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `complex`.
    pub Complex, layout::PyComplexObject, "complex", |o| crate::type_::is_subtype_instance(o, &PyComplex_Type)
);

impl Complex {
    pub fn from_parts(real: f64, imag: f64) -> PyResult<Ref<Complex>> {
        // SAFETY: a fresh complex; its value is written before anyone sees it.
        unsafe {
            let new = crate::alloc::new::<Complex>(&PyComplex_Type)?;
            (*new.raw()).cval = Py_complex { real, imag };
            Ok(new)
        }
    }
    pub fn parts(&self) -> (f64, f64) {
        // SAFETY: live; the value does not change.
        let value = unsafe { (*self.raw()).cval };
        (value.real, value.imag)
    }
}

pub fn power(a: (f64, f64), b: (f64, f64)) -> PyResult<(f64, f64)> {
    let _ = (a, b);
    Err(crate::raise!(NotImplementedError, "complex power"))
}

#[unsafe(no_mangle)]
pub static PyComplex_Type: Type = Type::new(PyTypeObject {
    tp_name: c"complex".as_ptr(),
    tp_basicsize: size_of::<layout::PyComplexObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});
