//! `_thread`: threads, locks, thread-local data. Here are the module and its functions; each type is a file, the life of a thread is
//! `start`, and `raw_lock` is the lock that several of them have in them.

use core::sync::atomic::Ordering::*;

use base::tstate;
use clinic::{method_table, pyfunction};
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;
use runtime::pystate;

use crate::support::add_type;

mod handle;
mod local;
mod lock;
mod os_thread;
mod raw_lock;
mod rlock;
mod start;

use handle::{HANDLE, ThreadHandle, reap};
use local::{DUMMY, LOCAL};
use lock::{LOCK, Lock};
use raw_lock::TIMEOUT_MAX;
use rlock::RLOCK;
pub use start::after_fork_child;
use start::{check_allowed, joined_at_exit, remember, running, stack_size_of_new, start};

/// Start a thread that calls function(*args, **kwargs); gives its identifier.
#[pyfunction("start_new_thread(function, args, kwargs={}, /)")]
fn start_new_thread(function: &Object, args: &Object, kwargs: Option<&Object>) -> PyResult<u64> {
    if !function.is_callable() {
        return Err(raise!(TypeError, "first arg must be callable"));
    }
    let Some(args) = args.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "2nd arg must be a tuple"));
    };
    let kwargs = match kwargs {
        Some(k) => match k.downcast::<Dict>() {
            Some(d) => Some(d.to_ref()),
            None => return Err(raise!(TypeError, "optional 3rd arg must be a dictionary")),
        },
        None => None,
    };
    objects::audit!(
        "_thread.start_new_thread",
        function,
        args,
        kwargs.as_deref()
    )?;
    start(function, args.to_ref(), kwargs, None)
}

/// Start a thread that calls function(*args, **kwargs); gives its identifier.
#[pyfunction("start_new(function, args, kwargs={}, /)")]
fn start_new(function: &Object, args: &Object, kwargs: Option<&Object>) -> PyResult<u64> {
    start_new_thread(function, args, kwargs)
}

/// Start a thread that calls function(), and can be joined by its handle.
#[pyfunction("start_joinable_thread(function, handle=None, daemon=True)")]
fn start_joinable_thread(
    function: &Object,
    handle: Option<&Object>,
    #[default(true)] daemon: bool,
) -> PyResult<Ref<ThreadHandle>> {
    if !function.is_callable() {
        return Err(raise!(TypeError, "thread function must be callable"));
    }
    let given = handle;
    let handle = match handle.filter(|h| !is_none(h)) {
        Some(h) => match h.downcast::<ThreadHandle>() {
            Some(h) => h.to_ref(),
            None => return Err(raise!(TypeError, "'handle' must be a _ThreadHandle")),
        },
        None => ThreadHandle::make()?,
    };
    objects::audit!(
        "_thread.start_joinable_thread",
        function,
        i32::from(daemon),
        given
    )?;
    check_allowed(daemon)?;
    let shared = handle.shared();
    if shared.started.swap(true, AcqRel) {
        return Err(raise!(RuntimeError, "thread already started"));
    }
    remember(&shared);
    let ident = start(
        function,
        Tuple::empty().to_ref(),
        None,
        Some(shared.clone()),
    )?;
    shared.ident.store(ident, Relaxed);
    if !daemon {
        let mut all = joined_at_exit();
        all.retain(|h| !h.finished.load(Acquire));
        all.push(shared);
    }
    Ok(handle)
}

/// Wait for all threads that are no daemons.
#[pyfunction("_shutdown()")]
fn shutdown() {
    loop {
        let next = joined_at_exit().pop();
        let Some(h) = next else { return };
        if h.ident.load(Relaxed) == pystate::thread_ident() {
            continue;
        }
        if !h.finished.load(Acquire) {
            match h.done.acquire(None) {
                Ok(_) => h.done.release(),
                // Interrupted: whoever asked for that does not want to wait for the others either.
                Err(_raised) => {
                    return exceptions::write_unraisable(
                        format_args!(
                            "Exception ignored while joining a thread in _thread._shutdown()"
                        ),
                        None,
                    );
                }
            }
        }
        reap(&h);
    }
}

/// A handle for a thread that was not started here.
#[pyfunction("_make_thread_handle(ident, /)")]
fn make_thread_handle(ident: &Object) -> PyResult<Ref<ThreadHandle>> {
    let Some(ident) = ident.downcast::<Long>() else {
        return Err(raise!(TypeError, "ident must be an integer"));
    };
    let ident = ident.as_u64()?;
    let h = ThreadHandle::make()?;
    let s = h.shared();
    s.ident.store(ident, Relaxed);
    s.started.store(true, Relaxed);
    remember(&s);
    Ok(h)
}

/// A new lock.
#[pyfunction("allocate_lock()")]
fn allocate_lock() -> PyResult<Ref<Lock>> {
    Lock::make()
}

/// A new lock.
#[pyfunction("allocate()")]
fn allocate() -> PyResult<Ref<Lock>> {
    Lock::make()
}

/// This thread's identifier.
#[pyfunction("get_ident()")]
fn get_ident() -> u64 {
    pystate::thread_ident()
}

/// This thread's identifier in the system.
#[pyfunction("get_native_id()")]
fn get_native_id() -> u64 {
    pystate::native_thread_id()
}

/// The main thread's identifier.
#[pyfunction("_get_main_thread_ident()")]
fn get_main_thread_ident() -> u64 {
    // SAFETY: static word.
    unsafe { base::mem::_PyRuntime.main_thread }
}

/// Is this the main interpreter?
#[pyfunction("_is_main_interpreter()")]
fn is_main_interpreter() -> bool {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).id == 0 }
}

/// May daemon threads be started?
#[pyfunction("daemon_threads_allowed()")]
fn daemon_threads_allowed() -> bool {
    pystate::has_feature(Py_RTFLAGS_DAEMON_THREADS)
}

/// The number of threads that were started here and run.
#[pyfunction("_count()")]
fn count() -> isize {
    running().load(Relaxed)
}

/// End this thread, by raising SystemExit.
#[pyfunction("exit()")]
fn exit() -> PyResult<()> {
    Err(exceptions::raise_none(&types::SystemExit))
}

/// End this thread, by raising SystemExit.
#[pyfunction("exit_thread()")]
fn exit_thread() -> PyResult<()> {
    exit()
}

/// As if a signal had come, for the main thread.
#[pyfunction("interrupt_main(signum=signal.SIGINT, /)")]
fn interrupt_main(#[default(libc::SIGINT)] signum: i32) -> PyResult<()> {
    if signum < 1 || signum as usize >= runtime::signals::COUNT {
        return Err(raise!(ValueError, "signal number out of range"));
    }
    runtime::signals::interrupt(signum);
    Ok(())
}

/// Set the stack size of new threads in bytes (0: the default); gives the old one.
#[pyfunction("stack_size(size=0, /)")]
fn stack_size(#[default(0)] size: isize) -> PyResult<usize> {
    let least = pystate::MIN_STACK as isize;
    if size < 0 || size > 0 && size < least {
        return Err(raise!(ValueError, "size must be at least {} bytes", least));
    }
    Ok(stack_size_of_new().swap(size as usize, Relaxed))
}

/// Name this thread for the system.
#[pyfunction("set_name(name)")]
fn set_name(name: &Str) -> PyResult<()> {
    let bytes = name.encode_fs_default()?;
    let all = bytes.as_slice();
    let all = &all[..all.iter().position(|&b| b == 0).unwrap_or(all.len())];
    let short = &all[..all.len().min(15)];
    let text = std::ffi::CString::new(short).unwrap_or_default();
    // SAFETY: a C string of at most 15 bytes.
    unsafe { libc::pthread_setname_np(libc::pthread_self(), text.as_ptr()) };
    Ok(())
}

/// This thread's name in the system.
#[pyfunction("_get_name()")]
fn get_name() -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 100];
    // SAFETY: the buffer's length is given.
    unsafe {
        libc::pthread_getname_np(
            libc::pthread_self(),
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        )
    };
    let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
    Str::decode_fs_default(&buffer[..end])
}

/// Report an exception that ended a thread.
#[pyfunction("_excepthook(args, /)")]
fn excepthook(args: &Object) -> PyResult<()> {
    let class = runtime::import::import_attr("_thread", interned!("_ExceptHookArgs"))?;
    if !args.class().is(&class) {
        return Err(raise!(
            TypeError,
            "_thread.excepthook argument type must be ExceptHookArgs"
        ));
    }
    let kind = args.get_item(Long::small(0))?;
    if kind.is(&types::SystemExit) {
        return Ok(());
    }
    let value = args.get_item(Long::small(1))?;
    let traceback = args.get_item(Long::small(2))?;
    let thread = args.get_item(Long::small(3))?;
    let thread = Some(thread).filter(|t| !is_none(t));
    let file = match (exceptions::print::error_file(), &thread) {
        (Some(file), _) => file,
        (None, None) => return Ok(()),
        // What was `sys.stderr` when the thread was made.
        (None, Some(thread)) => match thread.get_attr(interned!("_stderr"))? {
            file if is_none(&file) => return Ok(()),
            file => file,
        },
    };
    let write = |text: &Str| file.call_method(id!(write), &[text]).map(drop);
    write(interned!("Exception in thread "))?;
    let name = match &thread {
        Some(t) => t.get_attr_opt(id!(name))?,
        None => None,
    };
    write(&*match name {
        Some(n) => n.str()?,
        None => Str::format(format_args!("{}", pystate::thread_ident()))?,
    })?;
    write(interned!(":\n"))?;
    exceptions::print::display_to(&file, &value, Some(&traceback));
    file.call_method(id!(flush), &[]).map(drop)
}

fn exec(m: &Module) -> PyResult<()> {
    for ty in [&LOCK, &RLOCK, &LOCAL, &HANDLE] {
        add_type(m, ty)?;
    }
    DUMMY.make(m)?;
    m.add("LockType", &LOCK)?;
    m.add_int("_NAME_MAXLEN", 15)?;
    m.add("error", &types::RuntimeError)?;
    m.add("TIMEOUT_MAX", &*Float::from_f64(TIMEOUT_MAX)?)?;
    let fields = [
        ("exc_type", "Exception type"),
        ("exc_value", "Exception value"),
        ("exc_traceback", "Exception traceback"),
        ("thread", "Thread"),
    ];
    m.add(
        "_ExceptHookArgs",
        &*runtime::named_tuple::new_type("_thread._ExceptHookArgs", "", &fields, 4)?,
    )
}

crate::module!(
    c"_thread",
    c"Threads and locks, on which the module threading is built.",
    methods = method_table![
        start_new_thread,
        start_new,
        start_joinable_thread,
        make_thread_handle,
        shutdown,
        allocate_lock,
        allocate,
        get_ident,
        get_native_id,
        get_main_thread_ident,
        is_main_interpreter,
        daemon_threads_allowed,
        count,
        exit,
        exit_thread,
        interrupt_main,
        stack_size,
        set_name,
        get_name,
        excepthook
    ],
    exec = exec
);
