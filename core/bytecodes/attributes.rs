//! Attributes, `super`, special methods.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{attribute, cache, call, specialize};

#[op("owner -- owner", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_LOAD_ATTR(
    frame: Frame,
    ip: Ip,
    oparg: usize,
    owner: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::load_attr(
            owner.as_object(),
            ip,
            name_at(frame, oparg >> 1),
            oparg & 1 != 0,
        );
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// With the low bit of the argument: for a call, so that an unbound method and its `self` may be pushed.
#[op("owner -- attr, self_or_null[oparg & 1]")]
pub unsafe fn _LOAD_ATTR(
    frame: Frame,
    oparg: usize,
    owner: StackRef,
    attr: *mut StackRef,
    self_or_null: *mut StackRef,
) -> PyResult<()> {
    attribute::load(
        owner,
        name_at(frame, oparg >> 1),
        oparg & 1 != 0,
        attr,
        self_or_null,
    )
}

#[op("owner -- owner")]
pub unsafe fn _CHECK_MANAGED_OBJECT_HAS_VALUES(owner: &StackRef) -> Guard {
    Guard(attribute::has_inline_values(owner))
}

#[op("owner -- owner", cache = "offset@4")]
pub unsafe fn _CHECK_INSTANCE_VALUE(owner: &StackRef, offset: u16) -> Guard {
    Guard(!attribute::word_at(owner, offset).is_null())
}

#[op("owner -- attr", cache = "offset@4")]
pub unsafe fn _LOAD_ATTR_INSTANCE_VALUE(owner: &StackRef, offset: u16) -> StackRef {
    StackRef::from_object(Object::from_ptr(attribute::word_at(owner, offset)))
}

#[op("owner -- owner", cache = "version@2/2, index@4")]
pub unsafe fn _CHECK_ATTR_MODULE(owner: &StackRef, version: u32, index: u16) -> Guard {
    Guard(attribute::module_has(owner, version, index))
}

#[op("owner -- attr", cache = "index@4")]
pub unsafe fn _LOAD_ATTR_MODULE(owner: &StackRef, index: u16) -> StackRef {
    attribute::module_value(owner, index)
}

#[op("owner -- owner", cache = "hint@4")]
pub unsafe fn _CHECK_ATTR_WITH_HINT(
    frame: Frame,
    oparg: usize,
    owner: &StackRef,
    hint: u16,
) -> Guard {
    Guard(attribute::hinted(owner, name_at(frame, oparg >> 1), hint).is_some())
}

#[op("owner -- attr", cache = "hint@4")]
pub unsafe fn _LOAD_ATTR_WITH_HINT(owner: &StackRef, hint: u16) -> StackRef {
    attribute::hinted_value(owner, hint)
}

#[op("owner -- owner", cache = "version@2/2")]
pub unsafe fn _CHECK_ATTR_CLASS(owner: &StackRef, version: u32) -> Guard {
    Guard(attribute::class_version_is(owner, version))
}

#[op("owner -- owner", cache = "metaclass_version@4/2")]
pub unsafe fn _GUARD_METACLASS_VERSION(owner: &StackRef, metaclass_version: u32) -> Guard {
    Guard(crate::operators::type_version_is(owner, metaclass_version))
}

/// The value was found when specialising and the type has not changed since.
#[op("owner -- attr", cache = "descr@6/4")]
pub unsafe fn _LOAD_ATTR_CLASS(owner: &StackRef, descr: u64) -> StackRef {
    let _closed_after = owner;
    StackRef::from_object(Object::from_ptr(descr as *mut PyObject))
}

/// A function in the class, called with the owner.
#[op("owner -- attr, self", cache = "descr@6/4")]
pub unsafe fn _LOAD_ATTR_METHOD(owner: StackRef, descr: u64) -> (StackRef, StackRef) {
    (
        StackRef::from_object(Object::from_ptr(descr as *mut PyObject)),
        owner,
    )
}

#[op("owner -- owner")]
pub unsafe fn _GUARD_DORV_VALUES(owner: &StackRef) -> Guard {
    Guard(attribute::has_inline_values(owner))
}

#[op("owner -- owner", cache = "keys_version@4/2")]
pub unsafe fn _GUARD_KEYS_VERSION(owner: &StackRef, keys_version: u32) -> Guard {
    Guard(attribute::shared_keys_version_is(owner, keys_version))
}

#[op("owner -- owner", cache = "dict_offset@4")]
pub unsafe fn _CHECK_ATTR_METHOD_LAZY_DICT(owner: &StackRef, dict_offset: u16) -> Guard {
    Guard(attribute::has_no_dict(owner, dict_offset))
}

#[op("owner -- attr", cache = "getter@6/4")]
pub unsafe fn _LOAD_ATTR_PROPERTY(
    ts: Ts,
    frame: Frame,
    owner: StackRef,
    getter: u64,
) -> PyResult<Called> {
    call::enter_property(ts, frame, owner, getter)
}

#[op("owner -- owner", cache = "getter@6/4")]
pub unsafe fn _CHECK_PROPERTY_CALL(ts: Ts, owner: &StackRef, getter: u64) -> Guard {
    let _unused = owner;
    Guard(call::can_enter(ts, getter, 1))
}

/// `__getattribute__` in Python: called with the name.
#[op("owner -- owner", cache = "function_version@4/2, getter@6/4")]
pub unsafe fn _CHECK_GETATTRIBUTE(
    ts: Ts,
    owner: &StackRef,
    function_version: u32,
    getter: u64,
) -> Guard {
    let _unused = owner;
    Guard(call::can_enter_version(ts, getter, function_version, 2))
}

#[op("owner -- attr", cache = "getter@6/4")]
pub unsafe fn _LOAD_ATTR_GETATTRIBUTE(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    owner: StackRef,
    getter: u64,
) -> PyResult<Called> {
    call::enter_getattribute(ts, frame, owner, getter, name_at(frame, oparg >> 1))
}

compose! {
    LOAD_ATTR/9 = _SPECIALIZE_LOAD_ATTR + _LOAD_ATTR;
    LOAD_ATTR_INSTANCE_VALUE/9 = _GUARD_TYPE_VERSION + _CHECK_MANAGED_OBJECT_HAS_VALUES + _CHECK_INSTANCE_VALUE
        + _LOAD_ATTR_INSTANCE_VALUE + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_SLOT/9 = _GUARD_TYPE_VERSION + _CHECK_INSTANCE_VALUE + _LOAD_ATTR_INSTANCE_VALUE + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_MODULE/9 = _CHECK_ATTR_MODULE + _LOAD_ATTR_MODULE + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_WITH_HINT/9 = _GUARD_TYPE_VERSION + _CHECK_ATTR_WITH_HINT + _LOAD_ATTR_WITH_HINT + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_CLASS/9 = _CHECK_ATTR_CLASS + _LOAD_ATTR_CLASS + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_CLASS_WITH_METACLASS_CHECK/9 = _CHECK_ATTR_CLASS + _GUARD_METACLASS_VERSION + _LOAD_ATTR_CLASS + _PUSH_NULL_CONDITIONAL;
    LOAD_ATTR_PROPERTY/9 = _GUARD_TYPE_VERSION + _CHECK_PROPERTY_CALL + _LOAD_ATTR_PROPERTY;
    LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN/9 = _GUARD_TYPE_VERSION + _CHECK_GETATTRIBUTE + _LOAD_ATTR_GETATTRIBUTE;
    LOAD_ATTR_METHOD_WITH_VALUES/9 = _GUARD_TYPE_VERSION + _GUARD_DORV_VALUES + _GUARD_KEYS_VERSION + _LOAD_ATTR_METHOD;
    LOAD_ATTR_METHOD_NO_DICT/9 = _GUARD_TYPE_VERSION + _LOAD_ATTR_METHOD;
    LOAD_ATTR_METHOD_LAZY_DICT/9 = _GUARD_TYPE_VERSION + _CHECK_ATTR_METHOD_LAZY_DICT + _LOAD_ATTR_METHOD;
    LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES/9 = _GUARD_TYPE_VERSION + _GUARD_DORV_VALUES + _GUARD_KEYS_VERSION + _LOAD_ATTR_CLASS;
    LOAD_ATTR_NONDESCRIPTOR_NO_DICT/9 = _GUARD_TYPE_VERSION + _LOAD_ATTR_CLASS;
}

family! {
    LOAD_ATTR: LOAD_ATTR_INSTANCE_VALUE, LOAD_ATTR_MODULE, LOAD_ATTR_WITH_HINT, LOAD_ATTR_SLOT, LOAD_ATTR_CLASS,
        LOAD_ATTR_CLASS_WITH_METACLASS_CHECK, LOAD_ATTR_PROPERTY, LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN,
        LOAD_ATTR_METHOD_WITH_VALUES, LOAD_ATTR_METHOD_NO_DICT, LOAD_ATTR_METHOD_LAZY_DICT,
        LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES, LOAD_ATTR_NONDESCRIPTOR_NO_DICT;
}

// Stores.

#[op("value, owner -- value, owner", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_STORE_ATTR(
    frame: Frame,
    ip: Ip,
    oparg: usize,
    owner: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::store_attr(owner.as_object(), ip, name_at(frame, oparg));
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("value, owner --")]
pub unsafe fn _STORE_ATTR(
    frame: Frame,
    oparg: usize,
    value: &StackRef,
    owner: &StackRef,
) -> PyResult<()> {
    owner
        .as_object()
        .set_attr(name_at(frame, oparg), value.as_object())
}

/// No dictionary was made for the instance: its values lie inline.
#[op("value, owner -- value, owner")]
pub unsafe fn _GUARD_DORV_NO_DICT(owner: &StackRef) -> Guard {
    Guard(attribute::has_only_inline_values(owner))
}

#[op("value, owner --", cache = "offset@4")]
pub unsafe fn _STORE_ATTR_INSTANCE_VALUE(value: StackRef, owner: &StackRef, offset: u16) {
    attribute::store_inline(value, owner, offset);
}

#[op("value, owner --", cache = "offset@4")]
pub unsafe fn _STORE_ATTR_SLOT(value: StackRef, owner: &StackRef, offset: u16) {
    attribute::store_slot(value, owner, offset);
}

#[op("value, owner -- value, owner", cache = "hint@4")]
pub unsafe fn _CHECK_STORE_WITH_HINT(
    frame: Frame,
    oparg: usize,
    owner: &StackRef,
    hint: u16,
) -> Guard {
    Guard(attribute::can_store_hinted(
        owner,
        name_at(frame, oparg),
        hint,
    ))
}

#[op("value, owner --", cache = "hint@4")]
pub unsafe fn _STORE_ATTR_WITH_HINT(value: StackRef, owner: &StackRef, hint: u16) {
    attribute::store_hinted(value, owner, hint);
}

compose! {
    STORE_ATTR/4 = _SPECIALIZE_STORE_ATTR + _STORE_ATTR;
    STORE_ATTR_INSTANCE_VALUE/4 = _GUARD_TYPE_VERSION + _GUARD_DORV_NO_DICT + _STORE_ATTR_INSTANCE_VALUE;
    STORE_ATTR_SLOT/4 = _GUARD_TYPE_VERSION + _STORE_ATTR_SLOT;
    STORE_ATTR_WITH_HINT/4 = _GUARD_TYPE_VERSION + _CHECK_STORE_WITH_HINT + _STORE_ATTR_WITH_HINT;
}

family! {
    STORE_ATTR: STORE_ATTR_INSTANCE_VALUE, STORE_ATTR_SLOT, STORE_ATTR_WITH_HINT;
}

#[inst("owner --")]
pub unsafe fn DELETE_ATTR(frame: Frame, oparg: usize, owner: &StackRef) -> PyResult<()> {
    owner.as_object().del_attr(name_at(frame, oparg))
}

// super().

#[op(
    "global_super, class, self_ -- global_super, class, self_",
    cache = "counter@1"
)]
pub unsafe fn _SPECIALIZE_LOAD_SUPER_ATTR(
    ip: Ip,
    oparg: usize,
    global_super: &StackRef,
    class: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::load_super_attr(
            global_super.as_object(),
            class.as_object(),
            ip,
            oparg & 1 != 0,
        );
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// Bit 0 of the argument: for a call. Bit 1: `super` was given arguments. The rest: the name.
#[op("global_super, class, self_ -- attr, null[oparg & 1]")]
pub unsafe fn _LOAD_SUPER_ATTR(
    frame: Frame,
    oparg: usize,
    global_super: StackRef,
    class: StackRef,
    self_: StackRef,
    attr: *mut StackRef,
    null: *mut StackRef,
) -> PyResult<()> {
    attribute::super_attr(frame, oparg, global_super, class, self_, attr, null)
}

#[op("global_super, class, self_ -- global_super, class, self_")]
pub unsafe fn _CHECK_SUPER(global_super: &StackRef, class: &StackRef) -> Guard {
    Guard(attribute::is_plain_super(global_super, class))
}

#[op("global_super, class, self_ -- attr")]
pub unsafe fn _LOAD_SUPER_ATTR_ATTR(
    frame: Frame,
    oparg: usize,
    class: &StackRef,
    self_: &StackRef,
) -> PyResult<Ref> {
    attribute::super_lookup(
        class.as_object(),
        self_.as_object(),
        name_at(frame, oparg >> 2),
    )
}

#[op("global_super, class, self_ -- attr, self_or_null")]
pub unsafe fn _LOAD_SUPER_ATTR_METHOD(
    frame: Frame,
    oparg: usize,
    class: &StackRef,
    self_: &StackRef,
) -> PyResult<(StackRef, StackRef)> {
    attribute::super_method(
        class.as_object(),
        self_.as_object(),
        name_at(frame, oparg >> 2),
    )
}

compose! {
    LOAD_SUPER_ATTR/1 = _SPECIALIZE_LOAD_SUPER_ATTR + _LOAD_SUPER_ATTR;
    LOAD_SUPER_ATTR_ATTR/1 = _CHECK_SUPER + _LOAD_SUPER_ATTR_ATTR;
    LOAD_SUPER_ATTR_METHOD/1 = _CHECK_SUPER + _LOAD_SUPER_ATTR_METHOD;
}

family! {
    LOAD_SUPER_ATTR: LOAD_SUPER_ATTR_ATTR, LOAD_SUPER_ATTR_METHOD;
}

/// `__enter__` and kin, looked up on the type: the method, and its `self` or NULL.
#[inst("owner -- method, self_or_null")]
pub unsafe fn LOAD_SPECIAL(oparg: usize, owner: StackRef) -> PyResult<(StackRef, StackRef)> {
    attribute::special(owner, oparg)
}
