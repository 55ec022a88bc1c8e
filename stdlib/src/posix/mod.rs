//! `posix`: the operating system's calls, which `os` builds on.
//!
//! A call that may block runs without the GIL; EINTR runs the signal handlers and tries again. Failures are OSError with
//! errno and the path.

mod constants;
mod descriptors;
mod device;
mod directory;
mod environment;
mod files;
mod identity;
mod path;
pub mod process;
mod scandir;
mod sched;
mod spawn;
pub(crate) mod stat;
mod system;
pub mod vectors;
mod xattr;

use base::local::LocalBox;
use clinic::method_table;
use objects::exceptions;
use objects::prelude::*;
use runtime::named_tuple as structseq;

pub use path::Path;

/// The types of the interpreter's module.
pub(crate) struct State {
    pub stat_result: Ref<Type>,
    pub statvfs_result: Ref<Type>,
    pub terminal_size: Ref<Type>,
    pub times_result: Ref<Type>,
    pub uname_result: Ref<Type>,
    pub waitid_result: Ref<Type>,
    pub sched_param: Ref<Type>,
}

static STATE: LocalBox<State> = LocalBox::new();

/// The module's types; an exception in finalisers that run after the interpreter has let go of them.
pub(crate) fn state(_module: &Object) -> PyResult<&'static State> {
    STATE.get().ok_or_else(|| crate::support::gone("posix"))
}

/// The thread's errno.
pub fn errno() -> i32 {
    // SAFETY: thread-local word.
    unsafe { *libc::__errno_location() }
}

/// OSError from errno.
pub fn os_error() -> Raised {
    exceptions::os_error(errno(), None)
}

/// OSError from errno with the path.
pub fn path_error(path: &Path) -> Raised {
    exceptions::os_error(errno(), Some(path.object()))
}

/// Runs a call without the GIL until it is not interrupted; signal handlers run in between. The result is negative only
/// with errno set.
pub fn retry<T: PartialOrd + Default>(mut call: impl FnMut() -> T) -> PyResult<T> {
    loop {
        let (result, e) = runtime::pystate::allow_threads(|| {
            let r = call();
            (r, errno())
        });
        if result < T::default() {
            if e == libc::EINTR {
                runtime::signals::check()?;
                continue;
            }
            // SAFETY: thread-local word.
            unsafe { *libc::__errno_location() = e };
        }
        return Ok(result);
    }
}

/// As `retry`, raising OSError for a negative result.
pub fn checked<T: PartialOrd + Default>(call: impl FnMut() -> T) -> PyResult<T> {
    let r = retry(call)?;
    if r < T::default() {
        Err(os_error())
    } else {
        Ok(r)
    }
}

/// As `checked`, with the path in the error.
pub fn checked_path<T: PartialOrd + Default>(path: &Path, call: impl FnMut() -> T) -> PyResult<T> {
    let r = retry(call)?;
    if r < T::default() {
        Err(path_error(path))
    } else {
        Ok(r)
    }
}

fn exec(m: &Module) -> PyResult<()> {
    constants::add(m)?;
    m.add("environ", &*environment::environ_dict()?)?;
    m.add("error", &exceptions::types::OSError)?;
    m.add("_have_functions", &*constants::have_functions()?)?;
    let named = |name: &str, doc: &str, fields: &[(&str, &str)], n: usize| -> PyResult<Ref<Type>> {
        let ty = structseq::new_type(name, doc, fields, n)?;
        let short = name.rsplit('.').next().unwrap_or(name);
        m.add(short, &ty)?;
        Ok(ty)
    };
    let made = State {
        stat_result: named(
            "os.stat_result",
            "What stat, fstat and lstat tell about a file.\n\nAs a tuple it holds ten integers; the times in other units and what depends on the system are attributes only.",
            stat::FIELDS,
            10,
        )?,
        statvfs_result: named(
            "os.statvfs_result",
            "What statvfs and fstatvfs tell about a file system.",
            stat::VFS_FIELDS,
            10,
        )?,
        terminal_size: named(
            "os.terminal_size",
            "How many columns and lines a terminal window has.",
            &[
                ("columns", "width in characters"),
                ("lines", "height in characters"),
            ],
            2,
        )?,
        times_result: named(
            "posix.times_result",
            "What times tells: processor time of the process and its children.",
            &[
                ("user", "user time"),
                ("system", "system time"),
                ("children_user", "user time of children"),
                ("children_system", "system time of children"),
                ("elapsed", "time since a fixed point"),
            ],
            5,
        )?,
        uname_result: named(
            "posix.uname_result",
            "What uname tells about the system.",
            &[
                ("sysname", "operating system"),
                ("nodename", "name of machine on network"),
                ("release", "release of the system"),
                ("version", "version of the system"),
                ("machine", "hardware"),
            ],
            5,
        )?,
        waitid_result: named(
            "posix.waitid_result",
            "What waitid tells about a child.",
            &[
                ("si_pid", ""),
                ("si_uid", ""),
                ("si_signo", ""),
                ("si_status", ""),
                ("si_code", ""),
            ],
            5,
        )?,
        sched_param: named(
            "posix.sched_param",
            "sched_param(sched_priority)\n--\n\nThe parameters of a scheduling policy: its priority.",
            &[("sched_priority", "priority")],
            1,
        )?,
    };
    // SAFETY: a heap type of our own, that nobody has used yet.
    unsafe {
        (*made.sched_param.raw()).tp_new = objects::slots::new(sched::new_sched_param);
    }
    STATE.set(made);
    scandir::ITERATOR.make(m)?;
    crate::support::add_type(m, &scandir::ENTRY)?;
    Ok(())
}

crate::module!(
    c"posix",
    c"The operating system's calls as POSIX has them. Use the module os instead.",
    methods = method_table![
        stat::stat,
        stat::lstat,
        stat::fstat,
        stat::statvfs,
        stat::fstatvfs,
        stat::access,
        stat::chmod,
        stat::fchmod,
        stat::chown,
        stat::fchown,
        stat::lchown,
        stat::utime,
        stat::umask,
        files::open,
        files::close,
        files::closerange,
        files::read,
        files::readinto,
        files::write,
        files::lseek,
        files::dup,
        files::dup2,
        files::pipe,
        files::pipe2,
        files::fsync,
        files::fdatasync,
        files::ftruncate,
        files::truncate,
        files::isatty,
        files::get_blocking,
        files::set_blocking,
        files::get_inheritable,
        files::set_inheritable,
        files::pread,
        files::pwrite,
        files::ttyname,
        files::device_encoding,
        files::lockf,
        files::sendfile,
        directory::getcwd,
        directory::getcwdb,
        directory::chdir,
        directory::fchdir,
        directory::chroot,
        directory::listdir,
        directory::mkdir,
        directory::rmdir,
        directory::unlink,
        directory::remove,
        directory::rename,
        directory::replace,
        directory::link,
        directory::symlink,
        directory::readlink,
        directory::mkfifo,
        directory::mknod,
        device::major,
        device::minor,
        device::makedev,
        scandir::scandir,
        path::fspath,
        path::path_normpath,
        path::path_splitroot_ex,
        environment::putenv,
        environment::unsetenv,
        environment::create_environ,
        identity::getpid,
        identity::getppid,
        identity::getuid,
        identity::geteuid,
        identity::getgid,
        identity::getegid,
        identity::getpgrp,
        identity::getpgid,
        identity::getsid,
        identity::getgroups,
        identity::getresuid,
        identity::getresgid,
        identity::setuid,
        identity::setgid,
        identity::seteuid,
        identity::setegid,
        identity::setreuid,
        identity::setregid,
        identity::setsid,
        identity::setpgid,
        identity::setpgrp,
        identity::getlogin,
        identity::tcgetpgrp,
        identity::tcsetpgrp,
        identity::getpriority,
        identity::setpriority,
        identity::nice,
        process::fork,
        process::register_at_fork,
        process::exit,
        process::abort,
        process::execv,
        process::execve,
        process::kill,
        process::killpg,
        process::wait,
        process::waitpid,
        process::wifexited,
        process::wexitstatus,
        process::wifsignaled,
        process::wtermsig,
        process::wifstopped,
        process::wstopsig,
        process::wifcontinued,
        process::wcoredump,
        process::waitstatus_to_exitcode,
        process::system,
        process::sched_yield,
        process::sched_getaffinity,
        system::uname,
        system::times,
        system::strerror,
        system::sysconf,
        system::confstr,
        system::pathconf,
        system::fpathconf,
        system::cpu_count,
        system::getloadavg,
        system::urandom,
        system::getrandom,
        system::get_terminal_size,
        system::ctermid,
        system::sync,
        system::is_inputhook_installed,
        system::inputhook,
        vectors::readv,
        vectors::writev,
        vectors::preadv,
        vectors::pwritev,
        vectors::copy_file_range,
        vectors::splice,
        vectors::posix_fadvise,
        vectors::posix_fallocate,
        sched::sched_get_priority_max,
        sched::sched_get_priority_min,
        sched::sched_getscheduler,
        sched::sched_setscheduler,
        sched::sched_getparam,
        sched::sched_setparam,
        sched::sched_rr_get_interval,
        sched::sched_setaffinity,
        sched::unshare,
        sched::setns,
        xattr::getxattr,
        xattr::setxattr,
        xattr::removexattr,
        xattr::listxattr,
        descriptors::memfd_create,
        descriptors::eventfd,
        descriptors::eventfd_read,
        descriptors::eventfd_write,
        descriptors::pidfd_open,
        descriptors::timerfd_create,
        descriptors::timerfd_settime,
        descriptors::timerfd_settime_ns,
        descriptors::timerfd_gettime,
        descriptors::timerfd_gettime_ns,
        descriptors::openpty,
        descriptors::forkpty,
        descriptors::login_tty,
        descriptors::posix_openpt,
        descriptors::grantpt,
        descriptors::unlockpt,
        descriptors::ptsname,
        spawn::posix_spawn,
        spawn::posix_spawnp,
        identity::getgrouplist,
        identity::initgroups,
        identity::setgroups,
        identity::setresuid,
        identity::setresgid,
        process::wait3,
        process::wait4,
        process::waitid,
    ],
    exec = exec
);
