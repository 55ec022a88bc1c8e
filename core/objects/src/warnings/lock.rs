//! The lock around the filters, which the thread that holds it may take again (`_warnings._acquire_lock`).

use base::PyResult;

use super::state;
use crate::prelude::*;

fn own() -> u64 {
    base::tstate::thread_pointer() as u64
}

/// Takes the lock, once more if this thread has it.
pub fn acquire() {
    // SAFETY: attached; `thread` is this thread's own mark only while it holds the mutex.
    unsafe {
        let lock = &raw mut (*state()).lock;
        if (*lock).thread == own() {
            (*lock).level += 1;
            return;
        }
        base::lock::lock(&raw mut (*lock).mutex);
        (*lock).thread = own();
        (*lock).level = 0;
    }
}

/// Does this thread hold it?
pub fn is_held() -> bool {
    // SAFETY: attached.
    unsafe { (*state()).lock.thread == own() }
}

pub fn release() -> PyResult<()> {
    // SAFETY: attached; held, as checked.
    unsafe {
        let lock = &raw mut (*state()).lock;
        if (*lock).thread != own() {
            return Err(raise!(RuntimeError, "cannot release un-acquired lock"));
        }
        if (*lock).level > 0 {
            (*lock).level -= 1;
            return Ok(());
        }
        (*lock).thread = 0;
        base::lock::unlock(&raw mut (*lock).mutex);
    }
    Ok(())
}

/// `_filters_mutated_lock_held`: what the registries know is void.
pub fn filters_mutated() -> PyResult<()> {
    if !is_held() {
        return Err(raise!(RuntimeError, "warnings lock is not held"));
    }
    // SAFETY: attached.
    unsafe { (*state()).filters_version += 1 };
    Ok(())
}
