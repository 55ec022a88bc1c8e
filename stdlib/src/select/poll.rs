//! Poll objects: a dict of descriptors and the events that they are watched for.

use clinic::pyfunction;
use core::ffi::c_int;
use core::sync::atomic::{AtomicBool, Ordering::*};
use layout::*;
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::owned::{self, get_field, set_field};
use objects::prelude::*;
use objects::{exceptions, owned_fields, slots};
use runtime::pytime;

use super::{milliseconds, waited};
use crate::heap_type::HeapType;

#[repr(C)]
pub struct PollObject {
    ob_base: PyObject,
    /// fd -> events, both ints.
    dict: *mut PyObject,
    running: AtomicBool,
}

object_view!(
    /// `select.poll`, the type of poll objects.
    pub Poll, PollObject, "select.poll", |o| o.is_exactly(POLL.as_mut_ptr())
);
owned_fields!(Poll, heap = true, [dict]);

/// The events of a mask argument.
fn event_mask(o: &Object) -> PyResult<u16> {
    let n = o.index()?;
    if n.is_negative() {
        return Err(raise!(ValueError, "Cannot convert negative int"));
    }
    n.to_u64()
        .and_then(|v| u16::try_from(v).ok())
        .ok_or_else(|| raise!(OverflowError, "Python int too large for C unsigned short"))
}

/// Clears the mark of a running wait.
struct Running<'a>(&'a AtomicBool);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.store(false, Release);
    }
}

impl Poll {
    fn dict(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: live; `poll()` sets the field.
        match unsafe { get_field(&raw mut (*self.raw()).dict) } {
            // SAFETY: it is a dict from birth on.
            Some(d) => Ok(unsafe { d.downcast_into_unchecked() }),
            None => Err(exceptions::bad_internal_call()),
        }
    }

    fn running(&self) -> &AtomicBool {
        // SAFETY: live; the field is an atomic.
        unsafe { &(*self.raw()).running }
    }
}

#[pymethods]
impl Poll {
    /// Watch a descriptor, for these events.
    #[method(
        "register($self, fd,
         eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)"
    )]
    fn register(&self, fd: &Object, eventmask: Option<&Object>) -> PyResult<()> {
        let fd = file_descriptor(fd)?;
        let events = match eventmask {
            Some(o) => event_mask(o)?,
            None => (libc::POLLIN | libc::POLLPRI | libc::POLLOUT) as u16,
        };
        self.dict()?.set(
            &*Long::from_i64(fd.into())?,
            &*Long::from_i64(events.into())?,
        )
    }

    /// Change the events that a descriptor is watched for.
    #[method("modify($self, fd, eventmask, /)")]
    fn modify(&self, fd: &Object, eventmask: &Object) -> PyResult<()> {
        let fd = Long::from_i64(file_descriptor(fd)?.into())?;
        let events = event_mask(eventmask)?;
        let dict = self.dict()?;
        if dict.get(&fd)?.is_none() {
            return Err(exceptions::os_error(libc::ENOENT, None));
        }
        dict.set(&fd, &*Long::from_i64(events.into())?)
    }

    /// Watch a descriptor no more.
    #[method("unregister($self, fd, /)")]
    fn unregister(&self, fd: &Object) -> PyResult<()> {
        let fd = Long::from_i64(file_descriptor(fd)?.into())?;
        if self.dict()?.discard(&fd)? {
            Ok(())
        } else {
            Err(exceptions::key_error(&fd))
        }
    }

    /// Wait for events, at most so many milliseconds: a list of (fd, events).
    #[method("poll($self, timeout=None, /)")]
    fn poll(&self, timeout: Option<&Object>) -> PyResult<Ref<List>> {
        let timeout = pytime::timeout(
            timeout,
            pytime::MILLISECOND,
            "timeout must be an integer or None",
        )?;
        milliseconds(timeout)?;
        // all negative times are for good
        let timeout = timeout.filter(|&t| t >= 0);
        if self.running().swap(true, AcqRel) {
            return Err(raise!(RuntimeError, "concurrent poll() invocation"));
        }
        let _running = Running(self.running());
        let mut fds: Vec<libc::pollfd> = Vec::new();
        let int = |o: &Object| o.downcast::<Long>().and_then(Long::to_i64).unwrap_or(0);
        let items = self.dict()?.items_list()?;
        for i in 0..items.len() {
            let item = items.get(i);
            let Some([fd, events]) = item
                .as_ref()
                .and_then(|i| i.downcast::<Tuple>())
                .map(Tuple::as_slice)
            else {
                break;
            };
            fds.push(libc::pollfd {
                fd: int(fd) as c_int,
                events: int(events) as i16,
                revents: 0,
            });
        }
        let (p, n) = (fds.as_mut_ptr(), fds.len());
        waited(timeout, |left| {
            // SAFETY: the array lives through the call.
            unsafe {
                libc::poll(
                    p,
                    n as libc::nfds_t,
                    milliseconds(left).unwrap_or(c_int::MAX),
                )
            }
        })?;
        let out = List::new()?;
        for f in fds.iter().filter(|f| f.revents != 0) {
            let events = Long::from_i64((f.revents as u16).into())?;
            out.push(&*Tuple::from_array([
                Long::from_i64(f.fd.into())?.upcast(),
                events.upcast(),
            ])?)?;
        }
        Ok(out)
    }
}

/// A new poll object, which waits for events of the descriptors registered with it.
#[pyfunction("poll()")]
pub fn poll() -> PyResult<Ref<Poll>> {
    let this = owned::alloc::<Poll>(POLL.live()?)?;
    // SAFETY: fresh.
    unsafe { set_field(&raw mut (*this.raw()).dict, Dict::new()?) };
    Ok(this)
}

pub static POLL: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"select.poll".as_ptr(),
    tp_basicsize: size_of::<PollObject>() as isize,
    tp_dealloc: slots::dealloc(owned::dealloc::<Poll>),
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_methods: Poll::METHODS,
    ..Type::EMPTY
});
