//! `_signal`: handlers of signals, timers, waiting for signals.

use base::local::LocalRef;
use clinic::{method_table, pyfunction};
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;
use runtime::pytime::{self, Rounding};
use runtime::signals;

/// Constants, as Linux on x86-64 has them.
const INTEGERS: &[(&str, i64)] = &[
    ("ITIMER_PROF", 2),
    ("ITIMER_REAL", 0),
    ("ITIMER_VIRTUAL", 1),
    ("NSIG", 65),
    ("SIGABRT", 6),
    ("SIGALRM", 14),
    ("SIGBUS", 7),
    ("SIGCHLD", 17),
    ("SIGCLD", 17),
    ("SIGCONT", 18),
    ("SIGFPE", 8),
    ("SIGHUP", 1),
    ("SIGILL", 4),
    ("SIGINT", 2),
    ("SIGIO", 29),
    ("SIGIOT", 6),
    ("SIGKILL", 9),
    ("SIGPIPE", 13),
    ("SIGPOLL", 29),
    ("SIGPROF", 27),
    ("SIGPWR", 30),
    ("SIGQUIT", 3),
    ("SIGRTMAX", 64),
    ("SIGRTMIN", 34),
    ("SIGSEGV", 11),
    ("SIGSTKFLT", 16),
    ("SIGSTOP", 19),
    ("SIGSYS", 31),
    ("SIGTERM", 15),
    ("SIGTRAP", 5),
    ("SIGTSTP", 20),
    ("SIGTTIN", 21),
    ("SIGTTOU", 22),
    ("SIGURG", 23),
    ("SIGUSR1", 10),
    ("SIGUSR2", 12),
    ("SIGVTALRM", 26),
    ("SIGWINCH", 28),
    ("SIGXCPU", 24),
    ("SIGXFSZ", 25),
    ("SIG_BLOCK", 0),
    ("SIG_DFL", 0),
    ("SIG_IGN", 1),
    ("SIG_SETMASK", 2),
    ("SIG_UNBLOCK", 1),
];

/// The default handler of SIGINT: raises KeyboardInterrupt.
#[pyfunction("default_int_handler(signalnum, frame, /)")]
fn default_int_handler(_signalnum: i32, _frame: &Object) -> PyResult {
    Err(exceptions::raise_none(&types::KeyboardInterrupt))
}

fn check_number(signum: i32) -> PyResult<usize> {
    if signum < 1 || signum as usize >= signals::COUNT {
        return Err(raise!(ValueError, "signal number out of range"));
    }
    Ok(signum as usize)
}

fn default() -> PyResult<Ref<Long>> {
    Long::from_i64(libc::SIG_DFL as i64)
}

/// Set the handler of a signal: a function, SIG_DFL or SIG_IGN. Gives the old one.
#[pyfunction("signal(signalnum, handler, /)")]
fn signal(signalnum: i32, handler: &Object) -> PyResult {
    if !signals::is_main_thread() {
        return Err(raise!(
            ValueError,
            "signal only works in main thread of the main interpreter"
        ));
    }
    let n = check_number(signalnum)?;
    let plain = handler.downcast::<Long>().and_then(Long::to_i64);
    let action = match plain {
        Some(v) if v == libc::SIG_DFL as i64 => Some(libc::SIG_DFL),
        Some(v) if v == libc::SIG_IGN as i64 => Some(libc::SIG_IGN),
        _ if handler.is_callable() => None,
        _ => {
            return Err(raise!(
                TypeError,
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
            ));
        }
    };
    signals::check()?;
    let ok = match action {
        Some(a) => signals::set_action(signalnum, a),
        None => signals::set_c_handler(signalnum),
    };
    if !ok {
        return Err(exceptions::os_error(crate::posix::errno(), None));
    }
    Ok(signals::set_handler(n, handler.to_ref()).unwrap_or_else(none_ref))
}

/// The handler of a signal; None if it was not set from Python.
#[pyfunction("getsignal(signalnum, /)")]
fn getsignal(signalnum: i32) -> PyResult {
    Ok(signals::handler(check_number(signalnum)?).unwrap_or_else(none_ref))
}

/// Send a signal to this process.
#[pyfunction("raise_signal(signalnum, /)")]
fn raise_signal(signalnum: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    if unsafe { libc::raise(signalnum) } != 0 {
        return Err(exceptions::os_error(crate::posix::errno(), None));
    }
    signals::check()
}

/// Send SIGALRM after so many seconds; gives what was left of an earlier one.
#[pyfunction("alarm(seconds, /)")]
fn alarm(seconds: i32) -> u32 {
    // SAFETY: no pointers.
    unsafe { libc::alarm(seconds as u32) }
}

/// Wait for a signal.
#[pyfunction("pause()")]
fn pause() -> PyResult<()> {
    // SAFETY: no pointers.
    runtime::pystate::allow_threads(|| unsafe { libc::pause() });
    signals::check()
}

/// Set whether a signal interrupts system calls.
#[pyfunction("siginterrupt(signalnum, flag, /)")]
fn siginterrupt(signalnum: i32, flag: i32) -> PyResult<()> {
    check_number(signalnum)?;
    // SAFETY: local structs.
    unsafe {
        let mut a: libc::sigaction = core::mem::zeroed();
        libc::sigaction(signalnum, core::ptr::null(), &mut a);
        if flag != 0 {
            a.sa_flags &= !libc::SA_RESTART;
        } else {
            a.sa_flags |= libc::SA_RESTART;
        }
        if libc::sigaction(signalnum, &a, core::ptr::null_mut()) != 0 {
            return Err(exceptions::os_error(crate::posix::errno(), None));
        }
    }
    Ok(())
}

/// A descriptor that gets a byte for each signal, -1 for none; gives the old one.
#[pyfunction("set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)")]
fn set_wakeup_fd(fd: i32, #[default(true)] warn_on_full_buffer: bool) -> PyResult<i32> {
    if !signals::is_main_thread() {
        return Err(raise!(
            ValueError,
            "set_wakeup_fd only works in main thread of the main interpreter"
        ));
    }
    if fd != -1 {
        // SAFETY: no pointers.
        let flags = unsafe { libc::fcntl(fd, libc::F_GETFL) };
        if flags < 0 {
            return Err(exceptions::os_error(crate::posix::errno(), None));
        }
        if flags & libc::O_NONBLOCK == 0 {
            return Err(raise!(
                ValueError,
                "the fd {} must be in non-blocking mode",
                fd
            ));
        }
    }
    // SAFETY: static words; attached.
    unsafe {
        let w = &raw mut base::mem::_PyRuntime.signals.wakeup;
        let old = (*w).fd;
        (*w).fd = fd;
        (*w).warn_on_full_buffer = i32::from(warn_on_full_buffer);
        Ok(old)
    }
}

fn to_timeval(seconds: Option<&Object>) -> PyResult<libc::timeval> {
    let (tv_sec, tv_usec) = match seconds {
        Some(s) => pytime::to_parts(s, 1_000_000, Rounding::Ceiling)?,
        None => (0, 0),
    };
    Ok(libc::timeval { tv_sec, tv_usec })
}

/// `signal.itimer_error`, an OSError of its own, made by exec.
static ITIMER_ERROR: LocalRef<Type> = LocalRef::new();
static STRUCT_SIGINFO: LocalRef<Type> = LocalRef::new();

#[cold]
fn timer_error() -> Raised {
    let e = crate::posix::errno();
    let raise = || -> PyResult<Raised> {
        let text = exceptions::os_error::strerror(e)?;
        let class = ITIMER_ERROR.get().unwrap_or(&types::OSError);
        let instance = class.call(&[&*Long::from_i64(e.into())?, &*text])?;
        Ok(Raised::set(instance))
    };
    raise().unwrap_or_else(|raised| raised)
}

/// The fields of `struct_siginfo`.
const SIGINFO: &[(&str, &str)] = &[
    ("si_signo", "signal number"),
    ("si_code", "signal code"),
    ("si_errno", "errno associated with this signal"),
    ("si_pid", "sending process ID"),
    ("si_uid", "real user ID of sending process"),
    ("si_status", "exit value or signal"),
    ("si_band", "band event for SIGPOLL"),
];

fn siginfo(info: &libc::siginfo_t) -> PyResult {
    let n = |v: i64| -> PyResult { Ok(Long::from_i64(v)?.upcast()) };
    let Some(class) = STRUCT_SIGINFO.get() else {
        return Err(exceptions::bad_internal_call());
    };
    // SAFETY: the kernel filled the struct; its union is read as stock reads it.
    unsafe {
        let band = *(&raw const *info).cast::<u8>().add(16).cast::<i64>();
        runtime::named_tuple::instance(
            class,
            vec![
                n(info.si_signo.into())?,
                n(info.si_code.into())?,
                n(info.si_errno.into())?,
                n(info.si_pid().into())?,
                n(info.si_uid().into())?,
                n(info.si_status().into())?,
                n(band)?,
            ],
        )
    }
}

/// Waits for one of the signals, at most until `deadline`; None if it came first.
fn wait_info(set: &libc::sigset_t, deadline: Option<i64>) -> PyResult<Option<Ref>> {
    loop {
        let left = deadline.map(|d| pytime::timespec(d.saturating_sub(pytime::monotonic()).max(0)));
        // SAFETY: local structs; no timeout waits for good.
        let (r, e, info) = runtime::pystate::allow_threads(|| unsafe {
            let mut info: libc::siginfo_t = core::mem::zeroed();
            let r = match &left {
                Some(t) => libc::sigtimedwait(set, &mut info, t),
                None => libc::sigwaitinfo(set, &mut info),
            };
            (r, crate::posix::errno(), info)
        });
        if r >= 0 {
            return Ok(Some(siginfo(&info)?));
        }
        match e {
            libc::EAGAIN if deadline.is_some() => return Ok(None),
            libc::EINTR => signals::check()?,
            e => return Err(exceptions::os_error(e, None)),
        }
    }
}

/// Wait for one of the signals; gives what is known of it.
#[pyfunction("sigwaitinfo(sigset, /)")]
fn sigwaitinfo(sigset: &Object) -> PyResult {
    let set = from_iterable(sigset)?;
    Ok(wait_info(&set, None)?.unwrap_or_else(none_ref))
}

/// As sigwaitinfo(), but gives None after so many seconds.
#[pyfunction("sigtimedwait(sigset, timeout, /)")]
fn sigtimedwait(sigset: &Object, timeout: &Object) -> PyResult {
    let timeout = pytime::from_seconds(timeout, Rounding::Ceiling)?;
    if timeout < 0 {
        return Err(raise!(ValueError, "timeout must be non-negative"));
    }
    let set = from_iterable(sigset)?;
    let deadline = pytime::monotonic().saturating_add(timeout);
    Ok(wait_info(&set, Some(deadline))?.unwrap_or_else(none_ref))
}

/// Send a signal to the process of a descriptor.
#[pyfunction("pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)")]
fn pidfd_send_signal(
    pidfd: i32,
    signalnum: i32,
    siginfo: Option<&Object>,
    #[default(0)] flags: i32,
) -> PyResult<()> {
    if siginfo.is_some_and(|s| !is_none(s)) {
        return Err(raise!(TypeError, "siginfo must be None"));
    }
    // SAFETY: no pointers but NULL.
    let r = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            pidfd,
            signalnum,
            core::ptr::null::<u8>(),
            flags,
        )
    };
    if r < 0 {
        return Err(exceptions::os_error(crate::posix::errno(), None));
    }
    Ok(())
}

fn timer_pair(v: &libc::itimerval) -> PyResult<Ref<Tuple>> {
    let f = |t: &libc::timeval| -> PyResult {
        Ok(Float::from_f64(t.tv_sec as f64 + t.tv_usec as f64 * 1e-6)?.upcast())
    };
    Tuple::from_array([f(&v.it_value)?, f(&v.it_interval)?])
}

/// Set an interval timer; gives the old value and interval.
#[pyfunction("setitimer(which, seconds, interval=0.0, /)")]
fn setitimer(which: i32, seconds: &Object, interval: Option<&Object>) -> PyResult<Ref<Tuple>> {
    let new = libc::itimerval {
        it_interval: to_timeval(interval)?,
        it_value: to_timeval(Some(seconds))?,
    };
    // SAFETY: local structs.
    unsafe {
        let mut old: libc::itimerval = core::mem::zeroed();
        if libc::setitimer(which as _, &new, &mut old) != 0 {
            return Err(timer_error());
        }
        timer_pair(&old)
    }
}

/// The value and interval of an interval timer.
#[pyfunction("getitimer(which, /)")]
fn getitimer(which: i32) -> PyResult<Ref<Tuple>> {
    // SAFETY: a local struct.
    unsafe {
        let mut now: libc::itimerval = core::mem::zeroed();
        if libc::getitimer(which as _, &mut now) != 0 {
            return Err(timer_error());
        }
        timer_pair(&now)
    }
}

/// The system's description of a signal.
#[pyfunction("strsignal(signalnum, /)")]
fn strsignal(signalnum: i32) -> PyResult {
    check_number(signalnum)?;
    // SAFETY: the C library's string, or NULL; attached.
    unsafe {
        let p = libc::strsignal(signalnum);
        if p.is_null() {
            Ok(none_ref())
        } else {
            Ok(Str::decode_fs_default(core::ffi::CStr::from_ptr(p).to_bytes())?.upcast())
        }
    }
}

fn to_set(s: &libc::sigset_t) -> PyResult<Ref<Set>> {
    let set = Set::new()?;
    for n in 1..signals::COUNT as i32 {
        // SAFETY: a valid set.
        if unsafe { libc::sigismember(s, n) } == 1 {
            set.add(&*Long::from_i64(n.into())?)?;
        }
    }
    Ok(set)
}

pub fn from_iterable(o: &Object) -> PyResult<libc::sigset_t> {
    // SAFETY: the set is emptied first.
    let mut s = unsafe {
        let mut s: libc::sigset_t = core::mem::zeroed();
        libc::sigemptyset(&mut s);
        s
    };
    let items = Tuple::from_iterable(o)?;
    for item in items.as_slice() {
        let Some(n) = item.index()?.to_i64() else {
            return Err(raise!(
                ValueError,
                "signal number out of range [1; {}]",
                signals::COUNT - 1
            ));
        };
        if n < 1 || n >= signals::COUNT as i64 {
            return Err(raise!(
                ValueError,
                "signal number {} out of range [1; {}]",
                n,
                signals::COUNT - 1
            ));
        }
        // SAFETY: a valid set and number.
        unsafe { libc::sigaddset(&mut s, n as i32) };
    }
    Ok(s)
}

/// Change the thread's mask of blocked signals; gives the old one.
#[pyfunction("pthread_sigmask(how, mask, /)")]
fn pthread_sigmask(how: i32, mask: &Object) -> PyResult<Ref<Set>> {
    let new = from_iterable(mask)?;
    // SAFETY: local structs.
    let old = unsafe {
        let mut old: libc::sigset_t = core::mem::zeroed();
        let e = libc::pthread_sigmask(how, &new, &mut old);
        if e != 0 {
            return Err(exceptions::os_error(e, None));
        }
        old
    };
    signals::check()?;
    to_set(&old)
}

/// The signals that wait while they are blocked.
#[pyfunction("sigpending()")]
fn sigpending() -> PyResult<Ref<Set>> {
    // SAFETY: a local struct.
    unsafe {
        let mut s: libc::sigset_t = core::mem::zeroed();
        if libc::sigpending(&mut s) != 0 {
            return Err(exceptions::os_error(crate::posix::errno(), None));
        }
        to_set(&s)
    }
}

/// Wait for one of the signals; gives its number.
#[pyfunction("sigwait(sigset, /)")]
fn sigwait(sigset: &Object) -> PyResult<i32> {
    let s = from_iterable(sigset)?;
    let mut n = 0;
    let p = &raw mut n as usize;
    // SAFETY: local words.
    let e = runtime::pystate::allow_threads(|| unsafe { libc::sigwait(&s, p as *mut i32) });
    if e != 0 {
        Err(exceptions::os_error(e, None))
    } else {
        Ok(n)
    }
}

/// Send a signal to a thread.
#[pyfunction("pthread_kill(thread_id, signalnum, /)")]
fn pthread_kill(thread_id: u64, signalnum: i32) -> PyResult<()> {
    objects::audit!("signal.pthread_kill", thread_id, signalnum)?;
    // SAFETY: no pointers; the identifier is the caller's responsibility, as with stock.
    let e = unsafe { libc::pthread_kill(thread_id as libc::pthread_t, signalnum) };
    if e != 0 {
        return Err(exceptions::os_error(e, None));
    }
    signals::check()
}

/// All signals of this system.
#[pyfunction("valid_signals()")]
fn valid_signals() -> PyResult<Ref<Set>> {
    // SAFETY: the set is filled whole.
    unsafe {
        let mut s: libc::sigset_t = core::mem::zeroed();
        libc::sigfillset(&mut s);
        to_set(&s)
    }
}

fn exec(m: &Module) -> PyResult<()> {
    for (name, value) in INTEGERS {
        m.add_int(name, *value)?;
    }
    let namespace = Dict::new()?;
    namespace.set_text("__module__", &*Str::from_str("signal")?)?;
    let bases = Tuple::from_slice(&[&types::OSError])?;
    let class = Type::create(&*Str::from_str("ItimerError")?, &bases, &namespace)?;
    m.add("ItimerError", &class)?;
    ITIMER_ERROR.set(class);
    let info = runtime::named_tuple::new_type("signal.struct_siginfo", "", SIGINFO, SIGINFO.len())?;
    m.add("struct_siginfo", &info)?;
    STRUCT_SIGINFO.set(info);
    // what the process inherited: ignored, default, or somebody else's
    for n in 1..signals::COUNT {
        // SAFETY: local structs.
        let inherited = unsafe {
            let mut a: libc::sigaction = core::mem::zeroed();
            if libc::sigaction(n as i32, core::ptr::null(), &mut a) != 0 {
                continue;
            }
            a.sa_sigaction
        };
        let handler: Ref = match inherited {
            libc::SIG_DFL => default()?.upcast(),
            libc::SIG_IGN => Long::from_i64(libc::SIG_IGN as i64)?.upcast(),
            _ => none_ref(),
        };
        drop(signals::set_handler(n, handler));
    }
    // whoever imports the module gets KeyboardInterrupt, in whatever way Python was started
    let is_default = signals::handler(libc::SIGINT as usize)
        .is_some_and(|h| h.downcast::<Long>().and_then(Long::to_i64) == Some(libc::SIG_DFL as i64));
    if is_default && let Some(h) = m.dict().get(&*Str::from_str("default_int_handler")?)? {
        signals::set_handler(libc::SIGINT as usize, h);
        signals::set_c_handler(libc::SIGINT);
    }
    Ok(())
}

crate::module!(
    c"_signal",
    c"Handlers of signals, on which the module signal is built.",
    methods = method_table![
        default_int_handler,
        signal,
        getsignal,
        raise_signal,
        alarm,
        pause,
        siginterrupt,
        set_wakeup_fd,
        setitimer,
        getitimer,
        strsignal,
        pthread_sigmask,
        sigpending,
        sigwait,
        sigwaitinfo,
        sigtimedwait,
        pidfd_send_signal,
        pthread_kill,
        valid_signals
    ],
    exec = exec
);
