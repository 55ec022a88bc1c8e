//! `internal/pycore_modsupport.h`: argument checks as Argument-Clinic code calls them.

use core::ffi::{c_char, c_int};

use layout::{_PyArg_Parser, PyObject};
use objects::abstract_::call::object_slice;
use objects::prelude::*;

use crate::modsupport::{check_count, parsed};
use crate::support::*;
use crate::variadic::fast::{self, Keywords};
use crate::variadic::{Format, VaList, arguments, variadic};

unsafe extern "C" fn parse_stack(
    args: *const *mut PyObject,
    nargs: isize,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    parsed(unsafe {
        let args = object_slice(args, nargs as usize);
        arguments::parse_positional(args, Format::new(format), &mut *va)
    })
}

unsafe extern "C" fn parse_stack_and_keywords(
    args: *const *mut PyObject,
    nargs: isize,
    kwnames: Option<&Object>,
    parser: *mut _PyArg_Parser,
    va: *mut VaList,
) -> c_int {
    let n = nargs as usize;
    let body = || {
        // SAFETY: the caller's contract.
        unsafe {
            let keywords = Keywords::new(None, kwnames, args, n)?;
            fast::parse(object_slice(args, n), keywords, parser, &mut *va)
        }
    };
    parsed(body())
}

variadic! {
    fn _PyArg_ParseStack(args: *const *mut PyObject, nargs: isize, format: *const c_char, ...) -> c_int = parse_stack;
    fn _PyArg_ParseStackAndKeywords(args: *const *mut PyObject, nargs: isize, kwnames: Option<&Object>, parser: *mut _PyArg_Parser, ...) -> c_int = parse_stack_and_keywords;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_UnpackKeywords(
    args: *const *mut PyObject,
    nargs: isize,
    kwargs: Option<&Object>,
    kwnames: Option<&Object>,
    parser: *mut _PyArg_Parser,
    minpos: c_int,
    maxpos: c_int,
    minkw: c_int,
    varpos: c_int,
    buf: *mut *mut PyObject,
) -> *const *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        let n = nargs as usize;
        let unpack = || {
            let keywords = Keywords::new(kwargs, kwnames, args, n)?;
            fast::unpack(
                args,
                n,
                keywords,
                parser,
                (
                    minpos as usize,
                    maxpos as usize,
                    minkw as usize,
                    varpos != 0,
                ),
                buf,
            )
        };
        value(core::ptr::null(), unpack)
    }
}

/// "f() argument 1 must be str, not int".
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_BadArgument(
    function: *const c_char,
    display: *const c_char,
    expected: *const c_char,
    given: Option<&Object>,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let Some(given) = given else { return };
        let class = given.class().tp_name();
        let class: &str = if is_none(given) { "None" } else { &class };
        let part = |s| lossy(s).unwrap_or_default();
        let _raised = raise!(
            TypeError,
            "{:.200}() {:.200} must be {:.50}, not {class:.50}",
            part(function),
            part(display),
            part(expected)
        );
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_CheckPositional(
    function: *const c_char,
    n: isize,
    min: isize,
    max: isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { parsed(check_count(lossy(function).as_deref(), n, min, max)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_NoKeywords(
    function: *const c_char,
    kwargs: Option<&Object>,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let Some(kwargs) = kwargs else { return 1 };
        parsed(arg::<Dict>(Some(kwargs)).and_then(|d| {
            if d.is_empty() {
                return Ok(());
            }
            Err(raise!(
                TypeError,
                "{:.200}() takes no keyword arguments",
                lossy(function).unwrap_or_default()
            ))
        }))
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_NoPositional(
    function: *const c_char,
    args: Option<&Object>,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let Some(args) = args else { return 1 };
        parsed(arg::<Tuple>(Some(args)).and_then(|t| {
            if t.is_empty() {
                return Ok(());
            }
            Err(raise!(
                TypeError,
                "{:.200}() takes no positional arguments",
                lossy(function).unwrap_or_default()
            ))
        }))
    }
}
