//! `float`: a C double in a box.

mod arith;
mod hex;
mod methods;
pub mod pack;
mod round;
mod text;
mod types;

use base::{Object, PyResult, Ref, mem, object_view};
use layout::*;

use crate::prelude::*;
use crate::{exceptions, freelist, warnings};

pub use arith::{compare, divmod, floor_divide, power, remainder};
pub use hex::{from_hex, to_hex};
pub use round::round_places;
pub use text::{
    from_bytes_text, from_str_object, from_text_object, parse, parse_prefix, strip_underscores,
};
pub use types::{PyFloat_Type, free_exact, hash_f64};
pub(crate) use types::{hash_address, operand};

object_view!(
    /// `float`.
    pub Float, layout::PyFloatObject, "float", |o| o.is_exactly(PyFloat_Type.raw()) || crate::type_::is_subtype_instance(o, &PyFloat_Type)
);

impl Float {
    #[inline(always)]
    pub fn from_f64(value: f64) -> PyResult<Ref<Float>> {
        // SAFETY: the block is ours and large enough.
        unsafe {
            let list = &raw mut (*freelist::lists()).floats;
            let mut o = freelist::pop_mem::<PyFloatObject>(list);
            if o.is_null() {
                o = mem::alloc(mem::Domain::Obj, size_of::<PyFloatObject>()).cast();
                if o.is_null() {
                    return Err(exceptions::no_memory());
                }
            }
            base::refcount::init(o.cast());
            (*o).ob_base.ob_type = PyFloat_Type.as_mut_ptr();
            base::reftracer::created(o.cast());
            (*o).ob_fval = value;
            Ok(Ref::from_raw_owned(o))
        }
    }

    #[inline(always)]
    pub fn value(&self) -> f64 {
        // SAFETY: live; the value changes only where the interpreter knows itself the only owner.
        unsafe { (*self.raw()).ob_fval }
    }

    /// Is this exactly a `float`?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.is_exactly(PyFloat_Type.raw())
    }
}

/// `PyFloat_AsDouble`: float, `__float__`, `__index__`.
#[inline]
pub fn as_f64(o: &Object) -> PyResult<f64> {
    if let Some(float) = o.downcast::<Float>() {
        return Ok(float.value());
    }
    match convert(o)? {
        Some(value) => Ok(value),
        None => Err(raise!(
            TypeError,
            "must be real number, not {}",
            o.class().tp_name()
        )),
    }
}

/// The value by `__float__` or `__index__`, if the object has either.
pub fn convert(o: &Object) -> PyResult<Option<f64>> {
    // SAFETY: a live type and its method table, read whole; the slot gives a new reference or raises.
    unsafe {
        let methods = (*o.type_ptr()).tp_as_number;
        let Some(methods) = methods.as_ref() else {
            return Ok(None);
        };
        if let Some(slot) = methods.nb_float {
            if let Some(int) = o.downcast::<Long>()
                && int.is_exact()
            {
                return int.as_f64().map(Some);
            }
            let result = Ref::<Object>::from_c(slot(o.as_ptr()))?;
            return match result.downcast::<Float>() {
                Some(float) => {
                    if !float.is_exact() {
                        warn_subclass(o, &result)?;
                    }
                    Ok(Some(float.value()))
                }
                None => Err(raise!(
                    TypeError,
                    "{}.__float__ returned non-float (type {})",
                    o.class().tp_name(),
                    result.class().tp_name()
                )),
            };
        }
        if methods.nb_index.is_some() {
            return o.index()?.as_f64().map(Some);
        }
    }
    Ok(None)
}

#[cold]
fn warn_subclass(o: &Object, result: &Object) -> PyResult<()> {
    warnings::warn(
        &exceptions::types::DeprecationWarning,
        format_args!(
            "{}.__float__ returned non-float (type {}).  The ability to return an instance of a strict subclass of float is \
             deprecated, and may be removed in a future version of Python.",
            o.class().tp_name(),
            result.class().tp_name()
        ),
        1,
    )
}

/// `float(o)` (`PyNumber_Float`): an exact float; text is read.
pub fn from_object(o: &Object) -> PyResult<Ref<Float>> {
    if let Some(float) = o.downcast::<Float>()
        && float.is_exact()
    {
        return Ok(float.to_ref());
    }
    if let Some(value) = convert(o)? {
        return Float::from_f64(value);
    }
    if let Some(float) = o.downcast::<Float>() {
        return Float::from_f64(float.value());
    }
    text::from_text_object(o)
}

/// A finite value as an integer mantissa and a power of two; the sign is left out.
pub fn decompose(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, exponent - 1075)
    }
}
