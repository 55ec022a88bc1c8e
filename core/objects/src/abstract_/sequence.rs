//! Sequences (`PySequence_*`): indexing with C integers, membership, counting.

use super::item::table;
use crate::exceptions;
use crate::prelude::*;

/// `PySequence_Check`: dicts do not count, though they can be subscripted.
pub fn is_sequence(o: &Object) -> bool {
    o.downcast::<Dict>().is_none() && table!(o, tp_as_sequence, sq_item).is_some()
}

/// The index counted from the end if negative.
fn adjusted(o: &Object, i: isize) -> PyResult<isize> {
    if i < 0
        && let Some(length) = table!(o, tp_as_sequence, sq_length)
    {
        // SAFETY: a live object.
        let n = unsafe { length(o.as_ptr()) };
        if n < 0 {
            return Err(Raised::ASSUMED);
        }
        return Ok(i + n);
    }
    Ok(i)
}

/// `PySequence_Size`.
#[inline(always)]
pub fn length(o: &Object) -> PyResult<usize> {
    if let Some(f) = table!(o, tp_as_sequence, sq_length) {
        // SAFETY: a live object.
        return super::item::checked(unsafe { f(o.as_ptr()) });
    }
    no_length(o)
}

#[cold]
fn no_length(o: &Object) -> PyResult<usize> {
    if table!(o, tp_as_mapping, mp_length).is_some() {
        return Err(raise!(
            TypeError,
            "{} is not a sequence",
            o.class().tp_name()
        ));
    }
    Err(raise!(
        TypeError,
        "object of type '{}' has no len()",
        o.class().tp_name()
    ))
}

/// `PySequence_GetItem`.
pub fn get(o: &Object, i: isize) -> PyResult {
    if let Some(f) = table!(o, tp_as_sequence, sq_item) {
        let i = adjusted(o, i)?;
        // SAFETY: a live object.
        return unsafe { Ref::from_c(f(o.as_ptr(), i)) };
    }
    if table!(o, tp_as_mapping, mp_subscript).is_some() {
        return Err(raise!(
            TypeError,
            "{} is not a sequence",
            o.class().tp_name()
        ));
    }
    Err(raise!(
        TypeError,
        "'{}' object does not support indexing",
        o.class().tp_name()
    ))
}

/// `PySequence_SetItem`, or `PySequence_DelItem` for None.
pub fn set(o: &Object, i: isize, value: Option<&Object>) -> PyResult<()> {
    if let Some(f) = table!(o, tp_as_sequence, sq_ass_item) {
        let i = adjusted(o, i)?;
        let raw = value.map_or(core::ptr::null_mut(), Object::as_ptr);
        // SAFETY: a live object; NULL deletes.
        return unsafe { Status::from_c(f(o.as_ptr(), i, raw)) }.map(drop);
    }
    if table!(o, tp_as_mapping, mp_ass_subscript).is_some() {
        return Err(raise!(
            TypeError,
            "{} is not a sequence",
            o.class().tp_name()
        ));
    }
    Err(raise!(
        TypeError,
        "'{}' object {} item {}",
        o.class().tp_name(),
        if value.is_some() {
            "does not support"
        } else {
            "doesn't support"
        },
        if value.is_some() {
            "assignment"
        } else {
            "deletion"
        }
    ))
}

/// `PySequence_GetSlice`.
pub fn get_slice(o: &Object, low: isize, high: isize) -> PyResult {
    if table!(o, tp_as_mapping, mp_subscript).is_none() {
        return Err(raise!(
            TypeError,
            "'{}' object is unsliceable",
            o.class().tp_name()
        ));
    }
    super::item::get_item(o, &*slice(low, high)?)
}

/// `PySequence_SetSlice`, or `PySequence_DelSlice` for None.
pub fn set_slice(o: &Object, low: isize, high: isize, value: Option<&Object>) -> PyResult<()> {
    if table!(o, tp_as_mapping, mp_ass_subscript).is_none() {
        return Err(raise!(
            TypeError,
            "'{}' object doesn't support slice {}",
            o.class().tp_name(),
            if value.is_some() {
                "assignment"
            } else {
                "deletion"
            }
        ));
    }
    super::item::set_item(o, &*slice(low, high)?, value)
}

fn slice(low: isize, high: isize) -> PyResult<Ref<Slice>> {
    let low = Long::from_isize(low)?;
    let high = Long::from_isize(high)?;
    Slice::new(Some(&low), Some(&high), None)
}

/// `PySequence_Contains`.
pub fn contains(o: &Object, item: &Object) -> PyResult<bool> {
    match table!(o, tp_as_sequence, sq_contains) {
        // SAFETY: live operands.
        Some(f) => Status::from_c(unsafe { f(o.as_ptr(), item.as_ptr()) }),
        None => iter_contains(o, item),
    }
}

/// Membership by iteration (`_PySequence_IterSearch` for `in`).
pub fn iter_contains(o: &Object, item: &Object) -> PyResult<bool> {
    let it = match o.iter() {
        Ok(it) => it,
        Err(e) => {
            if exceptions::matches(&exceptions::types::TypeError) {
                e.clear();
                return Err(raise!(
                    TypeError,
                    "argument of type '{}' is not a container or iterable",
                    o.class().tp_name()
                ));
            }
            return Err(e);
        }
    };
    while let Some(x) = it.next()? {
        if item.compare_bool_with(&x)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn iterator_for(o: &Object) -> PyResult {
    o.iter().map_err(|e| {
        if exceptions::matches(&exceptions::types::TypeError) {
            e.clear();
            return raise!(
                TypeError,
                "argument of type '{}' is not iterable",
                o.class().tp_name()
            );
        }
        e
    })
}

/// `PySequence_Count`.
pub fn count(o: &Object, item: &Object) -> PyResult<usize> {
    let it = iterator_for(o)?;
    let mut n: usize = 0;
    while let Some(x) = it.next()? {
        if item.compare_bool_with(&x)? {
            n += 1;
            if n > isize::MAX as usize {
                return Err(raise!(OverflowError, "count exceeds C integer size"));
            }
        }
    }
    Ok(n)
}

/// `PySequence_Index`.
pub fn index_of(o: &Object, item: &Object) -> PyResult<usize> {
    let it = iterator_for(o)?;
    let mut n: usize = 0;
    while let Some(x) = it.next()? {
        if item.compare_bool_with(&x)? {
            return Ok(n);
        }
        n += 1;
    }
    Err(raise!(ValueError, "sequence.index(x): x not in sequence"))
}

/// `PySequence_Concat`.
pub fn concat(a: &Object, b: &Object) -> PyResult {
    if let Some(f) = table!(a, tp_as_sequence, sq_concat) {
        // SAFETY: live operands.
        return unsafe { Ref::from_c(f(a.as_ptr(), b.as_ptr())) };
    }
    if is_sequence(a) && is_sequence(b) {
        let sum = super::number::add_numbers(a, b);
        if !super::number::is_not_implemented(&sum) {
            return sum;
        }
    }
    Err(no_sequence_operation(a, "concatenated"))
}

fn no_sequence_operation(o: &Object, done: &str) -> Raised {
    raise!(
        TypeError,
        "'{}' object can't be {done}",
        o.class().tp_name()
    )
}

/// `PySequence_InPlaceConcat`.
pub fn inplace_concat(a: &Object, b: &Object) -> PyResult {
    if let Some(f) =
        table!(a, tp_as_sequence, sq_inplace_concat).or(table!(a, tp_as_sequence, sq_concat))
    {
        // SAFETY: live operands.
        return unsafe { Ref::from_c(f(a.as_ptr(), b.as_ptr())) };
    }
    if is_sequence(a) && is_sequence(b) {
        let sum = super::number::inplace_add_numbers(a, b);
        if !super::number::is_not_implemented(&sum) {
            return sum;
        }
    }
    Err(no_sequence_operation(a, "concatenated"))
}

/// `PySequence_Repeat`.
pub fn repeat(o: &Object, n: isize) -> PyResult {
    if let Some(f) = table!(o, tp_as_sequence, sq_repeat) {
        // SAFETY: a live object.
        return unsafe { Ref::from_c(f(o.as_ptr(), n)) };
    }
    if is_sequence(o) {
        let product = super::number::multiply_numbers(o, &*Long::from_isize(n)?);
        if !super::number::is_not_implemented(&product) {
            return product;
        }
    }
    Err(no_sequence_operation(o, "repeated"))
}

/// `PySequence_InPlaceRepeat`.
pub fn inplace_repeat(o: &Object, n: isize) -> PyResult {
    if let Some(f) =
        table!(o, tp_as_sequence, sq_inplace_repeat).or(table!(o, tp_as_sequence, sq_repeat))
    {
        // SAFETY: a live object.
        return unsafe { Ref::from_c(f(o.as_ptr(), n)) };
    }
    if is_sequence(o) {
        let product = super::number::inplace_multiply_numbers(o, &*Long::from_isize(n)?);
        if !super::number::is_not_implemented(&product) {
            return product;
        }
    }
    Err(no_sequence_operation(o, "repeated"))
}

/// `PySequence_Fast`: the object if it is a list or tuple, else a list of its items; `message` for what cannot be iterated.
#[inline(always)]
pub fn fast(o: &Object, message: impl core::fmt::Display) -> PyResult {
    if o.is_exactly(crate::list::PyList_Type.raw())
        || o.is_exactly(crate::tuple::PyTuple_Type.raw())
    {
        return Ok(o.to_ref());
    }
    fast_of(o, &message)
}

fn fast_of(o: &Object, message: &dyn core::fmt::Display) -> PyResult {
    match o.iter() {
        Ok(it) => Ok(List::from_iterable(&it)?.upcast()),
        Err(e) => {
            exceptions::clear_if(&exceptions::types::TypeError, e)?;
            Err(raise!(TypeError, "{message}"))
        }
    }
}

trait CompareWith {
    /// `item == x` in the operand order of membership tests: the item of the container first.
    fn compare_bool_with(&self, item: &Object) -> PyResult<bool>;
}

impl CompareWith for Object {
    #[inline]
    fn compare_bool_with(&self, item: &Object) -> PyResult<bool> {
        item.compare_bool(self, CompareOp::Eq)
    }
}
