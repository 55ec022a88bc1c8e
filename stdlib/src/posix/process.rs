//! Processes: forking, replacing, ending, waiting.

use std::ffi::CString;

use base::tstate;
use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use super::{Path, checked, errno, os_error, path_error, state};
use crate::_io::support::path_bytes;

/// Runs the registered callbacks of one kind. What they raise is reported, not passed on.
fn run_at_fork(list: Option<Ref>, reverse: bool) {
    let Some(list) = list.and_then(|l| l.downcast_into::<List>().ok()) else {
        return;
    };
    let n = list.len();
    for i in 0..n {
        let Some(f) = list.get(if reverse { n - 1 - i } else { i }) else {
            continue;
        };
        if let Err(_raised) = f.call(&[]) {
            objects::exceptions::write_unraisable(
                format_args!("Exception ignored in at-fork callback"),
                Some(&f),
            );
        }
    }
}

/// Before a fork in the parent (`PyOS_BeforeFork`).
pub fn before_fork() {
    // SAFETY: attached; the interpreter owns the list.
    run_at_fork(
        unsafe { Ref::from_borrowed_opt((*tstate::interp()).before_forkers) },
        true,
    );
    runtime::import::lock::acquire();
}

/// After a fork in the parent (`PyOS_AfterFork_Parent`).
pub fn after_fork_parent() {
    runtime::import::lock::release();
    // SAFETY: attached; the interpreter owns the list.
    run_at_fork(
        unsafe { Ref::from_borrowed_opt((*tstate::interp()).after_forkers_parent) },
        false,
    );
}

/// The same after a fork by the program's own will: other threads may hold locks, which nobody gives back in the child.
pub fn after_fork_parent_warning(function: &str) {
    // Counted before callbacks start some.
    let threads = os_threads();
    after_fork_parent();
    if threads > 1 {
        let warned = objects::warnings::warn(
            &objects::exceptions::types::DeprecationWarning,
            format_args!(
                "This process (pid={}) is multi-threaded, use of {function}() may lead to deadlocks in the child.",
                std::process::id()
            ),
            1,
        );
        if let Err(raised) = warned {
            raised.clear();
        }
    }
}

/// The threads of this process, Python's or not; 0 if the system does not tell.
fn os_threads() -> usize {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold anything, stand 17 fields before the count.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let count = fields.split_ascii_whitespace().nth(17);
    count.and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// After a fork in the child (`PyOS_AfterFork_Child`): locks and thread lists are put right, only this thread lives.
pub fn after_fork_child() {
    runtime::pystate::after_fork_child();
    crate::_thread::after_fork_child();
    runtime::import::lock::release();
    runtime::perf::after_fork_child();
    // SAFETY: attached; the interpreter owns the list.
    run_at_fork(
        unsafe { Ref::from_borrowed_opt((*tstate::interp()).after_forkers_child) },
        false,
    );
}

/// Make a child process: 0 in the child, its ID in the parent.
#[pyfunction("fork()")]
pub fn fork() -> PyResult<i32> {
    check_fork()?;
    runtime::audit::audit("os.fork", || Ok(Tuple::empty().to_ref()))?;
    before_fork();
    // SAFETY: the child goes on with this thread alone; `after_fork_child` puts shared state right.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        after_fork_child();
    } else {
        let e = errno();
        after_fork_parent_warning("fork");
        if pid < 0 {
            return Err(objects::exceptions::os_error(e, None));
        }
    }
    Ok(pid)
}

/// May the interpreter fork?
pub fn check_fork() -> PyResult<()> {
    if !runtime::pystate::interpreter_finalizing().is_null() {
        return Err(raise!(
            PythonFinalizationError,
            "can't fork at interpreter shutdown"
        ));
    }
    if !runtime::pystate::has_feature(layout::Py_RTFLAGS_FORK) {
        return Err(raise!(
            RuntimeError,
            "fork not supported for isolated subinterpreters"
        ));
    }
    Ok(())
}

/// May the interpreter put another program in the place of this one?
fn check_exec() -> PyResult<()> {
    if !runtime::pystate::has_feature(layout::Py_RTFLAGS_EXEC) {
        return Err(raise!(
            RuntimeError,
            "exec not supported for isolated subinterpreters"
        ));
    }
    Ok(())
}

/// Register callables that run around a fork: before it, after it in the child, after it in the parent.
#[pyfunction(
    "register_at_fork(*, before=<unrepresentable>, after_in_child=<unrepresentable>, after_in_parent=<unrepresentable>)"
)]
pub fn register_at_fork(
    before: Option<&Object>,
    after_in_child: Option<&Object>,
    after_in_parent: Option<&Object>,
) -> PyResult<()> {
    if before.is_none() && after_in_child.is_none() && after_in_parent.is_none() {
        return Err(raise!(TypeError, "At least one argument is required."));
    }
    for (f, name) in [
        (before, "before"),
        (after_in_child, "after_in_child"),
        (after_in_parent, "after_in_parent"),
    ] {
        if let Some(f) = f.filter(|f| !f.is_callable()) {
            return Err(raise!(
                TypeError,
                "'{}' must be callable, not {}",
                name,
                f.class().tp_name()
            ));
        }
    }
    // SAFETY: attached; the interpreter owns its lists.
    unsafe {
        let interp = tstate::interp();
        for (f, slot) in [
            (before, &raw mut (*interp).before_forkers),
            (after_in_child, &raw mut (*interp).after_forkers_child),
            (after_in_parent, &raw mut (*interp).after_forkers_parent),
        ] {
            if let Some(f) = f {
                if (*slot).is_null() {
                    *slot = List::new()?.into_ptr();
                }
                Object::from_ptr(*slot)
                    .downcast_unchecked::<List>()
                    .push(f)?;
            }
        }
    }
    Ok(())
}

/// End the process at once, without cleaning up.
#[pyfunction("_exit(status)")]
pub fn exit(status: i32) {
    // SAFETY: ends the process.
    unsafe { libc::_exit(status) }
}

/// Abort the process.
#[pyfunction("abort()")]
pub fn abort() {
    std::process::abort()
}

/// Strings of a list or tuple, for exec.
fn strings(o: &Object, function: &str, what: &str) -> PyResult<Vec<CString>> {
    if o.downcast::<List>().is_none() && o.downcast::<Tuple>().is_none() {
        return Err(raise!(
            TypeError,
            "{}: {} must be a tuple or list",
            function,
            what
        ));
    }
    let items = Tuple::from_iterable(o)?;
    items
        .as_slice()
        .iter()
        .map(|i| Ok(Path::new(i, function, what)?.c_str().to_owned()))
        .collect()
}

pub fn pointers(strings: &[CString]) -> Vec<*const core::ffi::c_char> {
    strings
        .iter()
        .map(|s| s.as_ptr())
        .chain([core::ptr::null()])
        .collect()
}

fn arguments(argv: &Object, function: &str) -> PyResult<Vec<CString>> {
    let args = strings(argv, function, "arg 2")?;
    match args.first() {
        None => Err(raise!(ValueError, "{}() arg 2 must not be empty", function)),
        Some(a) if a.is_empty() => Err(raise!(
            ValueError,
            "{}() arg 2 first element cannot be empty",
            function
        )),
        Some(_) => Ok(args),
    }
}

/// Replace the process by another program.
#[pyfunction("execv(path, argv, /)")]
pub fn execv(path: &Object, argv: &Object) -> PyResult<()> {
    check_exec()?;
    let path = Path::new(path, "execv", "path")?;
    let args = arguments(argv, "execv")?;
    objects::audit!("os.exec", path.object(), argv, ())?;
    // SAFETY: NULL-terminated arrays of C strings; the call comes back only on failure.
    unsafe { libc::execv(path.c_str().as_ptr(), pointers(&args).as_ptr()) };
    Err(objects::exceptions::os_error(errno(), None))
}

/// The `NAME=value` strings of a mapping.
pub fn environment_strings(env: &Object) -> PyResult<Vec<CString>> {
    let items = Tuple::from_iterable(&*env.call_method(id!(items), &[])?)?;
    let mut environment = Vec::new();
    for item in items.as_slice() {
        let Some([name, value]) = item.downcast::<Tuple>().map(Tuple::as_slice) else {
            return Err(raise!(TypeError, "env.items() must give pairs"));
        };
        let (name, value) = (path_bytes(name)?, path_bytes(value)?);
        let mut entry = name.to_bytes().to_vec();
        if entry.is_empty() || entry.contains(&b'=') {
            return Err(raise!(ValueError, "illegal environment variable name"));
        }
        entry.push(b'=');
        entry.extend_from_slice(value.to_bytes());
        environment.push(CString::new(entry).unwrap_or_default());
    }
    Ok(environment)
}

/// Replace the process by another program, with an environment.
#[pyfunction("execve(path, argv, env)")]
pub fn execve(path: &Object, argv: &Object, env: &Object) -> PyResult<()> {
    check_exec()?;
    let path = Path::or_fd(path, "execve", "path")?;
    let args = arguments(argv, "execve")?;
    if !env.is_mapping() {
        return Err(raise!(
            TypeError,
            "execve: environment must be a mapping object"
        ));
    }
    let environment = environment_strings(env)?;
    objects::audit!("os.exec", path.object(), argv, env)?;
    // SAFETY: as in `execv`.
    unsafe {
        match path.fd() {
            Some(fd) => libc::fexecve(
                fd,
                pointers(&args).as_ptr(),
                pointers(&environment).as_ptr(),
            ),
            None => libc::execve(
                path.c_str().as_ptr(),
                pointers(&args).as_ptr(),
                pointers(&environment).as_ptr(),
            ),
        }
    };
    Err(path_error(&path))
}

/// Send a signal to a process.
#[pyfunction("kill(pid, signal, /)")]
pub fn kill(pid: i32, signal: i32) -> PyResult<()> {
    objects::audit!("os.kill", pid, signal)?;
    // SAFETY: no pointers.
    if unsafe { libc::kill(pid, signal) } < 0 {
        return Err(os_error());
    }
    runtime::signals::check()
}

/// Send a signal to a process group.
#[pyfunction("killpg(pgid, signal, /)")]
pub fn killpg(pgid: i32, signal: i32) -> PyResult<()> {
    objects::audit!("os.killpg", pgid, signal)?;
    // SAFETY: no pointers.
    if unsafe { libc::killpg(pgid, signal) } < 0 {
        return Err(os_error());
    }
    runtime::signals::check()
}

fn wait_result(pid: i32, status: i32) -> PyResult<Ref<Tuple>> {
    Tuple::from_array([
        Long::from_i64(pid.into())?.upcast(),
        Long::from_i64(status.into())?.upcast(),
    ])
}

/// Wait for any child to end: (its ID, its status).
#[pyfunction("wait()")]
pub fn wait() -> PyResult<Ref<Tuple>> {
    let mut status = 0;
    let p = &raw mut status as usize;
    // SAFETY: a local word.
    let pid = checked(|| unsafe { libc::wait(p as *mut i32) })?;
    wait_result(pid, status)
}

/// Wait for a child: (its ID, its status).
#[pyfunction("waitpid(pid, options, /)")]
pub fn waitpid(pid: i32, options: i32) -> PyResult<Ref<Tuple>> {
    let mut status = 0;
    let p = &raw mut status as usize;
    // SAFETY: a local word.
    let pid = checked(|| unsafe { libc::waitpid(pid, p as *mut i32, options) })?;
    wait_result(pid, status)
}

/// What `wait3` and `wait4` give: (ID, status, resource usage).
fn wait_usage(pid: i32, status: i32, u: &libc::rusage) -> PyResult<Ref<Tuple>> {
    let class = runtime::import::import_attr("resource", interned!("struct_rusage"))?;
    let seconds = |t: &libc::timeval| -> PyResult {
        Ok(Float::from_f64(t.tv_sec as f64 + t.tv_usec as f64 * 1e-6)?.upcast())
    };
    let mut values: Vec<Ref> = vec![seconds(&u.ru_utime)?, seconds(&u.ru_stime)?];
    for n in [
        u.ru_maxrss,
        u.ru_ixrss,
        u.ru_idrss,
        u.ru_isrss,
        u.ru_minflt,
        u.ru_majflt,
        u.ru_nswap,
        u.ru_inblock,
        u.ru_oublock,
        u.ru_msgsnd,
        u.ru_msgrcv,
        u.ru_nsignals,
        u.ru_nvcsw,
        u.ru_nivcsw,
    ] {
        values.push(Long::from_i64(n)?.upcast());
    }
    let usage = class.call(&[&*Tuple::from_vec(values)?])?;
    Tuple::from_array([
        Long::from_i64(pid.into())?.upcast(),
        Long::from_i64(status.into())?.upcast(),
        usage,
    ])
}

fn wait_for(pid: i32, options: i32) -> PyResult<Ref<Tuple>> {
    let mut status = 0;
    // SAFETY: all-zero is valid.
    let mut usage: libc::rusage = unsafe { core::mem::zeroed() };
    let (s, u) = (&raw mut status, &raw mut usage);
    // SAFETY: local words.
    let pid = checked(|| unsafe { libc::wait4(pid, s, options, u) })?;
    wait_usage(pid, status, &usage)
}

/// Wait for any child: (its ID, its status, what it used).
#[pyfunction("wait3(options)")]
pub fn wait3(options: i32) -> PyResult<Ref<Tuple>> {
    wait_for(-1, options)
}

/// Wait for a child: (its ID, its status, what it used).
#[pyfunction("wait4(pid, options)")]
pub fn wait4(pid: i32, options: i32) -> PyResult<Ref<Tuple>> {
    wait_for(pid, options)
}

/// Wait for a change of a child's state; None if there was none and WNOHANG was given.
#[pyfunction("waitid(idtype, id, options, /)")]
pub fn waitid(module: &Object, idtype: i32, id: i32, options: i32) -> PyResult {
    // SAFETY: all-zero is valid; the call fills it.
    unsafe {
        let mut info: libc::siginfo_t = core::mem::zeroed();
        let p = &raw mut info;
        checked(|| libc::waitid(idtype as libc::idtype_t, id as libc::id_t, p, options))?;
        if info.si_pid() == 0 {
            return Ok(none_ref());
        }
        let n = |v: i64| -> PyResult { Ok(Long::from_i64(v)?.upcast()) };
        runtime::named_tuple::instance(
            &state(module)?.waitid_result,
            vec![
                n(info.si_pid().into())?,
                n(info.si_uid().into())?,
                n(info.si_signo.into())?,
                n(info.si_status().into())?,
                n(info.si_code.into())?,
            ],
        )
    }
}

/// Did the process end by exiting?
#[pyfunction("WIFEXITED(status)")]
pub fn wifexited(status: i32) -> bool {
    libc::WIFEXITED(status)
}

/// The status that the process exited with.
#[pyfunction("WEXITSTATUS(status)")]
pub fn wexitstatus(status: i32) -> i32 {
    libc::WEXITSTATUS(status)
}

/// Did a signal end the process?
#[pyfunction("WIFSIGNALED(status)")]
pub fn wifsignaled(status: i32) -> bool {
    libc::WIFSIGNALED(status)
}

/// The signal that ended the process.
#[pyfunction("WTERMSIG(status)")]
pub fn wtermsig(status: i32) -> i32 {
    libc::WTERMSIG(status)
}

/// Is the process stopped?
#[pyfunction("WIFSTOPPED(status)")]
pub fn wifstopped(status: i32) -> bool {
    libc::WIFSTOPPED(status)
}

/// The signal that stopped the process.
#[pyfunction("WSTOPSIG(status)")]
pub fn wstopsig(status: i32) -> i32 {
    libc::WSTOPSIG(status)
}

/// Was the process continued?
#[pyfunction("WIFCONTINUED(status)")]
pub fn wifcontinued(status: i32) -> bool {
    libc::WIFCONTINUED(status)
}

/// Did the process leave a core dump?
#[pyfunction("WCOREDUMP(status, /)")]
pub fn wcoredump(status: i32) -> bool {
    libc::WCOREDUMP(status)
}

/// The exit code of a wait status: what exit() was given, or minus the signal.
#[pyfunction("waitstatus_to_exitcode(status)")]
pub fn waitstatus_to_exitcode(status: &Object) -> PyResult<i32> {
    let status = status.index()?.as_i32()?;
    if libc::WIFEXITED(status) {
        return Ok(libc::WEXITSTATUS(status));
    }
    if libc::WIFSIGNALED(status) {
        return Ok(-libc::WTERMSIG(status));
    }
    if libc::WIFSTOPPED(status) {
        return Err(raise!(
            ValueError,
            "process stopped by delivery of signal {}",
            libc::WSTOPSIG(status)
        ));
    }
    Err(raise!(ValueError, "invalid wait status: {}", status))
}

/// Run a command in a shell; gives its wait status.
#[pyfunction("system(command)")]
pub fn system(command: &Object) -> PyResult<i32> {
    let command = Path::new(command, "system", "command")?;
    objects::audit!("os.system", Bytes::from_slice(command.c_str().to_bytes()))?;
    // SAFETY: a C string.
    Ok(runtime::pystate::allow_threads(|| unsafe {
        libc::system(command.c_str().as_ptr())
    }))
}

/// Let another process have a turn.
#[pyfunction("sched_yield()")]
pub fn sched_yield() -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::sched_yield() }).map(drop)
}

/// The processors that a process may run on.
#[pyfunction("sched_getaffinity(pid, /)")]
pub fn sched_getaffinity(pid: i32) -> PyResult<Ref<Set>> {
    // SAFETY: a zeroed set whose size is given.
    let cpus = unsafe {
        let mut cpus: libc::cpu_set_t = core::mem::zeroed();
        if libc::sched_getaffinity(pid, size_of::<libc::cpu_set_t>(), &mut cpus) < 0 {
            return Err(os_error());
        }
        cpus
    };
    let set = Set::new()?;
    for i in 0..libc::CPU_SETSIZE as usize {
        // SAFETY: within the set.
        if unsafe { libc::CPU_ISSET(i, &cpus) } {
            set.add(&*Long::from_usize(i)?)?;
        }
    }
    Ok(set)
}
