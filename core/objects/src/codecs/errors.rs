//! Raising the codecs' exceptions.

use base::{PyResult, Raised};

use crate::exceptions::new_exception;
use crate::exceptions::types::{UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError};
use crate::prelude::*;

fn raise_new(made: PyResult) -> Raised {
    match made {
        Ok(e) => Raised::set(e),
        Err(raised) => raised,
    }
}

/// `UnicodeEncodeError(encoding, object, start, end, reason)`, raised.
#[cold]
pub fn encode_error(
    encoding: &str,
    object: &Str,
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    raise_new(new_encode_error(encoding, object, start, end, reason))
}

/// The same, only made.
pub fn new_encode_error(
    encoding: &str,
    object: &Str,
    start: usize,
    end: usize,
    reason: &str,
) -> PyResult {
    let (encoding, reason) = (Str::from_str(encoding)?, Str::from_str(reason)?);
    let (start, end) = (Long::from_usize(start)?, Long::from_usize(end)?);
    new_exception(
        &UnicodeEncodeError,
        &[&encoding, object, &start, &end, &reason],
    )
}

/// `UnicodeDecodeError(encoding, object, start, end, reason)`, raised.
#[cold]
pub fn decode_error(
    encoding: &str,
    object: &[u8],
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    raise_new(new_decode_error(encoding, object, start, end, reason))
}

/// The same, only made.
pub fn new_decode_error(
    encoding: &str,
    object: &[u8],
    start: usize,
    end: usize,
    reason: &str,
) -> PyResult {
    let (encoding, reason) = (Str::from_str(encoding)?, Str::from_str(reason)?);
    let object = Bytes::from_slice(object)?;
    let (start, end) = (Long::from_usize(start)?, Long::from_usize(end)?);
    new_exception(
        &UnicodeDecodeError,
        &[&encoding, &object, &start, &end, &reason],
    )
}

/// `UnicodeTranslateError(object, start, end, reason)`, only made.
pub fn new_translate_error(object: &Str, start: usize, end: usize, reason: &str) -> PyResult {
    let reason = Str::from_str(reason)?;
    let (start, end) = (Long::from_usize(start)?, Long::from_usize(end)?);
    new_exception(&UnicodeTranslateError, &[object, &start, &end, &reason])
}
