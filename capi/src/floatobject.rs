//! `floatobject.h`: floats.

use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_FromDouble(v: f64) -> PyResult {
    attached("PyFloat_FromDouble");
    up(Float::from_f64(v))
}

/// The float of a str or bytes-like object's text.
#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_FromString(o: Option<&Object>) -> PyResult {
    up(objects::float::from_text_object(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_AsDouble(o: Option<&Object>) -> f64 {
    value(-1.0, || match o {
        Some(o) => objects::float::as_f64(o),
        None => Err(crate::moduleobject::bad_argument()),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_GetMax() -> f64 {
    f64::MAX
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_GetMin() -> f64 {
    f64::MIN_POSITIVE
}

/// A new `sys.float_info`.
#[unsafe(no_mangle)]
pub extern "C" fn PyFloat_GetInfo() -> PyResult {
    up({
        match runtime::sys::get("float_info")? {
            Some(info) => Ok(info),
            None => Err(raise!(RuntimeError, "lost sys.float_info")),
        }
    })
}
