//! `pythread.h`: locks, threads and thread-local storage below the interpreter.

use core::ffi::{c_int, c_longlong, c_ulong, c_void};
use core::ptr::null_mut;

use layout::Py_tss_t;
use objects::prelude::*;

use crate::support::*;

/// `PyThread_type_lock`: a mutex on the heap that any thread may release.
pub type Lock = *mut c_void;

/// `PyLockStatus`.
pub(crate) const FAILURE: c_int = 0;
pub(crate) const ACQUIRED: c_int = 1;
pub(crate) const INTERRUPTED: c_int = 2;

/// Waits for a lock: `micros` below 0 for good, 0 not at all. With `interruptible` a signal ends the wait.
pub(crate) unsafe fn acquire(lock: Lock, micros: i64, interruptible: bool) -> c_int {
    let sem = lock.cast::<libc::sem_t>();
    // SAFETY: a live semaphore, by contract.
    unsafe {
        if micros == 0 {
            return if libc::sem_trywait(sem) == 0 {
                ACQUIRED
            } else {
                FAILURE
            };
        }
        let mut until: libc::timespec = core::mem::zeroed();
        if micros > 0 {
            libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut until);
            let nanos = until.tv_nsec + micros % 1_000_000 * 1000;
            until.tv_sec = until
                .tv_sec
                .saturating_add(micros / 1_000_000)
                .saturating_add(nanos / 1_000_000_000);
            until.tv_nsec = nanos % 1_000_000_000;
        }
        loop {
            let r = if micros < 0 {
                libc::sem_wait(sem)
            } else {
                sem_clockwait(sem, libc::CLOCK_MONOTONIC, &until)
            };
            if r == 0 {
                return ACQUIRED;
            }
            match *libc::__errno_location() {
                libc::EINTR if interruptible => return INTERRUPTED,
                libc::EINTR => {}
                _ => return FAILURE,
            }
        }
    }
}

unsafe extern "C" {
    fn sem_clockwait(
        sem: *mut libc::sem_t,
        clock: libc::clockid_t,
        until: *const libc::timespec,
    ) -> c_int;
}
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_init_thread() {}

/// NULL if there is no memory.
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_allocate_lock() -> Lock {
    // SAFETY: fresh memory of a semaphore's size.
    unsafe {
        let p = base::mem::calloc(base::mem::Domain::Raw, 1, size_of::<libc::sem_t>());
        if !p.is_null() && libc::sem_init(p.cast(), 0, 1) != 0 {
            base::mem::free(base::mem::Domain::Raw, p);
            return null_mut();
        }
        p
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_free_lock(lock: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe {
        if !lock.is_null() {
            libc::sem_destroy(lock.cast());
            base::mem::free(base::mem::Domain::Raw, lock);
        }
    }
}

/// 1 when acquired. Blocks the thread with whatever it holds.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock(lock: *mut c_void, wait: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { acquire(lock, if wait != 0 { -1 } else { 0 }, false) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock_timed(
    lock: *mut c_void,
    micros: c_longlong,
    interruptible: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { acquire(lock, micros, interruptible != 0) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_release_lock(lock: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe {
        libc::sem_post(lock.cast());
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_thread_ident() -> c_ulong {
    runtime::pystate::thread_ident()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_thread_native_id() -> c_ulong {
    runtime::pystate::native_thread_id()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_exit_thread() {
    // SAFETY: ends the calling thread; its entry frames hold nothing to drop.
    unsafe { libc::pthread_exit(null_mut()) }
}

struct Start(unsafe extern "C" fn(*mut c_void), *mut c_void);

extern "C" fn thread_main(p: *mut c_void) -> *mut c_void {
    // SAFETY: the box that `start` leaked for this thread.
    unsafe {
        let Start(f, arg) = *Box::from_raw(p.cast::<Start>());
        f(arg);
    }
    null_mut()
}

/// Starts a native thread; its handle, or None.
pub(crate) unsafe fn start(
    f: unsafe extern "C" fn(*mut c_void),
    arg: *mut c_void,
    detached: bool,
) -> Option<libc::pthread_t> {
    // SAFETY: attributes are initialised before use; the box goes to the thread.
    unsafe {
        let mut attr: libc::pthread_attr_t = core::mem::zeroed();
        if libc::pthread_attr_init(&mut attr) != 0 {
            return None;
        }
        let size = stack_size();
        if size != 0 {
            libc::pthread_attr_setstacksize(&mut attr, size);
        }
        let p = Box::into_raw(Box::new(Start(f, arg)));
        let mut thread: libc::pthread_t = core::mem::zeroed();
        let r = libc::pthread_create(&mut thread, &attr, thread_main, p.cast());
        libc::pthread_attr_destroy(&mut attr);
        if r != 0 {
            drop(Box::from_raw(p));
            return None;
        }
        if detached {
            libc::pthread_detach(thread);
        }
        Some(thread)
    }
}

fn stack_size() -> usize {
    let t = base::tstate::current_or_null();
    if t.is_null() {
        return 0;
    }
    // SAFETY: attached.
    unsafe { (*(*t).interp).threads.stacksize }
}
/// The thread's identity, or `c_ulong::MAX`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_start_new_thread(
    f: Option<unsafe extern "C" fn(*mut c_void)>,
    arg: *mut c_void,
) -> c_ulong {
    // SAFETY: the caller's contract.
    unsafe {
        f.and_then(|f| start(f, arg, true))
            .map_or(c_ulong::MAX, |t| t as c_ulong)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_stacksize() -> usize {
    stack_size()
}

/// 0; -1 for a size that the system refuses.
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_set_stacksize(size: usize) -> c_int {
    if size != 0 && size < 0x8000 {
        return -1;
    }
    // SAFETY: attached.
    unsafe { (*base::tstate::interp()).threads.stacksize = size };
    0
}

/// `sys.thread_info`.
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_GetInfo() -> PyResult {
    up({
        match runtime::sys::get("thread_info")? {
            Some(info) => Ok(info),
            None => Err(raise!(RuntimeError, "lost sys.thread_info")),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_tss_alloc() -> *mut Py_tss_t {
    base::mem::calloc(base::mem::Domain::Raw, 1, size_of::<Py_tss_t>()).cast()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_free(key: *mut Py_tss_t) {
    // SAFETY: the caller's contract.
    unsafe {
        if !key.is_null() {
            PyThread_tss_delete(key);
            base::mem::free(base::mem::Domain::Raw, key.cast());
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_is_created(key: *mut Py_tss_t) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from((*key)._is_initialized != 0) }
}

/// 0, also if it is there already.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_create(key: *mut Py_tss_t) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if (*key)._is_initialized != 0 {
            return 0;
        }
        if libc::pthread_key_create(&raw mut (*key)._key, None) != 0 {
            return -1;
        }
        (*key)._is_initialized = 1;
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_delete(key: *mut Py_tss_t) {
    // SAFETY: the caller's contract.
    unsafe {
        if (*key)._is_initialized != 0 {
            libc::pthread_key_delete((*key)._key);
            (*key)._is_initialized = 0;
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_set(key: *mut Py_tss_t, value: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if libc::pthread_setspecific((*key)._key, value) == 0 {
            0
        } else {
            -1
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_get(key: *mut Py_tss_t) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe { libc::pthread_getspecific((*key)._key) }
}

/// The older keys, plain numbers; -1 on failure.
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_create_key() -> c_int {
    let mut key = 0;
    // SAFETY: a place for the key.
    if unsafe { libc::pthread_key_create(&mut key, None) } != 0 {
        -1
    } else {
        key as c_int
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_delete_key(key: c_int) {
    // SAFETY: a key, by contract.
    unsafe { libc::pthread_key_delete(key as libc::pthread_key_t) };
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_set_key_value(key: c_int, value: *mut c_void) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if libc::pthread_setspecific(key as libc::pthread_key_t, value) == 0 {
            0
        } else {
            -1
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_key_value(key: c_int) -> *mut c_void {
    // SAFETY: a key, by contract.
    unsafe { libc::pthread_getspecific(key as libc::pthread_key_t) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_delete_key_value(key: c_int) {
    // SAFETY: a key, by contract.
    unsafe { libc::pthread_setspecific(key as libc::pthread_key_t, core::ptr::null()) };
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_ReInitTLS() {}

/// The longest timeout in microseconds.
#[unsafe(no_mangle)]
pub static PY_TIMEOUT_MAX: c_longlong = c_longlong::MAX / 1000;
