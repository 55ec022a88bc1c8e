//! Generators, coroutines, asynchronous generators.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, genobject, specialize};

/// The frame becomes a generator's (coroutine's, asynchronous generator's), which the caller gets.
#[inst("-- generator")]
pub unsafe fn RETURN_GENERATOR(ts: Ts, frame: Frame) -> PyResult<Switch> {
    genobject::make_from_frame(ts, frame)
}

/// Suspends; the argument tells a `yield` (0) from a `yield from` or `await` (1).
#[inst("value -- sent")]
pub unsafe fn YIELD_VALUE(ts: Ts, frame: Frame, oparg: usize, value: StackRef) -> Switch {
    genobject::suspend(ts, frame, oparg, value)
}

#[op("receiver, value -- receiver, value", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_SEND(ip: Ip, receiver: &StackRef, counter: u16) -> Adapt {
    if cache::triggers(counter) {
        specialize::send(receiver.as_object(), ip);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// Sends into a generator (which then runs here), or any iterator. At its end jumps, with its value pushed.
#[op("receiver, value -- receiver, result")]
pub unsafe fn _SEND(
    ts: Ts,
    frame: Frame,
    next: Ip,
    oparg: usize,
    receiver: &StackRef,
    value: *const StackRef,
) -> PyResult<Called> {
    genobject::send_instruction(ts, frame, next.add(oparg), oparg + 2, receiver, value)
}

#[op("receiver, value -- receiver, value")]
pub unsafe fn _CHECK_SEND_GEN(ts: Ts, receiver: &StackRef) -> Guard {
    Guard(genobject::is_resumable(ts, receiver))
}

#[op("receiver, value -- receiver, result")]
pub unsafe fn _SEND_GEN_FRAME(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    receiver: &StackRef,
    value: StackRef,
) -> Called {
    Called::Generator(
        genobject::resume_inline(ts, frame, receiver, value),
        oparg + 2,
    )
}

compose! {
    SEND/1 = _SPECIALIZE_SEND + _SEND;
    SEND_GEN/1 = _CHECK_SEND_GEN + _SEND_GEN_FRAME;
}

family! {
    SEND: SEND_GEN;
}

#[inst("iterable -- iterator")]
pub unsafe fn GET_YIELD_FROM_ITER(frame: Frame, iterable: &StackRef) -> PyResult<Ref> {
    genobject::yield_from_iter(frame, iterable.as_object())
}

/// The argument tells what is awaited: 1 `__aenter__`'s, 2 `__aexit__`'s answer.
#[inst("iterable -- iterator")]
pub unsafe fn GET_AWAITABLE(oparg: usize, iterable: &StackRef) -> PyResult<Ref> {
    genobject::awaitable_for(iterable.as_object(), oparg)
}

#[inst("iterable -- iterator")]
pub unsafe fn GET_AITER(iterable: &StackRef) -> PyResult<Ref> {
    genobject::async_iterator(iterable.as_object())
}

#[inst("iterator -- iterator, awaitable")]
pub unsafe fn GET_ANEXT(iterator: &StackRef) -> PyResult<Ref> {
    genobject::async_next(iterator.as_object())
}
