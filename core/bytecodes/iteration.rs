//! Iteration and unpacking.

use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, genobject, iterators, specialize};

#[inst("iterable -- iterator")]
pub unsafe fn GET_ITER(iterable: &StackRef) -> PyResult<Ref> {
    iterable.as_object().iter()
}

#[op("iterator -- iterator", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_FOR_ITER(
    ip: Ip,
    oparg: usize,
    iterator: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::for_iter(iterator.as_object(), ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

/// At the end jumps past the `END_FOR`, to the `POP_ITER`.
#[op("iterator -- iterator, value")]
pub unsafe fn _FOR_ITER(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    next: Ip,
    oparg: usize,
    iterator: &StackRef,
) -> PyResult<Jump> {
    iterators::advance(ts, frame, ip, iterator.as_object(), next.add(oparg + 1))
}

#[op("iterator -- iterator")]
pub unsafe fn _ITER_CHECK_LIST(iterator: &StackRef) -> Guard {
    Guard(
        iterator
            .as_object()
            .is_exactly(objects::list::PyListIter_Type.raw()),
    )
}

#[op("iterator -- iterator, value")]
pub unsafe fn _ITER_NEXT_LIST(next: Ip, oparg: usize, iterator: &StackRef) -> Jump {
    iterators::next_of_list(iterator, next.add(oparg + 1))
}

#[op("iterator -- iterator")]
pub unsafe fn _ITER_CHECK_TUPLE(iterator: &StackRef) -> Guard {
    Guard(
        iterator
            .as_object()
            .is_exactly(objects::tuple::PyTupleIter_Type.raw()),
    )
}

#[op("iterator -- iterator, value")]
pub unsafe fn _ITER_NEXT_TUPLE(next: Ip, oparg: usize, iterator: &StackRef) -> Jump {
    iterators::next_of_tuple(iterator, next.add(oparg + 1))
}

#[op("iterator -- iterator")]
pub unsafe fn _ITER_CHECK_RANGE(iterator: &StackRef) -> Guard {
    Guard(
        iterator
            .as_object()
            .is_exactly(iterators::PyRangeIter_Type.raw()),
    )
}

#[op("iterator -- iterator, value")]
pub unsafe fn _ITER_NEXT_RANGE(next: Ip, oparg: usize, iterator: &StackRef) -> PyResult<Jump> {
    iterators::next_of_range(iterator, next.add(oparg + 1))
}

#[op("iterator -- iterator")]
pub unsafe fn _CHECK_FOR_ITER_GEN(ts: Ts, iterator: &StackRef) -> Guard {
    Guard(genobject::is_resumable_generator(ts, iterator))
}

#[op("iterator -- iterator, value")]
pub unsafe fn _FOR_ITER_GEN_FRAME(
    ts: Ts,
    frame: Frame,
    oparg: usize,
    iterator: &StackRef,
) -> Called {
    let none = StackRef::from_immortal(none());
    Called::Generator(
        genobject::resume_inline(ts, frame, iterator, none),
        oparg + 2,
    )
}

compose! {
    FOR_ITER/1 = _SPECIALIZE_FOR_ITER + _FOR_ITER;
    FOR_ITER_LIST/1 = _ITER_CHECK_LIST + _ITER_NEXT_LIST;
    FOR_ITER_TUPLE/1 = _ITER_CHECK_TUPLE + _ITER_NEXT_TUPLE;
    FOR_ITER_RANGE/1 = _ITER_CHECK_RANGE + _ITER_NEXT_RANGE;
    FOR_ITER_GEN/1 = _CHECK_FOR_ITER_GEN + _FOR_ITER_GEN_FRAME;
}

family! {
    FOR_ITER: FOR_ITER_LIST, FOR_ITER_TUPLE, FOR_ITER_RANGE, FOR_ITER_GEN;
}

// Unpacking: the first item ends on top.

#[op("sequence -- sequence", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_UNPACK_SEQUENCE(
    ip: Ip,
    oparg: usize,
    sequence: &StackRef,
    counter: u16,
) -> Adapt {
    if cache::triggers(counter) {
        specialize::unpack_sequence(sequence.as_object(), ip, oparg);
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("sequence -- values[oparg]")]
pub unsafe fn _UNPACK_SEQUENCE(
    oparg: usize,
    sequence: StackRef,
    values: *mut StackRef,
) -> PyResult<()> {
    iterators::unpack(sequence, oparg, None, values)
}

#[op("sequence -- sequence")]
pub unsafe fn _GUARD_TUPLE_LENGTH(oparg: usize, sequence: &StackRef) -> Guard {
    Guard(iterators::tuple_len(sequence) == oparg)
}

#[op("sequence -- values[oparg]")]
pub unsafe fn _UNPACK_SEQUENCE_TUPLE(oparg: usize, sequence: StackRef, values: *mut StackRef) {
    iterators::unpack_tuple(sequence, oparg, values);
}

#[op("sequence -- sequence")]
pub unsafe fn _GUARD_LIST_LENGTH(oparg: usize, sequence: &StackRef) -> Guard {
    Guard(crate::operators::list_len(sequence) == oparg)
}

#[op("sequence -- values[oparg]")]
pub unsafe fn _UNPACK_SEQUENCE_LIST(oparg: usize, sequence: StackRef, values: *mut StackRef) {
    iterators::unpack_list(sequence, oparg, values);
}

/// The low byte of the argument counts the items before the starred one, the next byte those after.
#[inst("sequence -- values[(oparg & 0xff) + 1 + (oparg >> 8)]")]
pub unsafe fn UNPACK_EX(oparg: usize, sequence: StackRef, values: *mut StackRef) -> PyResult<()> {
    iterators::unpack(sequence, oparg & 0xff, Some(oparg >> 8), values)
}

compose! {
    UNPACK_SEQUENCE/1 = _SPECIALIZE_UNPACK_SEQUENCE + _UNPACK_SEQUENCE;
    UNPACK_SEQUENCE_TUPLE/1 = _GUARD_TOS_TUPLE + _GUARD_TUPLE_LENGTH + _UNPACK_SEQUENCE_TUPLE;
    UNPACK_SEQUENCE_TWO_TUPLE/1 = _GUARD_TOS_TUPLE + _GUARD_TUPLE_LENGTH + _UNPACK_SEQUENCE_TUPLE;
    UNPACK_SEQUENCE_LIST/1 = _GUARD_TOS_LIST + _GUARD_LIST_LENGTH + _UNPACK_SEQUENCE_LIST;
}

family! {
    UNPACK_SEQUENCE: UNPACK_SEQUENCE_TUPLE, UNPACK_SEQUENCE_TWO_TUPLE, UNPACK_SEQUENCE_LIST;
}
