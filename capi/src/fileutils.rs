//! `fileutils.h` and `cpython/fileutils.h`: text of the locale, C streams of Python paths.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use libc::wchar_t;
use objects::prelude::*;

use crate::internal::pycore_fileutils::{_Py_DecodeLocaleEx, _Py_EncodeLocaleEx};
use crate::support::*;

/// To be freed with `PyMem_RawFree`; `size` is set to the length, or to -1 (no memory) or -2.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_DecodeLocale(s: *const c_char, size: *mut usize) -> *mut wchar_t {
    // SAFETY: the caller's contract.
    unsafe {
        let mut out = null_mut();
        let r = _Py_DecodeLocaleEx(s, &mut out, size, null_mut(), 0, 2);
        if r != 0 {
            if !size.is_null() {
                *size = r as usize;
            }
            return null_mut();
        }
        out
    }
}

/// To be freed with `PyMem_Free`; `position` is set to where encoding failed, or -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_EncodeLocale(s: *const wchar_t, position: *mut usize) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        let mut raw = null_mut();
        if !position.is_null() {
            *position = usize::MAX;
        }
        if _Py_EncodeLocaleEx(s, &mut raw, position, null_mut(), 0, 2) != 0 {
            return null_mut();
        }
        let n = libc::strlen(raw) + 1;
        let p = base::mem::alloc(base::mem::Domain::Mem, n).cast::<c_char>();
        if !p.is_null() {
            core::ptr::copy_nonoverlapping(raw, p, n);
        }
        base::mem::free(base::mem::Domain::Raw, raw.cast());
        p
    }
}

/// A C stream of a str or bytes path; NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_fopen(path: Option<&Object>, mode: *const c_char) -> *mut libc::FILE {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || {
            let path = some(path)?;
            if mode.is_null() {
                return Err(null_argument());
            }
            let raw = runtime::fs_path::fs_path(path)?;
            let raw = match (raw.downcast::<Str>(), raw.downcast::<Bytes>()) {
                (Some(s), _) => s.encode_fs_default()?,
                (_, Some(b)) => b.to_ref(),
                _ => return Err(objects::exceptions::bad_internal_call()),
            };
            if raw.as_slice().contains(&0) {
                return Err(raise!(ValueError, "embedded null byte"));
            }
            runtime::audit::audit("open", || {
                Tuple::from_slice(&[path, &*text(mode)?, Long::small(0)])
            })?;
            loop {
                let (f, e) = runtime::pystate::allow_threads(|| {
                    (
                        libc::fopen(raw.as_slice().as_ptr().cast(), mode),
                        *libc::__errno_location(),
                    )
                });
                if !f.is_null() {
                    libc::fcntl(libc::fileno(f), libc::F_SETFD, libc::FD_CLOEXEC);
                    return Ok(f);
                }
                if e != libc::EINTR {
                    return Err(objects::exceptions::os_error(e, Some(path)));
                }
                runtime::signals::check()?;
            }
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_fclose(file: *mut libc::FILE) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { libc::fclose(file) }
}
