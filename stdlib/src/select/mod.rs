//! `select`: waiting for several descriptors at once: `select()`, poll objects, epoll objects.
//!
//! A wait runs without the GIL. A signal that interrupts it runs its handlers; then the wait goes on for what is left of the
//! timeout.

mod epoll;
mod poll;

use clinic::{method_table, pyfunction};
use core::ffi::c_int;
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;
use runtime::pytime::{self, Rounding};

use crate::posix::errno;

/// Constants, as Linux on x86-64 has them.
const INTEGERS: &[(&str, i64)] = &[
    ("EPOLLERR", 8),
    ("EPOLLET", 2147483648),
    ("EPOLLEXCLUSIVE", 268435456),
    ("EPOLLHUP", 16),
    ("EPOLLIN", 1),
    ("EPOLLMSG", 1024),
    ("EPOLLONESHOT", 1073741824),
    ("EPOLLOUT", 4),
    ("EPOLLPRI", 2),
    ("EPOLLRDBAND", 128),
    ("EPOLLRDHUP", 8192),
    ("EPOLLRDNORM", 64),
    ("EPOLLWAKEUP", 536870912),
    ("EPOLLWRBAND", 512),
    ("EPOLLWRNORM", 256),
    ("EPOLL_CLOEXEC", 524288),
    ("PIPE_BUF", 4096),
    ("POLLERR", 8),
    ("POLLHUP", 16),
    ("POLLIN", 1),
    ("POLLMSG", 1024),
    ("POLLNVAL", 32),
    ("POLLOUT", 4),
    ("POLLPRI", 2),
    ("POLLRDBAND", 128),
    ("POLLRDHUP", 8192),
    ("POLLRDNORM", 64),
    ("POLLWRBAND", 512),
    ("POLLWRNORM", 256),
];

/// Waits with `wait(nanoseconds left)`, again and again while signals interrupt it; None waits for good. Gives what the
/// call gave, which is never negative.
fn waited(timeout: Option<i64>, mut wait: impl FnMut(Option<i64>) -> c_int) -> PyResult<c_int> {
    let deadline = timeout
        .filter(|&t| t > 0)
        .map(|t| pytime::monotonic().saturating_add(t));
    let mut left = timeout;
    loop {
        let (r, e) = runtime::pystate::allow_threads(|| (wait(left), errno()));
        if r >= 0 {
            return Ok(r);
        }
        if e != libc::EINTR {
            return Err(exceptions::os_error(e, None));
        }
        runtime::signals::check()?;
        if let Some(deadline) = deadline {
            let now = deadline.saturating_sub(pytime::monotonic());
            if now < 0 {
                return Ok(0);
            }
            left = Some(now);
        }
    }
}

/// Milliseconds for poll() and epoll_wait(): rounded up; -1 for no limit.
fn milliseconds(ns: Option<i64>) -> PyResult<c_int> {
    match ns {
        None => Ok(-1),
        Some(ns) => {
            let ms = Rounding::Ceiling.divide(ns, pytime::MILLISECOND);
            match c_int::try_from(ms) {
                Ok(ms) => Ok(ms.max(-1)),
                Err(_) => Err(raise!(OverflowError, "timeout is too large")),
            }
        }
    }
}

/// The descriptors of a sequence, with the objects that gave them, and their set.
struct Interest {
    objects: Vec<(Ref, c_int)>,
    set: libc::fd_set,
    max: c_int,
}

impl Interest {
    fn new(sequence: &Object) -> PyResult<Interest> {
        let items = if let Some(list) = sequence.downcast::<List>() {
            // the list may change while its items are asked for their numbers
            list.to_ref().upcast()
        } else {
            match sequence.iter() {
                Ok(_) => Tuple::from_iterable(sequence)?.upcast(),
                Err(raised) => {
                    exceptions::clear_if(&exceptions::types::TypeError, raised)?;
                    return Err(raise!(TypeError, "arguments 1-3 must be sequences"));
                }
            }
        };
        // SAFETY: an emptied set.
        let set = unsafe {
            let mut set: libc::fd_set = core::mem::zeroed();
            libc::FD_ZERO(&mut set);
            set
        };
        let mut this = Interest {
            objects: Vec::new(),
            set,
            max: -1,
        };
        let mut i = 0;
        while i < items.length()? {
            let item = items.get_index(i as isize)?;
            let fd = file_descriptor(&item)?;
            if fd as usize >= libc::FD_SETSIZE {
                return Err(raise!(
                    ValueError,
                    "filedescriptor out of range in select()"
                ));
            }
            if this.objects.len() >= libc::FD_SETSIZE {
                return Err(raise!(ValueError, "too many file descriptors in select()"));
            }
            // SAFETY: within the set.
            unsafe { libc::FD_SET(fd, &mut this.set) };
            this.max = this.max.max(fd);
            this.objects.push((item, fd));
            i += 1;
        }
        Ok(this)
    }

    /// The objects whose descriptors a wait has left in the set.
    fn ready(&self, set: &libc::fd_set) -> PyResult<Ref> {
        let out = List::new()?;
        for (object, fd) in &self.objects {
            // SAFETY: within the set.
            if unsafe { libc::FD_ISSET(*fd, set) } {
                out.push(object)?;
            }
        }
        Ok(out.upcast())
    }
}

/// Wait until descriptors are ready.
///
/// The three sequences hold what to read from, to write to, and to watch for exceptional conditions: ints or objects with a
/// fileno() method. Gives three lists of those that are ready; they are empty if the timeout, in seconds, came first.
#[pyfunction("select(rlist, wlist, xlist, timeout=None, /)")]
fn select(
    rlist: &Object,
    wlist: &Object,
    xlist: &Object,
    timeout: Option<&Object>,
) -> PyResult<Ref<Tuple>> {
    let timeout = pytime::timeout(timeout, pytime::SECOND, "timeout must be a float or None")?;
    if timeout.is_some_and(|t| t < 0) {
        return Err(raise!(ValueError, "timeout must be non-negative"));
    }
    let (r, w, x) = (
        Interest::new(rlist)?,
        Interest::new(wlist)?,
        Interest::new(xlist)?,
    );
    let n = r.max.max(w.max).max(x.max) + 1;
    let mut sets = (r.set, w.set, x.set);
    let p = &raw mut sets;
    let found = waited(timeout, |left| {
        let mut left = left.map(|ns| {
            let us = Rounding::Ceiling.divide(ns, 1000);
            libc::timeval {
                tv_sec: us / 1_000_000,
                tv_usec: us % 1_000_000,
            }
        });
        // SAFETY: local sets and time, that live through the call.
        unsafe {
            *p = (r.set, w.set, x.set);
            libc::select(
                n,
                &raw mut (*p).0,
                &raw mut (*p).1,
                &raw mut (*p).2,
                left.as_mut().map_or(core::ptr::null_mut(), |t| &raw mut *t),
            )
        }
    })?;
    if found == 0 {
        return Tuple::from_array([
            List::new()?.upcast(),
            List::new()?.upcast(),
            List::new()?.upcast(),
        ]);
    }
    Tuple::from_array([r.ready(&sets.0)?, w.ready(&sets.1)?, x.ready(&sets.2)?])
}

fn exec(m: &Module) -> PyResult<()> {
    for (name, value) in INTEGERS {
        m.add_int(name, *value)?;
    }
    m.add("error", &exceptions::types::OSError)?;
    poll::POLL.make(m)?;
    crate::support::add_type(m, &epoll::EPOLL)
}

crate::module!(
    c"select",
    c"Waiting for several descriptors at once. Regular files are always ready.",
    methods = method_table![select, poll::poll],
    exec = exec
);
