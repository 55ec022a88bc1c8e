//! A system call under a socket's timeout: it waits with `poll` first, runs without the GIL, and starts again after a signal.

use core::ffi::c_int;

use objects::prelude::*;
use runtime::pytime;

use super::Socket;
use crate::posix::errno;

/// What a socket waits for before its call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Reading,
    Writing,
    /// A connection under way: also told of by errors.
    Connecting,
}

/// Why a call failed.
pub enum Failure {
    Errno(c_int),
    TimedOut,
    Raised(Raised),
}

impl Failure {
    pub fn raise(self) -> Raised {
        match self {
            Failure::Errno(e) => objects::exceptions::os_error(e, None),
            Failure::TimedOut => raise!(TimeoutError, "timed out"),
            Failure::Raised(raised) => raised,
        }
    }
}

/// Waits until the socket is ready; the deadline is on the monotonic clock.
fn ready(fd: c_int, what: For, deadline: Option<i64>) -> Result<(), Failure> {
    let events = match what {
        For::Reading => libc::POLLIN,
        For::Writing => libc::POLLOUT,
        For::Connecting => libc::POLLOUT | libc::POLLERR,
    };
    loop {
        let left = match deadline {
            None => -1,
            Some(at) => {
                let ns = at - pytime::monotonic();
                if ns < 0 {
                    return Err(Failure::TimedOut);
                }
                // rounded up: a shorter wait would find nothing and wait again
                c_int::try_from(ns.div_euclid(1_000_000) + i64::from(ns % 1_000_000 != 0))
                    .unwrap_or(c_int::MAX)
            }
        };
        let mut poll = libc::pollfd {
            fd,
            events,
            revents: 0,
        };
        let (n, e) = runtime::pystate::allow_threads(|| {
            // SAFETY: one descriptor, on the stack.
            (unsafe { libc::poll(&mut poll, 1, left) }, errno())
        });
        match n {
            0 => return Err(Failure::TimedOut),
            1.. => return Ok(()),
            _ if e == libc::EINTR => runtime::signals::check().map_err(Failure::Raised)?,
            _ => return Err(Failure::Errno(e)),
        }
    }
}

/// Runs `call`, which gives what the system call gave (negative with errno), under the timeout (negative: none, 0: at once).
pub fn run_with(
    fd: c_int,
    what: For,
    timeout: i64,
    mut call: impl FnMut() -> isize,
) -> Result<usize, Failure> {
    let deadline = (timeout > 0).then(|| pytime::monotonic().saturating_add(timeout));
    loop {
        if timeout > 0 || what == For::Connecting {
            ready(fd, what, deadline)?;
        }
        let (n, e) = loop {
            let (n, e) = runtime::pystate::allow_threads(|| (call(), errno()));
            if n >= 0 {
                return Ok(n as usize);
            }
            if e != libc::EINTR {
                break (n, e);
            }
            runtime::signals::check().map_err(Failure::Raised)?;
        };
        debug_assert!(n < 0);
        // another reader was faster, or the readiness was a false alarm
        if timeout > 0 && (e == libc::EWOULDBLOCK || e == libc::EAGAIN) {
            continue;
        }
        return Err(Failure::Errno(e));
    }
}

/// As [`run_with`], with the socket's own timeout, raising.
pub fn run(socket: &Socket, what: For, call: impl FnMut() -> isize) -> PyResult<usize> {
    run_with(socket.fd(), what, socket.timeout_ns(), call).map_err(Failure::raise)
}
