//! Adaptive specialisation: what an instruction's general form turns itself into once it is warm.
//!
//! A failure backs off exponentially. Each family has its conditions in a file of its own.

use crate::cache::{self, COOLDOWN};
use crate::prelude::*;

/// Makes the instruction at `ip` a specialised form.
///
/// # Safety
/// `ip` is an instruction of the form's family.
pub(crate) unsafe fn become_(ip: Ip, opcode: u8) {
    // SAFETY: as the caller says.
    unsafe {
        (*ip.add(1)).cache = COOLDOWN;
        (*ip).op.code = opcode;
    }
}

/// Stays (or becomes again) the general form, and waits longer.
///
/// # Safety
/// `ip` is an instruction with a counter.
pub(crate) unsafe fn fail(ip: Ip, general: u8) {
    // SAFETY: as the caller says.
    unsafe {
        (*ip.add(1)).cache = cache::backoff((*ip.add(1)).cache);
        (*ip).op.code = general;
    }
}

mod attributes;
mod calls;
mod operators;

pub use attributes::*;
pub use calls::*;
pub use operators::*;
