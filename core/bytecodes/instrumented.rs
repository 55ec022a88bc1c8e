//! Instrumented forms: they report an event to the tools, then do what they stand for.

use opdef::{compose, inst, op};

use crate::monitor::{self, events};
use crate::prelude::*;
use crate::{call, genobject, operators};

#[op("--")]
pub unsafe fn _MONITOR_RESUME(ts: Ts, frame: Frame, ip: Ip, oparg: usize) -> PyResult<Traced> {
    monitor::event(ts, frame, ip, events::started(oparg), &[])?;
    Ok(monitor::traced(frame, ip))
}

#[op("value -- value")]
pub unsafe fn _MONITOR_RETURN(ts: Ts, frame: Frame, ip: Ip, value: &StackRef) -> PyResult<()> {
    monitor::event(ts, frame, ip, events::PY_RETURN, &[value.as_object()])
}

#[op("value -- value")]
pub unsafe fn _MONITOR_YIELD(ts: Ts, frame: Frame, ip: Ip, value: &StackRef) -> PyResult<Traced> {
    monitor::event(ts, frame, ip, events::PY_YIELD, &[value.as_object()])?;
    Ok(monitor::traced(frame, ip))
}

#[op("call[2 + oparg] -- call[2 + oparg]")]
pub unsafe fn _MONITOR_CALL(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<()> {
    call::report(ts, frame, ip, call, oparg)
}

#[op("call[2 + oparg] -- result")]
pub unsafe fn _DO_CALL_MONITORED(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<Called> {
    call::call_monitored(ts, frame, call, oparg)
}

#[op("call[2 + oparg], names -- call[2 + oparg], names")]
pub unsafe fn _MONITOR_CALL_KW(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    oparg: usize,
    call: *const StackRef,
) -> PyResult<()> {
    call::report(ts, frame, ip, call, oparg)
}

#[op("call[2 + oparg], names -- result")]
pub unsafe fn _DO_CALL_KW_MONITORED(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    call: *const StackRef,
    names: &StackRef,
) -> PyResult<Called> {
    call::call_kw_monitored(ts, frame, call, oparg, names)
}

#[op("call[2], args, kwargs -- call[2], args, kwargs")]
pub unsafe fn _MONITOR_CALL_EX(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    call: *const StackRef,
) -> PyResult<()> {
    call::report_ex(ts, frame, ip, call)
}

#[op("call[2], args, kwargs -- result")]
pub unsafe fn _DO_CALL_EX_MONITORED(
    ts: Ts,
    frame: Frame,
    call: *const StackRef,
) -> PyResult<Called> {
    call::call_ex_monitored(ts, frame, call)
}

#[op("global_super, class, self_ -- global_super, class, self_")]
pub unsafe fn _MONITOR_SUPER(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    oparg: usize,
    global_super: &StackRef,
    class: &StackRef,
) -> PyResult<()> {
    let first = if oparg & 2 != 0 {
        class.as_object()
    } else {
        monitor::missing()
    };
    monitor::event(
        ts,
        frame,
        ip,
        events::CALL,
        &[global_super.as_object(), first],
    )
}

#[op("--")]
pub unsafe fn _MONITOR_JUMP_FORWARD(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
) -> PyResult<Traced> {
    monitor::jump(ts, frame, ip, ip, next.add(oparg), events::JUMP)?;
    Ok(monitor::traced(frame, ip))
}

#[op("--")]
pub unsafe fn _MONITOR_JUMP_BACKWARD(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
) -> PyResult<Traced> {
    monitor::jump(ts, frame, ip, ip, next.sub(oparg), events::JUMP)?;
    Ok(monitor::traced(frame, ip))
}

#[inst("condition --", cache = "unused@1")]
pub unsafe fn INSTRUMENTED_POP_JUMP_IF_FALSE(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    condition: &StackRef,
) -> PyResult<Jump> {
    operators::branch_monitored(
        ts,
        frame,
        ip,
        condition.ptr() != py_bool(true).as_ptr(),
        next,
        oparg,
    )
}

#[inst("condition --", cache = "unused@1")]
pub unsafe fn INSTRUMENTED_POP_JUMP_IF_TRUE(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    condition: &StackRef,
) -> PyResult<Jump> {
    operators::branch_monitored(
        ts,
        frame,
        ip,
        condition.ptr() == py_bool(true).as_ptr(),
        next,
        oparg,
    )
}

#[inst("value --", cache = "unused@1")]
pub unsafe fn INSTRUMENTED_POP_JUMP_IF_NONE(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    value: &StackRef,
) -> PyResult<Jump> {
    operators::branch_monitored(
        ts,
        frame,
        ip,
        objects::is_none(value.as_object()),
        next,
        oparg,
    )
}

#[inst("value --", cache = "unused@1")]
pub unsafe fn INSTRUMENTED_POP_JUMP_IF_NOT_NONE(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    value: &StackRef,
) -> PyResult<Jump> {
    operators::branch_monitored(
        ts,
        frame,
        ip,
        !objects::is_none(value.as_object()),
        next,
        oparg,
    )
}

#[inst("--")]
pub unsafe fn INSTRUMENTED_NOT_TAKEN(ts: Ts, frame: Frame, ip: Ip, next: Ip) -> PyResult<()> {
    monitor::not_taken(ts, frame, ip, next)
}

#[inst("iterator --")]
pub unsafe fn INSTRUMENTED_POP_ITER(ts: Ts, frame: Frame, ip: Ip, next: Ip) -> PyResult<()> {
    monitor::loop_ended(ts, frame, ip, next)
}

#[inst("iterator -- iterator, value", cache = "unused@1")]
pub unsafe fn INSTRUMENTED_FOR_ITER(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    iterator: &StackRef,
) -> PyResult<Jump> {
    crate::iterators::advance_monitored(ts, frame, ip, iterator.as_object(), next, oparg)
}

#[inst("receiver, value -- receiver")]
pub unsafe fn INSTRUMENTED_END_FOR(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    receiver: &StackRef,
    value: &StackRef,
) -> PyResult<()> {
    genobject::report_end(ts, frame, ip, receiver.as_object(), value.as_object())
}

#[op("receiver, value -- receiver, value")]
pub unsafe fn _MONITOR_END_SEND(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    receiver: &StackRef,
    value: &StackRef,
) -> PyResult<()> {
    genobject::report_end(ts, frame, ip, receiver.as_object(), value.as_object())
}

#[op("awaitable, exception -- awaitable, exception")]
pub unsafe fn _MONITOR_END_ASYNC_FOR(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
) -> PyResult<()> {
    monitor::jump(ts, frame, next.sub(oparg), ip, next, events::BRANCH_RIGHT)
}

#[inst("--")]
pub unsafe fn INSTRUMENTED_LINE(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    prev: Ip,
    oparg: usize,
) -> PyResult<Again> {
    monitor::line(ts, frame, ip, prev, oparg)
}

#[inst("--")]
pub unsafe fn INSTRUMENTED_INSTRUCTION(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    oparg: usize,
) -> PyResult<Again> {
    monitor::instruction(ts, frame, ip, oparg)
}

compose! {
    INSTRUMENTED_RESUME = _MAYBE_INSTRUMENT + _CHECK_PERIODIC_IF_NOT_YIELD_FROM + _MONITOR_RESUME;
    INSTRUMENTED_RETURN_VALUE = _MONITOR_RETURN + RETURN_VALUE;
    INSTRUMENTED_YIELD_VALUE = _MONITOR_YIELD + YIELD_VALUE;
    INSTRUMENTED_CALL/3 = _MAYBE_EXPAND_METHOD + _MONITOR_CALL + _DO_CALL_MONITORED + _CHECK_PERIODIC;
    INSTRUMENTED_CALL_KW/3 = _MAYBE_EXPAND_METHOD_KW + _MONITOR_CALL_KW + _DO_CALL_KW_MONITORED + _CHECK_PERIODIC;
    INSTRUMENTED_CALL_FUNCTION_EX = _MAKE_CALLARGS_A_TUPLE + _MONITOR_CALL_EX + _DO_CALL_EX_MONITORED + _CHECK_PERIODIC;
    INSTRUMENTED_LOAD_SUPER_ATTR/1 = _MONITOR_SUPER + _LOAD_SUPER_ATTR;
    INSTRUMENTED_JUMP_FORWARD = _MONITOR_JUMP_FORWARD + JUMP_FORWARD;
    INSTRUMENTED_JUMP_BACKWARD/1 = _CHECK_PERIODIC + _MONITOR_JUMP_BACKWARD + JUMP_BACKWARD_NO_INTERRUPT;
    INSTRUMENTED_END_SEND = _MONITOR_END_SEND + END_SEND;
    INSTRUMENTED_END_ASYNC_FOR = _MONITOR_END_ASYNC_FOR + END_ASYNC_FOR;
}
