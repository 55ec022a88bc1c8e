//! Jumps, function starts, returns.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{breaker, frame as frames, operators};

#[inst("--")]
pub unsafe fn JUMP_FORWARD(next: Ip, oparg: usize) -> Jump {
    Jump::To(next.add(oparg))
}

#[op("--")]
pub unsafe fn _SPECIALIZE_JUMP_BACKWARD(ip: Ip) -> Adapt {
    if (*ip).op.code == layout::JUMP_BACKWARD as u8 {
        (*ip).op.code = layout::JUMP_BACKWARD_NO_JIT as u8;
        return Adapt::Again;
    }
    Adapt::Continue
}

/// Lets signals, other threads and the collector have their turn.
#[op("--")]
pub unsafe fn _CHECK_PERIODIC(ts: Ts) -> PyResult<()> {
    breaker::check(ts)
}

#[op("--")]
pub unsafe fn _JUMP_BACKWARD(next: Ip, oparg: usize) -> Jump {
    Jump::To(next.sub(oparg))
}

#[inst("--")]
pub unsafe fn JUMP_BACKWARD_NO_INTERRUPT(next: Ip, oparg: usize) -> Jump {
    Jump::To(next.sub(oparg))
}

compose! {
    JUMP_BACKWARD/1 = _SPECIALIZE_JUMP_BACKWARD + _CHECK_PERIODIC + _JUMP_BACKWARD;
    JUMP_BACKWARD_NO_JIT/1 = _CHECK_PERIODIC + _JUMP_BACKWARD;
    JUMP_BACKWARD_JIT/1 = _CHECK_PERIODIC + _JUMP_BACKWARD;
}

family! {
    JUMP_BACKWARD: JUMP_BACKWARD_NO_JIT, JUMP_BACKWARD_JIT;
}

/// The operand is a bool. A `NOT_TAKEN` that follows is passed over.
#[inst("condition --", cache = "unused@1")]
pub unsafe fn POP_JUMP_IF_FALSE(next: Ip, oparg: usize, condition: StackRef) -> Jump {
    operators::branch(!operators::is_true_singleton(condition), next, oparg)
}

#[inst("condition --", cache = "unused@1")]
pub unsafe fn POP_JUMP_IF_TRUE(next: Ip, oparg: usize, condition: StackRef) -> Jump {
    operators::branch(operators::is_true_singleton(condition), next, oparg)
}

#[inst("value --", cache = "unused@1")]
pub unsafe fn POP_JUMP_IF_NONE(next: Ip, oparg: usize, value: &StackRef) -> Jump {
    operators::branch(objects::is_none(value.as_object()), next, oparg)
}

#[inst("value --", cache = "unused@1")]
pub unsafe fn POP_JUMP_IF_NOT_NONE(next: Ip, oparg: usize, value: &StackRef) -> Jump {
    operators::branch(!objects::is_none(value.as_object()), next, oparg)
}

// Starting.

/// Instruments the code if tools have changed since, then handles what waits.
#[op("--")]
pub unsafe fn _MAYBE_INSTRUMENT(ts: Ts, frame: Frame, ip: Ip) -> PyResult<Adapt> {
    breaker::maybe_instrument(ts, frame, ip)
}

#[op("--")]
pub unsafe fn _QUICKEN_RESUME(ts: Ts, ip: Ip) {
    if (*ts).tracing == 0 && (*ip).op.code == layout::RESUME as u8 {
        (*ip).op.code = layout::RESUME_CHECK as u8;
    }
}

#[op("--")]
pub unsafe fn _CHECK_PERIODIC_IF_NOT_YIELD_FROM(ts: Ts, oparg: usize) -> PyResult<()> {
    if oparg & layout::RESUME_OPARG_LOCATION_MASK as usize
        >= layout::RESUME_AFTER_YIELD_FROM as usize
    {
        return Ok(());
    }
    breaker::check(ts)
}

/// Nothing waits and no tool came or went.
#[op("--")]
pub unsafe fn _RESUME_CHECK(ts: Ts, frame: Frame) -> Guard {
    Guard(breaker::is_quiet(ts, frame))
}

compose! {
    RESUME = _MAYBE_INSTRUMENT + _QUICKEN_RESUME + _CHECK_PERIODIC_IF_NOT_YIELD_FROM;
    RESUME_CHECK = _RESUME_CHECK;
}

family! {
    RESUME: RESUME_CHECK;
}

// Ending.

#[inst("value -- result")]
pub unsafe fn RETURN_VALUE(ts: Ts, frame: Frame, value: StackRef) -> Switch {
    frames::leave(ts, frame, value)
}

#[inst("value --")]
pub unsafe fn INTERPRETER_EXIT(ts: Ts, frame: Frame, value: StackRef) -> Leave {
    (*ts).current_frame = (*frame).previous;
    Leave(value.into_ref().into_ptr())
}
