//! Unary and binary operators, comparisons, truth.

use layout::*;
use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, numbers, operators, specialize};

// Unary.

#[inst("value -- result")]
pub unsafe fn UNARY_NEGATIVE(value: &StackRef) -> PyResult<Ref> {
    objects::abstract_::number::negative(value.as_object())
}

#[inst("value -- result")]
pub unsafe fn UNARY_INVERT(value: &StackRef) -> PyResult<Ref> {
    objects::abstract_::number::invert(value.as_object())
}

/// The operand is a bool: the compiler puts `TO_BOOL` before.
#[inst("value -- result")]
pub unsafe fn UNARY_NOT(value: StackRef) -> StackRef {
    StackRef::from_immortal(py_bool(!operators::is_true_singleton(value)))
}

// Truth.

#[op("value -- value", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_TO_BOOL(ip: Ip, value: &StackRef, counter: u16) -> Adapt {
    if cache::triggers(counter) {
        specialize::to_bool(value.as_object(), ip);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("value -- result")]
pub unsafe fn _TO_BOOL(value: &StackRef) -> PyResult<StackRef> {
    let truth = value.as_object().is_true()?;
    Ok(StackRef::from_immortal(py_bool(truth)))
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_BOOL(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::bool_::PyBool_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_NONE(value: &StackRef) -> Guard {
    Guard(objects::is_none(value.as_object()))
}

#[op("value -- result")]
pub unsafe fn _TO_BOOL_NONE(value: StackRef) -> StackRef {
    let _none = value.into_bits();
    StackRef::from_immortal(py_bool(false))
}

#[op("value -- result")]
pub unsafe fn _TO_BOOL_INT(value: &StackRef) -> StackRef {
    StackRef::from_immortal(py_bool(numbers::is_nonzero(value)))
}

#[op("value -- result")]
pub unsafe fn _TO_BOOL_LIST(value: &StackRef) -> StackRef {
    StackRef::from_immortal(py_bool(operators::list_len(value) != 0))
}

#[op("value -- result")]
pub unsafe fn _TO_BOOL_STR(value: &StackRef) -> StackRef {
    StackRef::from_immortal(py_bool(operators::str_len(value) != 0))
}

#[op("value -- value", cache = "version@2/2")]
pub unsafe fn _GUARD_TYPE_VERSION(value: &StackRef, version: u32) -> Guard {
    Guard(operators::type_version_is(value, version))
}

#[op("value -- result")]
pub unsafe fn _REPLACE_WITH_TRUE(value: &StackRef) -> StackRef {
    let _closed_after = value;
    StackRef::from_immortal(py_bool(true))
}

compose! {
    TO_BOOL/3 = _SPECIALIZE_TO_BOOL + _TO_BOOL;
    TO_BOOL_BOOL/3 = _GUARD_TOS_BOOL;
    TO_BOOL_INT/3 = _GUARD_TOS_EXACT_INT + _TO_BOOL_INT;
    TO_BOOL_LIST/3 = _GUARD_TOS_LIST + _TO_BOOL_LIST;
    TO_BOOL_NONE/3 = _GUARD_TOS_NONE + _TO_BOOL_NONE;
    TO_BOOL_STR/3 = _GUARD_TOS_UNICODE + _TO_BOOL_STR;
    TO_BOOL_ALWAYS_TRUE/3 = _GUARD_TYPE_VERSION + _REPLACE_WITH_TRUE;
}

family! {
    TO_BOOL: TO_BOOL_BOOL, TO_BOOL_INT, TO_BOOL_LIST, TO_BOOL_NONE, TO_BOOL_STR, TO_BOOL_ALWAYS_TRUE;
}

// Guards on the two top items.

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_EXACT_INT(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::long::PyLong_Type.raw()),
    )
}

/// An exact int of one digit.
#[op("value -- value")]
pub unsafe fn _GUARD_TOS_INT(value: &StackRef) -> Guard {
    Guard(numbers::is_compact_int(value))
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_INT(value: &StackRef) -> Guard {
    Guard(numbers::is_compact_int(value))
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_FLOAT(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::float::PyFloat_Type.raw()),
    )
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_FLOAT(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::float::PyFloat_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_UNICODE(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::unicode::PyUnicode_Type.raw()),
    )
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_UNICODE(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::unicode::PyUnicode_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_LIST(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::list::PyList_Type.raw()),
    )
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_LIST(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::list::PyList_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_TUPLE(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::tuple::PyTuple_Type.raw()),
    )
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_TUPLE(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::tuple::PyTuple_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_DICT(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::dict::PyDict_Type.raw()),
    )
}

#[op("value, top -- value, top")]
pub unsafe fn _GUARD_NOS_DICT(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::dict::PyDict_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_ANY_SET(value: &StackRef) -> Guard {
    let o = value.as_object();
    Guard(
        o.is_exactly(objects::set::PySet_Type.raw())
            || o.is_exactly(objects::set::PyFrozenSet_Type.raw()),
    )
}

#[op("value -- value")]
pub unsafe fn _GUARD_TOS_SLICE(value: &StackRef) -> Guard {
    Guard(
        value
            .as_object()
            .is_exactly(objects::slice::PySlice_Type.raw()),
    )
}

// Binary.

#[op("left, right -- left, right", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_BINARY_OP(
    frame: Frame,
    ip: Ip,
    oparg: usize,
    left: &StackRef,
    right: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::binary_op(frame, left.as_object(), right.as_object(), ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP(oparg: usize, left: &StackRef, right: &StackRef) -> PyResult<Ref> {
    operators::binary(oparg, left.as_object(), right.as_object())
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_ADD_INT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::add(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_SUBTRACT_INT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::subtract(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_MULTIPLY_INT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::multiply(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_ADD_FLOAT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::add_float(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_SUBTRACT_FLOAT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::subtract_float(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_MULTIPLY_FLOAT(left: StackRef, right: StackRef) -> PyResult<StackRef> {
    numbers::multiply_float(left, right)
}

#[op("left, right -- result")]
pub unsafe fn _BINARY_OP_ADD_UNICODE(left: &StackRef, right: &StackRef) -> PyResult<Ref> {
    operators::concat(left, right)
}

/// `s = s + t` where the result is stored where `s` came from: the local gives its count up, so that the string may
/// grow in place. Runs the following `STORE_FAST` too.
#[op("left, right -- left, right")]
pub unsafe fn _GUARD_INPLACE_ADD(frame: Frame, ip: Ip, left: &StackRef) -> Guard {
    Guard(operators::is_next_local(frame, ip.add(6), left))
}

#[op("left, right --")]
pub unsafe fn _BINARY_OP_INPLACE_ADD_UNICODE(
    frame: Frame,
    ip: Ip,
    left: StackRef,
    right: &StackRef,
) -> PyResult<Jump> {
    operators::append_in_place(frame, ip.add(6), left, right)?;
    Ok(Jump::To(ip.add(7)))
}

#[op("left, right -- left, right", cache = "descriptor@2/4")]
pub unsafe fn _GUARD_BINARY_OP_EXTEND(left: &StackRef, right: &StackRef, descriptor: u64) -> Guard {
    Guard(operators::extend_guard(left, right, descriptor))
}

#[op("left, right -- result", cache = "descriptor@2/4")]
pub unsafe fn _BINARY_OP_EXTEND(
    left: &StackRef,
    right: &StackRef,
    descriptor: u64,
) -> PyResult<Ref> {
    operators::extend_action(left, right, descriptor)
}

compose! {
    BINARY_OP/5 = _SPECIALIZE_BINARY_OP + _BINARY_OP;
    BINARY_OP_ADD_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_INT + _BINARY_OP_ADD_INT;
    BINARY_OP_SUBTRACT_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_INT + _BINARY_OP_SUBTRACT_INT;
    BINARY_OP_MULTIPLY_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_INT + _BINARY_OP_MULTIPLY_INT;
    BINARY_OP_ADD_FLOAT/5 = _GUARD_TOS_FLOAT + _GUARD_NOS_FLOAT + _BINARY_OP_ADD_FLOAT;
    BINARY_OP_SUBTRACT_FLOAT/5 = _GUARD_TOS_FLOAT + _GUARD_NOS_FLOAT + _BINARY_OP_SUBTRACT_FLOAT;
    BINARY_OP_MULTIPLY_FLOAT/5 = _GUARD_TOS_FLOAT + _GUARD_NOS_FLOAT + _BINARY_OP_MULTIPLY_FLOAT;
    BINARY_OP_ADD_UNICODE/5 = _GUARD_TOS_UNICODE + _GUARD_NOS_UNICODE + _BINARY_OP_ADD_UNICODE;
    BINARY_OP_INPLACE_ADD_UNICODE/5 = _GUARD_TOS_UNICODE + _GUARD_NOS_UNICODE + _GUARD_INPLACE_ADD + _BINARY_OP_INPLACE_ADD_UNICODE;
    BINARY_OP_EXTEND/5 = _GUARD_BINARY_OP_EXTEND + _BINARY_OP_EXTEND;
}

family! {
    BINARY_OP: BINARY_OP_ADD_INT, BINARY_OP_SUBTRACT_INT, BINARY_OP_MULTIPLY_INT, BINARY_OP_ADD_FLOAT,
        BINARY_OP_SUBTRACT_FLOAT, BINARY_OP_MULTIPLY_FLOAT, BINARY_OP_ADD_UNICODE, BINARY_OP_INPLACE_ADD_UNICODE,
        BINARY_OP_EXTEND, BINARY_OP_SUBSCR_LIST_INT, BINARY_OP_SUBSCR_LIST_SLICE, BINARY_OP_SUBSCR_TUPLE_INT,
        BINARY_OP_SUBSCR_STR_INT, BINARY_OP_SUBSCR_DICT, BINARY_OP_SUBSCR_GETITEM;
}

// Comparisons.

#[op("left, right -- left, right", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_COMPARE_OP(
    ip: Ip,
    oparg: usize,
    left: &StackRef,
    right: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::compare_op(left.as_object(), right.as_object(), ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// Bits 5 and up of the argument name the comparison; bit 4 asks for a bool.
#[op("left, right -- result")]
pub unsafe fn _COMPARE_OP(oparg: usize, left: &StackRef, right: &StackRef) -> PyResult<StackRef> {
    operators::compare(oparg, left.as_object(), right.as_object())
}

/// The low four bits of the argument select outcomes: unordered, less, greater, equal.
#[op("left, right -- result")]
pub unsafe fn _COMPARE_OP_INT(oparg: usize, left: StackRef, right: StackRef) -> StackRef {
    numbers::compare_compact(oparg, left, right)
}

#[op("left, right -- result")]
pub unsafe fn _COMPARE_OP_FLOAT(oparg: usize, left: StackRef, right: StackRef) -> StackRef {
    numbers::compare_float(oparg, left, right)
}

#[op("left, right -- result")]
pub unsafe fn _COMPARE_OP_STR(oparg: usize, left: &StackRef, right: &StackRef) -> StackRef {
    let equal = operators::str_equal(left, right);
    let wanted = if equal {
        COMPARISON_EQUALS as usize
    } else {
        COMPARISON_NOT_EQUALS as usize
    };
    StackRef::from_immortal(py_bool(oparg & wanted != 0))
}

#[inst("left, right -- result")]
pub unsafe fn IS_OP(oparg: usize, left: &StackRef, right: &StackRef) -> StackRef {
    let same = left.as_object().is(right.as_object());
    StackRef::from_immortal(py_bool(same != (oparg != 0)))
}

#[op("left, right -- left, right", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_CONTAINS_OP(ip: Ip, right: &StackRef, counter: u16) -> Adapt {
    if cache::triggers(counter) {
        specialize::contains_op(right.as_object(), ip);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("left, right -- result")]
pub unsafe fn _CONTAINS_OP(oparg: usize, left: &StackRef, right: &StackRef) -> PyResult<StackRef> {
    let found = right.as_object().contains(left.as_object())?;
    Ok(StackRef::from_immortal(py_bool(found != (oparg != 0))))
}

#[op("left, right -- result")]
pub unsafe fn _CONTAINS_OP_SET(
    oparg: usize,
    left: &StackRef,
    right: &StackRef,
) -> PyResult<StackRef> {
    let set: &Set = right.as_object().downcast_unchecked();
    let found = set.has(left.as_object())?;
    Ok(StackRef::from_immortal(py_bool(found != (oparg != 0))))
}

#[op("left, right -- result")]
pub unsafe fn _CONTAINS_OP_DICT(
    oparg: usize,
    left: &StackRef,
    right: &StackRef,
) -> PyResult<StackRef> {
    let dict: &Dict = right.as_object().downcast_unchecked();
    let found = dict.contains(left.as_object())?;
    Ok(StackRef::from_immortal(py_bool(found != (oparg != 0))))
}

compose! {
    COMPARE_OP/1 = _SPECIALIZE_COMPARE_OP + _COMPARE_OP;
    COMPARE_OP_INT/1 = _GUARD_TOS_INT + _GUARD_NOS_INT + _COMPARE_OP_INT;
    COMPARE_OP_FLOAT/1 = _GUARD_TOS_FLOAT + _GUARD_NOS_FLOAT + _COMPARE_OP_FLOAT;
    COMPARE_OP_STR/1 = _GUARD_TOS_UNICODE + _GUARD_NOS_UNICODE + _COMPARE_OP_STR;
    CONTAINS_OP/1 = _SPECIALIZE_CONTAINS_OP + _CONTAINS_OP;
    CONTAINS_OP_SET/1 = _GUARD_TOS_ANY_SET + _CONTAINS_OP_SET;
    CONTAINS_OP_DICT/1 = _GUARD_TOS_DICT + _CONTAINS_OP_DICT;
}

family! {
    COMPARE_OP: COMPARE_OP_INT, COMPARE_OP_FLOAT, COMPARE_OP_STR;
    CONTAINS_OP: CONTAINS_OP_SET, CONTAINS_OP_DICT;
}
