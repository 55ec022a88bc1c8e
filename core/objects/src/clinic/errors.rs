//! The TypeErrors about the number and kind of arguments, worded as CPython words them (`_PyArg_CheckPositional` and kin).
//! All out of line; only the count check is on the fast path.

use base::{Object, PyResult, Raised, Subtype};
use layout::PyObject;

use super::convert::ArgName;
use super::receive::{borrowed, receiver};
use crate::prelude::ObjectClass;
use crate::{Dict, Tuple, is_none, raise};

/// How messages call a function: one that `PyArg_ParseTupleAndKeywords` is not told the name of has an empty one.
pub(super) fn called(function: &str) -> String {
    match function {
        "" => "function".to_owned(),
        name => format!("{name:.200}()"),
    }
}

fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// `_PyArg_CheckPositional`; `max` is `usize::MAX` where `*args` takes the rest.
#[inline(always)]
pub fn check_positional(function: &str, given: usize, min: usize, max: usize) -> PyResult<()> {
    if min <= given && given <= max {
        Ok(())
    } else {
        Err(wrong_count(function, given, min, max))
    }
}

#[cold]
fn wrong_count(function: &str, given: usize, min: usize, max: usize) -> Raised {
    let (bound, amount) = if given < min {
        (if min == max { "" } else { "at least " }, min)
    } else {
        (if min == max { "" } else { "at most " }, max)
    };
    raise!(
        TypeError,
        "{function:.200} expected {bound}{amount} argument{}, got {given}",
        s(amount)
    )
}

/// As [`check_positional`], in the words of `PyArg_ParseTuple`.
pub fn check_tuple(function: &str, given: usize, min: usize, max: usize) -> PyResult<()> {
    if min <= given && given <= max {
        return Ok(());
    }
    let bound = match given < min {
        _ if min == max => "exactly",
        true => "at least",
        false => "at most",
    };
    let amount = if given < min { min } else { max };
    Err(raise!(
        TypeError,
        "{function:.150}() takes {bound} {amount} argument{} ({given} given)",
        s(amount)
    ))
}

/// `_PyArg_NoKeywords`
///
/// # Safety
/// `kwargs` is NULL or a live dict.
#[cold]
pub unsafe fn no_keywords(function: &str, kwargs: *mut PyObject) -> PyResult<()> {
    // SAFETY: the caller vouches.
    match unsafe { borrowed::<Dict>(kwargs) } {
        Some(kwargs) if !kwargs.is_empty() => Err(raise!(
            TypeError,
            "{function:.200}() takes no keyword arguments"
        )),
        _ => Ok(()),
    }
}

/// `_PyArg_NoKwnames`
///
/// # Safety
/// `kwnames` is NULL or a live tuple.
#[inline(always)]
pub unsafe fn no_kwnames(function: &str, kwnames: *mut PyObject) -> PyResult<()> {
    // SAFETY: the caller vouches.
    if kwnames.is_null() || unsafe { receiver::<Tuple>(kwnames) }.is_empty() {
        Ok(())
    } else {
        Err(raise!(
            TypeError,
            "{function:.200}() takes no keyword arguments"
        ))
    }
}

/// `_PyArg_NoPositional`
#[cold]
pub fn no_positional(function: &str, given: usize) -> PyResult<()> {
    if given == 0 {
        Ok(())
    } else {
        Err(raise!(
            TypeError,
            "{function:.200}() takes no positional arguments"
        ))
    }
}

/// For functions that get their defining class and nothing else.
///
/// # Safety
/// `kwnames` is NULL or a live tuple.
#[inline(always)]
pub unsafe fn takes_no_arguments(
    function: &str,
    given: usize,
    kwnames: *mut PyObject,
) -> PyResult<()> {
    // SAFETY: the caller vouches.
    if given == 0 && (kwnames.is_null() || unsafe { receiver::<Tuple>(kwnames) }.is_empty()) {
        Ok(())
    } else {
        Err(raise!(TypeError, "{function}() takes no arguments"))
    }
}

/// `_PyArg_BadArgument`: `f() argument 1 must be str, not int`.
#[cold]
pub fn bad_argument(name: &ArgName, expected: &str, given: &Object) -> Raised {
    let class = given.class().tp_name();
    let class: &str = if is_none(given) { "None" } else { &class };
    let ArgName { function, argument } = name;
    raise!(
        TypeError,
        "{function:.200}() {argument} must be {expected:.50}, not {class:.50}"
    )
}

/// The same for a view type, perhaps with None allowed.
#[cold]
pub(super) fn wrong_type<T: Subtype>(name: &ArgName, or_none: bool, given: &Object) -> Raised {
    if or_none {
        bad_argument(name, &format!("{} or None", T::NAME), given)
    } else {
        bad_argument(name, T::NAME, given)
    }
}

/// Too many or too few arguments for a function that takes keywords.
#[cold]
pub(super) fn too_many(function: &str, max: usize, positional: usize, keywords: usize) -> Raised {
    // "keyword" where nothing was given by position, lest the message count what was not meant.
    let kind = if positional == 0 { "keyword " } else { "" };
    let given = positional + keywords;
    raise!(
        TypeError,
        "{} takes at most {max} {kind}argument{} ({given} given)",
        called(function),
        s(max)
    )
}

#[cold]
pub(super) fn wrong_positional(function: &str, bound: &str, amount: usize, given: usize) -> Raised {
    raise!(
        TypeError,
        "{} takes {bound} {amount} positional argument{} ({given} given)",
        called(function),
        s(amount)
    )
}
