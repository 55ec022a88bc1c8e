//! `faulthandler`: the stacks of all threads, when the process is dying, on a signal, after a time, or on demand.

pub mod dump;
mod fatal;
mod later;
mod user;

use core::ffi::c_int;

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{exceptions, warnings};
use runtime::pystate;

use crate::module;
use dump::Out;

/// The descriptor of a file argument, and the file to keep alive while it is used.
fn descriptor(file: Option<&Object>) -> PyResult<(c_int, Option<Ref>)> {
    let file = match file.filter(|f| !is_none(f)) {
        Some(f) => f.to_ref(),
        None => match runtime::sys::get("stderr")? {
            Some(f) if is_none(&f) => return Err(raise!(RuntimeError, "sys.stderr is None")),
            Some(f) => f,
            None => return Err(raise!(RuntimeError, "unable to get sys.stderr")),
        },
    };
    if let Some(n) = file.downcast::<Long>() {
        if file.downcast::<Bool>().is_some() {
            warnings::warn(
                &exceptions::types::RuntimeWarning,
                format_args!("bool is used as a file descriptor"),
                1,
            )?;
        }
        let fd = n.as_i32()?;
        if fd < 0 {
            return Err(raise!(ValueError, "file is not a valid file descriptor"));
        }
        return Ok((fd, None));
    }
    let number = file.call_method(interned!("fileno"), &[])?;
    let fd = match number.downcast::<Long>() {
        Some(n) => n.as_i32()?,
        None => -1,
    };
    if fd < 0 {
        return Err(raise!(
            RuntimeError,
            "file.fileno() is not a valid file descriptor"
        ));
    }
    if let Err(raised) = file.call_method(interned!("flush"), &[]) {
        raised.clear();
    }
    Ok((fd, Some(file)))
}

/// What a dump shows.
#[derive(Clone, Copy)]
pub(crate) struct What {
    pub fd: c_int,
    pub all_threads: bool,
    pub interp: *mut PyInterpreterState,
}

impl What {
    /// Writes the stacks, from wherever we are.
    ///
    /// # Safety
    /// The interpreter lives.
    unsafe fn dump(self, current: *mut PyThreadState) {
        let out = Out(self.fd);
        // SAFETY: the caller vouches; the current thread's state is its own.
        unsafe {
            if self.all_threads {
                dump::all_threads(out, self.interp, current);
            } else if !current.is_null() {
                dump::stack(out, current, true);
            }
        }
    }
}

fn interp() -> *mut PyInterpreterState {
    base::tstate::interp()
}

/// Write the stack of the current thread, or of all threads.
#[pyfunction("dump_traceback(file=sys.stderr, all_threads=True)")]
fn dump_traceback(
    #[default(None)] file: Option<&Object>,
    #[default(true)] all_threads: bool,
) -> PyResult<()> {
    let (fd, _held) = descriptor(file)?;
    let what = What {
        fd,
        all_threads,
        interp: interp(),
    };
    // SAFETY: attached.
    unsafe { what.dump(base::tstate::current()) };
    runtime::signals::check()
}

/// Write the C stack of the current thread.
#[pyfunction("dump_c_stack(file=sys.stderr)")]
fn dump_c_stack(#[default(None)] file: Option<&Object>) -> PyResult<()> {
    let (fd, _held) = descriptor(file)?;
    dump::c_stack(Out(fd));
    Ok(())
}

/// Show the stacks when the process dies of a fault.
#[pyfunction(
    "enable(file=sys.stderr, all_threads=True, c_stack=True)",
    shown = "($module, /, file=sys.stderr, all_threads=True)"
)]
fn enable(
    #[default(None)] file: Option<&Object>,
    #[default(true)] all_threads: bool,
    #[default(true)] c_stack: bool,
) -> PyResult<()> {
    let (fd, held) = descriptor(file)?;
    let what = What {
        fd,
        all_threads,
        interp: interp(),
    };
    fatal::enable(what, c_stack, held)
}

/// No longer show the stacks at a fault; says whether it was on.
#[pyfunction("disable()")]
fn disable() -> bool {
    fatal::disable()
}

/// Will the stacks be shown at a fault?
#[pyfunction("is_enabled()")]
fn is_enabled() -> bool {
    fatal::is_enabled()
}

/// Show the stacks of all threads after a time, once or again and again, or exit then.
#[pyfunction("dump_traceback_later(timeout, repeat=False, file=sys.stderr, exit=False)")]
fn dump_traceback_later(
    timeout: &Object,
    #[default(false)] repeat: bool,
    #[default(None)] file: Option<&Object>,
    #[default(false)] exit: bool,
) -> PyResult<()> {
    let nanoseconds = runtime::pytime::from_seconds(timeout, runtime::pytime::Rounding::Up)?;
    let microseconds = nanoseconds / 1000;
    let Some(microseconds) = u64::try_from(microseconds).ok().filter(|n| *n > 0) else {
        return Err(raise!(ValueError, "timeout must be greater than 0"));
    };
    let (fd, held) = descriptor(file)?;
    let what = What {
        fd,
        all_threads: true,
        interp: interp(),
    };
    later::start(what, microseconds, repeat, exit, held)
}

/// Cancel what dump_traceback_later() began.
#[pyfunction("cancel_dump_traceback_later()")]
fn cancel_dump_traceback_later() {
    later::cancel();
}

fn check_signum(signum: i32) -> PyResult<()> {
    if fatal::handles(signum) {
        return Err(raise!(
            RuntimeError,
            "signal {} cannot be registered, use enable() instead",
            signum
        ));
    }
    if !(1..=64).contains(&signum) {
        return Err(raise!(ValueError, "signal number out of range"));
    }
    Ok(())
}

/// Show the stacks whenever a signal comes; chain=True: then do what was done before.
#[pyfunction("register(signum, file=sys.stderr, all_threads=True, chain=False)")]
fn register(
    signum: i32,
    #[default(None)] file: Option<&Object>,
    #[default(true)] all_threads: bool,
    #[default(false)] chain: bool,
) -> PyResult<()> {
    check_signum(signum)?;
    let (fd, held) = descriptor(file)?;
    let what = What {
        fd,
        all_threads,
        interp: interp(),
    };
    user::register(signum, what, chain, held)
}

/// Undo register(); says whether it was in force.
#[pyfunction("unregister(signum, /)")]
fn unregister(signum: i32) -> PyResult<bool> {
    check_signum(signum)?;
    Ok(user::unregister(signum))
}

/// Read from address 0.
#[pyfunction("_read_null()")]
fn read_null() -> i32 {
    no_core_file();
    // SAFETY: none: this is for tests of how the process dies.
    unsafe { core::ptr::without_provenance::<i32>(core::hint::black_box(0)).read_volatile() }
}

/// The fault itself must not leave a core file of the tests.
fn no_core_file() {
    let none = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: a live struct.
    unsafe { libc::setrlimit(libc::RLIMIT_CORE, &none) };
}

fn die_of(signum: c_int) {
    no_core_file();
    // SAFETY: no memory is involved.
    unsafe { libc::raise(signum) };
}

/// Raise SIGSEGV.
#[pyfunction("_sigsegv(release_gil=False, /)")]
fn sigsegv(#[default(false)] release_gil: bool) {
    if release_gil {
        pystate::allow_threads(|| die_of(libc::SIGSEGV));
    } else {
        die_of(libc::SIGSEGV);
    }
}

/// Raise SIGFPE.
#[pyfunction("_sigfpe()")]
fn sigfpe() {
    die_of(libc::SIGFPE);
}

/// Raise SIGABRT.
#[pyfunction("_sigabrt()")]
fn sigabrt() {
    no_core_file();
    // SAFETY: the process ends here.
    unsafe { libc::abort() }
}

/// Call the fatal error function in a thread without a state.
#[pyfunction("_fatal_error_c_thread()")]
fn fatal_error_c_thread() {
    no_core_file();
    let thread = std::thread::spawn(|| {
        base::fatal::error(Some("faulthandler_fatal_error_thread"), "in new thread")
    });
    let _ = thread.join();
}

/// Use up the stack.
#[pyfunction("_stack_overflow()")]
fn stack_overflow() -> u64 {
    #[inline(never)]
    fn deeper(n: u64) -> u64 {
        let page = core::hint::black_box([n as u8; 4096]);
        if page[(n % 4096) as usize] == 255 && n == u64::MAX {
            return n;
        }
        deeper(n + 1) + u64::from(page[0])
    }
    no_core_file();
    deeper(0)
}

/// The state of the thread that a signal interrupts, whether or not it holds the GIL.
fn this_thread() -> *mut PyThreadState {
    pystate::gilstate_get()
}

module!(
    c"faulthandler",
    c"Stacks of all threads at a fault, on a signal, after a time.",
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
        fatal_error_c_thread,
        sigabrt,
        sigfpe,
        stack_overflow
    ]
);
