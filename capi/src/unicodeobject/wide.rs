//! `unicodeobject.h`: code points, `wchar_t` and UTF-8 for C.

use core::ffi::{c_char, c_int};
use core::ptr::{null, null_mut};

use layout::Py_UCS4;
use libc::wchar_t;
use objects::prelude::*;

use super::*;
use crate::support::*;

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
            let s = inner_string(o)?;
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
        value(null_mut(), || {
            let s = inner_string(o)?;
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
        let r = builtin_string(o).and_then(|s| s.as_utf8());
        if !size.is_null() {
            *size = r.as_ref().map_or(-1, |s| s.len() as isize);
        }
        r.map_or(null(), |s| s.as_ptr().cast())
    }
}
