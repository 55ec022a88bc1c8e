//! `cpython/pyerrors.h`: syntax errors' places, fatal errors, unraisable exceptions.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;

use objects::exceptions::{self};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

unsafe extern "C" fn unraisable(format: *const c_char, va: *mut VaList) {
    let Some(exception) = base::error::take_current() else {
        return;
    };
    let message = if format.is_null() {
        None
    } else {
        // SAFETY: the caller's contract.
        unsafe { formatted::format(format, va) }
            .map_err(Raised::clear)
            .ok()
    };
    base::error::restore(Some(exception));
    match message {
        Some(m) => exceptions::write_unraisable(format_args!("{}", m.to_string_lossy()), None),
        None => exceptions::write_unraisable_object(None),
    }
}

variadic! {
    /// Reports the exception that cannot be passed on, under a formatted message ("Exception ignored in ...").
    fn PyErr_FormatUnraisable(format: *const c_char, ...) = unraisable;
}

/// Prints "Fatal Python error", the stacks and aborts.
pub fn fatal(function: Option<&str>, message: &str) -> ! {
    base::fatal::error(function, message)
}

/// Completes the SyntaxError that is set with a place and the source line.
fn syntax_location(
    filename: Option<&Object>,
    line: c_int,
    column: c_int,
    end_line: c_int,
    end_column: c_int,
) {
    let Some(e) = base::error::take_current() else {
        return;
    };
    let complete = || -> PyResult<()> {
        let number = |v: c_int| -> PyResult {
            if v < 0 {
                Ok(none_ref())
            } else {
                Ok(Long::from_i64(i64::from(v))?.upcast())
            }
        };
        e.set_attr(id!(lineno), &*number(line)?)?;
        e.set_attr(id!(offset), &*number(column)?)?;
        e.set_attr(id!(end_lineno), &*number(end_line)?)?;
        e.set_attr(id!(end_offset), &*number(end_column)?)?;
        if let Some(f) = filename {
            e.set_attr(id!(filename), f)?;
            let text = match program_text(f, line, None)? {
                Some(t) => t.upcast(),
                None => none_ref(),
            };
            e.set_attr(id!(text), &text)?;
        }
        Ok(())
    };
    if let Err(raised) = complete() {
        raised.clear();
    }
    base::error::restore(Some(e));
}

/// A line (from 1) of a source file; none where it cannot be read.
pub(crate) fn program_text(
    filename: &Object,
    line: c_int,
    encoding: Option<&str>,
) -> PyResult<Option<Ref<Str>>> {
    let Some(name) = filename.downcast::<Str>() else {
        return Ok(None);
    };
    if line <= 0 {
        return Ok(None);
    }
    let path = name.encode_fs_default()?;
    let path = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(path.as_slice());
    let Ok(data) = std::fs::read(path) else {
        return Ok(None);
    };
    match data.split_inclusive(|b| *b == b'\n').nth(line as usize - 1) {
        None => Ok(None),
        Some(text) => {
            let text = Bytes::from_slice(text)?;
            let encoding = encoding.unwrap_or("utf-8");
            let text = objects::codecs::decode_text(&text, encoding, Some("replace"))?;
            Ok(text.downcast_into().ok())
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SyntaxLocationObject(
    filename: Option<&Object>,
    line: c_int,
    column: c_int,
) {
    syntax_location(filename, line, column, line, -1)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_RangedSyntaxLocationObject(
    filename: Option<&Object>,
    line: c_int,
    column: c_int,
    end_line: c_int,
    end_column: c_int,
) {
    syntax_location(filename, line, column, end_line, end_column)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_SyntaxLocation(filename: *const c_char, line: c_int) {
    // SAFETY: the caller's contract.
    unsafe { PyErr_SyntaxLocationEx(filename, line, -1) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_SyntaxLocationEx(
    filename: *const c_char,
    line: c_int,
    column: c_int,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let name = if filename.is_null() {
            None
        } else {
            Str::decode_fs_default(CStr::from_ptr(filename).to_bytes())
                .map_err(Raised::clear)
                .ok()
        };
        syntax_location(
            name.as_deref().map(|n| -> &Object { n }),
            line,
            column,
            line,
            -1,
        );
    }
}

/// A line of a source file; NULL without an exception where it cannot be read.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_ProgramTextObject(
    filename: Option<&Object>,
    line: c_int,
) -> *mut layout::PyObject {
    let Some(filename) = filename else {
        return core::ptr::null_mut();
    };
    optional(program_text(filename, line, None).map(|text| text.map(Ref::upcast)))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_ProgramText(
    filename: *const c_char,
    line: c_int,
) -> *mut layout::PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        if filename.is_null() {
            return null_mut();
        }
        let text = Str::decode_fs_default(CStr::from_ptr(filename).to_bytes())
            .and_then(|f| Ok(program_text(&f, line, None)?.map(Ref::upcast)));
        optional(text)
    }
}

/// The descriptor that is told of signals (-1 for none); the former one.
#[unsafe(no_mangle)]
pub extern "C" fn PySignal_SetWakeupFd(fd: c_int) -> c_int {
    runtime::signals::set_wakeup_fd(fd.max(-1))
}

/// What `except*` raises after its handlers; `excs` is their list.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Exc_PrepReraiseStar(
    original: Option<&Object>,
    excs: Option<&Object>,
) -> PyResult {
    up({
        // NULL is no exception and no list, as None is none.
        let (original, excs) = (original.unwrap_or(none()), excs.unwrap_or(none()));
        exceptions::group::prepare_reraise_star_checked(original, excs)
    })
}

/// Raises `exception` again, or makes it the context of the current one; steals the reference.
#[unsafe(no_mangle)]
pub extern "C" fn _PyErr_ChainExceptions1(exception: Stolen) {
    exceptions::chain_exceptions(exception.take())
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_FatalErrorFunc(function: *const c_char, message: *const c_char) -> ! {
    // SAFETY: the caller's contract.
    unsafe {
        fatal(
            lossy(function).as_deref(),
            &lossy(message).unwrap_or_default(),
        )
    }
}
