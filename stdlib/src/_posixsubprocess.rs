//! `_posixsubprocess`: starting a child process, for `subprocess`.
//!
//! Everything that allocates happens before the fork: between fork and exec the child makes system calls only, since it may
//! have been forked while other threads held locks. A failure there is told to the parent through a pipe, in the text that
//! `subprocess` parses: `OSError:HEX_ERRNO:what`.

use std::ffi::CString;

use base::tstate;
use clinic::{method_table, pyfunction};
use core::ffi::{c_char, c_int};
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;

use crate::_io::support::path_bytes;
use crate::posix::{errno, os_error, process, stat};

/// As many supplementary groups as Linux allows (`NGROUPS_MAX`).
const MAX_GROUPS: usize = 65536;

/// A NULL-terminated array of C strings.
struct Strings {
    _owner: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl Strings {
    fn new(owner: Vec<CString>) -> Strings {
        let pointers = owner
            .iter()
            .map(|s| s.as_ptr())
            .chain([core::ptr::null()])
            .collect();
        Strings {
            _owner: owner,
            pointers,
        }
    }

    /// From a sequence of bytes objects.
    fn from_bytes(sequence: &Object) -> PyResult<Strings> {
        let n = sequence.length()?;
        // the length is a claim: room for it comes first
        let mut out = Vec::new();
        if out.try_reserve_exact(n).is_err() {
            return Err(exceptions::no_memory());
        }
        for i in 0..n as isize {
            let item = sequence.get_index(i)?;
            let Some(bytes) = item.downcast::<Bytes>() else {
                return Err(raise!(
                    TypeError,
                    "expected bytes, {} found",
                    item.class().tp_name()
                ));
            };
            out.push(
                CString::new(bytes.as_slice())
                    .map_err(|_| raise!(ValueError, "embedded null byte"))?,
            );
        }
        Ok(Strings::new(out))
    }

    /// From a sequence of paths.
    fn from_paths(sequence: &Object) -> PyResult<Strings> {
        if sequence.downcast::<List>().is_none() && sequence.downcast::<Tuple>().is_none() {
            let iterable = sequence.iter();
            if let Err(raised) = iterable {
                exceptions::clear_if(&types::TypeError, raised)?;
                return Err(raise!(TypeError, "argv must be a tuple"));
            }
        }
        let items = Tuple::from_iterable(sequence)?;
        let mut out = Vec::new();
        for item in items.as_slice() {
            out.push(path_bytes(item)?);
            if sequence
                .downcast::<List>()
                .is_some_and(|l| l.len() != items.len())
            {
                return Err(raise!(RuntimeError, "args changed during iteration"));
            }
        }
        Ok(Strings::new(out))
    }
}

/// The descriptors that the child sets up or closes; -1 is none.
struct Pipes {
    p2cread: c_int,
    p2cwrite: c_int,
    c2pread: c_int,
    c2pwrite: c_int,
    errread: c_int,
    errwrite: c_int,
    errpipe_read: c_int,
    errpipe_write: c_int,
}

/// All that the child needs, ready made.
struct Child<'a> {
    executables: Strings,
    argv: Strings,
    envp: Option<Strings>,
    cwd: Option<CString>,
    pipes: Pipes,
    close_fds: bool,
    keep: Vec<c_int>,
    restore_signals: bool,
    setsid: bool,
    pgid: c_int,
    gid: Option<u32>,
    groups: Option<Vec<libc::gid_t>>,
    uid: Option<u32>,
    umask: c_int,
    preexec_fn: Option<&'a Object>,
}

/// Why the child did not get as far as the program.
enum Failure {
    /// errno, and what was being done.
    System(c_int, &'static [u8]),
    /// The callable given as `preexec_fn` raised.
    Preexec,
}

fn check(result: c_int) -> Result<c_int, Failure> {
    if result < 0 {
        Err(Failure::System(errno(), b"noexec"))
    } else {
        Ok(result)
    }
}

fn set_inheritable(fd: c_int, inheritable: bool) -> Result<(), Failure> {
    // SAFETY: no pointers.
    unsafe {
        let flags = check(libc::fcntl(fd, libc::F_GETFD))?;
        let wanted = if inheritable {
            flags & !libc::FD_CLOEXEC
        } else {
            flags | libc::FD_CLOEXEC
        };
        if wanted != flags {
            check(libc::fcntl(fd, libc::F_SETFD, wanted))?;
        }
    }
    Ok(())
}

/// Makes `fd` the child's descriptor `target`.
fn place(fd: c_int, target: c_int) -> Result<(), Failure> {
    match fd {
        -1 => Ok(()),
        _ if fd == target => set_inheritable(fd, true),
        // SAFETY: no pointers.
        _ => check(unsafe { libc::dup2(fd, target) }).map(drop),
    }
}

/// Closes the descriptors from 3 on but those in `keep`, which is sorted.
fn close_others(keep: &[c_int]) {
    let mut start = 3;
    let close = |first: c_int, last: c_int| {
        if first > last {
            return;
        }
        // SAFETY: no pointers.
        unsafe {
            if libc::syscall(libc::SYS_close_range, first, last, 0) == 0 {
                return;
            }
            let end = last.min(libc::sysconf(libc::_SC_OPEN_MAX).clamp(256, 1 << 20) as c_int);
            for fd in first..=end {
                libc::close(fd);
            }
        }
    };
    for &fd in keep.iter().filter(|&&fd| fd >= 3) {
        close(start, fd - 1);
        start = fd + 1;
    }
    close(start, c_int::MAX);
}

impl Child<'_> {
    /// Sets the process up and becomes the program; comes back only if that failed.
    fn exec(&self) -> Result<core::convert::Infallible, Failure> {
        let p = &self.pipes;
        for &fd in self.keep.iter().filter(|&&fd| fd != p.errpipe_write) {
            set_inheritable(fd, true)?;
        }
        // SAFETY: the arrays end with NULL and live on; the rest are plain system calls.
        unsafe {
            for fd in [p.p2cwrite, p.c2pread, p.errread] {
                if fd != -1 {
                    check(libc::close(fd))?;
                }
            }
            check(libc::close(p.errpipe_read))?;
            // what stands in the way of a lower descriptor moves up first
            let (mut c2pwrite, mut errwrite) = (p.c2pwrite, p.errwrite);
            if c2pwrite == 0 {
                c2pwrite = check(libc::dup(c2pwrite))?;
                set_inheritable(c2pwrite, false)?;
            }
            while errwrite == 0 || errwrite == 1 {
                errwrite = check(libc::dup(errwrite))?;
                set_inheritable(errwrite, false)?;
            }
            place(p.p2cread, 0)?;
            place(c2pwrite, 1)?;
            place(errwrite, 2)?;
            if let Some(cwd) = &self.cwd
                && libc::chdir(cwd.as_ptr()) < 0
            {
                return Err(Failure::System(errno(), b"noexec:chdir"));
            }
            if self.umask >= 0 {
                libc::umask(self.umask as libc::mode_t);
            }
            if self.restore_signals {
                for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                    runtime::signals::set_action(signal, libc::SIG_DFL);
                }
            }
            if self.setsid {
                check(libc::setsid())?;
            }
            if self.pgid >= 0 {
                check(libc::setpgid(0, self.pgid))?;
            }
            // the raw calls: the C library's would ask other threads to follow
            if let Some(groups) = &self.groups {
                let r = libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr());
                check(r as c_int)?;
            }
            if let Some(gid) = self.gid {
                check(libc::syscall(libc::SYS_setregid, gid, gid) as c_int)?;
            }
            if let Some(uid) = self.uid {
                check(libc::syscall(libc::SYS_setreuid, uid, uid) as c_int)?;
            }
            if let Some(f) = self.preexec_fn
                && f.call(&[]).is_err()
            {
                return Err(Failure::Preexec);
            }
            if self.close_fds {
                close_others(&self.keep);
            }
            let mut first_error = 0;
            for &program in &self.executables.pointers {
                if program.is_null() {
                    break;
                }
                match &self.envp {
                    Some(env) => {
                        libc::execve(program, self.argv.pointers.as_ptr(), env.pointers.as_ptr())
                    }
                    None => libc::execv(program, self.argv.pointers.as_ptr()),
                };
                let e = errno();
                if e != libc::ENOENT && e != libc::ENOTDIR && first_error == 0 {
                    first_error = e;
                }
            }
            let e = if first_error != 0 {
                first_error
            } else {
                errno()
            };
            Err(Failure::System(e, b""))
        }
    }

    /// The child's life until exec. Tells the parent what went wrong.
    fn run(&self) -> ! {
        let failure = match self.exec() {
            Ok(never) => match never {},
            Err(f) => f,
        };
        let put = |text: &[u8]| {
            // SAFETY: the slice's length is given; nothing could be done about an error.
            unsafe { libc::write(self.pipes.errpipe_write, text.as_ptr().cast(), text.len()) };
        };
        match failure {
            Failure::System(e, what) => {
                put(b"OSError:");
                let mut digits = [0u8; 8];
                let mut at = digits.len();
                let mut rest = e.unsigned_abs();
                while rest != 0 && at > 0 {
                    at -= 1;
                    digits[at] = b"0123456789abcdef"[(rest % 16) as usize];
                    rest /= 16;
                }
                put(&digits[at..]);
                put(b":");
                put(what);
            }
            Failure::Preexec => put(b"SubprocessError:0:Exception occurred in preexec_fn."),
        }
        // SAFETY: ends the process.
        unsafe { libc::_exit(255) }
    }
}

/// The descriptors of a sorted tuple of ints without doubles.
fn fds_to_keep(tuple: &Tuple) -> PyResult<Vec<c_int>> {
    let mut out: Vec<c_int> = Vec::new();
    for item in tuple.as_slice() {
        let fd = item
            .downcast::<Long>()
            .and_then(Long::to_i64)
            .and_then(|fd| c_int::try_from(fd).ok())
            .filter(|&fd| fd >= 0 && out.last().is_none_or(|&last| fd > last));
        match fd {
            Some(fd) => out.push(fd),
            None => return Err(raise!(ValueError, "bad value(s) in fds_to_keep")),
        }
    }
    Ok(out)
}

fn groups(o: &Object) -> PyResult<Option<Vec<libc::gid_t>>> {
    if is_none(o) {
        return Ok(None);
    }
    let Some(list) = o.downcast::<List>() else {
        return Err(raise!(TypeError, "setgroups argument must be a list"));
    };
    if list.len() > MAX_GROUPS {
        return Err(raise!(ValueError, "too many extra_groups"));
    }
    let items = Tuple::from_iterable(list)?;
    let mut out = Vec::new();
    for item in items.as_slice() {
        if item.downcast::<Long>().is_none() {
            return Err(raise!(TypeError, "extra_groups must be integers"));
        }
        match stat::id_argument(item, "gid") {
            Ok(gid) => out.push(gid),
            Err(raised) => {
                raised.clear();
                return Err(raise!(ValueError, "invalid group id"));
            }
        }
    }
    Ok(Some(out))
}

fn id(o: &Object, what: &str) -> PyResult<Option<u32>> {
    if is_none(o) {
        return Ok(None);
    }
    match stat::id_argument(o, what) {
        Ok(id) => Ok(Some(id)),
        Err(raised) => {
            raised.clear();
            Err(raise!(
                ValueError,
                "invalid {} id",
                if what == "gid" { "group" } else { "user" }
            ))
        }
    }
}

/// Start a child process; gives its ID.
///
/// The child closes the parent's pipe ends and, if asked, all descriptors from 3 on but those in pass_fds, then becomes the
/// first of the programs that can be run. What goes wrong in it is written to errpipe_write. preexec_fn runs in the
/// child before the program; with threads around it may deadlock.
#[pyfunction(
    "fork_exec(args, executable_list, close_fds, pass_fds, cwd,
          env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
          errpipe_read, errpipe_write, restore_signals, call_setsid,
          pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn,
          /)"
)]
fn fork_exec(
    args: &Object,
    executable_list: &Object,
    close_fds: bool,
    pass_fds: &Tuple,
    cwd: &Object,
    env: &Object,
    p2cread: c_int,
    p2cwrite: c_int,
    c2pread: c_int,
    c2pwrite: c_int,
    errread: c_int,
    errwrite: c_int,
    errpipe_read: c_int,
    errpipe_write: c_int,
    restore_signals: bool,
    call_setsid: bool,
    pgid_to_set: c_int,
    gid: &Object,
    extra_groups: &Object,
    uid: &Object,
    child_umask: c_int,
    preexec_fn: &Object,
) -> PyResult<i32> {
    let preexec_fn = Some(preexec_fn).filter(|f| !is_none(f));
    if preexec_fn.is_some() {
        if !runtime::pystate::finalizing().is_null() {
            return Err(raise!(
                PythonFinalizationError,
                "preexec_fn not supported at interpreter shutdown"
            ));
        }
        // SAFETY: attached.
        if unsafe { (*tstate::interp()).id } != 0 {
            return Err(raise!(
                RuntimeError,
                "preexec_fn not supported within subinterpreters"
            ));
        }
    }
    if close_fds && errpipe_write < 3 {
        return Err(raise!(ValueError, "errpipe_write must be >= 3"));
    }
    let child = Child {
        keep: fds_to_keep(pass_fds)?,
        executables: Strings::from_bytes(executable_list)?,
        argv: if is_none(args) {
            Strings::new(Vec::new())
        } else {
            Strings::from_paths(args)?
        },
        envp: if is_none(env) {
            None
        } else {
            Some(Strings::from_bytes(env)?)
        },
        cwd: if is_none(cwd) {
            None
        } else {
            Some(path_bytes(cwd)?)
        },
        pipes: Pipes {
            p2cread,
            p2cwrite,
            c2pread,
            c2pwrite,
            errread,
            errwrite,
            errpipe_read,
            errpipe_write,
        },
        close_fds,
        restore_signals,
        setsid: call_setsid,
        pgid: pgid_to_set,
        groups: groups(extra_groups)?,
        gid: id(gid, "gid")?,
        uid: id(uid, "uid")?,
        umask: child_umask,
        preexec_fn,
    };
    objects::audit!("_posixsubprocess.fork_exec", executable_list, args, env)?;
    // the child must not collect garbage while Python code runs in it, as finalisers would run twice
    // SAFETY: attached; a word of the interpreter.
    let gc_enabled = unsafe { &mut (*objects::gc::state()).enabled };
    let was_enabled = *gc_enabled;
    if preexec_fn.is_some() {
        *gc_enabled = 0;
        process::before_fork();
    }
    // SAFETY: the child keeps to system calls, or has put the runtime right for `preexec_fn`.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        if preexec_fn.is_some() {
            process::after_fork_child();
        }
        child.run();
    }
    let e = errno();
    if preexec_fn.is_some() {
        process::after_fork_parent();
        *gc_enabled = was_enabled;
    }
    if pid < 0 {
        // SAFETY: the thread's own word.
        unsafe { *libc::__errno_location() = e };
        return Err(os_error());
    }
    Ok(pid)
}

crate::module!(
    c"_posixsubprocess",
    c"A helper of the module subprocess: starts a child process.",
    methods = method_table![fork_exec]
);
