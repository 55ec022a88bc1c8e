//! `internal/pycore_pyerrors.h`: exceptions, with the thread state passed along.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::{PyObject, PyThreadState};
use objects::exceptions;
use objects::prelude::*;

use crate::pyerrors;
use crate::support::*;
use crate::unicodeobject::inner_string;
use crate::variadic::{VaList, text as formatted, variadic};

unsafe extern "C" fn raise_formatted(
    _t: *mut PyThreadState,
    class: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { pyerrors::raise_format(class, format, va) }
}

/// Raises with the current exception as cause and context.
unsafe extern "C" fn format_from_cause(
    class: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Borrowed {
    let cause = base::error::take_current();
    // SAFETY: the caller's contract.
    unsafe { pyerrors::raise_format(class, format, va) };
    if let (Some(cause), Some(new)) = (cause, base::error::take_current()) {
        if let Some(e) = new.downcast::<exceptions::BaseExc>() {
            e.set_cause(Some(cause.clone()));
            e.set_context(Some(cause));
        }
        base::error::restore(Some(new));
    }
    null_mut()
}

unsafe extern "C" fn format_note(format: *const c_char, va: *mut VaList) {
    let kept = base::error::take_current();
    // SAFETY: the caller's contract.
    match unsafe { formatted::format(format, va) } {
        Ok(note) => {
            base::error::restore(kept);
            exceptions::add_note(format_args!("{}", note.to_string_lossy()));
        }
        Err(raised) => {
            raised.clear();
            base::error::restore(kept);
        }
    }
}

variadic! {
    fn _PyErr_Format(t: *mut PyThreadState, class: Option<&Object>, format: *const c_char, ...) -> Borrowed = raise_formatted;
    fn _PyErr_FormatFromCause(class: Option<&Object>, format: *const c_char, ...) -> Borrowed = format_from_cause;
    /// Adds a note to the exception that is set.
    fn _PyErr_FormatNote(format: *const c_char, ...) = format_note;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_FormatV(
    _t: *mut PyThreadState,
    class: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { pyerrors::raise_format(class, format, va) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_Clear(_t: *mut PyThreadState) {
    base::error::restore(None)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_ExceptionMatches(
    _t: *mut PyThreadState,
    class: Option<&Object>,
) -> c_int {
    pyerrors::PyErr_ExceptionMatches(class)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_GetRaisedException(_t: *mut PyThreadState) -> *mut PyObject {
    pyerrors::PyErr_GetRaisedException()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_SetRaisedException(_t: *mut PyThreadState, e: Stolen) {
    base::error::restore(e.take())
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_SetString(
    _t: *mut PyThreadState,
    class: Option<&Object>,
    message: *const c_char,
) {
    // SAFETY: the caller's contract.
    unsafe { pyerrors::PyErr_SetString(class, message) }
}

/// The message is text of the locale.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_SetLocaleString(class: Option<&Object>, message: *const c_char) {
    // SAFETY: the caller's contract.
    unsafe {
        if let Ok(m) =
            objects::unicode::codec::utf8::decode(bytes(message, -1), Some("surrogateescape"))
        {
            pyerrors::PyErr_SetObject(class, Some(&m))
        }
    }
}

/// KeyError with the key, also if it is a tuple.
#[unsafe(no_mangle)]
pub extern "C" fn _PyErr_SetKeyError(key: &Object) {
    let _raised = exceptions::key_error(key);
}

/// The edit distance of names, as "did you mean" counts it; -1 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_UTF8_Edit_Cost(a: Option<&Object>, b: Option<&Object>, max: isize) -> isize {
    value(-1, || {
        let (a, b) = (inner_string(a)?, inner_string(b)?);
        let limit = if max < 0 {
            usize::MAX / 4
        } else {
            max as usize
        };
        Ok(objects::clinic::suggest::edit_cost(
            a.as_utf8()?.as_bytes(),
            b.as_utf8()?.as_bytes(),
            limit,
        )
        .map_or(max + 1, |c| c as isize))
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_ProgramDecodedTextObject(
    filename: Option<&Object>,
    line: c_int,
    encoding: *const c_char,
) -> *mut PyObject {
    // SAFETY: the caller's contract.
    let encoding = unsafe { lossy(encoding) };
    optional(filename.map_or(Ok(None), |f| {
        let text = crate::cpython::pyerrors::program_text(f, line, encoding.as_deref())?;
        Ok(text.map(Ref::upcast))
    }))
}
