//! `abstract.h`: the sequence protocol.

use core::ffi::{c_char, c_int};

use objects::abstract_::sequence;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(sequence::is_sequence))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Size(o: Option<&Object>) -> Length {
    run(|| sequence::length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Length(o: Option<&Object>) -> Length {
    run(|| sequence::length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_GetItem(o: Option<&Object>, index: isize) -> PyResult {
    up(sequence::get(some(o)?, index))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_SetItem(
    o: Option<&Object>,
    index: isize,
    value: Option<&Object>,
) -> Status {
    run(|| sequence::set(some(o)?, index, value))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_DelItem(o: Option<&Object>, index: isize) -> Status {
    run(|| sequence::set(some(o)?, index, None))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_GetSlice(o: Option<&Object>, low: isize, high: isize) -> PyResult {
    up(sequence::get_slice(some(o)?, low, high))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_SetSlice(
    o: Option<&Object>,
    low: isize,
    high: isize,
    value: Option<&Object>,
) -> Status {
    run(|| sequence::set_slice(some(o)?, low, high, value))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_DelSlice(o: Option<&Object>, low: isize, high: isize) -> Status {
    run(|| sequence::set_slice(some(o)?, low, high, None))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Concat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(sequence::concat(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_InPlaceConcat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(sequence::inplace_concat(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Repeat(o: Option<&Object>, count: isize) -> PyResult {
    up(sequence::repeat(some(o)?, count))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_InPlaceRepeat(o: Option<&Object>, count: isize) -> PyResult {
    up(sequence::inplace_repeat(some(o)?, count))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Contains(o: Option<&Object>, value: Option<&Object>) -> c_int {
    flag(|| {
        let o = some(o)?;
        match value {
            Some(value) => sequence::contains(o, value),
            // the reference looks at the value only when there is something to compare it with
            None if o.downcast::<List>().is_some_and(|l| l.is_empty()) => Ok(false),
            None if o.downcast::<Tuple>().is_some_and(|t| t.is_empty()) => Ok(false),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_In(o: Option<&Object>, value: Option<&Object>) -> c_int {
    PySequence_Contains(o, value)
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Count(o: Option<&Object>, value: Option<&Object>) -> Length {
    run(|| sequence::count(some(o)?, some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Index(o: Option<&Object>, value: Option<&Object>) -> Length {
    run(|| sequence::index_of(some(o)?, some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_List(o: Option<&Object>) -> PyResult {
    up(List::from_iterable(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Tuple(o: Option<&Object>) -> PyResult {
    up(Tuple::from_iterable(some(o)?))
}

/// The list or tuple itself, or a list of the items; `message` is the TypeError of what cannot be iterated.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySequence_Fast(o: Option<&Object>, message: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { sequence::fast(some(o)?, Message::new(message)) })
}
