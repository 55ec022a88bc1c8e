//! Calls, and making functions.
//!
//! A call's operands are the callable, its `self` or NULL, and the arguments. `call` is the address of the callable's slot;
//! the others follow. A body that answers `Called::Frame` has moved them all into the new frame.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, call, functions, intrinsics, specialize};

#[op("call[2 + oparg] -- call[2 + oparg]", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_CALL(
    ts: Ts,
    ip: Ip,
    oparg: usize,
    call: *const StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::call(ts, call, ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// A bound method becomes its function and its `self`.
#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _MAYBE_EXPAND_METHOD(call: *mut StackRef) {
    call::expand_method(call);
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _DO_CALL(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Called> {
    call::call(ts, frame, call, oparg)
}

// Python functions.

#[op("call[2 + oparg] -- call[2 + oparg]", cache = "version@2/2")]
pub unsafe fn _CHECK_FUNCTION_VERSION(ts: Ts, call: *const StackRef, version: u32) -> Guard {
    Guard(call::function_version_is(ts, call, version))
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _CHECK_FUNCTION_EXACT_ARGS(ts: Ts, oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::takes_exactly(ts, call, oparg))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _PY_FRAME_EXACT_ARGS(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
) -> Called {
    Called::Frame(call::push_exact(ts, frame, call, oparg))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _PY_FRAME_GENERAL(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Called> {
    call::push_general(ts, frame, call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]", cache = "version@2/2")]
pub unsafe fn _CHECK_METHOD_VERSION(ts: Ts, call: *const StackRef, version: u32) -> Guard {
    Guard(call::method_version_is(ts, call, version))
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _EXPAND_METHOD(call: *mut StackRef) {
    call::expand_method(call);
}

/// A heap class whose `__init__` is a Python function: allocates, and enters it above a frame that checks its answer.
#[op("call[2 + oparg] -- call[2 + oparg]", cache = "version@2/2")]
pub unsafe fn _CHECK_INIT(ts: Ts, call: *const StackRef, version: u32) -> Guard {
    Guard(call::init_version_is(ts, call, version))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _ALLOC_AND_ENTER_INIT(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Called> {
    call::allocate_and_enter_init(ts, frame, call, oparg)
}

// Everything else that is not a Python function.

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _CHECK_IS_NOT_PY_CALLABLE(call: *const StackRef) -> Guard {
    Guard(call::is_not_python(call))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_NON_PY(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::vectorcall(call, oparg)
}

#[op("callable, null, arg -- callable, null, arg")]
pub unsafe fn _GUARD_CALLABLE_TYPE_1(callable: &StackRef, null: &StackRef) -> Guard {
    Guard(null.is_null() && callable.as_object().is(&objects::type_::PyType_Type))
}

#[op("callable, null, arg -- result")]
pub unsafe fn _CALL_TYPE_1(arg: &StackRef) -> StackRef {
    StackRef::from_object(arg.as_object().class())
}

#[op("callable, null, arg -- callable, null, arg")]
pub unsafe fn _GUARD_CALLABLE_STR_1(callable: &StackRef, null: &StackRef) -> Guard {
    Guard(null.is_null() && callable.as_object().is(&objects::unicode::PyUnicode_Type))
}

#[op("callable, null, arg -- result")]
pub unsafe fn _CALL_STR_1(arg: &StackRef) -> PyResult<Ref> {
    Ok(arg.as_object().str()?.upcast())
}

#[op("callable, null, arg -- callable, null, arg")]
pub unsafe fn _GUARD_CALLABLE_TUPLE_1(callable: &StackRef, null: &StackRef) -> Guard {
    Guard(null.is_null() && callable.as_object().is(&objects::tuple::PyTuple_Type))
}

#[op("callable, null, arg -- result")]
pub unsafe fn _CALL_TUPLE_1(arg: &StackRef) -> PyResult<Ref> {
    Ok(Tuple::from_iterable(arg.as_object())?.upcast())
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_BUILTIN_CLASS(call: *const StackRef) -> Guard {
    Guard(call::is_vectorcall_type(call))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_BUILTIN_CLASS(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::builtin_class(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_BUILTIN_O(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_builtin(call, oparg, layout::METH_O, Some(1)))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_BUILTIN_O(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::builtin_o(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_BUILTIN_FAST(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_builtin(call, oparg, layout::METH_FASTCALL, None))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_BUILTIN_FAST(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::builtin_fast(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_BUILTIN_FAST_WITH_KEYWORDS(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_builtin(
        call,
        oparg,
        layout::METH_FASTCALL | layout::METH_KEYWORDS,
        None,
    ))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_BUILTIN_FAST_WITH_KEYWORDS(
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Ref> {
    call::builtin_fast_keywords(call, oparg)
}

#[op("callable, null, arg -- callable, null, arg")]
pub unsafe fn _GUARD_CALLABLE_LEN(ts: Ts, callable: &StackRef, null: &StackRef) -> Guard {
    Guard(null.is_null() && callable.ptr() == (*(*ts).interp).callable_cache.len)
}

#[op("callable, null, arg -- result")]
pub unsafe fn _CALL_LEN(arg: &StackRef) -> PyResult<Ref> {
    Ok(Long::from_usize(arg.as_object().length()?)?.upcast())
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_CALLABLE_ISINSTANCE(ts: Ts, oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_isinstance(ts, call, oparg))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_ISINSTANCE(oparg: usize, call: *const StackRef) -> PyResult<StackRef> {
    call::isinstance(call, oparg)
}

/// `list.append` as a statement: the `POP_TOP` that follows is skipped.
#[op("callable, self_, arg -- callable, self_, arg")]
pub unsafe fn _GUARD_LIST_APPEND(ts: Ts, callable: &StackRef, self_: &StackRef) -> Guard {
    Guard(call::is_list_append(ts, callable, self_))
}

#[op("callable, self_, arg --")]
pub unsafe fn _CALL_LIST_APPEND(next: Ip, self_: &StackRef, arg: StackRef) -> PyResult<Jump> {
    crate::construct::append(self_, arg)?;
    Ok(Jump::To(next.add(1)))
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_METHOD_DESCRIPTOR_O(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_method_descriptor(
        call,
        oparg,
        layout::METH_O,
        Some(2),
    ))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_METHOD_DESCRIPTOR_O(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::method_descriptor_o(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_METHOD_DESCRIPTOR_NOARGS(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_method_descriptor(
        call,
        oparg,
        layout::METH_NOARGS,
        Some(1),
    ))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_METHOD_DESCRIPTOR_NOARGS(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::method_descriptor_noargs(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_METHOD_DESCRIPTOR_FAST(oparg: usize, call: *const StackRef) -> Guard {
    Guard(call::is_method_descriptor(
        call,
        oparg,
        layout::METH_FASTCALL,
        None,
    ))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_METHOD_DESCRIPTOR_FAST(oparg: usize, call: *const StackRef) -> PyResult<Ref> {
    call::method_descriptor_fast(call, oparg)
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _GUARD_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS(
    oparg: usize,
    call: *const StackRef,
) -> Guard {
    Guard(call::is_method_descriptor(
        call,
        oparg,
        layout::METH_FASTCALL | layout::METH_KEYWORDS,
        None,
    ))
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS(
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Ref> {
    call::method_descriptor_fast_keywords(call, oparg)
}

compose! {
    CALL/3 = _SPECIALIZE_CALL + _MAYBE_EXPAND_METHOD + _DO_CALL + _CHECK_PERIODIC;
    CALL_PY_EXACT_ARGS/3 = _CHECK_FUNCTION_VERSION + _CHECK_FUNCTION_EXACT_ARGS + _PY_FRAME_EXACT_ARGS;
    CALL_PY_GENERAL/3 = _CHECK_FUNCTION_VERSION + _PY_FRAME_GENERAL;
    CALL_BOUND_METHOD_EXACT_ARGS/3 = _CHECK_METHOD_VERSION + _EXPAND_METHOD + _CHECK_FUNCTION_EXACT_ARGS + _PY_FRAME_EXACT_ARGS;
    CALL_BOUND_METHOD_GENERAL/3 = _CHECK_METHOD_VERSION + _EXPAND_METHOD + _PY_FRAME_GENERAL;
    CALL_ALLOC_AND_ENTER_INIT/3 = _CHECK_INIT + _ALLOC_AND_ENTER_INIT;
    CALL_NON_PY_GENERAL/3 = _CHECK_IS_NOT_PY_CALLABLE + _CALL_NON_PY + _CHECK_PERIODIC;
    CALL_TYPE_1/3 = _GUARD_CALLABLE_TYPE_1 + _CALL_TYPE_1;
    CALL_STR_1/3 = _GUARD_CALLABLE_STR_1 + _CALL_STR_1 + _CHECK_PERIODIC;
    CALL_TUPLE_1/3 = _GUARD_CALLABLE_TUPLE_1 + _CALL_TUPLE_1 + _CHECK_PERIODIC;
    CALL_BUILTIN_CLASS/3 = _GUARD_BUILTIN_CLASS + _CALL_BUILTIN_CLASS + _CHECK_PERIODIC;
    CALL_BUILTIN_O/3 = _GUARD_BUILTIN_O + _CALL_BUILTIN_O + _CHECK_PERIODIC;
    CALL_BUILTIN_FAST/3 = _GUARD_BUILTIN_FAST + _CALL_BUILTIN_FAST + _CHECK_PERIODIC;
    CALL_BUILTIN_FAST_WITH_KEYWORDS/3 = _GUARD_BUILTIN_FAST_WITH_KEYWORDS + _CALL_BUILTIN_FAST_WITH_KEYWORDS + _CHECK_PERIODIC;
    CALL_LEN/3 = _GUARD_CALLABLE_LEN + _CALL_LEN;
    CALL_ISINSTANCE/3 = _GUARD_CALLABLE_ISINSTANCE + _CALL_ISINSTANCE;
    CALL_LIST_APPEND/3 = _GUARD_LIST_APPEND + _CALL_LIST_APPEND;
    CALL_METHOD_DESCRIPTOR_O/3 = _GUARD_METHOD_DESCRIPTOR_O + _CALL_METHOD_DESCRIPTOR_O + _CHECK_PERIODIC;
    CALL_METHOD_DESCRIPTOR_NOARGS/3 = _GUARD_METHOD_DESCRIPTOR_NOARGS + _CALL_METHOD_DESCRIPTOR_NOARGS + _CHECK_PERIODIC;
    CALL_METHOD_DESCRIPTOR_FAST/3 = _GUARD_METHOD_DESCRIPTOR_FAST + _CALL_METHOD_DESCRIPTOR_FAST + _CHECK_PERIODIC;
    CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS/3 = _GUARD_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS
        + _CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS + _CHECK_PERIODIC;
}

family! {
    CALL: CALL_PY_EXACT_ARGS, CALL_PY_GENERAL, CALL_BOUND_METHOD_EXACT_ARGS, CALL_BOUND_METHOD_GENERAL,
        CALL_ALLOC_AND_ENTER_INIT, CALL_NON_PY_GENERAL, CALL_TYPE_1, CALL_STR_1, CALL_TUPLE_1, CALL_BUILTIN_CLASS,
        CALL_BUILTIN_O, CALL_BUILTIN_FAST, CALL_BUILTIN_FAST_WITH_KEYWORDS, CALL_LEN, CALL_ISINSTANCE,
        CALL_LIST_APPEND, CALL_METHOD_DESCRIPTOR_O, CALL_METHOD_DESCRIPTOR_NOARGS, CALL_METHOD_DESCRIPTOR_FAST,
        CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS;
}

// Calls with keywords: a tuple of their names lies on top.

#[op(
    "call[2 + oparg], names -- call[2 + oparg], names",
    cache = "counter@1"
)]
pub unsafe fn _SPECIALIZE_CALL_KW(
    ts: Ts,
    ip: Ip,
    oparg: usize,
    call: *const StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::call_kw(ts, call, ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("call[2 + oparg], names -- call[2 + oparg], names")]
pub unsafe fn _MAYBE_EXPAND_METHOD_KW(call: *mut StackRef) {
    call::expand_method(call);
}

#[op("call[2 + oparg], names -- result")]
pub unsafe fn _DO_CALL_KW(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
    names: &StackRef,
) -> PyResult<Called> {
    call::call_kw(ts, frame, call, oparg, names)
}

#[op(
    "call[2 + oparg], names -- call[2 + oparg], names",
    cache = "version@2/2"
)]
pub unsafe fn _CHECK_FUNCTION_VERSION_KW(ts: Ts, call: *const StackRef, version: u32) -> Guard {
    Guard(call::function_version_is(ts, call, version))
}

#[op(
    "call[2 + oparg], names -- call[2 + oparg], names",
    cache = "version@2/2"
)]
pub unsafe fn _CHECK_METHOD_VERSION_KW(ts: Ts, call: *const StackRef, version: u32) -> Guard {
    Guard(call::method_version_is(ts, call, version))
}

#[op("call[2 + oparg], names -- call[2 + oparg], names")]
pub unsafe fn _CHECK_IS_NOT_PY_CALLABLE_KW(call: *const StackRef) -> Guard {
    Guard(call::is_not_python(call))
}

#[op("call[2 + oparg], names -- result")]
pub unsafe fn _CALL_KW_NON_PY(
    oparg: usize,
    call: *const StackRef,
    names: &StackRef,
) -> PyResult<Ref> {
    call::vectorcall_kw(call, oparg, names)
}

compose! {
    CALL_KW/3 = _SPECIALIZE_CALL_KW + _MAYBE_EXPAND_METHOD_KW + _DO_CALL_KW + _CHECK_PERIODIC;
    CALL_KW_PY/3 = _CHECK_FUNCTION_VERSION_KW + _DO_CALL_KW;
    CALL_KW_BOUND_METHOD/3 = _CHECK_METHOD_VERSION_KW + _MAYBE_EXPAND_METHOD_KW + _DO_CALL_KW;
    CALL_KW_NON_PY/3 = _CHECK_IS_NOT_PY_CALLABLE_KW + _CALL_KW_NON_PY + _CHECK_PERIODIC;
}

family! {
    CALL_KW: CALL_KW_PY, CALL_KW_BOUND_METHOD, CALL_KW_NON_PY;
}

// f(*args, **kwargs)

#[op("call[2], args, kwargs -- call[2], args, kwargs")]
pub unsafe fn _MAKE_CALLARGS_A_TUPLE(call: *const StackRef, args: *mut StackRef) -> PyResult<()> {
    call::make_args_tuple(call, args)
}

#[op("call[2], args, kwargs -- result")]
pub unsafe fn _DO_CALL_FUNCTION_EX(
    ts: Ts,
    frame: Frame,
    call: *const StackRef,
) -> PyResult<Called> {
    call::call_ex(ts, frame, call)
}

compose! {
    CALL_FUNCTION_EX = _MAKE_CALLARGS_A_TUPLE + _DO_CALL_FUNCTION_EX + _CHECK_PERIODIC;
}

#[inst("value -- result")]
pub unsafe fn CALL_INTRINSIC_1(oparg: usize, value: &StackRef) -> PyResult<Ref> {
    intrinsics::unary(oparg, value.as_object())
}

#[inst("first, second -- result")]
pub unsafe fn CALL_INTRINSIC_2(oparg: usize, first: &StackRef, second: &StackRef) -> PyResult<Ref> {
    intrinsics::binary(oparg, first.as_object(), second.as_object())
}

// Functions.

#[inst("code -- function")]
pub unsafe fn MAKE_FUNCTION(frame: Frame, code: &StackRef) -> PyResult<Ref> {
    functions::make(frame, code.as_object())
}

#[inst("attribute, function -- function")]
pub unsafe fn SET_FUNCTION_ATTRIBUTE(
    oparg: usize,
    attribute: StackRef,
    function: StackRef,
) -> PyResult<StackRef> {
    functions::set_attribute(oparg, attribute, function)
}
