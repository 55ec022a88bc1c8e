//! `unicodeobject.h`: text. Here strings are made, measured and changed; the folder has the rest by subject.

pub mod codecs;
pub mod methods;
pub mod wide;

use core::ffi::{c_char, c_int};

use layout::{Py_UCS4, PyObject};
use libc::wchar_t;
use objects::prelude::*;
use objects::unicode::codec;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

/// A str argument; TypeError "must be str, not X" for others.
pub(crate) fn string(o: Option<&Object>) -> PyResult<&Str> {
    let o = some(o)?;
    o.downcast::<Str>()
        .ok_or_else(|| raise!(TypeError, "must be str, not {:.100}", o.class().tp_name()))
}

/// A str argument of functions that call others "bad argument type for built-in operation".
pub(crate) fn builtin_string(o: Option<&Object>) -> PyResult<&Str> {
    match o.and_then(|o| o.downcast::<Str>()) {
        Some(s) => Ok(s),
        None => Err(crate::moduleobject::bad_argument()),
    }
}

/// The same, but NULL is "bad argument to internal function".
pub(crate) fn inner_string(o: Option<&Object>) -> PyResult<&Str> {
    match o {
        Some(_) => builtin_string(o),
        None => Err(objects::exceptions::bad_internal_call()),
    }
}

/// Text of `wchar_t`s, each a code point here.
pub(crate) fn from_wide(units: &[u32]) -> PyResult<Ref<Str>> {
    match units.iter().find(|c| **c > 0x10_ffff) {
        Some(c) => Err(raise!(
            ValueError,
            "character U+{c:x} is not in range [U+0000; U+10ffff]"
        )),
        None => Str::from_code_points(units),
    }
}

pub(crate) fn from_ordinal(ordinal: c_int) -> PyResult<Ref<Str>> {
    match u32::try_from(ordinal) {
        Ok(c) if c <= 0x10_ffff => Str::from_char(c),
        _ => Err(raise!(ValueError, "chr() arg not in range(0x110000)")),
    }
}

/// # Safety
/// `s` is a C string, or NULL (SystemError).
pub(crate) unsafe fn from_c_string(s: *const c_char) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's contract.
    unsafe { text(s) }
}

/// UTF-8 that the str keeps, with a NUL behind it.
pub(crate) fn lent_utf8(s: &Str) -> PyResult<*const c_char> {
    Ok(s.as_utf8()?.as_ptr().cast())
}

unsafe extern "C" fn from_format(format: *const c_char, va: *mut VaList) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { formatted::format(format, va) })
}

variadic! {
    /// Text by a format (`%d`, `%s` of UTF-8, `%U` of a str, `%R`, ...).
    fn PyUnicode_FromFormat(format: *const c_char, ...) -> PyResult = from_format;
}

/// `start` and `end` of a search, negative ones from the end.
fn bounds(s: &Str, start: isize, end: isize) -> (usize, usize) {
    let (low, high) = objects::sequence::search_bounds(s.len(), start, end);
    (low, high.min(s.len()))
}

/// Decodes, and says how many bytes were taken, if asked: then what ends within a character waits for more.
unsafe fn decoded(
    (s, n): (*const c_char, isize),
    errors: *const c_char,
    consumed: *mut isize,
    decode: impl FnOnce(&[u8], Option<&str>, bool) -> PyResult<(Ref<Str>, usize)>,
) -> PyResult {
    // SAFETY: C strings and their lengths; NULL or writable.
    unsafe {
        let (text, used) = decode(bytes(s, length(n)?), ascii(errors), consumed.is_null())?;
        if !consumed.is_null() {
            *consumed = used as isize;
        }
        Ok(text.upcast())
    }
}

/// [`decoded`] for UTF-16 and UTF-32: `order` comes with the byte order that is wanted and leaves with the one found.
unsafe fn decoded_in_order(
    input: (*const c_char, isize),
    errors: *const c_char,
    order: *mut c_int,
    consumed: *mut isize,
    decode: impl FnOnce(&[u8], Option<&str>, i32, bool) -> PyResult<(Ref<Str>, usize, i32)>,
) -> PyResult {
    // SAFETY: as above; `order` is NULL or writable.
    unsafe {
        decoded(input, errors, consumed, |s, errors, last| {
            let wanted = if order.is_null() { 0 } else { *order };
            let (text, used, found) = decode(s, errors, wanted, last)?;
            if !order.is_null() {
                *order = found;
            }
            Ok((text, used))
        })
    }
}

/// The length argument of a decoder.
fn length(n: isize) -> PyResult<isize> {
    if n < 0 {
        return Err(objects::exceptions::bad_internal_call());
    }
    Ok(n)
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromFormatV(format: *const c_char, va: *mut VaList) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { formatted::format(format, va) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromStringAndSize(s: *const c_char, size: isize) -> PyResult {
    attached("PyUnicode_FromStringAndSize");
    // SAFETY: the caller's contract.
    up(unsafe {
        if size < 0 {
            return Err(raise!(
                SystemError,
                "Negative size passed to PyUnicode_FromStringAndSize"
            ));
        }
        if s.is_null() && size > 0 {
            return Err(raise!(
                SystemError,
                "NULL string with positive size with NULL passed to PyUnicode_FromStringAndSize"
            ));
        }
        Str::decode_utf8(bytes(s, size), None)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromString(s: *const c_char) -> PyResult {
    attached("PyUnicode_FromString");
    // SAFETY: the caller's contract.
    up(unsafe { text(s) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_InternFromString(s: *const c_char) -> PyResult {
    attached("PyUnicode_InternFromString");
    // SAFETY: the caller's contract.
    up(unsafe { Ok(Str::intern(text(s)?)) })
}

/// Replaces the reference by one to the interned equal.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_InternInPlace(p: *mut *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if let Some(s) = Ref::<Object>::from_owned_opt(*p) {
            *p = match s.downcast_into::<Str>() {
                Ok(s) => Str::intern(s).into_ptr(),
                Err(o) => o.into_ptr(),
            };
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_InternImmortal(p: *mut *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        crate::internal::pycore_unicodeobject::_PyUnicode_InternImmortal(core::ptr::null_mut(), p)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromWideChar(s: *const wchar_t, size: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if s.is_null() {
            if size == 0 {
                return Ok(Str::empty().to_ref().upcast());
            }
            return Err(objects::exceptions::bad_internal_call());
        }
        let n = if size == -1 {
            libc::wcslen(s)
        } else {
            length(size)? as usize
        };
        from_wide(core::slice::from_raw_parts(s.cast(), n))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_FromOrdinal(ordinal: c_int) -> PyResult {
    up(from_ordinal(ordinal))
}

/// An exact str of a str.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_FromObject(o: Option<&Object>) -> PyResult {
    up({
        let o = some(o)?;
        match o.downcast::<Str>() {
            Some(s) => s.to_exact(),
            None => Err(raise!(
                TypeError,
                "Can't convert '{:.100}' object to str implicitly",
                o.class().tp_name()
            )),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromEncodedObject(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let o = o.ok_or_else(objects::exceptions::bad_internal_call)?;
        if o.downcast::<Bytes>().is_some_and(Bytes::is_empty) {
            // No codec is asked.
            return Ok(Str::empty().to_ref().upcast());
        }
        codec::decode_object(o, ascii(encoding), ascii(errors))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_GetLength(o: Option<&Object>) -> Length {
    run(|| Ok(builtin_string(o)?.len()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_GetSize(_o: *mut PyObject) -> isize {
    let _raised = raise!(RuntimeError, "PyUnicode_GetSize has been removed.");
    -1
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_ReadChar(o: Option<&Object>, index: isize) -> Py_UCS4 {
    value(Py_UCS4::MAX, || {
        let s = builtin_string(o)?;
        match usize::try_from(index) {
            Ok(i) if i < s.len() => Ok(s.char_at(i)),
            _ => Err(raise!(IndexError, "string index out of range")),
        }
    })
}

/// Changes a character of a str that nobody else has seen.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_WriteChar(o: Option<&Object>, index: isize, c: Py_UCS4) -> Status {
    run(|| {
        let s = builtin_string(o)?;
        let Some(i) = usize::try_from(index).ok().filter(|i| *i < s.len()) else {
            return Err(raise!(IndexError, "string index out of range"));
        };
        modifiable(s)?;
        if c > s.max_char() {
            return Err(raise!(ValueError, "character out of range"));
        }
        s.poke(i, c);
        Ok(())
    })
}

/// SystemError unless the str may still be changed: one reference, no hash, not interned.
pub(crate) fn modifiable(s: &Str) -> PyResult<()> {
    // SAFETY: live.
    let unique = unsafe { base::refcount::is_unique(s.as_ptr()) };
    if unique && s.cached_hash() == -1 && !s.is_interned() && s.is_exact() {
        Ok(())
    } else {
        Err(raise!(SystemError, "Cannot modify a string currently used"))
    }
}
/// Resizes a str; a shared one is replaced by a copy. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_Resize(p: *mut *mut PyObject, size: isize) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let s = arg::<Str>(Object::from_ptr_opt(*p))?;
            let n = length(size)? as usize;
            if n == s.len() {
                return Ok(());
            }
            let resized = if n < s.len() {
                s.substring(0, n)?
            } else {
                let r = Str::with_len(n, s.max_char())?;
                r.fill(0, s.chars());
                r
            };
            drop(Ref::<Object>::from_owned_opt(p.replace(resized.into_ptr())));
            Ok(())
        }
    })
}
