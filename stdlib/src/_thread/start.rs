//! Threads from their start to their end: the new state, the function's call, and who must know of them: a fork's child, and the
//! interpreter that waits for those that are no daemons.

use core::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::*};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use base::local::LocalBox;
use base::tstate;
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;
use runtime::pystate;

use super::handle::{Handle, finish};

/// How many threads the interpreter's `_thread` has started that are not over.
pub(super) fn running() -> &'static AtomicIsize {
    // SAFETY: attached; a word of the interpreter, which its threads count in.
    unsafe { AtomicIsize::from_ptr(&raw mut (*tstate::interp()).threads.count) }
}

/// The size of new threads' native stacks; 0: the default.
pub(super) fn stack_size_of_new() -> &'static AtomicUsize {
    // SAFETY: attached; as above.
    unsafe { AtomicUsize::from_ptr(&raw mut (*tstate::interp()).threads.stacksize) }
}

/// May the interpreter start this thread?
pub(super) fn check_allowed(daemon: bool) -> PyResult<()> {
    if !pystate::has_feature(Py_RTFLAGS_THREADS) {
        return Err(raise!(
            RuntimeError,
            "thread is not supported for isolated subinterpreters"
        ));
    }
    if daemon && !pystate::has_feature(Py_RTFLAGS_DAEMON_THREADS) {
        return Err(raise!(
            RuntimeError,
            "daemon threads are disabled in this (sub)interpreter"
        ));
    }
    if !pystate::interpreter_finalizing().is_null() {
        return Err(raise!(
            PythonFinalizationError,
            "can't create new thread at interpreter shutdown"
        ));
    }
    Ok(())
}

/// What a new thread gets: owned pointers, since references must not cross threads by accident.
struct Boot {
    tstate: usize,
    function: usize,
    args: usize,
    kwargs: usize,
    handle: Option<Arc<Handle>>,
}

/// Starts a thread that calls the function; its identifier.
pub(super) fn start(
    function: &Object,
    args: Ref<Tuple>,
    kwargs: Option<Ref<Dict>>,
    handle: Option<Arc<Handle>>,
) -> PyResult<u64> {
    check_allowed(false)?;
    // SAFETY: attached; the new state is handed to the new thread.
    let t = unsafe {
        pystate::new_thread_state(tstate::interp(), _PyThreadState_WHENCE_THREADING as _)
    };
    if t.is_null() {
        return Err(exceptions::no_memory());
    }
    let own = handle.clone();
    let boot = Boot {
        tstate: t as usize,
        function: function.to_ref().into_ptr() as usize,
        args: args.into_ptr() as usize,
        kwargs: kwargs.map_or(0, |k| k.into_ptr() as usize),
        handle,
    };
    let (sender, receiver) = std::sync::mpsc::channel::<u64>();
    let mut builder = std::thread::Builder::new();
    let size = stack_size_of_new().load(Relaxed);
    builder = builder.stack_size(if size > 0 { size } else { 8 << 20 });
    let begin = move || {
        let _ = sender.send(pystate::thread_ident());
        run(boot);
    };
    let spawned = match own {
        Some(h) => h.os.spawn(builder, begin),
        None => builder.spawn(begin).map(drop),
    };
    match spawned {
        Ok(()) => {
            running().fetch_add(1, Relaxed);
            Ok(pystate::allow_threads(|| receiver.recv()).unwrap_or(0))
        }
        Err(_) => {
            // SAFETY: the thread never ran: the state is still ours.
            unsafe {
                pystate::clear(t);
                pystate::delete(t);
            }
            Err(raise!(RuntimeError, "can't start new thread"))
        }
    }
}

fn run(boot: Boot) {
    // SAFETY: the state and the references were handed over by `start`; they are released attached.
    unsafe {
        let t = boot.tstate as *mut PyThreadState;
        pystate::bind(t);
        pystate::bind_gilstate(t);
        pystate::attach(t);
        if let Some(h) = &boot.handle {
            h.ident.store(pystate::thread_ident(), Relaxed);
        }
        {
            let function: Ref = Ref::from_raw_owned(boot.function as *mut PyObject);
            let args: Ref<Tuple> = Ref::from_raw_owned(boot.args as *mut PyObject);
            let kwargs: Option<Ref<Dict>> = Ref::from_owned_opt(boot.kwargs as *mut PyObject);
            if let Err(raised) = function.call_tuple(&args, kwargs.as_deref()) {
                if exceptions::matches(&types::SystemExit) {
                    raised.clear();
                } else {
                    exceptions::write_unraisable(
                        format_args!("Exception ignored in thread started by"),
                        Some(&function),
                    );
                }
            }
        }
        running().fetch_sub(1, Relaxed);
        pystate::clear(t);
        pystate::detach(t);
        pystate::delete(t);
    }
    if let Some(h) = &boot.handle {
        finish(h);
    }
}

/// A fork's child will know of this thread.
pub(super) fn remember(h: &Arc<Handle>) {
    let mut all = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    all.retain(|h| h.strong_count() > 0);
    all.push(Arc::downgrade(h));
}

/// Every handle of a thread that was started, or was there before; those that nobody holds go now and then.
static STARTED: Mutex<Vec<Weak<Handle>>> = Mutex::new(Vec::new());

/// In the child of a fork: of all threads only the calling one is left, so the others count as ended.
pub fn after_fork_child() {
    let me = pystate::thread_ident();
    let mut mine = 0;
    for h in STARTED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
    {
        if let Some(h) = h.upgrade() {
            if h.ident.load(Relaxed) == me && !h.finished.load(Relaxed) {
                mine += isize::from(h.os.was_started());
            } else {
                finish(&h);
            }
        }
    }
    running().store(mine, Relaxed);
}

/// Threads that the interpreter's end waits for; those that are over go when the next one starts.
static JOIN_AT_EXIT: LocalBox<Mutex<Vec<Arc<Handle>>>> = LocalBox::new();

pub(super) fn joined_at_exit() -> MutexGuard<'static, Vec<Arc<Handle>>> {
    let all = JOIN_AT_EXIT.get_or(|| Mutex::new(Vec::new()));
    all.lock().unwrap_or_else(PoisonError::into_inner)
}
