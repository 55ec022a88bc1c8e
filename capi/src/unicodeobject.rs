//! `unicodeobject.h`: text.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::{null, null_mut};

use layout::{Py_UCS4, PyObject};
use libc::wchar_t;
use objects::prelude::*;
use objects::unicode::{codec, search};

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

/// What the stateful decoders leave: the bytes taken, if asked.
unsafe fn stateful(
    consumed: *mut isize,
    decode: impl FnOnce(bool) -> PyResult<(Ref<Str>, usize)>,
) -> PyResult<Ref<Str>> {
    let (text, used) = decode(consumed.is_null())?;
    // SAFETY: NULL or writable.
    unsafe {
        if !consumed.is_null() {
            *consumed = used as isize;
        }
    }
    Ok(text)
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
    // SAFETY: the caller's contract.
    up(unsafe {
        {
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
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromString(s: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { text(s) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_InternFromString(s: *const c_char) -> PyResult {
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
        {
            if let Some(s) = Ref::<Object>::from_owned_opt(*p) {
                *p = match s.downcast_into::<Str>() {
                    Ok(s) => Str::intern(s).into_ptr(),
                    Err(o) => o.into_ptr(),
                };
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_InternImmortal(p: *mut *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { PyUnicode_InternInPlace(p) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromWideChar(s: *const wchar_t, size: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        {
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
        }
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
        {
            let o = some(o)?;
            codec::decode_object(o, ascii(encoding), ascii(errors))
        }
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
    {
        let _raised = raise!(RuntimeError, "PyUnicode_GetSize has been removed.");
        -1
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_ReadChar(o: Option<&Object>, index: isize) -> Py_UCS4 {
    {
        value(Py_UCS4::MAX, || {
            let s = builtin_string(o)?;
            match usize::try_from(index) {
                Ok(i) if i < s.len() => Ok(s.char_at(i)),
                _ => Err(raise!(IndexError, "string index out of range")),
            }
        })
    }
}

/// Changes a character of a str that nobody else has seen.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_WriteChar(o: Option<&Object>, index: isize, c: Py_UCS4) -> Status {
    run(|| {
        let s = arg::<Str>(o)?;
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
            {
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
        }
    })
}

/// The code points, in a buffer of the caller's.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsUCS4(
    o: Option<&Object>,
    buffer: *mut Py_UCS4,
    size: isize,
    terminate: c_int,
) -> *mut Py_UCS4 {
    // SAFETY: the caller's contract.
    unsafe {
        {
            value(null_mut(), || {
                if buffer.is_null() || size < 0 {
                    return Err(objects::exceptions::bad_internal_call());
                }
                let s = arg::<Str>(o)?;
                let need = s.len() + usize::from(terminate != 0);
                if (size as usize) < need {
                    return Err(raise!(SystemError, "string is longer than the buffer"));
                }
                for (i, c) in s.iter_chars().enumerate() {
                    buffer.add(i).write(c);
                }
                if terminate != 0 {
                    buffer.add(s.len()).write(0);
                }
                Ok(buffer)
            })
        }
    }
}

/// The code points and a 0, to be freed with `PyMem_Free`.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUCS4Copy(o: Option<&Object>) -> *mut Py_UCS4 {
    value(null_mut(), || wide_copy(arg::<Str>(o)?))
}

fn wide_copy(s: &Str) -> PyResult<*mut u32> {
    let n = s.len() + 1;
    let p = base::mem::alloc(base::mem::Domain::Mem, n.saturating_mul(4)).cast::<u32>();
    if p.is_null() {
        return Err(objects::exceptions::no_memory());
    }
    // SAFETY: the block holds `n` words.
    unsafe {
        for (i, c) in s.iter_chars().enumerate() {
            p.add(i).write(c);
        }
        p.add(n - 1).write(0);
    }
    Ok(p)
}
/// Copies at most `size` characters; with NULL the room that is needed, the 0 included.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsWideChar(
    o: Option<&Object>,
    w: *mut wchar_t,
    size: isize,
) -> Length {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let s = arg::<Str>(o)?;
                if w.is_null() {
                    return Ok(s.len() as isize + 1);
                }
                let n = s.len().min(size.max(0) as usize);
                for (i, c) in s.iter_chars().take(n).enumerate() {
                    w.add(i).write(c as wchar_t);
                }
                if (n as isize) < size {
                    w.add(n).write(0);
                }
                Ok(n as isize)
            }
        }
    })
}

/// To be freed with `PyMem_Free`. ValueError for an embedded 0 if `size` is NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsWideCharString(
    o: Option<&Object>,
    size: *mut isize,
) -> *mut wchar_t {
    // SAFETY: the caller's contract.
    unsafe {
        {
            value(null_mut(), || {
                let s = arg::<Str>(o)?;
                if size.is_null() && s.iter_chars().any(|c| c == 0) {
                    return Err(raise!(ValueError, "embedded null character"));
                }
                let p = wide_copy(s)?;
                if !size.is_null() {
                    *size = s.len() as isize;
                }
                Ok(p.cast())
            })
        }
    }
}

/// UTF-8 that the str keeps for as long as it lives.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsUTF8AndSize(
    o: Option<&Object>,
    size: *mut isize,
) -> *const c_char {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let r = builtin_string(o).and_then(|s| s.as_utf8());
            if !size.is_null() {
                *size = r.as_ref().map_or(-1, |s| s.len() as isize);
            }
            r.map_or(null(), |s| s.as_ptr().cast())
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_GetDefaultEncoding() -> *const c_char {
    c"utf-8".as_ptr()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_Decode(
    s: *const c_char,
    n: isize,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::decode(bytes(s, length(n)?), ascii(encoding), ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsEncodedString(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::encode(builtin_string(o)?, ascii(encoding), ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsEncodedObject(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        objects::codecs::encode(
            builtin_string(o)?,
            ascii(encoding).unwrap_or("utf-8"),
            ascii(errors),
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsDecodedObject(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        objects::codecs::decode(
            builtin_string(o)?,
            ascii(encoding).unwrap_or("utf-8"),
            ascii(errors),
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsEncodedUnicode(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        only_str(
            "encoder",
            ascii(encoding),
            objects::codecs::encode(
                builtin_string(o)?,
                ascii(encoding).unwrap_or("utf-8"),
                ascii(errors),
            )?,
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AsDecodedUnicode(
    o: Option<&Object>,
    encoding: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        only_str(
            "decoder",
            ascii(encoding),
            objects::codecs::decode(
                builtin_string(o)?,
                ascii(encoding).unwrap_or("utf-8"),
                ascii(errors),
            )?,
        )
    })
}

fn only_str(which: &str, encoding: Option<&str>, o: Ref) -> PyResult {
    if o.downcast::<Str>().is_some() {
        return Ok(o);
    }
    let hint = if which == "encoder" {
        "codecs.encode() to encode to arbitrary types"
    } else {
        "codecs.decode() to decode to arbitrary types"
    };
    Err(raise!(
        TypeError,
        "'{:.400}' {which} returned '{:.400}' instead of 'str'; use {hint}",
        encoding.unwrap_or("utf-8"),
        o.class().tp_name()
    ))
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF8(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::utf8::decode(bytes(s, length(n)?), ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF8Stateful(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    consumed: *mut isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        stateful(consumed, |last| {
            codec::utf8::decode_stateful(bytes(s, length(n)?), ascii(errors), last)
        })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUTF8String(o: Option<&Object>) -> PyResult {
    up(codec::utf8::encode(builtin_string(o)?, None))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF7(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        stateful(null_mut(), |last| {
            codec::utf7::decode(bytes(s, length(n)?), ascii(errors), last)
        })
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF7Stateful(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    consumed: *mut isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        stateful(consumed, |last| {
            codec::utf7::decode(bytes(s, length(n)?), ascii(errors), last)
        })
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF16(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    order: *mut c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { PyUnicode_DecodeUTF16Stateful(s, n, errors, order, null_mut()) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF16Stateful(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    order: *mut c_int,
    consumed: *mut isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            stateful(consumed, |last| {
                let wanted = if order.is_null() { 0 } else { *order };
                let (text, used, found) =
                    codec::utf16::decode(bytes(s, length(n)?), ascii(errors), wanted, last)?;
                if !order.is_null() {
                    *order = found;
                }
                Ok((text, used))
            })
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUTF16String(o: Option<&Object>) -> PyResult {
    up(codec::utf16::encode(builtin_string(o)?, None, 0))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF32(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    order: *mut c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { PyUnicode_DecodeUTF32Stateful(s, n, errors, order, null_mut()) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUTF32Stateful(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    order: *mut c_int,
    consumed: *mut isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            stateful(consumed, |last| {
                let wanted = if order.is_null() { 0 } else { *order };
                let (text, used, found) =
                    codec::utf32::decode(bytes(s, length(n)?), ascii(errors), wanted, last)?;
                if !order.is_null() {
                    *order = found;
                }
                Ok((text, used))
            })
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUTF32String(o: Option<&Object>) -> PyResult {
    up(codec::utf32::encode(builtin_string(o)?, None, 0))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeUnicodeEscape(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        stateful(null_mut(), |last| {
            codec::escape::decode(bytes(s, length(n)?), ascii(errors), last)
        })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUnicodeEscapeString(o: Option<&Object>) -> PyResult {
    up(codec::escape::encode(builtin_string(o)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeRawUnicodeEscape(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        stateful(null_mut(), |last| {
            codec::escape::decode_raw(bytes(s, length(n)?), ascii(errors), last)
        })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsRawUnicodeEscapeString(o: Option<&Object>) -> PyResult {
    up(codec::escape::encode_raw(builtin_string(o)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeLatin1(
    s: *const c_char,
    n: isize,
    _errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Str::from_latin1(bytes(s, length(n)?)) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsLatin1String(o: Option<&Object>) -> PyResult {
    up(codec::single::encode(
        builtin_string(o)?,
        None,
        codec::single::LATIN1,
    ))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeASCII(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::single::decode_ascii(bytes(s, length(n)?), ascii(errors)) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsASCIIString(o: Option<&Object>) -> PyResult {
    up(codec::single::encode(
        builtin_string(o)?,
        None,
        codec::single::ASCII,
    ))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeCharmap(
    s: *const c_char,
    n: isize,
    mapping: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        codec::charmap::decode(
            bytes(s, length(n)?),
            ascii(errors),
            mapping.filter(|m| !is_none(m)),
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsCharmapString(
    o: Option<&Object>,
    mapping: Option<&Object>,
) -> PyResult {
    up({
        if mapping.is_none() {
            return Err(crate::moduleobject::bad_argument());
        }
        codec::charmap::encode(builtin_string(o)?, None, mapping)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_BuildEncodingMap(o: Option<&Object>) -> PyResult {
    up({
        match o
            .and_then(|o| o.downcast::<Str>())
            .filter(|s| !s.is_empty())
        {
            Some(s) => up(codec::charmap::build(s)),
            None => Err(crate::moduleobject::bad_argument()),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeLocaleAndSize(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { decode_locale(bytes(s, n), ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeLocale(
    s: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { decode_locale(bytes(s, -1), ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_EncodeLocale(
    o: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            let s = builtin_string(o)?;
            let errors = locale_errors(ascii(errors))?;
            if s.iter_chars().any(|c| c == 0) {
                return Err(raise!(ValueError, "embedded null character"));
            }
            codec::utf8::encode(s, Some(errors))
        }
    })
}

fn locale_errors(errors: Option<&str>) -> PyResult<&'static str> {
    match errors {
        None | Some("strict") => Ok("strict"),
        Some("surrogateescape") => Ok("surrogateescape"),
        Some("surrogatepass") => Ok("surrogatepass"),
        Some(other) => Err(raise!(ValueError, "unsupported error handler: {other}")),
    }
}

/// The locale's encoding is UTF-8 here.
fn decode_locale(s: &[u8], errors: Option<&str>) -> PyResult<Ref<Str>> {
    let errors = locale_errors(errors)?;
    if s.contains(&0) {
        return Err(raise!(ValueError, "embedded null byte"));
    }
    codec::utf8::decode(s, Some(errors))
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeFSDefault(s: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Str::decode_fs_default(bytes(s, -1)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeFSDefaultAndSize(s: *const c_char, n: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Str::decode_fs_default(bytes(s, length(n)?)) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_EncodeFSDefault(o: Option<&Object>) -> PyResult {
    up(builtin_string(o)?.encode_fs_default())
}

/// A converter for `O&`: a path as new bytes. NULL lets the bytes go.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FSConverter(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { fs_convert(o, out.cast(), true) }
}

/// A converter for `O&`: a path as a new str.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FSDecoder(o: Option<&Object>, out: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { fs_convert(o, out.cast(), false) }
}

unsafe fn fs_convert(o: Option<&Object>, out: *mut *mut PyObject, to_bytes: bool) -> c_int {
    // SAFETY: `out` holds what an earlier call put there when it cleans up, and is writable.
    unsafe {
        let Some(o) = o else {
            drop(Ref::<Object>::from_owned_opt(out.replace(null_mut())));
            return 1;
        };
        let convert = || -> PyResult {
            let path = crate::osmodule::fspath(o)?;
            let converted = match (path.downcast::<Str>(), path.downcast::<Bytes>()) {
                (Some(s), _) if to_bytes => s.encode_fs_default()?.upcast(),
                (Some(_), _) => path.clone(),
                (_, Some(_)) if to_bytes => path.clone(),
                (_, Some(b)) => Str::decode_fs_default(b.as_slice())?.upcast(),
                _ => return Err(objects::exceptions::bad_internal_call()),
            };
            let nul = match (converted.downcast::<Str>(), converted.downcast::<Bytes>()) {
                (Some(s), _) => s
                    .iter_chars()
                    .any(|c| c == 0)
                    .then_some("embedded null character"),
                (_, Some(b)) => b.as_slice().contains(&0).then_some("embedded null byte"),
                _ => None,
            };
            match nul {
                Some(message) => Err(raise!(ValueError, "{message}")),
                None => Ok(converted),
            }
        };
        match convert() {
            Ok(v) => {
                *out = v.into_ptr();
                layout::Py_CLEANUP_SUPPORTED as c_int
            }
            Err(_) => 0,
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Concat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up({
        let left = string(a)?;
        let b = some(b)?;
        match b.downcast::<Str>() {
            Some(right) => left.concat(right),
            None => Err(raise!(
                TypeError,
                "can only concatenate str (not \"{:.200}\") to str",
                b.class().tp_name()
            )),
        }
    })
}

/// Replaces `*left` by the concatenation; by NULL on failure.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_Append(left: *mut *mut PyObject, right: Option<&Object>) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let Some(a) = Ref::<Object>::from_owned_opt(left.replace(null_mut())) else {
                if !base::error::occurred() {
                    let _raised = objects::exceptions::bad_internal_call();
                }
                return;
            };
            match (
                a.downcast_into::<Str>(),
                right.and_then(|r| r.downcast::<Str>()),
            ) {
                (Ok(a), Some(right)) => {
                    *left = up(Str::append_in_place(a, right)).map_or(null_mut(), Ref::into_ptr)
                }
                _ => {
                    if !base::error::occurred() {
                        let _raised = objects::exceptions::bad_internal_call();
                    }
                }
            }
        }
    }
}

/// As `PyUnicode_Append`; steals the reference to `right`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AppendAndDel(left: *mut *mut PyObject, right: Stolen) {
    // SAFETY: the caller's contract.
    unsafe { PyUnicode_Append(left, right.take().as_deref()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Split(
    o: Option<&Object>,
    sep: Option<&Object>,
    max: isize,
) -> PyResult {
    up({
        let s = string(o)?;
        s.split(
            sep.filter(|o| !is_none(o))
                .map(|o| string(Some(o)))
                .transpose()?,
            max,
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_RSplit(
    o: Option<&Object>,
    sep: Option<&Object>,
    max: isize,
) -> PyResult {
    up({
        let s = string(o)?;
        s.rsplit(
            sep.filter(|o| !is_none(o))
                .map(|o| string(Some(o)))
                .transpose()?,
            max,
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Splitlines(o: Option<&Object>, keep_ends: c_int) -> PyResult {
    up(string(o)?.splitlines(keep_ends != 0))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Partition(o: Option<&Object>, sep: Option<&Object>) -> PyResult {
    up(string(o)?.partition(string(sep)?, false))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_RPartition(o: Option<&Object>, sep: Option<&Object>) -> PyResult {
    up(string(o)?.partition(string(sep)?, true))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_Translate(
    o: Option<&Object>,
    table: Option<&Object>,
    _errors: *const c_char,
) -> PyResult {
    up({
        let s = string(o)?;
        s.translate(some(table)?)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Join(separator: Option<&Object>, items: Option<&Object>) -> PyResult {
    up({
        let items = some(items)?;
        match separator {
            None => Str::latin1_char(b' ').join_iterable(items),
            Some(sep) => match sep.downcast::<Str>() {
                Some(sep) => sep.join_iterable(items),
                None => Err(raise!(
                    TypeError,
                    "separator: expected str instance, {:.80} found",
                    sep.class().tp_name()
                )),
            },
        }
    })
}

/// 1 if the part of `o` ends (`direction` > 0) or begins with `sub`.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Tailmatch(
    o: Option<&Object>,
    sub: Option<&Object>,
    start: isize,
    end: isize,
    direction: c_int,
) -> Length {
    run(|| {
        let (s, sub) = (string(o)?, string(sub)?);
        let (low, high) = bounds(s, start, end);
        if low > high {
            return Ok(0isize);
        }
        let part = s.chars().slice(low, high);
        let found = if direction > 0 {
            search::ends_with(part, sub.chars())
        } else {
            search::starts_with(part, sub.chars())
        };
        Ok(isize::from(found))
    })
}

/// The index, -1 where there is none, -2 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Find(
    o: Option<&Object>,
    sub: Option<&Object>,
    start: isize,
    end: isize,
    direction: c_int,
) -> isize {
    {
        value(-2, || {
            let (s, sub) = (string(o)?, string(sub)?);
            let (low, high) = bounds(s, start, end);
            if low > high {
                return Ok(-1);
            }
            let part = s.chars().slice(low, high);
            let at = if direction > 0 {
                search::find_chars(part, sub.chars())
            } else {
                search::rfind_chars(part, sub.chars())
            };
            Ok(at.map_or(-1, |i| (i + low) as isize))
        })
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_FindChar(
    o: Option<&Object>,
    c: Py_UCS4,
    start: isize,
    end: isize,
    direction: c_int,
) -> isize {
    {
        value(-2, || {
            let s = string(o)?;
            let low = start.max(0) as usize;
            let high = (end.max(0) as usize).min(s.len());
            let mut at = low..high;
            let found = if direction > 0 {
                at.find(|i| s.char_at(*i) == c)
            } else {
                at.rfind(|i| s.char_at(*i) == c)
            };
            Ok(found.map_or(-1, |i| i as isize))
        })
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Count(
    o: Option<&Object>,
    sub: Option<&Object>,
    start: isize,
    end: isize,
) -> Length {
    run(|| {
        let (s, sub) = (string(o)?, string(sub)?);
        let (low, high) = bounds(s, start, end);
        if low > high {
            return Ok(0usize);
        }
        Ok(search::count_chars(
            s.chars().slice(low, high),
            sub.chars(),
            usize::MAX,
        ))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Replace(
    o: Option<&Object>,
    old: Option<&Object>,
    new: Option<&Object>,
    max: isize,
) -> PyResult {
    up({
        let s = string(o)?;
        s.replace(string(old)?, string(new)?, max)
    })
}

/// -1, 0 or 1; -1 with an exception for what is no str.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Compare(a: Option<&Object>, b: Option<&Object>) -> c_int {
    {
        value(-1, || {
            match (
                a.and_then(|a| a.downcast::<Str>()),
                b.and_then(|b| b.downcast::<Str>()),
            ) {
                (Some(x), Some(y)) => Ok(x.cmp_str(y) as c_int),
                _ => {
                    let name = |o: Option<&Object>| {
                        o.map_or_else(|| "NULL".into(), |o| o.class().tp_name().into_owned())
                    };
                    Err(raise!(
                        TypeError,
                        "Can't compare {} and {}",
                        name(a),
                        name(b)
                    ))
                }
            }
        })
    }
}

/// Compares with a string of Latin-1; cannot fail.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_CompareWithASCIIString(o: &Str, s: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        o.iter_chars()
            .cmp(bytes(s, -1).iter().map(|b| u32::from(*b))) as c_int
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_EqualToUTF8(o: &Str, s: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(equals_utf8(o, bytes(s, -1))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_EqualToUTF8AndSize(
    o: &Str,
    s: *const c_char,
    n: isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(equals_utf8(o, bytes(s, n.max(0)))) }
}

fn equals_utf8(s: &Str, text: &[u8]) -> bool {
    match s.as_ascii() {
        Some(a) => a.as_bytes() == text,
        None => {
            core::str::from_utf8(text).is_ok_and(|t| s.iter_chars().eq(t.chars().map(u32::from)))
        }
    }
}
/// 1 or 0; -1 with TypeError for what is no str.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Equal(a: Option<&Object>, b: Option<&Object>) -> c_int {
    flag(|| {
        for o in [a, b] {
            let o = some(o)?;
            if o.downcast::<Str>().is_none() {
                return Err(raise!(
                    TypeError,
                    "first argument must be str, not {}",
                    objects::repr::full_name(o.class())
                ));
            }
        }
        Ok(string(a)?.eq_str(string(b)?))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_RichCompare(
    a: Option<&Object>,
    b: Option<&Object>,
    op: c_int,
) -> PyResult {
    up({
        let (a, b) = (some(a)?, some(b)?);
        let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) else {
            return objects::not_implemented_result();
        };
        if !(0..=5).contains(&op) {
            return Err(crate::moduleobject::bad_argument());
        }
        x.rich_compare(y, CompareOp::from_c(op))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Format(format: Option<&Object>, args: Option<&Object>) -> PyResult {
    up({
        let format = string(format)?;
        objects::unicode::percent::format(format, some(args)?)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Contains(o: Option<&Object>, sub: Option<&Object>) -> c_int {
    flag(|| {
        let sub = some(sub)?;
        match sub.downcast::<Str>() {
            Some(needle) => Ok(search::contains(string(o)?, needle)),
            None => Err(raise!(
                TypeError,
                "'in <string>' requires string as left operand, not {:.100}",
                sub.class().tp_name()
            )),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_IsIdentifier(s: &Str) -> c_int {
    c_int::from(s.is_identifier())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Substring(o: Option<&Object>, start: isize, end: isize) -> PyResult {
    up({
        let s = builtin_string(o)?;
        if start < 0 || end < 0 {
            return Err(raise!(IndexError, "string index out of range"));
        }
        let end = (end as usize).min(s.len());
        s.substring((start as usize).min(end), end)
    })
}
