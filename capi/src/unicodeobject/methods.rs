//! `unicodeobject.h`: what the methods and operators of `str` do.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::{Py_UCS4, PyObject};
use objects::prelude::*;
use objects::unicode::search;

use super::*;
use crate::support::*;

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

/// As `PyUnicode_Append`; steals the reference to `right`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_AppendAndDel(left: *mut *mut PyObject, right: Stolen) {
    // SAFETY: the caller's contract.
    unsafe { PyUnicode_Append(left, right.take().as_deref()) }
}

/// A separator: `None` for white space if it is NULL or None.
fn separator(sep: Option<&Object>) -> PyResult<Option<&Str>> {
    sep.filter(|o| !is_none(o))
        .map(|o| string(Some(o)))
        .transpose()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Split(
    o: Option<&Object>,
    sep: Option<&Object>,
    max: isize,
) -> PyResult {
    up(string(o)?.split(separator(sep)?, max))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_RSplit(
    o: Option<&Object>,
    sep: Option<&Object>,
    max: isize,
) -> PyResult {
    up(string(o)?.rsplit(separator(sep)?, max))
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
    errors: *const c_char,
) -> PyResult {
    up({
        let s = string(o)?;
        let Some(table) = table else {
            return Err(crate::moduleobject::bad_argument());
        };
        // SAFETY: the caller's contract.
        match unsafe { ascii(errors) } {
            Some("ignore") => s.translate(table),
            errors => s.translate_or(table, errors),
        }
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
    value(-2, || {
        let (s, sub) = (string(o)?, string(sub)?);
        let (low, high) = bounds(s, start, end);
        if low > high {
            return Ok(-1);
        }
        let part = s.chars().slice(low, high);
        let at = if direction > 0 {
            search::find_chars(part, sub.chars())?
        } else {
            search::rfind_chars(part, sub.chars())?
        };
        Ok(at.map_or(-1, |i| (i + low) as isize))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_FindChar(
    o: Option<&Object>,
    c: Py_UCS4,
    start: isize,
    end: isize,
    direction: c_int,
) -> isize {
    value(-2, || {
        let s = string(o)?;
        let (low, high) = bounds(s, start, end);
        let found = search::find_char(s.chars().slice(low.min(high), high), c, direction > 0);
        Ok(found.map_or(-1, |i| (low + i) as isize))
    })
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
        search::count_chars(s.chars().slice(low, high), sub.chars(), usize::MAX)
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

/// Compares with a string of Latin-1; cannot fail.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_CompareWithASCIIString(
    o: Option<&Object>,
    s: *const c_char,
) -> c_int {
    // Cannot fail: what is no string comes before every string.
    let Some(o) = o.and_then(|o| o.downcast::<Str>()) else {
        return -1;
    };
    // SAFETY: the caller's contract.
    unsafe {
        o.iter_chars()
            .cmp(bytes(s, -1).iter().map(|b| u32::from(*b))) as c_int
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_EqualToUTF8(o: Option<&Object>, s: *const c_char) -> c_int {
    let o = o.and_then(|o| o.downcast::<Str>());
    // SAFETY: the caller's contract.
    unsafe { c_int::from(o.is_some_and(|o| equals_utf8(o, bytes(s, -1)))) }
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
        for (place, o) in [("first", a), ("second", b)] {
            let o = some(o)?;
            if o.downcast::<Str>().is_none() {
                return Err(raise!(
                    TypeError,
                    "{place} argument must be str, not {}",
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
        // The texts, whatever a subclass makes of the operators.
        Ok(py_bool(x.compare_text(y, CompareOp::from_c(op)))
            .to_ref()
            .upcast())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Format(format: Option<&Object>, args: Option<&Object>) -> PyResult {
    up({
        let Some((format, args)) = format.zip(args) else {
            return Err(objects::exceptions::bad_internal_call());
        };
        objects::unicode::percent::format(string(Some(format))?, args)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Contains(o: Option<&Object>, sub: Option<&Object>) -> c_int {
    flag(|| {
        let sub = some(sub)?;
        match sub.downcast::<Str>() {
            Some(needle) => search::contains(string(o)?, needle),
            None => Err(raise!(
                TypeError,
                "'in <string>' requires string as left operand, not {:.100}",
                sub.class().tp_name()
            )),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_IsIdentifier(s: Option<&Object>) -> c_int {
    let s = s.and_then(|s| s.downcast::<Str>());
    c_int::from(s.is_some_and(Str::is_identifier))
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
