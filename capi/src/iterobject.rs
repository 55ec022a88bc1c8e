//! `iterobject.h`: the plain iterators.

use objects::iter::{CallIter, SeqIter};
use objects::prelude::*;

use crate::support::*;

/// Iterates by `__getitem__` with 0, 1, ...
#[unsafe(no_mangle)]
pub extern "C" fn PySeqIter_New(sequence: Option<&Object>) -> PyResult {
    up({
        let sequence = some(sequence)?;
        if !objects::abstract_::sequence::is_sequence(sequence) {
            return Err(objects::exceptions::bad_internal_call());
        }
        SeqIter::new(sequence)
    })
}

/// Calls until the sentinel comes.
#[unsafe(no_mangle)]
pub extern "C" fn PyCallIter_New(callable: Option<&Object>, sentinel: Option<&Object>) -> PyResult {
    up(CallIter::new(some(callable)?, some(sentinel)?))
}
