//! Subscripts and slices.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, call, specialize, subscripts};

#[inst("container, start, stop -- result")]
pub unsafe fn BINARY_SLICE(container: &StackRef, start: StackRef, stop: StackRef) -> PyResult<Ref> {
    subscripts::get_slice(container, start, stop)
}

#[inst("value, container, start, stop --")]
pub unsafe fn STORE_SLICE(
    value: &StackRef,
    container: &StackRef,
    start: StackRef,
    stop: StackRef,
) -> PyResult<()> {
    subscripts::set_slice(value, container, start, stop)
}

#[op("value, container, key -- value, container, key", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_STORE_SUBSCR(
    ip: Ip,
    container: &StackRef,
    key: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::store_subscr(container.as_object(), key.as_object(), ip);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("value, container, key --")]
pub unsafe fn _STORE_SUBSCR(
    value: &StackRef,
    container: &StackRef,
    key: &StackRef,
) -> PyResult<()> {
    container
        .as_object()
        .set_item(key.as_object(), value.as_object())
}

#[op("value, container, key -- value, container, key")]
pub unsafe fn _GUARD_INDEX_IN_LIST(container: &StackRef, key: &StackRef) -> Guard {
    Guard(subscripts::list_slot(container, key).is_some())
}

#[op("value, container, key --")]
pub unsafe fn _STORE_SUBSCR_LIST_INT(value: StackRef, container: &StackRef, key: &StackRef) {
    subscripts::list_store(value, container, key);
}

#[op("value, container, key --")]
pub unsafe fn _STORE_SUBSCR_DICT(
    value: &StackRef,
    container: &StackRef,
    key: &StackRef,
) -> PyResult<()> {
    let dict: &Dict = container.as_object().downcast_unchecked();
    dict.set(key.as_object(), value.as_object())
}

#[inst("container, key --")]
pub unsafe fn DELETE_SUBSCR(container: &StackRef, key: &StackRef) -> PyResult<()> {
    container.as_object().del_item(key.as_object())
}

// Subscripts are binary operators (argument 26).

#[op("container, key -- container, key")]
pub unsafe fn _GUARD_SUBSCR_LIST_INT(container: &StackRef, key: &StackRef) -> Guard {
    Guard(subscripts::list_slot(container, key).is_some())
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_LIST_INT(container: &StackRef, key: &StackRef) -> StackRef {
    subscripts::list_item(container, key)
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_LIST_SLICE(container: &StackRef, key: &StackRef) -> PyResult<Ref> {
    container.as_object().get_item(key.as_object())
}

#[op("container, key -- container, key")]
pub unsafe fn _GUARD_SUBSCR_TUPLE_INT(container: &StackRef, key: &StackRef) -> Guard {
    Guard(subscripts::tuple_slot(container, key).is_some())
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_TUPLE_INT(container: &StackRef, key: &StackRef) -> StackRef {
    subscripts::tuple_item(container, key)
}

#[op("container, key -- container, key")]
pub unsafe fn _GUARD_SUBSCR_STR_INT(container: &StackRef, key: &StackRef) -> Guard {
    Guard(subscripts::str_character(container, key).is_some())
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_STR_INT(container: &StackRef, key: &StackRef) -> StackRef {
    subscripts::str_item(container, key)
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_DICT(container: &StackRef, key: &StackRef) -> PyResult<Ref> {
    subscripts::dict_item(container, key)
}

/// A heap type's Python `__getitem__`, cached in the type.
#[op("container, key -- container, key")]
pub unsafe fn _BINARY_OP_SUBSCR_CHECK_FUNC(ts: Ts, container: &StackRef) -> Guard {
    Guard(call::cached_getitem(ts, container).is_some())
}

#[op("container, key -- result")]
pub unsafe fn _BINARY_OP_SUBSCR_INIT_CALL(
    ts: Ts,
    frame: Frame,
    container: StackRef,
    key: StackRef,
) -> PyResult<Called> {
    call::enter_getitem(ts, frame, container, key)
}

compose! {
    STORE_SUBSCR/1 = _SPECIALIZE_STORE_SUBSCR + _STORE_SUBSCR;
    STORE_SUBSCR_LIST_INT/1 = _GUARD_TOS_INT + _GUARD_NOS_LIST + _GUARD_INDEX_IN_LIST + _STORE_SUBSCR_LIST_INT;
    STORE_SUBSCR_DICT/1 = _GUARD_NOS_DICT + _STORE_SUBSCR_DICT;
    BINARY_OP_SUBSCR_LIST_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_LIST + _GUARD_SUBSCR_LIST_INT + _BINARY_OP_SUBSCR_LIST_INT;
    BINARY_OP_SUBSCR_LIST_SLICE/5 = _GUARD_TOS_SLICE + _GUARD_NOS_LIST + _BINARY_OP_SUBSCR_LIST_SLICE;
    BINARY_OP_SUBSCR_TUPLE_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_TUPLE + _GUARD_SUBSCR_TUPLE_INT + _BINARY_OP_SUBSCR_TUPLE_INT;
    BINARY_OP_SUBSCR_STR_INT/5 = _GUARD_TOS_INT + _GUARD_NOS_UNICODE + _GUARD_SUBSCR_STR_INT + _BINARY_OP_SUBSCR_STR_INT;
    BINARY_OP_SUBSCR_DICT/5 = _GUARD_NOS_DICT + _BINARY_OP_SUBSCR_DICT;
    BINARY_OP_SUBSCR_GETITEM/5 = _BINARY_OP_SUBSCR_CHECK_FUNC + _BINARY_OP_SUBSCR_INIT_CALL;
}

family! {
    STORE_SUBSCR: STORE_SUBSCR_LIST_INT, STORE_SUBSCR_DICT;
}
