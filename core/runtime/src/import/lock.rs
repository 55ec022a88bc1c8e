//! The global import lock (`_imp.acquire_lock`): recursive, owned by a thread.

use base::tstate;

use crate::pystate;

/// Takes the lock, waiting without the GIL.
pub fn acquire() {
    // SAFETY: attached; the recursive mutex lies in the interpreter state; `thread` and `level` belong to the owner.
    unsafe {
        let lock = &raw mut (*tstate::interp()).imports.lock;
        let me = pystate::thread_ident();
        if core::sync::atomic::AtomicU64::from_ptr(&raw mut (*lock).thread)
            .load(core::sync::atomic::Ordering::Relaxed)
            == me
        {
            (*lock).level += 1;
            return;
        }
        base::lock::lock(&raw mut (*lock).mutex);
        (*lock).thread = me;
    }
}

/// Lets go. False if the calling thread does not hold the lock.
pub fn release() -> bool {
    // SAFETY: as in `acquire`.
    unsafe {
        let lock = &raw mut (*tstate::interp()).imports.lock;
        if (*lock).thread != pystate::thread_ident() {
            return false;
        }
        if (*lock).level > 0 {
            (*lock).level -= 1;
            return true;
        }
        (*lock).thread = 0;
        base::lock::unlock(&raw mut (*lock).mutex);
        true
    }
}

/// Is it held by anybody?
pub fn held() -> bool {
    // SAFETY: attached.
    unsafe { base::lock::is_locked(&raw mut (*tstate::interp()).imports.lock.mutex) }
}
