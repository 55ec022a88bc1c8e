//! `internal/pycore_long.h`: arithmetic on ints, and converters for argument parsing.

use core::ffi::{c_int, c_void};

use objects::long;
use objects::prelude::*;

use crate::longobject::exact;
use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Add(a: &Long, b: &Long) -> PyResult {
    up(long::add(a, b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Subtract(a: &Long, b: &Long) -> PyResult {
    up(long::subtract(a, b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Multiply(a: &Long, b: &Long) -> PyResult {
    up(long::multiply(a, b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Lshift(a: Option<&Object>, by: i64) -> PyResult {
    up(exact(a, |a| long::lshift(a, &*Long::from_i64(by)?)))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Rshift(a: Option<&Object>, by: i64) -> PyResult {
    up(exact(a, |a| long::rshift(a, &*Long::from_i64(by)?)))
}

/// (quotient, remainder) with the quotient rounded to the nearest, ties to even.
#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_DivmodNear(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up({
        let (Some(a), Some(b)) = (a, b) else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let (Some(a), Some(b)) = (a.downcast(), b.downcast()) else {
            return Err(raise!(TypeError, "non-integer arguments in division"));
        };
        let (q, r) = long::divmod_near(a, b)?;
        Tuple::from_vec(vec![q.upcast(), r.upcast()])
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Format(o: Option<&Object>, base: c_int) -> PyResult {
    up({
        let i = arg::<Long>(o)?;
        match base {
            10 => long::decimal(i),
            _ => long::format_radix(i, base as u32, true),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_Frexp(o: &Long, exponent: *mut i64) -> f64 {
    // SAFETY: the caller's contract.
    unsafe {
        let (m, e) = o.frexp();
        *exponent = e;
        m
    }
}

/// An unsigned number, as `unsigned_int` and kin of Argument Clinic take it.
fn unsigned<T: TryFrom<u64>>(o: Option<&Object>, what: &str) -> PyResult<T> {
    let o = o.ok_or_else(objects::exceptions::bad_internal_call)?;
    let i = o.index()?;
    if i.is_negative() {
        return Err(raise!(ValueError, "Cannot convert negative int"));
    }
    i.to_u64()
        .and_then(|v| T::try_from(v).ok())
        .ok_or_else(|| raise!(OverflowError, "Python int too large for C {what}"))
}

/// For `O&`: 1, or 0 with an exception.
unsafe fn store<T>(out: *mut c_void, r: PyResult<T>) -> c_int {
    match r {
        Ok(v) => {
            // SAFETY: the caller's contract.
            unsafe { *out.cast::<T>() = v };
            1
        }
        Err(_) => 0,
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UnsignedShort_Converter(
    o: Option<&Object>,
    out: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u16>(o, "unsigned short")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UnsignedInt_Converter(
    o: Option<&Object>,
    out: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u32>(o, "unsigned int")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UnsignedLong_Converter(
    o: Option<&Object>,
    out: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u64>(o, "unsigned long")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UnsignedLongLong_Converter(
    o: Option<&Object>,
    out: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u64>(o, "unsigned long long")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_Size_t_Converter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<usize>(o, "size_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UInt8_Converter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u8>(o, "uint8_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UInt16_Converter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u16>(o, "uint16_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UInt32_Converter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u32>(o, "uint32_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_UInt64_Converter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, unsigned::<u64>(o, "uint64_t")) }
}

/// The value of an ASCII character as a digit of bases up to 36; 37 for others.
#[unsafe(no_mangle)]
pub static _PyLong_DigitValue: [u8; 256] = {
    let mut values = [37; 256];
    let mut digit = 0u8;
    while digit < 36 {
        if digit < 10 {
            values[(b'0' + digit) as usize] = digit;
        } else {
            values[(b'a' + digit - 10) as usize] = digit;
            values[(b'A' + digit - 10) as usize] = digit;
        }
        digit += 1;
    }
    values
};

/// Frees an int whose count fell to zero, of exactly that type.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_ExactDealloc(o: *mut layout::PyObject) {
    // SAFETY: the caller's contract; the type's own function looks at what it frees.
    unsafe {
        if let Some(f) = (*(*o).ob_type).tp_dealloc {
            f(o);
        }
    }
}
