//! `bytesobject.h`: bytes.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{Format, VaList, bytes_format, variadic};

unsafe extern "C" fn from_format(format: *const c_char, va: *mut VaList) -> PyResult {
    if format.is_null() {
        return Err(null_argument());
    }
    // SAFETY: the caller's contract.
    up(unsafe { bytes_format::format(Format::new(format), &mut (*va).clone()) })
}

variadic! {
    /// Bytes by a format (`%c`, `%d`, `%s`, `%x`, ...).
    fn PyBytes_FromFormat(format: *const c_char, ...) -> PyResult = from_format;
}

fn expected(o: Option<&Object>) -> PyResult<&Bytes> {
    let o = some(o)?;
    o.downcast::<Bytes>().ok_or_else(|| {
        raise!(
            TypeError,
            "expected bytes, {:.200} found",
            o.class().tp_name()
        )
    })
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_FromFormatV(format: *const c_char, va: *mut VaList) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { from_format(format, va) })
}

/// With NULL for the bytes they are to be filled in before anybody sees them.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_FromStringAndSize(s: *const c_char, size: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if size < 0 {
            return Err(raise!(
                SystemError,
                "Negative size passed to PyBytes_FromStringAndSize"
            ));
        }
        if s.is_null() {
            Bytes::with_len(size as usize)
        } else {
            Bytes::from_slice(bytes(s, size))
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_FromString(s: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if s.is_null() {
            return Err(null_argument());
        }
        Bytes::from_slice(bytes(s, -1))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyBytes_FromObject(o: Option<&Object>) -> PyResult {
    up({
        let Some(o) = o else {
            return Err(objects::exceptions::bad_internal_call());
        };
        Bytes::from_object(o)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyBytes_Size(o: Option<&Object>) -> Length {
    run(|| Ok(expected(o)?.len()))
}

/// The bytes themselves, with a 0 behind them; not to be changed.
#[unsafe(no_mangle)]
pub extern "C" fn PyBytes_AsString(o: Option<&Object>) -> *mut c_char {
    value(null_mut(), || Ok(expected(o)?.as_mut_ptr().cast()))
}

/// As `PyBytes_AsString`, with the length; ValueError for an embedded 0 if `size` is NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_AsStringAndSize(
    o: Option<&Object>,
    s: *mut *mut c_char,
    size: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if s.is_null() {
                return Err(objects::exceptions::bad_internal_call());
            }
            let b = expected(o)?;
            *s = b.as_mut_ptr().cast();
            if !size.is_null() {
                *size = b.len() as isize;
            } else if b.as_slice().contains(&0) {
                return Err(raise!(ValueError, "embedded null byte"));
            }
            Ok(())
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyBytes_Repr(o: Option<&Object>, smart: c_int) -> PyResult {
    up({
        let o = arg::<Bytes>(o)?;
        // Not smart: always in single quotes.
        if smart == 0 && o.as_slice().contains(&b'\'') && !o.as_slice().contains(&b'"') {
            let text = o.repr()?.to_string();
            let inner = &text[2..text.len() - 1];
            return Ok(Str::from_str(&format!("b'{}'", inner.replace('\'', "\\'")))?.upcast());
        }
        o.repr()
    })
}

/// Replaces `*left` by the concatenation; by NULL on failure.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_Concat(left: *mut *mut PyObject, right: Option<&Object>) {
    // SAFETY: the caller's contract.
    unsafe {
        if left.is_null() || (*left).is_null() {
            return;
        }
        let Some(a) = Ref::<Object>::from_owned_opt(left.replace(null_mut())) else {
            return;
        };
        let Some(right) = right else { return };
        let join = || -> PyResult {
            // Whatever is amiss with the buffers, it is a TypeError.
            let refused = |raised: Raised| {
                raised.clear();
                raise!(
                    TypeError,
                    "can't concat {:.100} to {:.100}",
                    right.class().tp_name(),
                    a.class().tp_name()
                )
            };
            if let (Some(x), Some(y)) = (a.downcast::<Bytes>(), right.downcast::<Bytes>())
                && y.is_exactly(objects::bytes::PyBytes_Type.raw())
            {
                return Ok(x.concat(y.as_slice())?.upcast());
            }
            let y = Buffer::get(right).map_err(refused)?;
            if let Some(x) = a.downcast::<Bytes>() {
                return Ok(x.concat(y.as_slice())?.upcast());
            }
            let x = Buffer::get(&a).map_err(refused)?;
            Ok(Bytes::from_slice(&[x.as_slice(), y.as_slice()].concat())?.upcast())
        };
        *left = join().map_or(null_mut(), Ref::into_ptr);
    }
}

/// As `PyBytes_Concat`; steals the reference to `right`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_ConcatAndDel(left: *mut *mut PyObject, right: Stolen) {
    // SAFETY: the caller's contract.
    unsafe { PyBytes_Concat(left, right.take().as_deref()) }
}

/// Bytes with backslash escapes undone.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBytes_DecodeEscape(
    s: *const c_char,
    size: isize,
    errors: *const c_char,
    _unicode: isize,
    _encoding: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if size == isize::MAX {
            Err(raise!(OverflowError, "byte string is too large"))
        } else {
            objects::unicode::codec::escape::decode_bytes(bytes(s, size.max(0)), ascii(errors))
        }
    })
}
