//! Attribute loads and stores, `super`.

use super::fail;
use crate::generated::metadata::op;
use crate::prelude::*;

/// # Safety
/// `ip` is a `LOAD_ATTR`.
#[cold]
pub unsafe fn load_attr(owner: &Object, ip: Ip, name: &Str, for_call: bool) {
    let _ = (owner, name, for_call);
    // SAFETY: as the caller says.
    unsafe { fail(ip, op::LOAD_ATTR) }
}

/// # Safety
/// `ip` is a `STORE_ATTR`.
#[cold]
pub unsafe fn store_attr(owner: &Object, ip: Ip, name: &Str) {
    let _ = (owner, name);
    // SAFETY: as the caller says.
    unsafe { fail(ip, op::STORE_ATTR) }
}

/// # Safety
/// `ip` is a `LOAD_SUPER_ATTR`.
#[cold]
pub unsafe fn load_super_attr(global_super: &Object, class: &Object, ip: Ip, for_call: bool) {
    let _ = (global_super, class, for_call);
    // SAFETY: as the caller says.
    unsafe { fail(ip, op::LOAD_SUPER_ATTR) }
}
