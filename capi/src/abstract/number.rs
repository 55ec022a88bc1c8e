//! `abstract.h`: the number protocol.

use core::ffi::c_int;

use objects::abstract_::number;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(number::is_number))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyIndex_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(number::is_index))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Add(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::add(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Subtract(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::subtract(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Multiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_MatrixMultiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::matrix_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_FloorDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::floor_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_TrueDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::true_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Remainder(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::remainder(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Divmod(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::divmod(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Lshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::lshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Rshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::rshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_And(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::and(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Xor(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::xor(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Or(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::or(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceAdd(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_add(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceSubtract(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_subtract(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceMultiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceMatrixMultiply(
    a: Option<&Object>,
    b: Option<&Object>,
) -> PyResult {
    up(number::inplace_matrix_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceFloorDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_floor_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceTrueDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_true_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceRemainder(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_remainder(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceLshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_lshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceRshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_rshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceAnd(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_and(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceXor(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_xor(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceOr(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_or(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Power(
    a: Option<&Object>,
    b: Option<&Object>,
    modulus: Option<&Object>,
) -> PyResult {
    up(number::power(some(a)?, some(b)?, some(modulus)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlacePower(
    a: Option<&Object>,
    b: Option<&Object>,
    modulus: Option<&Object>,
) -> PyResult {
    up(number::inplace_power(some(a)?, some(b)?, some(modulus)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Negative(o: Option<&Object>) -> PyResult {
    up(number::negative(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Positive(o: Option<&Object>) -> PyResult {
    up(number::positive(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Absolute(o: Option<&Object>) -> PyResult {
    up(number::absolute(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Invert(o: Option<&Object>) -> PyResult {
    up(number::invert(some(o)?))
}

/// An exact int by `__index__`.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Index(o: Option<&Object>) -> PyResult {
    up(number::index_exact(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Long(o: Option<&Object>) -> PyResult {
    up(number::long(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Float(o: Option<&Object>) -> PyResult {
    up(number::float(some(o)?))
}

/// An int's digits in base 2, 8, 10 or 16, with prefix.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_ToBase(o: Option<&Object>, base: c_int) -> PyResult {
    up({
        let o = some(o)?;
        if !matches!(base, 2 | 8 | 10 | 16) {
            return Err(raise!(
                SystemError,
                "PyNumber_ToBase: base must be 2, 8, 10 or 16"
            ));
        }
        let i = o.index()?;
        if base == 10 {
            objects::long::to_text::decimal(&i)
        } else {
            objects::long::to_text::format_radix(&i, base as u32, true)
        }
    })
}

/// The index of an int-like object; what is too large raises `exception`, or is clipped where that is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_AsSsize_t(o: Option<&Object>, exception: Option<&Object>) -> Length {
    run(|| {
        let o = some(o)?;
        match exception {
            None => o.index_isize(true),
            Some(class) => {
                let i = o.index()?;
                match i.to_i64() {
                    Some(v) => Ok(v as isize),
                    None => {
                        let m = Str::format(format_args!(
                            "cannot fit '{:.200}' into an index-sized integer",
                            o.class().tp_name()
                        ))?;
                        Err(objects::exceptions::raise_any(class, Some(&m)))
                    }
                }
            }
        }
    })
}
