//! Iteration (`PyObject_GetIter`, `PyIter_Next`), also asynchronous.

use layout::*;

use crate::exceptions::{self, types};
use crate::prelude::*;

/// `PyIter_Check`.
#[inline]
pub fn is_iterator(o: &Object) -> bool {
    // SAFETY: live type.
    unsafe {
        (*o.type_ptr()).tp_iternext.is_some_and(|f| {
            f as usize != crate::slots::_PyObject_NextNotImplemented as *const () as usize
        })
    }
}

/// `PyObject_GetIter`.
#[inline]
pub fn iter(o: &Object) -> PyResult {
    // SAFETY: the slot's contract.
    unsafe {
        let Some(f) = (*o.type_ptr()).tp_iter else {
            if super::sequence::is_sequence(o) {
                return sequence_iterator(o);
            }
            return Err(raise!(
                TypeError,
                "'{}' object is not iterable",
                o.class().tp_name()
            ));
        };
        let it = Ref::<Object>::from_c(f(o.as_ptr()))?;
        if !is_iterator(&it) {
            return Err(raise!(
                TypeError,
                "iter() returned non-iterator of type '{}'",
                it.class().tp_name()
            ));
        }
        Ok(it)
    }
}

/// `PySeqIter_New`: iterates by indexing from 0 until IndexError.
pub fn sequence_iterator(o: &Object) -> PyResult {
    Ok(crate::iter::SeqIter::new(o)?.upcast())
}

/// `PyIter_NextItem`.
#[inline]
pub fn next(it: &Object) -> PyResult<Option<Ref>> {
    // SAFETY: the slot's contract: an item, or NULL with or without an exception.
    unsafe {
        let Some(f) = (*it.type_ptr()).tp_iternext else {
            return Err(raise!(
                TypeError,
                "expected an iterator, got '{}'",
                it.class().tp_name()
            ));
        };
        match Ref::from_owned_opt(f(it.as_ptr())) {
            Some(item) => Ok(Some(item)),
            None => end(),
        }
    }
}

/// One step of an iterator (checked by the caller) without clearing StopIteration: `Err` may be the end with a value.
#[inline]
pub fn next_raw(it: &Object) -> PyResult<Option<Ref>> {
    // SAFETY: the slot's contract.
    unsafe {
        match (*it.type_ptr()).tp_iternext {
            Some(f) => base::status::optional_from_c(f(it.as_ptr())),
            None => Err(raise!(
                TypeError,
                "'{}' object is not an iterator",
                it.class().tp_name()
            )),
        }
    }
}

/// The awaitable for the next item of an asynchronous iterator; None if it is none.
pub fn async_next(it: &Object) -> PyResult<Option<Ref>> {
    // SAFETY: a table is NULL or whole; the slot's contract.
    unsafe {
        match (*it.type_ptr())
            .tp_as_async
            .as_ref()
            .and_then(|t| t.am_anext)
        {
            Some(f) => Ref::from_c(f(it.as_ptr())).map(Some),
            None => Ok(None),
        }
    }
}

/// What NULL from `tp_iternext` means: the end, also when StopIteration is set.
#[inline]
pub fn end() -> PyResult<Option<Ref>> {
    match base::error::check() {
        Ok(()) => Ok(None),
        Err(e) => exceptions::clear_if(&types::StopIteration, e).map(|()| None),
    }
}

/// `PyObject_GetAIter`.
pub fn async_iter(o: &Object) -> PyResult {
    // SAFETY: the slot's contract.
    unsafe {
        let f = (*o.type_ptr())
            .tp_as_async
            .as_ref()
            .and_then(|t| t.am_aiter);
        let Some(f) = f else {
            return Err(raise!(
                TypeError,
                "'{}' object is not an async iterable",
                o.class().tp_name()
            ));
        };
        let it = Ref::<Object>::from_c(f(o.as_ptr()))?;
        if !is_async_iterator(&it) {
            return Err(raise!(
                TypeError,
                "aiter() returned not an async iterator of type '{}'",
                it.class().tp_name()
            ));
        }
        Ok(it)
    }
}

/// `PyAIter_Check`.
pub fn is_async_iterator(o: &Object) -> bool {
    // SAFETY: a table is NULL or whole.
    unsafe {
        (*o.type_ptr())
            .tp_as_async
            .as_ref()
            .and_then(|t| t.am_anext)
            .is_some_and(|f| {
                f as usize != crate::slots::_PyObject_NextNotImplemented as *const () as usize
            })
    }
}

/// `PyIter_Send`: what the generator or iterator does with a value.
pub enum Sent {
    /// It yielded.
    Next(Ref),
    /// It returned.
    Return(Ref),
}

/// `PyIter_Send`.
pub fn send(it: &Object, value: &Object) -> PyResult<Sent> {
    // SAFETY: the slots' contracts.
    unsafe {
        if let Some(f) = (*it.type_ptr())
            .tp_as_async
            .as_ref()
            .and_then(|t| t.am_send)
        {
            let mut out = core::ptr::null_mut();
            return match f(it.as_ptr(), value.as_ptr(), &raw mut out) {
                PYGEN_NEXT => Ok(Sent::Next(Ref::from_c(out)?)),
                PYGEN_RETURN => Ok(Sent::Return(Ref::from_c(out)?)),
                _ => Err(Raised::ASSUMED),
            };
        }
        let result = if is_none(value) && is_iterator(it) {
            match (*it.type_ptr()).tp_iternext {
                Some(f) => base::status::optional_from_c(f(it.as_ptr())),
                None => Ok(None),
            }
        } else {
            super::call::call_method(id!(send), [it, value]).map(Some)
        };
        match result {
            Ok(Some(v)) => Ok(Sent::Next(v)),
            Ok(None) => Ok(Sent::Return(none_ref())),
            Err(e) => stop_value(e).map(Sent::Return),
        }
    }
}

/// The value of the StopIteration in flight, which is cleared (`_PyGen_FetchStopIterationValue`).
pub fn stop_value(e: Raised) -> PyResult {
    if !exceptions::matches(&types::StopIteration) {
        return Err(e);
    }
    match e.take() {
        Some(exc) => exc.get_attr(id!(value)),
        None => Ok(none_ref()),
    }
}
