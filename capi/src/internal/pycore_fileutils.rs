//! `internal/pycore_fileutils.h`: file descriptors, and text of the locale.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::PyObject;
use libc::wchar_t;
use objects::exceptions::os_error;
use objects::prelude::*;

use crate::locale_text;
use crate::support::*;

fn errno() -> c_int {
    // SAFETY: the thread's own variable.
    unsafe { *libc::__errno_location() }
}

/// Runs a system call without the GIL, again after signals; OSError on failure.
fn retried(call: impl Fn() -> c_int) -> PyResult<c_int> {
    retried_with(None, call)
}

/// Repeats an interrupted call, signal handlers between; the error tells the file's name.
fn retried_with(path: Option<&CStr>, call: impl Fn() -> c_int) -> PyResult<c_int> {
    loop {
        let (r, e) = runtime::pystate::allow_threads(|| {
            let r = call();
            (r, errno())
        });
        if r >= 0 {
            return Ok(r);
        }
        if e != libc::EINTR {
            let path = path.map(|p| Str::decode_fs_default(p.to_bytes()));
            return Err(os_error(e, path.transpose()?.as_deref().map(|s| &**s)));
        }
        runtime::signals::check()?;
    }
}

fn set_inheritable(fd: c_int, on: bool) -> c_int {
    // SAFETY: plain system calls.
    unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFD);
        if flags < 0 {
            return -1;
        }
        let new = if on {
            flags & !libc::FD_CLOEXEC
        } else {
            flags | libc::FD_CLOEXEC
        };
        if new == flags {
            0
        } else {
            libc::fcntl(fd, libc::F_SETFD, new)
        }
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_fstat_noraise(fd: c_int, out: *mut libc::stat) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { libc::fstat(fd, out) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_fstat(fd: c_int, out: *mut libc::stat) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { value(-1, || retried(|| libc::fstat(fd, out))) }
}

/// 0; 1 with `errno`; -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_stat(path: Option<&Object>, out: *mut libc::stat) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        value(-2, || {
            let b = arg::<Str>(path)?.encode_fs_default()?;
            Ok(libc::stat(b.as_slice().as_ptr().cast(), out))
        })
    }
}

/// A descriptor that children do not inherit; -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_open(path: *const c_char, flags: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        value(-1, || {
            let name = CStr::from_ptr(path);
            retried_with(Some(name), || libc::open(path, flags | libc::O_CLOEXEC))
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_open_noraise(path: *const c_char, flags: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { libc::open(path, flags | libc::O_CLOEXEC) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_dup(fd: c_int) -> c_int {
    value(-1, || {
        // SAFETY: a plain system call.
        retried(|| unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_set_inheritable(fd: c_int, on: c_int, _works: *mut c_int) -> c_int {
    if set_inheritable(fd, on != 0) < 0 {
        drop(os_error(errno(), None));
        -1
    } else {
        0
    }
}

/// Raises nothing; for use between fork and exec.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_set_inheritable_async_safe(
    fd: c_int,
    on: c_int,
    _works: *mut c_int,
) -> c_int {
    set_inheritable(fd, on != 0)
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_IsValidFD(fd: c_int) -> c_int {
    // SAFETY: a plain system call.
    c_int::from(fd >= 0 && unsafe { libc::fcntl(fd, libc::F_GETFD) } >= 0)
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_closerange(first: c_int, last: c_int) {
    for fd in first.max(0)..=last {
        // SAFETY: closes descriptors, as asked.
        unsafe { libc::close(fd) };
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_write_noraise(fd: c_int, p: *const c_void, n: usize) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        loop {
            let r = libc::write(fd, p, n.min(isize::MAX as usize));
            if r >= 0 || errno() != libc::EINTR {
                return r;
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_write(fd: c_int, p: *const c_void, n: usize) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        value(-1, || {
            loop {
                let (r, e) = runtime::pystate::allow_threads(|| {
                    (libc::write(fd, p, n.min(isize::MAX as usize)), errno())
                });
                if r >= 0 {
                    return Ok(r);
                }
                if e != libc::EINTR {
                    return Err(os_error(e, None));
                }
                runtime::signals::check()?;
            }
        })
    }
}

/// A converter for `O&`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyLong_FileDescriptor_Converter(
    o: Option<&Object>,
    out: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let fd = crate::fileobject::PyObject_AsFileDescriptor(o);
        if fd == -1 {
            return 0;
        }
        *out.cast::<c_int>() = fd;
        1
    }
}

/// `_Py_error_handler` by name: strict 1, surrogateescape 2, replace 3, ignore 4, backslashreplace 5, surrogatepass 6, xmlcharrefreplace 7, other 8.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_GetErrorHandler(errors: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match ascii(errors) {
            None | Some("strict") => 1,
            Some("surrogateescape") => 2,
            Some("replace") => 3,
            Some("ignore") => 4,
            Some("backslashreplace") => 5,
            Some("surrogatepass") => 6,
            Some("xmlcharrefreplace") => 7,
            Some(_) => 8,
        }
    }
}

/// Text of the locale as wide characters, to be freed with `PyMem_RawFree`. 0; -1 without memory; -2 if it cannot be decoded (`len` says where);
/// -3 for another handler. `current`: as `LC_CTYPE` says, in UTF-8 mode too.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_DecodeLocaleEx(
    s: *const c_char,
    out: *mut *mut wchar_t,
    len: *mut usize,
    reason: *mut *const c_char,
    current: c_int,
    errors: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let codec = locale_text::Codec::choose(current != 0);
        let text = match locale_text::decode(codec, bytes(s, -1), errors) {
            Ok(text) => text,
            Err(failure) => return report(failure, len, reason),
        };
        let p = base::mem::alloc(base::mem::Domain::Raw, (text.len() + 1) * 4).cast::<u32>();
        if p.is_null() {
            return -1;
        }
        core::ptr::copy_nonoverlapping(text.as_ptr(), p, text.len());
        p.add(text.len()).write(0);
        *out = p.cast();
        if !len.is_null() {
            *len = text.len();
        }
        0
    }
}

/// Tells a C caller where and why text could not be converted.
///
/// # Safety
/// `place` and `reason` are writable, or NULL.
unsafe fn report(
    failure: locale_text::Failure,
    place: *mut usize,
    reason: *mut *const c_char,
) -> c_int {
    let (at, why) = match failure {
        locale_text::Failure::NoMemory => return -1,
        locale_text::Failure::Handler => return -3,
        locale_text::Failure::At(at, why) => (at, why),
    };
    // SAFETY: the caller's contract.
    unsafe {
        if !place.is_null() {
            *place = at;
        }
        if !reason.is_null() {
            *reason = why.as_ptr();
        }
    }
    -2
}

/// The reverse of `_Py_DecodeLocaleEx`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_EncodeLocaleEx(
    s: *const wchar_t,
    out: *mut *mut c_char,
    position: *mut usize,
    reason: *mut *const c_char,
    current: c_int,
    errors: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let units = core::slice::from_raw_parts(s.cast::<u32>(), libc::wcslen(s));
        let codec = locale_text::Codec::choose(current != 0);
        let raw = match locale_text::encode(codec, units, errors) {
            Ok(raw) => raw,
            Err(failure) => return report(failure, position, reason),
        };
        let p = base::mem::alloc(base::mem::Domain::Raw, raw.len() + 1).cast::<u8>();
        if p.is_null() {
            return -1;
        }
        core::ptr::copy_nonoverlapping(raw.as_ptr(), p, raw.len());
        p.add(raw.len()).write(0);
        *out = p.cast();
        0
    }
}

/// Takes `.` and `..` and double slashes out of a path, in place.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_normpath(path: *mut wchar_t, size: isize) -> *mut wchar_t {
    // SAFETY: the caller's contract.
    unsafe {
        let n = if size < 0 {
            libc::wcslen(path)
        } else {
            size as usize
        };
        let units: Vec<u32> = core::slice::from_raw_parts(path.cast::<u32>(), n).to_vec();
        let slash = u32::from(b'/');
        let dot = u32::from(b'.');
        let lead = units.iter().take_while(|c| **c == slash).count();
        let mut parts: Vec<&[u32]> = Vec::new();
        for part in units.split(|c| *c == slash) {
            match part {
                [] => {}
                [d] if *d == dot => {}
                [a, b] if *a == dot && *b == dot => {
                    let up = parts.last().is_some_and(|p| *p != [dot, dot]);
                    if up {
                        parts.pop();
                    } else if lead == 0 {
                        parts.push(part);
                    }
                }
                _ => parts.push(part),
            }
        }
        let mut out: Vec<u32> = vec![slash; if lead == 2 { 2 } else { lead.min(1) }];
        out.extend(parts.join(&slash));
        core::ptr::copy_nonoverlapping(out.as_ptr(), path.cast::<u32>(), out.len());
        if out.len() < n || size < 0 {
            path.add(out.len()).write(0);
        }
        path
    }
}

/// A line of a C stream, with universal newlines, and its length.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_UniversalNewlineFgetsWithSize(
    buffer: *mut c_char,
    n: c_int,
    file: *mut libc::FILE,
    o: *mut PyObject,
    size: *mut usize,
) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        if !o.is_null() {
            *libc::__errno_location() = libc::ENXIO;
            return null_mut();
        }
        let mut at = 0usize;
        let room = n.max(1) as usize - 1;
        let mut skip = false;
        while at < room {
            let mut c = libc::fgetc(file);
            if skip && c == c_int::from(b'\n') {
                c = libc::fgetc(file);
            }
            skip = false;
            if c == libc::EOF {
                break;
            }
            if c == c_int::from(b'\r') {
                skip = true;
                c = c_int::from(b'\n');
            }
            buffer.add(at).write(c as c_char);
            at += 1;
            if c == c_int::from(b'\n') {
                break;
            }
        }
        if skip {
            let c = libc::fgetc(file);
            if c != libc::EOF && c != c_int::from(b'\n') {
                libc::ungetc(c, file);
            }
        }
        buffer.add(at).write(0);
        if at == 0 {
            return null_mut();
        }
        if !size.is_null() {
            *size = at;
        }
        buffer
    }
}
