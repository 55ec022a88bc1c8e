//! `unicodeobject.h`: decoding and encoding, file names among it.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;
use objects::unicode::codec;

use super::*;
use crate::internal::pycore_fileutils::_Py_GetErrorHandler;
use crate::locale_text::{self, Codec};
use crate::support::*;

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
    unsafe { decoded((s, n), errors, consumed, codec::utf8::decode_stateful) }
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
    unsafe { decoded((s, n), errors, null_mut(), codec::utf7::decode) }
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
    unsafe { decoded((s, n), errors, consumed, codec::utf7::decode) }
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
    unsafe { PyUnicode_DecodeUTF16Stateful(s, n, errors, order, null_mut()) }
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
    unsafe { decoded_in_order((s, n), errors, order, consumed, codec::utf16::decode) }
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
    unsafe { PyUnicode_DecodeUTF32Stateful(s, n, errors, order, null_mut()) }
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
    unsafe { decoded_in_order((s, n), errors, order, consumed, codec::utf32::decode) }
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
    unsafe { decoded((s, n), errors, null_mut(), codec::escape::decode) }
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
    unsafe { decoded((s, n), errors, null_mut(), codec::escape::decode_raw) }
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
    up(unsafe {
        // The text has to end where its length says.
        if n >= 0 && !s.is_null() && *s.offset(n) != 0 {
            return Err(raise!(ValueError, "embedded null byte"));
        }
        decode_locale(bytes(s, n), errors)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_DecodeLocale(
    s: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { decode_locale(bytes(s, -1), errors) })
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
        let o = o.ok_or_else(objects::exceptions::bad_internal_call)?;
        let s = builtin_string(Some(o))?;
        if s.iter_chars().any(|c| c == 0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        let text: Vec<u32> = s.iter_chars().collect();
        match locale_text::encode(Codec::CLibrary, &text, _Py_GetErrorHandler(errors)) {
            Ok(raw) => Bytes::from_slice(&raw),
            Err(failure) => Err(failure_of(failure, |at, why| {
                objects::codecs::errors::encode_error("locale", s, at, at + 1, why)
            })),
        }
    })
}

fn failure_of(failure: locale_text::Failure, error: impl FnOnce(usize, &str) -> Raised) -> Raised {
    match failure {
        locale_text::Failure::At(at, why) => error(at, &why.to_string_lossy()),
        locale_text::Failure::NoMemory => objects::exceptions::no_memory(),
        locale_text::Failure::Handler => raise!(ValueError, "unsupported error handler"),
    }
}

/// # Safety
/// `errors` is a C string or NULL.
unsafe fn decode_locale(s: &[u8], errors: *const c_char) -> PyResult<Ref<Str>> {
    if s.contains(&0) {
        return Err(raise!(ValueError, "embedded null byte"));
    }
    // SAFETY: the caller's contract.
    let handler = unsafe { _Py_GetErrorHandler(errors) };
    match locale_text::decode(Codec::CLibrary, s, handler) {
        Ok(text) => Str::from_code_points(&text),
        Err(failure) => Err(failure_of(failure, |at, why| {
            objects::codecs::errors::decode_error("locale", s, at, at + 1, why)
        })),
    }
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
            let path = runtime::fs_path::fs_path(o)?;
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
