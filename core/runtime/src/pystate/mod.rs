//! Interpreters and thread states: making, linking, attaching, deleting (`pystate.h`).
//!
//! A thread is *attached* when its state is the thread-local current one; in the default build that means it holds the GIL.
//! Lists of states are guarded by the runtime's `interpreters.mutex`.

use core::ffi::{c_int, c_ulong};
use core::sync::atomic::{AtomicI32, AtomicPtr, Ordering::*};

use base::mem::{_PyRuntime, Domain};
use base::{define_upcall, lock, tstate as current};
use layout::*;

use crate::gil;

mod gilstate;
mod interpreters;

pub use gilstate::{bind_gilstate, gilstate_ensure, gilstate_get, gilstate_release, init_gilstate};
pub use interpreters::{
    delete_interpreter, has_feature, is_main, new_interpreter, new_main_interpreter, own_gil,
    share_gil, unlink_interpreter,
};

pub const DETACHED: c_int = 0;
pub const ATTACHED: c_int = 1;

fn runtime() -> *mut _PyRuntimeState {
    &raw mut _PyRuntime
}

/// Runs `f` with the lists of interpreters and threads locked.
pub fn with_head_lock<R>(f: impl FnOnce() -> R) -> R {
    // SAFETY: the mutex is static.
    unsafe {
        let m = &raw mut (*runtime()).interpreters.mutex;
        lock::lock(m);
        let r = f();
        lock::unlock(m);
        r
    }
}

/// The thread that finalises the runtime, or NULL (`_PyRuntimeState_GetFinalizing`).
pub fn finalizing() -> *mut PyThreadState {
    // SAFETY: static word, accessed atomically.
    unsafe { AtomicPtr::from_ptr(&raw mut (*runtime())._finalizing).load(Acquire) }
}

pub fn set_finalizing(tstate: *mut PyThreadState) {
    // SAFETY: static words; a live state's interpreter.
    unsafe {
        if !tstate.is_null() {
            set_interpreter_finalizing(tstate);
        }
        AtomicPtr::from_ptr(&raw mut (*runtime())._finalizing).store(tstate, Release);
        (*runtime())._finalizing_id = if tstate.is_null() {
            0
        } else {
            (*tstate).thread_id
        };
    }
}

/// The thread that finalises the current interpreter, or NULL (`_PyInterpreterState_GetFinalizing`).
pub fn interpreter_finalizing() -> *mut PyThreadState {
    // SAFETY: attached; a word of the interpreter, accessed atomically.
    unsafe { AtomicPtr::from_ptr(&raw mut (*current::interp())._finalizing).load(Acquire) }
}

/// Says that this thread finalises its interpreter.
///
/// # Safety
/// `tstate` is live.
pub unsafe fn set_interpreter_finalizing(tstate: *mut PyThreadState) {
    // SAFETY: the caller's.
    unsafe {
        let interp = (*tstate).interp;
        AtomicPtr::from_ptr(&raw mut (*interp)._finalizing).store(tstate, Release);
        (*interp)._finalizing_id = (*tstate).thread_id;
    }
}

/// Tells a thread, which waits somewhere without the GIL, that it will not run again, even if the runtime comes back to life.
///
/// # Safety
/// `tstate` is never freed; the caller holds the GIL.
pub unsafe fn set_shutting_down(tstate: *mut PyThreadState) {
    // SAFETY: a word of the state, accessed atomically.
    unsafe { state_of(tstate).store(_Py_THREAD_SHUTTING_DOWN, Release) };
}

unsafe fn state_of<'a>(tstate: *mut PyThreadState) -> &'a AtomicI32 {
    // SAFETY: a live state, says the caller.
    unsafe { AtomicI32::from_ptr(&raw mut (*tstate).state) }
}

/// Must this thread stop running Python code, since the runtime or its interpreter is finalised by another?
///
/// # Safety
/// `tstate` is live.
pub unsafe fn must_exit(tstate: *mut PyThreadState) -> bool {
    // SAFETY: live.
    unsafe {
        // First, since the interpreter of one that is shut down may be gone.
        if state_of(tstate).load(Acquire) == _Py_THREAD_SHUTTING_DOWN {
            return true;
        }
        let mut by = finalizing();
        if by.is_null() {
            by = AtomicPtr::from_ptr(&raw mut (*(*tstate).interp)._finalizing).load(Acquire);
        }
        !by.is_null() && by != tstate
    }
}

/// `PyThread_get_thread_ident` of the calling thread.
pub fn thread_ident() -> c_ulong {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as c_ulong }
}

/// `PyThread_get_thread_native_id`.
pub fn native_thread_id() -> c_ulong {
    // SAFETY: no preconditions.
    unsafe { libc::syscall(libc::SYS_gettid) as c_ulong }
}

/// A new thread state of `interp`, linked, not bound to a thread yet. NULL if there is no memory.
///
/// # Safety
/// `interp` is live.
pub unsafe fn new_thread_state(
    interp: *mut PyInterpreterState,
    whence: c_int,
) -> *mut PyThreadState {
    // SAFETY: the head lock guards the list; a fresh state is ours alone.
    unsafe {
        let fresh: *mut _PyThreadStateImpl =
            base::mem::calloc(Domain::Raw, 1, size_of::<_PyThreadStateImpl>()).cast();
        let t = with_head_lock(|| {
            let initial = &raw mut (*interp)._initial_thread;
            let t = if (*initial).base.interp.is_null() {
                if !fresh.is_null() {
                    base::mem::free(Domain::Raw, fresh.cast());
                }
                initial
            } else if fresh.is_null() {
                return core::ptr::null_mut();
            } else {
                fresh
            };
            (*interp).threads.next_unique_id += 1;
            init_thread_state(t, interp, (*interp).threads.next_unique_id, whence);
            let head = (*interp).threads.head;
            (*t).base.next = head;
            (*t).base.prev = core::ptr::null_mut();
            if !head.is_null() {
                (*head).prev = t.cast();
            }
            (*interp).threads.head = t.cast();
            t
        });
        t.cast()
    }
}

unsafe fn init_thread_state(
    t: *mut _PyThreadStateImpl,
    interp: *mut PyInterpreterState,
    id: u64,
    whence: c_int,
) {
    // SAFETY: zeroed memory of our own.
    unsafe {
        let b = &raw mut (*t).base;
        (*b).interp = interp;
        (*b).id = id;
        (*b)._whence = whence;
        (*b).state = DETACHED;
        (*b).eval_breaker = (*interp).ceval.instrumentation_version;
        (*b).py_recursion_limit = (*interp).ceval.recursion_limit;
        (*b).py_recursion_remaining = (*interp).ceval.recursion_limit;
        (*b).exc_info = &raw mut (*b).exc_state;
        (*b).gilstate_counter = 1;
        (*b).what_event = -1;
        (*b).context_ver = 1;
        (*b)._status.bits |= PyThreadState__status_initialized_MASK;
        (*t).asyncio_tasks_head.next = &raw mut (*t).asyncio_tasks_head;
        (*t).asyncio_tasks_head.prev = &raw mut (*t).asyncio_tasks_head;
        (*t).mem_free_queue.next = &raw mut (*t).mem_free_queue;
        (*t).mem_free_queue.prev = &raw mut (*t).mem_free_queue;
    }
}

/// Binds a state to the calling thread: its identity and native stack limits.
///
/// # Safety
/// `t` is live and not bound.
pub unsafe fn bind(t: *mut PyThreadState) {
    // SAFETY: the calling thread owns the state from here on.
    unsafe {
        (*t).thread_id = thread_ident();
        (*t).native_thread_id = native_thread_id();
        (*t)._status.bits |= PyThreadState__status_bound_MASK;
        init_stack_limits(t.cast());
    }
}

/// Distance kept between the soft limit and the end of the native stack, and below the hard limit.
const STACK_MARGIN: usize =
    1 << (_PyOS_LOG2_STACK_MARGIN as usize + size_of::<usize>().trailing_zeros() as usize);

/// The smallest native stack that limits can be set for.
pub const MIN_STACK: usize = STACK_MARGIN * 3;

/// Sets the limits of a stack that the caller has made.
///
/// # Safety
/// `t` is live; the stack lies there.
pub unsafe fn set_stack(t: *mut _PyThreadStateImpl, low: usize, size: usize) {
    // SAFETY: live.
    unsafe {
        (*t).c_stack_top = low + size;
        (*t).c_stack_hard_limit = low + STACK_MARGIN;
        (*t).c_stack_soft_limit = low + STACK_MARGIN * 2;
    }
}

/// Sets the limits of the calling thread's own stack.
///
/// # Safety
/// `t` is live and the calling thread's.
pub unsafe fn init_stack_limits(t: *mut _PyThreadStateImpl) {
    // SAFETY: asks for the calling thread's own stack.
    unsafe {
        let here = current::stack_pointer();
        let mut attr = core::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
        let (mut low, mut high) = (here.saturating_sub(2 << 20), here + 4096);
        if libc::pthread_getattr_np(libc::pthread_self(), attr.as_mut_ptr()) == 0 {
            let mut addr = core::ptr::null_mut();
            let mut size = 0usize;
            let mut guard = 0usize;
            libc::pthread_attr_getguardsize(attr.as_ptr(), &mut guard);
            if libc::pthread_attr_getstack(attr.as_ptr(), &mut addr, &mut size) == 0 {
                low = addr as usize + guard;
                high = addr as usize + size;
            }
            libc::pthread_attr_destroy(attr.as_mut_ptr());
        }
        (*t).c_stack_top = high;
        (*t).c_stack_hard_limit = low + STACK_MARGIN;
        (*t).c_stack_soft_limit = low + STACK_MARGIN * 2;
        claim_stack(low + STACK_MARGIN);
    }
}

/// The kernel makes the main thread's stack larger as it is used, which fails once the process has used up its address space: exactly when
/// there is much to unwind. So it is claimed down to `low` at the start, where such a limit is set; one page of it is memory.
///
/// # Safety
/// `low` lies in the calling thread's stack.
unsafe fn claim_stack(low: usize) {
    // SAFETY: asks for this process; reading a page of the stack makes it.
    unsafe {
        let mut limit: libc::rlimit = core::mem::zeroed();
        let limited = libc::getrlimit(libc::RLIMIT_AS, &mut limit) == 0
            && limit.rlim_cur != libc::RLIM_INFINITY;
        if limited && libc::gettid() == libc::getpid() {
            (low as *const u8).read_volatile();
        }
    }
}

/// Attaches: takes the GIL and makes the state current.
///
/// # Safety
/// The calling thread is detached, and the state is its own.
pub unsafe fn attach(t: *mut PyThreadState) {
    // SAFETY: says the caller.
    unsafe {
        if (*t)._status.bits & PyThreadState__status_bound_MASK == 0 {
            bind(t);
        }
        gil::take(t);
        current::set_current(t);
        // Whichever state a thread ran with last is its automatic one.
        if (*t)._status.bits & PyThreadState__status_bound_gilstate_MASK == 0 {
            bind_gilstate(t);
        }
        state_of(t).store(ATTACHED, Release);
        (*t)._status.bits |= PyThreadState__status_active_MASK;
    }
}

/// Detaches: no current state, GIL released.
///
/// # Safety
/// `t` is the calling thread's current state.
pub unsafe fn detach(t: *mut PyThreadState) {
    // SAFETY: says the caller.
    unsafe {
        (*t)._status.bits &= !PyThreadState__status_active_MASK;
        state_of(t).store(DETACHED, Release);
        current::set_current(core::ptr::null_mut());
        gil::drop(t, false);
    }
}

/// `PyThreadState_Swap`.
///
/// # Safety
/// `new` is NULL or a state that no other thread uses.
pub unsafe fn swap(new: *mut PyThreadState) -> *mut PyThreadState {
    let old = current::current_or_null();
    // SAFETY: says the caller.
    unsafe {
        if !old.is_null() {
            detach(old);
        }
        if !new.is_null() {
            attach(new);
        }
    }
    old
}

/// `PyEval_SaveThread`: detaches for a blocking call. The guard attaches again when dropped.
pub struct Detached(*mut PyThreadState);

impl Detached {
    /// The thread must be attached.
    pub fn new() -> Detached {
        let t = current::current();
        // SAFETY: it is current.
        unsafe { detach(t) };
        Detached(t)
    }
}

impl Default for Detached {
    fn default() -> Detached {
        Detached::new()
    }
}

impl Drop for Detached {
    fn drop(&mut self) {
        // SAFETY: detached by `new`; errno of the blocking call survives.
        unsafe { attach(self.0) };
    }
}

/// Runs a blocking call without the GIL.
pub fn allow_threads<R>(f: impl FnOnce() -> R) -> R {
    let _detached = Detached::new();
    f()
}

/// Releases everything a thread state holds (`PyThreadState_Clear`).
///
/// # Safety
/// `t` is live; the calling thread is attached (to it or another state of the interpreter).
pub unsafe fn clear(t: *mut PyThreadState) {
    // SAFETY: the fields own their references; each is emptied before its release runs code.
    unsafe {
        for slot in [
            &raw mut (*t).threading_local_key,
            &raw mut (*t).threading_local_sentinel,
            &raw mut (*t).dict,
            &raw mut (*t).async_exc,
            &raw mut (*t).current_exception,
            &raw mut (*t).exc_state.exc_value,
            &raw mut (*t).c_profileobj,
            &raw mut (*t).c_traceobj,
            &raw mut (*t).async_gen_firstiter,
            &raw mut (*t).async_gen_finalizer,
            &raw mut (*t).context,
        ] {
            core::mem::drop(base::Ref::<base::Object>::from_owned_opt(
                slot.replace(core::ptr::null_mut()),
            ));
        }
        (*t).c_profilefunc = None;
        (*t).c_tracefunc = None;
        (*t)._status.bits |= PyThreadState__status_cleared_MASK;
    }
}

/// Unlinks and frees a cleared state (`PyThreadState_Delete`).
///
/// # Safety
/// `t` is cleared, and no thread's current state.
pub unsafe fn delete(t: *mut PyThreadState) {
    // SAFETY: the caller's; afterwards nobody can reach the state.
    unsafe {
        let interp = (*t).interp;
        unlink(t);
        gilstate::unbind_gilstate(t);
        free_data_stack(t);
        if core::ptr::eq(t, (&raw mut (*interp)._initial_thread).cast()) {
            core::ptr::write_bytes(t.cast::<_PyThreadStateImpl>(), 0, 1);
        } else {
            base::mem::free(Domain::Raw, t.cast());
        }
    }
}

/// Takes a state out of its interpreter's list.
///
/// # Safety
/// `t` is in the list.
pub unsafe fn unlink(t: *mut PyThreadState) {
    // SAFETY: the head lock guards the list.
    unsafe {
        let interp = (*t).interp;
        with_head_lock(|| {
            if (*t).prev.is_null() {
                (*interp).threads.head = (*t).next;
            } else {
                (*(*t).prev).next = (*t).next;
            }
            if !(*t).next.is_null() {
                (*(*t).next).prev = (*t).prev;
            }
        });
    }
}

unsafe fn free_data_stack(t: *mut PyThreadState) {
    // SAFETY: the chunks are the state's own; nothing runs on them any more.
    unsafe {
        let mut chunk = (*t).datastack_chunk;
        (*t).datastack_chunk = core::ptr::null_mut();
        while !chunk.is_null() {
            let previous = (*chunk).previous;
            eval_free_chunk(chunk);
            chunk = previous;
        }
        let cached = core::mem::replace(&mut (*t).datastack_cached_chunk, core::ptr::null_mut());
        if !cached.is_null() {
            eval_free_chunk(cached);
        }
    }
}

unsafe fn eval_free_chunk(chunk: *mut _PyStackChunk) {
    // SAFETY: chunks come from the arena allocator, and tell their size.
    unsafe { base::mem::arena::free(chunk.cast(), (*chunk).size) }
}

/// In the child of a fork: only the calling thread lives on. Its lock is made anew, the other states are forgotten.
pub fn after_fork_child() {
    // SAFETY: the child has one thread, which is attached.
    unsafe {
        let t = current::current();
        let interp = (*t).interp;
        (*runtime()).main_thread = thread_ident();
        (*runtime()).main_tstate = t;
        (*t).thread_id = thread_ident();
        (*t).native_thread_id = native_thread_id();
        (*runtime()).interpreters.mutex = PyMutex { _bits: 0 };
        gil::create((*interp).ceval.gil);
        (*t).holds_gil = 0;
        gil::take(t);
        (*interp).threads.head = t;
        (*t).prev = core::ptr::null_mut();
        (*t).next = core::ptr::null_mut();
        // The threads of other interpreters are gone; who ran in one that is not the main one leaves that, too, for what it is.
        let main = (*runtime()).interpreters.main;
        if core::ptr::eq(interp, main) {
            (*runtime()).interpreters.head = main;
            (*main).next = core::ptr::null_mut();
        }
        // No loop runs here and no task. Their references stay: they are the parent's to release.
        let own = t.cast::<_PyThreadStateImpl>();
        (*own).asyncio_running_loop = core::ptr::null_mut();
        (*own).asyncio_running_task = core::ptr::null_mut();
        let tasks = &raw mut (*own).asyncio_tasks_head;
        (*tasks).next = tasks;
        (*tasks).prev = tasks;
        if (*interp).threads.main != t {
            (*interp).threads.main = core::ptr::null_mut();
        }
    }
}

define_upcall!("libpython_detach_thread" fn detach_thread(tstate: *mut PyThreadState) {
    // SAFETY: the upcall's contract.
    unsafe { detach(tstate) }
});

define_upcall!("libpython_attach_thread" fn attach_thread(tstate: *mut PyThreadState) {
    // SAFETY: the upcall's contract.
    unsafe { attach(tstate) }
});

define_upcall!("libpython_brc_queue_object" fn brc_queue_object(op: *mut PyObject) {
    // Biased counting's merge queue belongs to the free-threaded build's own issue; until then a foreign thread merges
    // at once, which is right as long as the GIL is enabled there.
    #[cfg(feature = "free-threaded")]
    // SAFETY: the object is live until merged.
    unsafe {
        crate::brc::merge_now(op)
    }
    #[cfg(not(feature = "free-threaded"))]
    let _ = op;
});
