//! `internal/pycore_unicodeobject.h`: text, for the stock extension modules and the runtime's own ways.

use core::ffi::{c_char, c_int};
use core::ptr::null;

use layout::{PyInterpreterState, PyObject};
use objects::abstract_::call::object_slice;
use objects::prelude::*;
use objects::unicode::codec;

use crate::support::*;
use crate::unicodeobject::{
    PyUnicode_InternInPlace, builtin_string, methods::PyUnicode_CompareWithASCIIString,
};

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_Copy(o: Option<&Object>) -> PyResult {
    up({
        let s = match o {
            Some(_) => arg::<Str>(o)?,
            None => builtin_string(o)?,
        };
        Str::from_chars(s.chars())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_Equal(a: Option<&Str>, b: Option<&Str>) -> c_int {
    value(0, || Ok(c_int::from(some(a)?.eq_str(some(b)?))))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_EqualToASCIIString(
    s: Option<&Object>,
    text: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(PyUnicode_CompareWithASCIIString(s, text) == 0) }
}

/// ValueError for an embedded 0.
#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_AsUTF8NoNUL(o: Option<&Object>) -> *const c_char {
    value(null(), || {
        let s = builtin_string(o)?.as_utf8()?;
        if s.as_bytes().contains(&0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        Ok(s.as_ptr().cast())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_AsUTF8String(
    o: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::utf8::encode(builtin_string(o)?, ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_EncodeUTF16(
    o: Option<&Object>,
    errors: *const c_char,
    order: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::utf16::encode(builtin_string(o)?, ascii(errors), order) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_EncodeUTF32(
    o: Option<&Object>,
    errors: *const c_char,
    order: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codec::utf32::encode(builtin_string(o)?, ascii(errors), order) })
}

/// The length of the identifier that the str begins with.
#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ScanIdentifier(s: Option<&Object>) -> isize {
    let s = s.and_then(|s| s.downcast::<Str>());
    s.map_or(0, |s| s.identifier_prefix() as isize)
}

/// Decimal digits and spaces of all scripts as ASCII; others than ASCII beside them as `?`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_TransformDecimalAndSpaceToASCII(o: Option<&Object>) -> PyResult {
    up({
        let s = arg::<Str>(o)?;
        if s.is_ascii() {
            return up(s.to_exact());
        }
        let mut out = Vec::with_capacity(s.len());
        for c in s.iter_chars() {
            use objects::unicode::database as data;
            match c {
                0..=127 => out.push(c as u8),
                _ if data::is_space(c) => out.push(b' '),
                _ => match data::to_decimal(c) {
                    Some(d) => out.push(b'0' + d as u8),
                    None => {
                        out.push(b'?');
                        break;
                    }
                },
            }
        }
        Str::from_latin1(&out)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_JoinArray(
    separator: Option<&Object>,
    items: *const *mut PyObject,
    count: isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let sep = match separator {
            Some(s) => s.downcast::<Str>().ok_or_else(|| {
                raise!(
                    TypeError,
                    "separator: expected str instance, {:.80} found",
                    s.class().tp_name()
                )
            })?,
            None => Str::latin1_char(b' '),
        };
        let items = object_slice(items, count.max(0) as usize);
        sep.join_iterable(&*Tuple::from_slice(items)?)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_InternInPlace(
    interp: *mut PyInterpreterState,
    p: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe { _PyUnicode_InternImmortal(interp, p) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_InternMortal(
    _interp: *mut PyInterpreterState,
    p: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe { PyUnicode_InternInPlace(p) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_InternImmortal(
    _interp: *mut PyInterpreterState,
    p: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe {
        if let Some(Ok(s)) = Ref::<Object>::from_owned_opt(*p).map(|o| o.downcast_into::<Str>()) {
            *p = Str::intern_immortal(s).as_ptr();
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_ExactDealloc(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::upcalls::object_dealloc(o) }
}

/// 1: what a debug build of the reference checks with assertions is by construction here.
#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_CheckConsistency(_o: &Str, _content: c_int) -> c_int {
    1
}

/// Undoes the escapes of a string literal. The first invalid one is told (the character, or a number above 255, and where it stands): -1 and
/// NULL if there is none.
///
/// # Safety
/// C contract; attached. `consumed` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_DecodeUnicodeEscapeInternal2(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    consumed: *mut isize,
    first_invalid: *mut c_int,
    first_invalid_at: *mut *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        *first_invalid = -1;
        *first_invalid_at = core::ptr::null();
        let (text, read, invalid) = objects::unicode::codec::escape::decode_telling(
            bytes(s, n.max(0)),
            ascii(errors),
            consumed.is_null(),
        )?;
        if !consumed.is_null() {
            *consumed = read as isize;
        }
        if let Some(invalid) = invalid {
            *first_invalid = invalid.value() as c_int;
            *first_invalid_at = s.add(invalid.at);
        }
        up(Ok(text))
    }
}
