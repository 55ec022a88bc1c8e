//! `complexobject.h`: complex numbers.

use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyComplex_FromDoubles(real: f64, imag: f64) -> PyResult {
    up(Complex::from_parts(real, imag))
}

/// The parts, if the object is or can be made a complex number; else it must be real.
fn parts(o: Option<&Object>) -> PyResult<(f64, f64)> {
    let o = some(o)?;
    match o.downcast::<Complex>() {
        Some(c) => Ok(c.parts()),
        None => match objects::complex::by_special_method(o)? {
            Some(c) => Ok(c.parts()),
            None => Ok((objects::float::as_f64(o)?, 0.0)),
        },
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyComplex_RealAsDouble(o: Option<&Object>) -> f64 {
    value(-1.0, || Ok(parts(o)?.0))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyComplex_ImagAsDouble(o: Option<&Object>) -> f64 {
    value(-1.0, || {
        let o = some(o)?;
        match o.downcast::<Complex>() {
            Some(c) => Ok(c.parts().1),
            None => match objects::complex::by_special_method(o)? {
                Some(c) => Ok(c.parts().1),
                // a real number, if it is a number at all
                None => objects::float::as_f64(o).map(|_| 0.0),
            },
        }
    })
}
