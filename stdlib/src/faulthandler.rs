//! `faulthandler`: stacks on a descriptor when the process gets a fatal signal, on other signals, or after a time.
//!
//! What runs in a signal handler or in the watching thread only reads and calls `write(2)`; see `runtime::dump`.

use core::ffi::c_int;
use core::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicUsize, Ordering::*};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use base::tstate;
use clinic::{method_table, pyfunction};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use runtime::dump::{self, Out};
use runtime::pytime::{self, Rounding};
use runtime::{pystate, signals, sys};

use crate::posix::os_error;

/// Fatal signals and how a report names them.
const FATAL: [(c_int, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating-point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

/// Where and how much to report; read in signal handlers.
struct Target {
    enabled: AtomicBool,
    fd: AtomicI32,
    all_threads: AtomicBool,
    more: AtomicBool,
    /// Keeps the file open; an owned reference or NULL.
    file: AtomicPtr<PyObject>,
}

impl Target {
    const fn new() -> Target {
        Target {
            enabled: AtomicBool::new(false),
            fd: AtomicI32::new(-1),
            all_threads: AtomicBool::new(false),
            more: AtomicBool::new(false),
            file: AtomicPtr::new(core::ptr::null_mut()),
        }
    }

    fn set(&self, file: Option<Ref>, fd: c_int, all_threads: bool, more: bool) {
        self.fd.store(fd, Relaxed);
        self.all_threads.store(all_threads, Relaxed);
        self.more.store(more, Relaxed);
        let old = self
            .file
            .swap(file.map_or(core::ptr::null_mut(), Ref::into_ptr), AcqRel);
        // SAFETY: the word owned its reference; attached.
        drop(unsafe { Ref::<Object>::from_owned_opt(old) });
        self.enabled.store(true, Release);
    }

    fn clear(&self) -> bool {
        let was = self.enabled.swap(false, AcqRel);
        let old = self.file.swap(core::ptr::null_mut(), AcqRel);
        // SAFETY: the word owned its reference; attached.
        drop(unsafe { Ref::<Object>::from_owned_opt(old) });
        was
    }

    /// The stacks. `t` is the interrupted thread's state, or NULL.
    fn report(&self, out: Out, t: *mut PyThreadState) {
        // SAFETY: a dump takes the state as it is.
        unsafe {
            let current = tstate::current_or_null();
            if self.all_threads.load(Relaxed) {
                let interp = if t.is_null() {
                    core::ptr::null_mut()
                } else {
                    (*t).interp
                };
                dump::threads(out, interp, current);
            } else if !t.is_null() {
                dump::stack(out, t);
            }
        }
    }
}

static ERRORS: Target = Target::new();
static PREVIOUS: Mutex<Vec<(c_int, libc::sigaction)>> = Mutex::new(Vec::new());

/// Signals with a handler of `register`, by number.
static USER: [Target; signals::COUNT] = [const { Target::new() }; signals::COUNT];
static USER_PREVIOUS: [AtomicUsize; signals::COUNT] =
    [const { AtomicUsize::new(0) }; signals::COUNT];

/// The descriptor of a file argument, and the file if it must be kept. None: `sys.stderr`.
fn target_of(file: Option<&Object>) -> PyResult<(Option<Ref>, c_int)> {
    let file = match file.filter(|f| !is_none(f)) {
        Some(f) => f.to_ref(),
        None => match sys::get("stderr")? {
            None => return Err(raise!(RuntimeError, "unable to get sys.stderr")),
            Some(f) if is_none(&f) => return Err(raise!(RuntimeError, "sys.stderr is None")),
            Some(f) => f,
        },
    };
    if let Some(n) = file.downcast::<Long>() {
        if file.downcast::<Bool>().is_some() {
            objects::warnings::warn(
                &objects::exceptions::types::RuntimeWarning,
                format_args!("bool is used as a file descriptor"),
                1,
            )?;
        }
        let fd = n.as_i32()?;
        if fd < 0 {
            return Err(raise!(ValueError, "file is not a valid file descriptor"));
        }
        return Ok((None, fd));
    }
    let fd = file.call_method(id!(fileno), &[])?;
    let fd = fd
        .downcast::<Long>()
        .and_then(Long::to_i64)
        .and_then(|n| c_int::try_from(n).ok())
        .filter(|&n| n >= 0);
    let Some(fd) = fd else {
        return Err(raise!(
            RuntimeError,
            "file.fileno() is not a valid file descriptor"
        ));
    };
    if let Err(raised) = file.call_method(id!(flush), &[]) {
        raised.clear();
    }
    Ok((Some(file), fd))
}

/// Write the stack of this thread, or of all threads, to a file.
#[pyfunction("dump_traceback(file=sys.stderr, all_threads=True)")]
fn dump_traceback(file: Option<&Object>, #[default(true)] all_threads: bool) -> PyResult<()> {
    let (_file, fd) = target_of(file)?;
    // SAFETY: attached.
    unsafe {
        let t = tstate::current();
        if all_threads {
            dump::threads(Out(fd), (*t).interp, t);
        } else {
            dump::stack(Out(fd), t);
        }
    }
    signals::check()
}

/// Write the native stack of this thread to a file.
#[pyfunction("dump_c_stack(file=sys.stderr)")]
fn dump_c_stack(file: Option<&Object>) -> PyResult<()> {
    let (_file, fd) = target_of(file)?;
    dump::native_stack(Out(fd));
    signals::check()
}

fn disable_fatal_handler(signum: c_int) {
    let previous = PREVIOUS.try_lock().ok().and_then(|p| {
        p.iter()
            .find(|(n, _)| *n == signum)
            .map(|(_, action)| *action)
    });
    // SAFETY: an action that was in force, or the default.
    unsafe {
        match previous {
            Some(action) => {
                libc::sigaction(signum, &action, core::ptr::null_mut());
            }
            None => {
                libc::signal(signum, libc::SIG_DFL);
            }
        }
    }
}

extern "C" fn on_fatal(signum: c_int) {
    // SAFETY: the thread's own word.
    let saved = unsafe { *libc::__errno_location() };
    if !ERRORS.enabled.load(Acquire) {
        return;
    }
    // the old handler first: a second fault in here ends the process
    disable_fatal_handler(signum);
    let out = Out(ERRORS.fd.load(Relaxed));
    let name = FATAL.iter().find(|(n, _)| *n == signum).map(|(_, t)| *t);
    out.put("Fatal Python error: ");
    out.put(name.unwrap_or("unknown signal"));
    out.put("\n\n");
    static REENTERED: AtomicBool = AtomicBool::new(false);
    if !REENTERED.swap(true, AcqRel) {
        ERRORS.report(out, pystate::gilstate_get());
        if ERRORS.more.load(Relaxed) {
            out.put("\n");
            dump::native_stack(out);
        }
        REENTERED.store(false, Release);
    }
    // SAFETY: the signal again, for the handler that was there before.
    unsafe {
        *libc::__errno_location() = saved;
        libc::raise(signum);
    }
}

/// The stack that handlers of fatal signals run on, since the thread's own may have overflowed.
fn alternative_stack() {
    const SIZE: usize = 128 * 1024;
    static MADE: AtomicBool = AtomicBool::new(false);
    if MADE.swap(true, AcqRel) {
        return;
    }
    // SAFETY: memory that is never freed.
    unsafe {
        let mut old: libc::stack_t = core::mem::zeroed();
        if libc::sigaltstack(core::ptr::null(), &mut old) == 0
            && old.ss_flags & libc::SS_DISABLE == 0
        {
            return;
        }
        let stack = libc::stack_t {
            ss_sp: libc::malloc(SIZE),
            ss_flags: 0,
            ss_size: SIZE,
        };
        if !stack.ss_sp.is_null() {
            libc::sigaltstack(&stack, core::ptr::null_mut());
        }
    }
}

/// Report fatal signals: the stack of the thread or of all, and the native one.
#[pyfunction("enable(file=sys.stderr, all_threads=True, c_stack=True)")]
fn enable(
    file: Option<&Object>,
    #[default(true)] all_threads: bool,
    #[default(true)] c_stack: bool,
) -> PyResult<()> {
    let (file, fd) = target_of(file)?;
    let was = ERRORS.enabled.load(Relaxed);
    ERRORS.set(file, fd, all_threads, c_stack);
    if was {
        return Ok(());
    }
    alternative_stack();
    let mut previous = PREVIOUS.lock().unwrap_or_else(|e| e.into_inner());
    previous.clear();
    for (signum, _) in FATAL {
        // SAFETY: local structs; the handler is a function of this module.
        unsafe {
            let mut action: libc::sigaction = core::mem::zeroed();
            let mut old: libc::sigaction = core::mem::zeroed();
            action.sa_sigaction = on_fatal as extern "C" fn(c_int) as usize;
            action.sa_flags = libc::SA_NODEFER | libc::SA_ONSTACK;
            libc::sigemptyset(&mut action.sa_mask);
            if libc::sigaction(signum, &action, &mut old) != 0 {
                return Err(os_error());
            }
            previous.push((signum, old));
        }
    }
    Ok(())
}

/// Report fatal signals no more; tells whether it did.
#[pyfunction("disable()")]
fn disable() -> bool {
    if !ERRORS.enabled.load(Relaxed) {
        return false;
    }
    for (signum, _) in FATAL {
        disable_fatal_handler(signum);
    }
    ERRORS.clear()
}

/// Are fatal signals reported?
#[pyfunction("is_enabled()")]
fn is_enabled() -> bool {
    ERRORS.enabled.load(Relaxed)
}

/// The thread that waits for `dump_traceback_later`: a word to stop it, and its end.
struct Watch {
    state: Mutex<(bool, bool)>,
    changed: Condvar,
}

static WATCH: Mutex<Option<Arc<Watch>>> = Mutex::new(None);
static LATER: Target = Target::new();

/// Stops the watching thread and waits for its end.
fn stop_watch() {
    let watch = WATCH.lock().unwrap_or_else(|e| e.into_inner()).take();
    if let Some(w) = watch {
        let mut state = w.state.lock().unwrap_or_else(|e| e.into_inner());
        state.0 = true;
        w.changed.notify_all();
        while !state.1 {
            state = w.changed.wait(state).unwrap_or_else(|e| e.into_inner());
        }
    }
    LATER.clear();
}

fn watch(w: &Watch, interp: usize, fd: c_int, header: &str, ns: u64, repeat: bool, exit: bool) {
    // SAFETY: all signals go to other threads.
    unsafe {
        let mut set: libc::sigset_t = core::mem::zeroed();
        libc::sigfillset(&mut set);
        libc::pthread_sigmask(libc::SIG_SETMASK, &set, core::ptr::null_mut());
    }
    let mut state = w.state.lock().unwrap_or_else(|e| e.into_inner());
    loop {
        let (s, _) = w
            .changed
            .wait_timeout_while(state, Duration::from_nanos(ns), |s| !s.0)
            .unwrap_or_else(|e| e.into_inner());
        state = s;
        if state.0 {
            break;
        }
        let out = Out(fd);
        out.put(header);
        // SAFETY: a dump takes the state as it is.
        unsafe {
            dump::threads(
                out,
                interp as *mut PyInterpreterState,
                core::ptr::null_mut(),
            )
        };
        if exit {
            // SAFETY: ends the process, as asked.
            unsafe { libc::_exit(1) };
        }
        if !repeat {
            break;
        }
    }
    state.1 = true;
    w.changed.notify_all();
}

/// `Timeout (0:00:00.300000)!`
fn header_of(ns: i64) -> String {
    let us = Rounding::Ceiling.divide(ns, 1000);
    let (s, us) = (us / 1_000_000, us % 1_000_000);
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    if us != 0 {
        format!("Timeout ({h}:{m:02}:{s:02}.{us:06})!\n")
    } else {
        format!("Timeout ({h}:{m:02}:{s:02})!\n")
    }
}

/// Write the stacks of all threads after so many seconds, once or again and again; exit then, if asked.
#[pyfunction("dump_traceback_later(timeout, repeat=False, file=sys.stderr, exit=False)")]
fn dump_traceback_later(
    timeout: &Object,
    #[default(false)] repeat: bool,
    file: Option<&Object>,
    #[default(false)] exit: bool,
) -> PyResult<()> {
    let number = timeout.downcast::<Float>().is_some() || objects::sequence::has_index(timeout);
    if !number {
        return Err(raise!(
            TypeError,
            "'{}' object cannot be interpreted as an integer or float",
            timeout.class().tp_name()
        ));
    }
    let ns = pytime::from_seconds(timeout, Rounding::Up)?;
    if ns <= 0 {
        return Err(raise!(ValueError, "timeout must be greater than 0"));
    }
    let (file, fd) = target_of(file)?;
    stop_watch();
    LATER.set(file, fd, true, false);
    let w = Arc::new(Watch {
        state: Mutex::new((false, false)),
        changed: Condvar::new(),
    });
    // SAFETY: attached.
    let interp = unsafe { tstate::interp() } as usize;
    let header = header_of(ns);
    let theirs = Arc::clone(&w);
    let spawned = std::thread::Builder::new()
        .spawn(move || watch(&theirs, interp, fd, &header, ns as u64, repeat, exit));
    if spawned.is_err() {
        LATER.clear();
        return Err(raise!(RuntimeError, "unable to start watchdog thread"));
    }
    *WATCH.lock().unwrap_or_else(|e| e.into_inner()) = Some(w);
    Ok(())
}

/// Forget the last call of dump_traceback_later().
#[pyfunction("cancel_dump_traceback_later()")]
fn cancel_dump_traceback_later() {
    stop_watch();
}

extern "C" fn on_user_signal(signum: c_int) {
    let Some(user) = USER.get(signum as usize) else {
        return;
    };
    if !user.enabled.load(Acquire) {
        return;
    }
    // SAFETY: the thread's own word.
    let saved = unsafe { *libc::__errno_location() };
    user.report(Out(user.fd.load(Relaxed)), pystate::gilstate_get());
    // SAFETY: the handler that was there before is put back for one raise.
    unsafe {
        if user.more.load(Relaxed) {
            let previous = USER_PREVIOUS[signum as usize].load(Acquire) as *const libc::sigaction;
            let mut ours: libc::sigaction = core::mem::zeroed();
            if !previous.is_null() && libc::sigaction(signum, previous, &mut ours) == 0 {
                *libc::__errno_location() = saved;
                libc::raise(signum);
                libc::sigaction(signum, &ours, core::ptr::null_mut());
            }
        }
        *libc::__errno_location() = saved;
    }
}

fn user_signal(signum: c_int) -> PyResult<usize> {
    if FATAL.iter().any(|(n, _)| *n == signum) {
        return Err(raise!(
            RuntimeError,
            "signal {} cannot be registered, use enable() instead",
            signum
        ));
    }
    if signum < 1 || signum as usize >= signals::COUNT {
        return Err(raise!(ValueError, "signal number out of range"));
    }
    Ok(signum as usize)
}

/// Write the stacks whenever a signal comes, and then let its former handler run, if asked.
#[pyfunction("register(signum, file=sys.stderr, all_threads=True, chain=False)")]
fn register(
    signum: c_int,
    file: Option<&Object>,
    #[default(true)] all_threads: bool,
    #[default(false)] chain: bool,
) -> PyResult<()> {
    let n = user_signal(signum)?;
    let (file, fd) = target_of(file)?;
    let was = USER[n].enabled.load(Relaxed);
    if !was {
        // SAFETY: the old action is kept for good; the handler is a function of this module.
        unsafe {
            let mut action: libc::sigaction = core::mem::zeroed();
            let mut old: Box<libc::sigaction> = Box::new(core::mem::zeroed());
            action.sa_sigaction = on_user_signal as extern "C" fn(c_int) as usize;
            // the call that the signal interrupts goes on, unless the former handler is to run
            action.sa_flags = libc::SA_ONSTACK
                | if chain {
                    libc::SA_NODEFER
                } else {
                    libc::SA_RESTART
                };
            libc::sigemptyset(&mut action.sa_mask);
            if libc::sigaction(signum, &action, &mut *old) != 0 {
                return Err(os_error());
            }
            let before = USER_PREVIOUS[n].swap(Box::into_raw(old) as usize, AcqRel);
            if before != 0 {
                drop(Box::from_raw(before as *mut libc::sigaction));
            }
        }
    }
    USER[n].set(file, fd, all_threads, chain);
    Ok(())
}

fn unregister_signal(n: usize) -> bool {
    if !USER[n].enabled.load(Relaxed) {
        return false;
    }
    let previous = USER_PREVIOUS[n].load(Acquire) as *const libc::sigaction;
    if !previous.is_null() {
        // SAFETY: an action that was in force.
        unsafe { libc::sigaction(n as c_int, previous, core::ptr::null_mut()) };
    }
    USER[n].clear()
}

/// Let a signal of register() be; tells whether it was registered.
#[pyfunction("unregister(signum, /)")]
fn unregister(signum: c_int) -> PyResult<bool> {
    Ok(unregister_signal(user_signal(signum)?))
}

/// No core files from crashes that are asked for.
fn no_core() {
    // SAFETY: a local struct.
    unsafe {
        let mut limit: libc::rlimit = core::mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_CORE, &mut limit) == 0 {
            limit.rlim_cur = 0;
            libc::setrlimit(libc::RLIMIT_CORE, &limit);
        }
    }
}

/// Read from address 0. For tests.
#[pyfunction("_read_null()")]
fn read_null() -> i32 {
    no_core();
    // SAFETY: none: the crash is the purpose.
    unsafe {
        core::ptr::read_volatile(core::ptr::without_provenance::<i32>(core::hint::black_box(
            0,
        )))
    }
}

/// Raise SIGSEGV. For tests.
#[pyfunction("_sigsegv(release_gil=False, /)")]
fn sigsegv(#[default(false)] release_gil: bool) {
    no_core();
    // SAFETY: the crash is the purpose.
    let crash = || unsafe { libc::raise(libc::SIGSEGV) };
    if release_gil {
        pystate::allow_threads(crash);
    } else {
        crash();
    }
}

/// Raise SIGFPE. For tests.
#[pyfunction("_sigfpe()")]
fn sigfpe() -> i32 {
    no_core();
    // SAFETY: the crash is the purpose.
    unsafe { libc::raise(libc::SIGFPE) }
}

/// Abort. For tests.
#[pyfunction("_sigabrt()")]
fn sigabrt() {
    no_core();
    std::process::abort()
}

/// A fatal error in a thread without a state. For tests.
#[pyfunction("_fatal_error_c_thread()")]
fn fatal_error_c_thread() {
    no_core();
    std::thread::spawn(|| {
        base::fatal::error(Some("faulthandler_fatal_error_thread"), "in new thread")
    });
    pystate::allow_threads(|| std::thread::sleep(Duration::from_secs(5)));
}

#[inline(never)]
fn overflow(depth: usize) -> usize {
    let block = core::hint::black_box([depth; 512]);
    if depth == usize::MAX {
        return 0;
    }
    overflow(depth + 1) + block[depth % 512]
}

/// Overflow the native stack. For tests.
#[pyfunction("_stack_overflow()")]
fn stack_overflow() -> usize {
    no_core();
    overflow(core::hint::black_box(0))
}

/// At the end of the runtime: no handler of ours is left, no file is held.
pub fn fini() {
    stop_watch();
    for n in 1..signals::COUNT {
        unregister_signal(n);
    }
    disable();
}

base::define_upcall!("libpython_faulthandler_fini" fn faulthandler_fini() {
    fini();
});

fn exec(_m: &Module) -> PyResult<()> {
    Ok(())
}

crate::module!(
    c"faulthandler",
    c"Stacks on a descriptor when the process gets a fatal signal, on other signals, or after a time.",
    methods = method_table![
        enable,
        disable,
        is_enabled,
        dump_traceback,
        dump_c_stack,
        dump_traceback_later,
        cancel_dump_traceback_later,
        register,
        unregister,
        read_null,
        sigsegv,
        sigfpe,
        sigabrt,
        fatal_error_c_thread,
        stack_overflow
    ],
    exec = exec
);
