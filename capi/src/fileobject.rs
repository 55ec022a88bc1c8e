//! `fileobject.h` and `cpython/fileobject.h`: Python's files from C.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::{Py_OpenCodeHookFunction, PyObject};
use objects::exceptions::types;
use objects::prelude::*;

use crate::support::*;

/// The descriptor of an int or of what has `fileno()`. -1 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_AsFileDescriptor(o: Option<&Object>) -> c_int {
    value(-1, || {
        let o = some(o)?;
        let fd = match o.downcast::<Long>() {
            Some(i) => {
                if objects::Bool::check(o) {
                    objects::warnings::warn(
                        &types::RuntimeWarning,
                        format_args!("bool is used as a file descriptor"),
                        1,
                    )?;
                }
                i.as_i32()?
            }
            None => {
                let Some(method) = o.get_attr_opt(interned!("fileno"))? else {
                    return Err(raise!(
                        TypeError,
                        "argument must be an int, or have a fileno() method."
                    ));
                };
                match method.call(&[])?.downcast::<Long>() {
                    Some(i) => i.as_i32()?,
                    None => return Err(raise!(TypeError, "fileno() returned a non-integer")),
                }
            }
        };
        if fd < 0 {
            return Err(raise!(
                ValueError,
                "file descriptor cannot be a negative integer ({fd})"
            ));
        }
        Ok(fd)
    })
}

/// A file object (`io.open`) for a descriptor.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFile_FromFd(
    fd: c_int,
    _name: *const c_char,
    mode: *const c_char,
    buffering: c_int,
    encoding: *const c_char,
    errors: *const c_char,
    newline: *const c_char,
    close: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let optional = |s: *const c_char| -> PyResult {
            if s.is_null() {
                Ok(none_ref())
            } else {
                up(text(s))
            }
        };
        let open = runtime::import::import_attr("io", interned!("open"))?;
        open.call(&[
            &*Long::from_i64(i64::from(fd))?,
            &*optional(mode)?,
            &*Long::from_i64(i64::from(buffering))?,
            &*optional(encoding)?,
            &*optional(errors)?,
            &*optional(newline)?,
            py_bool(close != 0),
        ])
    })
}

/// A line: at most `n` characters if positive; without its newline, and EOFError at the end, if negative.
#[unsafe(no_mangle)]
pub extern "C" fn PyFile_GetLine(file: Option<&Object>, n: c_int) -> PyResult {
    up({
        let file = file.ok_or_else(objects::exceptions::bad_internal_call)?;
        let method = file.get_attr(interned!("readline"))?;
        let line = if n <= 0 {
            method.call(&[])?
        } else {
            method.call(&[&*Long::from_i64(i64::from(n))?])?
        };
        let ends = |last: Option<u32>, empty: bool| -> PyResult<bool> {
            if empty {
                return Err(raise!(EOFError, "EOF when reading a line"));
            }
            Ok(last == Some(u32::from(b'\n')))
        };
        if let Some(s) = line.downcast::<Str>() {
            if n < 0 && ends(s.len().checked_sub(1).map(|i| s.char_at(i)), s.is_empty())? {
                return up(s.substring(0, s.len() - 1));
            }
        } else if let Some(b) = line.downcast::<Bytes>() {
            let all = b.as_slice();
            if n < 0 && ends(all.last().map(|c| u32::from(*c)), all.is_empty())? {
                return up(Bytes::from_slice(&all[..all.len() - 1]));
            }
        } else {
            return Err(raise!(TypeError, "object.readline() returned non-string"));
        }
        Ok(line)
    })
}

/// Writes `repr` (or with `Py_PRINT_RAW` `str`).
#[unsafe(no_mangle)]
pub extern "C" fn PyFile_WriteObject(
    o: Option<&Object>,
    file: Option<&Object>,
    flags: c_int,
) -> Status {
    run(|| {
        let Some(file) = file else {
            return Err(raise!(TypeError, "writeobject with NULL file"));
        };
        let write = file.get_attr(id!(write))?;
        let shown = match o {
            None => Str::from_str("<NULL>")?,
            Some(o) if flags & 1 != 0 => o.str()?,
            Some(o) => o.repr()?,
        };
        write.call(&[&shown])?;
        Ok(())
    })
}

/// Nothing while an exception is set: -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFile_WriteString(s: *const c_char, file: Option<&Object>) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let Some(file) = file else {
                if !base::error::occurred() {
                    return Err(raise!(SystemError, "null file for PyFile_WriteString"));
                }
                return Err(Raised::ASSUMED);
            };
            base::error::check()?;
            file.get_attr(id!(write))?.call(&[&*text(s)?])?;
            Ok(())
        }
    })
}

/// A binary file of code to be run; the hook of `PyFile_SetOpenCodeHook` opens it.
#[unsafe(no_mangle)]
pub extern "C" fn PyFile_OpenCodeObject(path: Option<&Object>) -> PyResult {
    up({
        let path = some(path)?;
        let Some(path) = path.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "'path' must be 'str', not '{:.200}'",
                path.class().tp_name()
            ));
        };
        runtime::stdio::open_code(path)
    })
}

/// A minimal file for descriptor 1 or 2; NULL without an exception for others: it serves where exceptions cannot be made yet.
#[unsafe(no_mangle)]
pub extern "C" fn PyFile_NewStdPrinter(fd: c_int) -> *mut PyObject {
    if fd != 1 && fd != 2 {
        return core::ptr::null_mut();
    }
    value(core::ptr::null_mut(), || {
        Ok(runtime::stdprinter::StdPrinter::new(fd)?.into_ptr().cast())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFile_OpenCode(path: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let path = text(path)?;
        PyFile_OpenCodeObject(Some(&path))
    })
}

/// Only once. -1 with SystemError (if initialised).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFile_SetOpenCodeHook(
    hook: Py_OpenCodeHookFunction,
    data: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let runtime = &raw mut base::mem::_PyRuntime;
        if (*runtime).initialized != 0 && objects::audit!("setopencodehook").is_err() {
            return -1;
        }
        if (*runtime).open_code_hook.is_some() {
            if !base::tstate::current_or_null().is_null() {
                let _raised = raise!(SystemError, "failed to change existing open_code hook");
            }
            return -1;
        }
        (*runtime).open_code_hook = Some(hook);
        (*runtime).open_code_userdata = data;
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_UniversalNewlineFgets(
    buffer: *mut c_char,
    n: c_int,
    file: *mut libc::FILE,
    o: *mut PyObject,
) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        crate::internal::pycore_fileutils::_Py_UniversalNewlineFgetsWithSize(
            buffer,
            n,
            file,
            o,
            null_mut(),
        )
    }
}

/// A constant string that C reads through a pointer.
#[repr(transparent)]
pub struct Text(*const c_char);
// SAFETY: never written.
unsafe impl Sync for Text {}
#[unsafe(no_mangle)]
pub static Py_FileSystemDefaultEncoding: Text = Text(c"utf-8".as_ptr());
#[unsafe(no_mangle)]
pub static Py_FileSystemDefaultEncodeErrors: Text = Text(c"surrogateescape".as_ptr());
#[unsafe(no_mangle)]
pub static Py_HasFileSystemDefaultEncoding: c_int = 1;
