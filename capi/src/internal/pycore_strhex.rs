//! `internal/pycore_strhex.h`: bytes as hexadecimal text.

use core::ffi::{c_char, c_int};

use objects::bytes_methods::hex;
use objects::prelude::*;

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_strhex(p: *const c_char, n: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { hex::hex_text(bytes(p, n.max(0)), None, 1) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_strhex_bytes_with_sep(
    p: *const c_char,
    n: isize,
    sep: Option<&Object>,
    group: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Bytes::from_slice(&hex::to_hex(bytes(p, n.max(0)), sep, group as isize)?) })
}
