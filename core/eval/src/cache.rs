//! Inline caches: reading and writing operands, and the adaptive counters with exponential back-off.

use layout::*;

use crate::prelude::*;

/// # Safety
/// `at` points into bytecode.
#[inline(always)]
pub unsafe fn load_u16(at: Ip) -> u16 {
    // SAFETY: a code unit is 16 bits.
    unsafe { (*at).cache }
}

/// # Safety
/// Two units lie at `at`.
#[inline(always)]
pub unsafe fn load_u32(at: Ip) -> u32 {
    // SAFETY: two units.
    unsafe { at.cast::<u32>().read_unaligned() }
}

/// # Safety
/// Four units lie at `at`.
#[inline(always)]
pub unsafe fn load_u64(at: Ip) -> u64 {
    // SAFETY: four units.
    unsafe { at.cast::<u64>().read_unaligned() }
}

/// # Safety
/// Two units lie at `at`.
#[inline(always)]
pub unsafe fn store_u32(at: Ip, value: u32) {
    // SAFETY: two units.
    unsafe { at.cast::<u32>().write_unaligned(value) }
}

/// # Safety
/// Four units lie at `at`.
#[inline(always)]
pub unsafe fn store_u64(at: Ip, value: u64) {
    // SAFETY: four units.
    unsafe { at.cast::<u64>().write_unaligned(value) }
}

/// A counter of the value in the upper 12 bits and the back-off exponent in the lower 4.
pub const fn counter(value: u16, backoff: u16) -> u16 {
    value << BACKOFF_BITS | backoff
}

/// Has the counter run down?
#[inline(always)]
pub fn triggers(counter: u16) -> bool {
    counter < UNREACHABLE_BACKOFF as u16
}

/// One step down.
#[inline(always)]
pub fn advance(counter: u16) -> u16 {
    counter.wrapping_sub(1 << BACKOFF_BITS)
}

/// After a failed attempt: twice as long until the next.
pub fn backoff(old: u16) -> u16 {
    let exponent = old & 15;
    if exponent < MAX_BACKOFF as u16 {
        counter((1 << (exponent + 1)) - 1, exponent + 1)
    } else {
        counter((1 << MAX_BACKOFF) - 1, MAX_BACKOFF as u16)
    }
}

/// For new code.
pub const WARMUP: u16 = counter(ADAPTIVE_WARMUP_VALUE as u16, ADAPTIVE_WARMUP_BACKOFF as u16);
/// After a success: this many misses are allowed.
pub const COOLDOWN: u16 = counter(
    ADAPTIVE_COOLDOWN_VALUE as u16,
    ADAPTIVE_COOLDOWN_BACKOFF as u16,
);
/// For `JUMP_BACKWARD` in new code.
pub const JUMP: u16 = counter(
    JUMP_BACKWARD_INITIAL_VALUE as u16,
    JUMP_BACKWARD_INITIAL_BACKOFF as u16,
);
