//! `internal/pycore_lock.h`: timed and recursive locks, events, once-flags, read-write and sequence locks.

use core::ffi::{c_int, c_uint, c_void};
use core::sync::atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering::*};
use std::time::{Duration, Instant};

use layout::{_PyOnceFlag, _PyRWMutex, _PyRecursiveMutex, _PySeqLock, PyEvent, PyMutex, PyTime_t};
use parking_lot_core::{DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN};

type Once = unsafe extern "C" fn(*mut c_void) -> c_int;

/// `PyLockStatus`.
const FAILURE: c_int = 0;
const ACQUIRED: c_int = 1;
const INTERRUPTED: c_int = 2;
const HANDLE_SIGNALS: c_uint = 2;

fn deadline(timeout: PyTime_t) -> Option<Instant> {
    u64::try_from(timeout)
        .ok()
        .map(|ns| Instant::now() + Duration::from_nanos(ns))
}

/// Sleeps on the address while `asleep` says so; without the GIL if the thread is attached.
fn sleep(key: usize, asleep: impl Fn() -> bool, until: Option<Instant>) {
    let park = || {
        // SAFETY: the closures neither panic nor park.
        unsafe { parking_lot_core::park(key, &asleep, || {}, |_, _| {}, DEFAULT_PARK_TOKEN, until) }
    };
    if base::tstate::current_or_null().is_null() {
        park();
    } else {
        runtime::pystate::allow_threads(park);
    }
}

fn wake_all(key: usize) {
    // SAFETY: the key is an address of ours.
    unsafe { parking_lot_core::unpark_all(key, DEFAULT_UNPARK_TOKEN) };
}

unsafe fn event<'a>(e: *mut PyEvent) -> &'a AtomicU8 {
    // SAFETY: the caller's contract; all access is atomic.
    unsafe { AtomicU8::from_ptr(&raw mut (*e).v) }
}

unsafe fn rw<'a>(m: *mut _PyRWMutex) -> &'a AtomicUsize {
    // SAFETY: the caller's contract; all access is atomic.
    unsafe { AtomicUsize::from_ptr(&raw mut (*m).bits) }
}

/// Bits of a read-write lock: a writer holds it, somebody is parked, and the number of readers above.
const RW_WRITER: usize = 1;
const RW_PARKED: usize = 2;
const RW_READER: usize = 4;

unsafe fn sequence<'a>(s: *mut _PySeqLock) -> &'a AtomicU32 {
    // SAFETY: the caller's contract; all access is atomic.
    unsafe { AtomicU32::from_ptr(&raw mut (*s).sequence) }
}
/// Waits at most `timeout` ns (negative: for good; 0: not at all). With signals handled, `INTERRUPTED` when a handler raised.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMutex_LockTimed(
    m: *mut PyMutex,
    timeout: PyTime_t,
    flags: c_uint,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if base::lock::try_lock(m) {
            return ACQUIRED;
        }
        if timeout == 0 {
            return FAILURE;
        }
        if timeout < 0 && flags & HANDLE_SIGNALS == 0 {
            base::lock::lock(m);
            return ACQUIRED;
        }
        let until = deadline(timeout);
        loop {
            // In slices, since an unlock by inlined code wakes only those that the lock's own slow path parked.
            let slice = Instant::now() + Duration::from_millis(5);
            let end = until.map_or(slice, |u| u.min(slice));
            sleep(m as usize + 1, || base::lock::is_locked(m), Some(end));
            if base::lock::try_lock(m) {
                return ACQUIRED;
            }
            if flags & HANDLE_SIGNALS != 0 && runtime::signals::check().is_err() {
                return INTERRUPTED;
            }
            if until.is_some_and(|u| Instant::now() >= u) {
                return FAILURE;
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEvent_IsSet(e: *mut PyEvent) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(event(e).load(Acquire) == 1) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEvent_Notify(e: *mut PyEvent) {
    // SAFETY: the caller's contract.
    unsafe {
        event(e).store(1, Release);
        wake_all(e as usize);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEvent_Wait(e: *mut PyEvent) {
    // SAFETY: the caller's contract.
    unsafe { while PyEvent_WaitTimed(e, -1, 1) == 0 {} }
}

/// 1 when set, 0 after the timeout.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEvent_WaitTimed(
    e: *mut PyEvent,
    timeout: PyTime_t,
    _detach: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let until = deadline(timeout);
        loop {
            if event(e).load(Acquire) == 1 {
                return 1;
            }
            if until.is_some_and(|u| Instant::now() >= u) {
                return 0;
            }
            sleep(e as usize, || event(e).load(Relaxed) != 1, until);
        }
    }
}

/// Calls the function unless that was done with success; others wait meanwhile. What it answered.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyOnceFlag_CallOnceSlow(
    flag: *mut _PyOnceFlag,
    f: Once,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        const BUSY: u8 = 1;
        const DONE: u8 = layout::_Py_ONCE_INITIALIZED as u8;
        let v = AtomicU8::from_ptr(&raw mut (*flag).v);
        loop {
            match v.compare_exchange(0, BUSY, Acquire, Acquire) {
                Ok(_) => {
                    let r = f(arg);
                    v.store(if r >= 0 { DONE } else { 0 }, Release);
                    wake_all(flag as usize);
                    return r;
                }
                Err(DONE) => return 0,
                Err(_) => sleep(flag as usize, || v.load(Relaxed) == BUSY, None),
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRecursiveMutex_IsLockedByCurrentThread(
    m: *mut _PyRecursiveMutex,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from((*m).thread == runtime::pystate::thread_ident()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRecursiveMutex_Lock(m: *mut _PyRecursiveMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        let me = runtime::pystate::thread_ident();
        if (*m).thread == me {
            (*m).level += 1;
            return;
        }
        base::lock::lock(&raw mut (*m).mutex);
        (*m).thread = me;
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRecursiveMutex_Unlock(m: *mut _PyRecursiveMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        if (*m).thread != runtime::pystate::thread_ident() {
            base::fatal::error(
                Some("_PyRecursiveMutex_Unlock"),
                "unlocking a recursive mutex that is not owned by the current thread",
            );
        }
        if (*m).level > 0 {
            (*m).level -= 1;
            return;
        }
        (*m).thread = 0;
        base::lock::unlock(&raw mut (*m).mutex);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRWMutex_RLock(m: *mut _PyRWMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        loop {
            let v = rw(m).load(Relaxed);
            if v & RW_WRITER == 0 && v & RW_PARKED == 0 {
                if rw(m)
                    .compare_exchange_weak(v, v + RW_READER, Acquire, Relaxed)
                    .is_ok()
                {
                    return;
                }
                continue;
            }
            if v & RW_PARKED != 0
                || rw(m)
                    .compare_exchange(v, v | RW_PARKED, Relaxed, Relaxed)
                    .is_ok()
            {
                sleep(m as usize, || rw(m).load(Relaxed) == v | RW_PARKED, None);
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRWMutex_RUnlock(m: *mut _PyRWMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        let before = rw(m).fetch_sub(RW_READER, Release);
        if before / RW_READER == 1 && before & RW_PARKED != 0 {
            // the bit stays: readers that come now leave the lock to the writer that waits
            wake_all(m as usize);
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRWMutex_Lock(m: *mut _PyRWMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        loop {
            let v = rw(m).load(Relaxed);
            if v & !RW_PARKED == 0 {
                if rw(m)
                    .compare_exchange_weak(v, v | RW_WRITER, Acquire, Relaxed)
                    .is_ok()
                {
                    return;
                }
                continue;
            }
            if v & RW_PARKED != 0
                || rw(m)
                    .compare_exchange(v, v | RW_PARKED, Relaxed, Relaxed)
                    .is_ok()
            {
                sleep(m as usize, || rw(m).load(Relaxed) == v | RW_PARKED, None);
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyRWMutex_Unlock(m: *mut _PyRWMutex) {
    // SAFETY: the caller's contract.
    unsafe {
        let before = rw(m).swap(0, Release);
        if before & RW_PARKED != 0 {
            wake_all(m as usize);
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_LockWrite(s: *mut _PySeqLock) {
    // SAFETY: the caller's contract.
    unsafe {
        loop {
            let v = sequence(s).load(Relaxed);
            if v & 1 == 0
                && sequence(s)
                    .compare_exchange(v, v + 1, Acquire, Relaxed)
                    .is_ok()
            {
                return;
            }
            std::thread::yield_now();
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_UnlockWrite(s: *mut _PySeqLock) {
    // SAFETY: the caller's contract.
    unsafe {
        sequence(s).fetch_add(1, Release);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_AbandonWrite(s: *mut _PySeqLock) {
    // SAFETY: the caller's contract.
    unsafe {
        sequence(s).fetch_sub(1, Release);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_BeginRead(s: *mut _PySeqLock) -> u32 {
    // SAFETY: the caller's contract.
    unsafe {
        loop {
            let v = sequence(s).load(Acquire);
            if v & 1 == 0 {
                return v;
            }
            std::thread::yield_now();
        }
    }
}

/// 1 if nothing was written since.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_EndRead(s: *mut _PySeqLock, before: u32) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        core::sync::atomic::fence(Acquire);
        if sequence(s).load(Relaxed) == before {
            return 1;
        }
        std::thread::yield_now();
        0
    }
}

/// 1 if a writer died in the fork.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySeqLock_AfterFork(s: *mut _PySeqLock) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if sequence(s).load(Relaxed) & 1 != 0 {
            sequence(s).store(0, Relaxed);
            return 1;
        }
        0
    }
}
