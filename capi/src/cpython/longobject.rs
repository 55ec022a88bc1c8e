//! `cpython/longobject.h`: ints, further.

use core::ffi::c_int;

use objects::long;
use objects::prelude::*;

use crate::longobject::exact;
use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromUnicodeObject(s: Option<&Object>, base: c_int) -> PyResult {
    up({
        let s = arg::<Str>(s)?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(raise!(ValueError, "int() arg 2 must be >= 2 and <= 36"));
        }
        long::from_str_object(s, base as u32)
    })
}

fn int(o: Option<&Object>) -> PyResult<&Long> {
    let o = some(o)?;
    o.downcast::<Long>().ok_or_else(|| {
        raise!(
            TypeError,
            "expected int, got {}",
            objects::repr::full_name(o.class())
        )
    })
}
#[unsafe(no_mangle)]
pub extern "C" fn PyLong_IsPositive(o: Option<&Object>) -> c_int {
    flag(|| Ok(int(o)?.sign() > 0))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_IsNegative(o: Option<&Object>) -> c_int {
    flag(|| Ok(int(o)?.is_negative()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_IsZero(o: Option<&Object>) -> c_int {
    flag(|| Ok(int(o)?.is_zero()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_GetSign(o: Option<&Object>, sign: *mut c_int) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let i = some(o)?.downcast::<Long>();
            match i {
                Some(i) => {
                    *sign = i.sign();
                    Ok(())
                }
                None => Err(raise!(
                    TypeError,
                    "expect int, got {}",
                    objects::repr::full_name(some(o)?.class())
                )),
            }
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Long_IsCompact(o: Option<&Long>) -> c_int {
    c_int::from(o.is_some_and(Long::is_compact))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Long_CompactValue(o: Option<&Long>) -> isize {
    o.map_or(0, Long::compact_value)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Sign(o: Option<&Long>) -> c_int {
    o.map_or(0, Long::sign)
}

/// The bits of the absolute value.
#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_NumBits(o: Option<&Long>) -> i64 {
    o.map_or(0, |o| o.bit_length() as i64)
}

/// Two's complement (or unsigned) bytes. With `exceptions` an OverflowError if they do not fit, else only -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_AsByteArray(
    o: &Long,
    out: *mut u8,
    size: usize,
    little: c_int,
    signed: c_int,
    exceptions: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let out = if size == 0 {
            &mut [][..]
        } else {
            core::slice::from_raw_parts_mut(out, size)
        };
        if exceptions != 0 {
            return Status::from(long::bytes::to_byte_slice(o, out, little != 0, signed != 0)).0;
        }
        if signed == 0 && o.is_negative() {
            return -1;
        }
        if long::bytes::fill(o, out, little != 0, signed != 0) {
            0
        } else {
            -1
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_FromByteArray(
    p: *const u8,
    size: usize,
    little: c_int,
    signed: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let all = if size == 0 {
            &[][..]
        } else {
            core::slice::from_raw_parts(p, size)
        };
        long::bytes::from_byte_slice(all, little != 0, signed != 0)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_GCD(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(exact(a, |a| exact(b, |b| long::gcd(a, b))))
}
