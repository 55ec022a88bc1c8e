//! Descriptors for other things than files: memory, counters, timers, processes, terminals.

use clinic::pyfunction;
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::prelude::*;
use runtime::pytime::{self, Rounding};

use super::{checked, errno, os_error, process};
use crate::_io::support::path_bytes;

fn uncloexec(fd: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) })?;
    Ok(fd)
}

/// A file in memory, without a name in the file system.
#[pyfunction("memfd_create(name, flags=MFD_CLOEXEC)")]
pub fn memfd_create(name: &Object, #[default(libc::MFD_CLOEXEC)] flags: u32) -> PyResult<i32> {
    let name = path_bytes(name)?;
    // SAFETY: a C string.
    checked(|| unsafe { libc::memfd_create(name.as_ptr(), flags) })
}

/// A counter as a descriptor.
#[pyfunction("eventfd(initval, flags=EFD_CLOEXEC)")]
pub fn eventfd(initval: &Object, #[default(libc::EFD_CLOEXEC)] flags: i32) -> PyResult<i32> {
    let n = initval.index()?;
    if n.is_negative() {
        return Err(raise!(ValueError, "Cannot convert negative int"));
    }
    let Some(n) = n.to_u64().and_then(|n| u32::try_from(n).ok()) else {
        return Err(raise!(
            OverflowError,
            "Python int too large for C unsigned int"
        ));
    };
    // SAFETY: no pointers.
    checked(|| unsafe { libc::eventfd(n, flags) })
}

/// Take the value of an eventfd's counter.
#[pyfunction("eventfd_read(fd)")]
pub fn eventfd_read(fd: &Object) -> PyResult<u64> {
    let fd = file_descriptor(fd)?;
    let mut value = 0u64;
    let p = &raw mut value;
    // SAFETY: a local word of the size that is given.
    let n = super::retry(|| unsafe { libc::read(fd, p.cast(), 8) })?;
    if n != 8 { Err(os_error()) } else { Ok(value) }
}

/// Add to an eventfd's counter.
#[pyfunction("eventfd_write(fd, value)")]
pub fn eventfd_write(fd: &Object, value: u64) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    let p = &raw const value;
    // SAFETY: a local word of the size that is given.
    let n = super::retry(|| unsafe { libc::write(fd, p.cast(), 8) })?;
    if n != 8 { Err(os_error()) } else { Ok(()) }
}

/// A descriptor for a process.
#[pyfunction("pidfd_open(pid, flags=0)")]
pub fn pidfd_open(pid: i32, #[default(0)] flags: u32) -> PyResult<i32> {
    // SAFETY: no pointers.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid, flags) } as i32;
    if fd < 0 { Err(os_error()) } else { Ok(fd) }
}

/// A timer as a descriptor.
#[pyfunction("timerfd_create(clockid, /, *, flags=0)")]
pub fn timerfd_create(clockid: i32, flags: Option<i32>) -> PyResult<i32> {
    let flags = flags.unwrap_or(0) | libc::TFD_CLOEXEC;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::timerfd_create(clockid, flags) })
}

fn to_ns(t: &libc::timespec) -> i64 {
    t.tv_sec
        .saturating_mul(pytime::SECOND)
        .saturating_add(t.tv_nsec)
}

/// The value and the interval of a timer: nanoseconds, or seconds as floats.
fn timer_pair(t: &libc::itimerspec, ns: bool) -> PyResult<Ref<Tuple>> {
    let number = |t: &libc::timespec| -> PyResult {
        Ok(if ns {
            Long::from_i64(to_ns(t))?.upcast()
        } else {
            Float::from_f64(pytime::as_seconds(to_ns(t)))?.upcast()
        })
    };
    Tuple::from_array([number(&t.it_value)?, number(&t.it_interval)?])
}

fn settime(fd: &Object, flags: i32, initial: i64, interval: i64, ns: bool) -> PyResult<Ref<Tuple>> {
    let fd = file_descriptor(fd)?;
    // SAFETY: local structs.
    unsafe {
        let new = libc::itimerspec {
            it_value: pytime::timespec(initial),
            it_interval: pytime::timespec(interval),
        };
        let mut old: libc::itimerspec = core::mem::zeroed();
        let r = runtime::pystate::allow_threads(|| {
            (libc::timerfd_settime(fd, flags, &new, &mut old), errno())
        });
        if r.0 < 0 {
            return Err(objects::exceptions::os_error(r.1, None));
        }
        timer_pair(&old, ns)
    }
}

fn float_ns(o: Option<&Object>) -> PyResult<i64> {
    match o {
        None => Ok(0),
        Some(o) => {
            let seconds = Float::from_f64(objects::float::as_f64(o)?)?;
            pytime::from_seconds(&seconds, Rounding::Floor)
        }
    }
}

/// Set a timer, in seconds; gives what it was.
#[pyfunction("timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0)")]
pub fn timerfd_settime(
    fd: &Object,
    #[default(0)] flags: i32,
    #[default(None)] initial: Option<&Object>,
    #[default(None)] interval: Option<&Object>,
) -> PyResult<Ref<Tuple>> {
    settime(fd, flags, float_ns(initial)?, float_ns(interval)?, false)
}

/// Set a timer, in nanoseconds; gives what it was.
#[pyfunction("timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0)")]
pub fn timerfd_settime_ns(
    fd: &Object,
    #[default(0)] flags: i32,
    #[default(0)] initial: i64,
    #[default(0)] interval: i64,
) -> PyResult<Ref<Tuple>> {
    settime(fd, flags, initial, interval, true)
}

fn gettime(fd: &Object, ns: bool) -> PyResult<Ref<Tuple>> {
    let fd = file_descriptor(fd)?;
    // SAFETY: a local struct.
    unsafe {
        let mut now: libc::itimerspec = core::mem::zeroed();
        if libc::timerfd_gettime(fd, &mut now) < 0 {
            return Err(os_error());
        }
        timer_pair(&now, ns)
    }
}

/// What is left of a timer and its interval, in seconds.
#[pyfunction("timerfd_gettime(fd, /)")]
pub fn timerfd_gettime(fd: &Object) -> PyResult<Ref<Tuple>> {
    gettime(fd, false)
}

/// What is left of a timer and its interval, in nanoseconds.
#[pyfunction("timerfd_gettime_ns(fd, /)")]
pub fn timerfd_gettime_ns(fd: &Object) -> PyResult<Ref<Tuple>> {
    gettime(fd, true)
}

/// A new pair of terminal ends: (master, slave).
#[pyfunction("openpty()")]
pub fn openpty() -> PyResult<Ref<Tuple>> {
    let (mut master, mut slave) = (-1, -1);
    // SAFETY: local words; NULL for what is not wanted.
    let r = unsafe {
        libc::openpty(
            &mut master,
            &mut slave,
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            core::ptr::null_mut(),
        )
    };
    if r != 0 {
        return Err(os_error());
    }
    Tuple::from_array([
        Long::from_i64(uncloexec(master)?.into())?.upcast(),
        Long::from_i64(uncloexec(slave)?.into())?.upcast(),
    ])
}

/// Fork, the child with a new terminal: (0 or the child's ID, the terminal's master end).
#[pyfunction("forkpty()")]
pub fn forkpty() -> PyResult<Ref<Tuple>> {
    super::process::check_fork()?;
    runtime::audit::audit("os.forkpty", || Ok(Tuple::empty().to_ref()))?;
    let mut master = -1;
    process::before_fork();
    // SAFETY: a local word; the child goes on with this thread alone.
    let pid = unsafe {
        libc::forkpty(
            &mut master,
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            core::ptr::null_mut(),
        )
    };
    if pid == 0 {
        process::after_fork_child();
    } else {
        let e = errno();
        process::after_fork_parent_warning("forkpty");
        if pid < 0 {
            return Err(objects::exceptions::os_error(e, None));
        }
    }
    Tuple::from_array([
        Long::from_i64(pid.into())?.upcast(),
        Long::from_i64(master.into())?.upcast(),
    ])
}

/// Make a terminal this process' controlling one, and its standard streams.
#[pyfunction("login_tty(fd, /)")]
pub fn login_tty(fd: &Object) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    // SAFETY: no pointers.
    if unsafe { libc::login_tty(fd) } < 0 {
        return Err(os_error());
    }
    Ok(())
}

/// A new terminal's master end.
#[pyfunction("posix_openpt(oflag, /)")]
pub fn posix_openpt(oflag: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    let fd = checked(|| unsafe { libc::posix_openpt(oflag) })?;
    uncloexec(fd)
}

/// Let this user have the slave end of a terminal.
#[pyfunction("grantpt(fd, /)")]
pub fn grantpt(fd: &Object) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::grantpt(fd) }).map(drop)
}

/// Unlock the slave end of a terminal.
#[pyfunction("unlockpt(fd, /)")]
pub fn unlockpt(fd: &Object) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::unlockpt(fd) }).map(drop)
}

/// The name of the slave end of a terminal.
#[pyfunction("ptsname(fd, /)")]
pub fn ptsname(fd: &Object) -> PyResult<Ref<Str>> {
    let fd = file_descriptor(fd)?;
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer's size is given.
    let e = unsafe { libc::ptsname_r(fd, buffer.as_mut_ptr().cast(), buffer.len()) };
    if e != 0 {
        return Err(objects::exceptions::os_error(e, None));
    }
    let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
    Str::decode_fs_default(&buffer[..end])
}
