//! `cpython/longintrepr.h`: the digits of ints, for import and export.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use layout::{PyLongExport, PyLongLayout, PyLongObject, PyLongWriter, PyObject, digit};
use objects::long::Fresh;
use objects::prelude::*;

use crate::support::*;

struct Shared(PyLongLayout);
// SAFETY: never written.
unsafe impl Sync for Shared {}
static LAYOUT: Shared = Shared(PyLongLayout {
    bits_per_digit: 30,
    digit_size: 4,
    digits_order: -1,
    digit_endianness: if cfg!(target_endian = "little") {
        -1
    } else {
        1
    },
});
#[unsafe(no_mangle)]
pub extern "C" fn PyLong_GetNativeLayout() -> *const PyLongLayout {
    &LAYOUT.0
}

/// Fills in the value, or digits that live as long as the export. To be freed with `PyLong_FreeExport`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_Export(o: Option<&Object>, out: *mut PyLongExport) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let o = some(o)?;
            let Some(i) = o.downcast::<Long>() else {
                out.write(core::mem::zeroed());
                return Err(raise!(
                    TypeError,
                    "expect int, got {}",
                    objects::repr::full_name(o.class())
                ));
            };
            let mut e: PyLongExport = core::mem::zeroed();
            match i.to_i64() {
                Some(v) => e.value = v,
                None => {
                    let digits = i.digits();
                    e.negative = u8::from(i.is_negative());
                    e.ndigits = digits.len() as isize;
                    e.digits = digits.as_ptr().cast();
                    e._reserved = i.to_ref().into_ptr() as usize as _;
                }
            }
            out.write(e);
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_FreeExport(e: *mut PyLongExport) {
    // SAFETY: the caller's contract.
    unsafe {
        let kept = (*e)._reserved as usize as *mut PyObject;
        (*e)._reserved = 0;
        drop(Ref::<Object>::from_owned_opt(kept));
    }
}

/// A writer: an int under construction.
struct Writing {
    fresh: Fresh,
    negative: bool,
}
/// An int of `count` digits to be written at `digits`, then finished or discarded.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLongWriter_Create(
    negative: c_int,
    count: isize,
    digits: *mut *mut c_void,
) -> *mut PyLongWriter {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || {
            if count <= 0 {
                return Err(raise!(ValueError, "ndigits must be positive"));
            }
            let mut w = Box::new(Writing {
                fresh: Fresh::new(count as usize)?,
                negative: negative != 0,
            });
            *digits = w.fresh.digits().as_mut_ptr().cast();
            Ok(Box::into_raw(w).cast())
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLongWriter_Finish(w: *mut PyLongWriter) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let Writing {
            mut fresh,
            negative,
        } = *Box::from_raw(w.cast::<Writing>());
        if fresh.digits().iter().any(|d| *d >= 1 << 30) {
            return Err(raise!(
                SystemError,
                "PyLongWriter_Finish: digits out of range"
            ));
        }
        fresh.finish(negative)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLongWriter_Discard(w: *mut PyLongWriter) {
    // SAFETY: the caller's contract.
    unsafe {
        if !w.is_null() {
            drop(Box::from_raw(w.cast::<Writing>()));
        }
    }
}

/// An int of `count` digits with value 0, to be filled in before anybody sees it.
#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_New(count: isize) -> *mut PyLongObject {
    value(null_mut(), || {
        let fresh = Fresh::new(count.max(0) as usize)?;
        Ok(fresh.into_unfinished().cast())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_FromDigits(
    negative: c_int,
    count: isize,
    digits: *const digit,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let all = if count <= 0 {
            &[][..]
        } else {
            core::slice::from_raw_parts(digits, count as usize)
        };
        Long::from_digits(all, negative != 0)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyLong_Copy(o: &Long) -> PyResult {
    up(Long::from_digits(o.digits(), o.is_negative()))
}
