//! Calls.

use super::fail;
use crate::generated::metadata::op;
use crate::prelude::*;

/// # Safety
/// `ip` is a `CALL`; `call` the callable's slot.
#[cold]
pub unsafe fn call(ts: Ts, call: *const StackRef, ip: Ip, oparg: usize) {
    let _ = (ts, call, oparg);
    // SAFETY: as the caller says.
    unsafe { fail(ip, op::CALL) }
}

/// # Safety
/// `ip` is a `CALL_KW`; `call` the callable's slot.
#[cold]
pub unsafe fn call_kw(ts: Ts, call: *const StackRef, ip: Ip, oparg: usize) {
    let _ = (ts, call, oparg);
    // SAFETY: as the caller says.
    unsafe { fail(ip, op::CALL_KW) }
}
