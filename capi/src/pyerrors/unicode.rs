//! `pyerrors.h`: what the Unicode errors hold.

use core::ffi::{c_char, c_int};

use layout::PyUnicodeErrorObject;
use objects::exceptions::{BaseExc, types, unicode_error};
use objects::prelude::*;

use super::exception::exception;
use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_Create(
    encoding: *const c_char,
    object: *const c_char,
    length: isize,
    start: isize,
    end: isize,
    reason: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        for (place, text) in [(1, encoding), (5, reason)] {
            if text.is_null() {
                return Err(raise!(TypeError, "argument {place} must be str, not None"));
            }
        }
        unicode_error::new_decode(
            &lossy(encoding).unwrap_or_default(),
            bytes(object, length.max(0)),
            start,
            end,
            &lossy(reason).unwrap_or_default(),
        )
    })
}

/// An exception of the class, or TypeError.
fn unicode_exc<'a>(o: Option<&'a Object>, class: &'static Type) -> PyResult<&'a BaseExc> {
    let o = some(o)?;
    if o.class().is_subtype(class) {
        exception(Some(o))
    } else {
        Err(raise!(
            TypeError,
            "expecting a {} object, got {}",
            class.name(),
            objects::repr::full_name(o.class())
        ))
    }
}

unsafe fn get_start(e: PyResult<&BaseExc>, out: *mut isize) -> c_int {
    value(-1, || {
        let e = e?;
        let n = unicode_error::object_of(e)?.length()?;
        // SAFETY: layout, checked by the caller; `out` is writable.
        unsafe {
            let start = (*e.raw().cast::<PyUnicodeErrorObject>()).start;
            *out = unicode_error::clip_start(start, n) as isize;
        }
        Ok(0)
    })
}

unsafe fn get_end(e: PyResult<&BaseExc>, out: *mut isize) -> c_int {
    value(-1, || {
        let e = e?;
        let n = unicode_error::object_of(e)?.length()?;
        // SAFETY: layout, checked by the caller; `out` is writable.
        unsafe {
            let end = (*e.raw().cast::<PyUnicodeErrorObject>()).end;
            *out = unicode_error::clip_end(end, n) as isize;
        }
        Ok(0)
    })
}

unsafe fn put_reason(e: PyResult<&BaseExc>, reason: *const c_char) -> PyResult<()> {
    // SAFETY: the caller's contract.
    unicode_error::set_reason(e?, unsafe { text(reason) }?);
    Ok(())
}
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetEncoding(e: Option<&Object>) -> PyResult {
    up(unicode_error::encoding_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeEncodeError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeEncodeError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_GetEnd(e: Option<&Object>, end: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeEncodeError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeEncodeError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeEncodeError)?, end);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetEncoding(e: Option<&Object>) -> PyResult {
    up(unicode_error::encoding_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeDecodeError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeDecodeError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_GetEnd(e: Option<&Object>, end: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeDecodeError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeDecodeError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeDecodeError)?, end);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeTranslateError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeTranslateError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeTranslateError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeTranslateError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_GetEnd(
    e: Option<&Object>,
    end: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeTranslateError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeTranslateError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeTranslateError)?, end);
        Ok(())
    })
}
