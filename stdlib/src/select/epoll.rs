//! Epoll objects: the kernel keeps what is watched.

use core::ffi::c_int;
use core::sync::atomic::{AtomicI32, Ordering::*};
use layout::*;
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::prelude::*;
use objects::{exceptions, slots};
use runtime::pytime;

use super::{milliseconds, waited};
use crate::heap_type::{self, HeapType};
use crate::posix::{errno, os_error};

/// As many events as one wait gives, unless asked otherwise.
const MAX_EVENTS: c_int = libc::FD_SETSIZE as c_int - 1;

#[repr(C)]
pub struct EpollObject {
    ob_base: PyObject,
    /// -1 once closed.
    epfd: AtomicI32,
}

object_view!(
    /// `select.epoll`.
    pub Epoll, EpollObject, "select.epoll", |o| objects::type_::is_subtype_instance(o, &EPOLL)
);

fn new_object(cls: &Type, fd: c_int) -> PyResult {
    let this = cls.alloc(0)?;
    // SAFETY: a fresh instance of the type or a subclass.
    unsafe { this.downcast_unchecked::<Epoll>() }
        .epfd()
        .store(fd, Relaxed);
    Ok(this)
}

impl Epoll {
    fn epfd(&self) -> &AtomicI32 {
        // SAFETY: live; the field is an atomic.
        unsafe { &(*self.raw()).epfd }
    }

    fn open_fd(&self) -> PyResult<c_int> {
        match self.epfd().load(Relaxed) {
            fd if fd < 0 => Err(raise!(ValueError, "I/O operation on closed epoll object")),
            fd => Ok(fd),
        }
    }

    fn control(&self, operation: c_int, fd: &Object, events: u32) -> PyResult<()> {
        let epfd = self.open_fd()?;
        let fd = file_descriptor(fd)?;
        let mut event = libc::epoll_event {
            events,
            u64: fd as u64,
        };
        let p = &raw mut event;
        // SAFETY: a local struct.
        let r =
            runtime::pystate::allow_threads(|| unsafe { libc::epoll_ctl(epfd, operation, fd, p) });
        if r < 0 { Err(os_error()) } else { Ok(()) }
    }
}

#[pymethods]
impl Epoll {
    /// Waits for events of the descriptors registered with it. The size hint is only checked.
    #[new("epoll(sizehint=-1, flags=0)", nosig)]
    fn new(cls: &Type, #[default(-1)] sizehint: c_int, #[default(0)] flags: c_int) -> PyResult {
        if sizehint != -1 && sizehint <= 0 {
            return Err(raise!(ValueError, "negative sizehint"));
        }
        if flags & !libc::EPOLL_CLOEXEC != 0 {
            return Err(exceptions::raise_object(
                &exceptions::types::OSError,
                &*Str::from_str("invalid flags")?,
            ));
        }
        // SAFETY: no pointers.
        let fd = unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) };
        if fd < 0 {
            return Err(os_error());
        }
        new_object(cls, fd)
    }

    /// An epoll object of a descriptor that exists.
    #[classmethod("fromfd(fd, /)")]
    fn fromfd(cls: &Type, fd: c_int) -> PyResult {
        new_object(cls, fd)
    }

    /// Close the epoll's own descriptor; what else is asked of it then raises ValueError.
    #[method("close($self, /)")]
    fn close(&self) -> PyResult<()> {
        let fd = self.epfd().swap(-1, Relaxed);
        if fd >= 0 {
            // SAFETY: no pointers; the descriptor was ours.
            let (r, e) = runtime::pystate::allow_threads(|| (unsafe { libc::close(fd) }, errno()));
            if r < 0 {
                return Err(exceptions::os_error(e, None));
            }
        }
        Ok(())
    }

    /// The epoll's own descriptor.
    #[method("fileno($self, /)")]
    fn fileno(&self) -> PyResult<c_int> {
        self.open_fd()
    }

    /// Change the events that a descriptor is watched for.
    #[method("modify($self, /, fd, eventmask)")]
    fn modify(&self, fd: &Object, eventmask: Bits32) -> PyResult<()> {
        self.control(libc::EPOLL_CTL_MOD, fd, eventmask.0)
    }

    /// Watch a descriptor, for these events.
    #[method(
        "register($self, /, fd,
         eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)"
    )]
    fn register(&self, fd: &Object, eventmask: Option<Bits32>) -> PyResult<()> {
        let default = (libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT) as u32;
        let events = eventmask.map_or(default, |m| m.0);
        self.control(libc::EPOLL_CTL_ADD, fd, events)
    }

    /// Watch a descriptor no more.
    #[method("unregister($self, /, fd)")]
    fn unregister(&self, fd: &Object) -> PyResult<()> {
        self.control(libc::EPOLL_CTL_DEL, fd, 0)
    }

    /// Wait for events, at most so many seconds: a list of (fd, events), at most so long.
    #[method("poll($self, /, timeout=None, maxevents=-1)")]
    fn poll(
        &self,
        timeout: Option<&Object>,
        #[default(-1)] maxevents: c_int,
    ) -> PyResult<Ref<List>> {
        let epfd = self.open_fd()?;
        let timeout = pytime::timeout(
            timeout,
            pytime::SECOND,
            "timeout must be an integer or None",
        )?;
        milliseconds(timeout)?;
        let timeout = timeout.filter(|&t| t >= 0);
        let maxevents = match maxevents {
            -1 => MAX_EVENTS,
            n if n < 1 => {
                return Err(raise!(
                    ValueError,
                    "maxevents must be greater than 0, got {}",
                    n
                ));
            }
            n => n,
        };
        let mut events: Vec<libc::epoll_event> = Vec::new();
        if events.try_reserve_exact(maxevents as usize).is_err() {
            return Err(exceptions::no_memory());
        }
        let p = events.as_mut_ptr();
        let n = waited(timeout, |left| {
            // SAFETY: room for `maxevents` events.
            unsafe {
                libc::epoll_wait(epfd, p, maxevents, milliseconds(left).unwrap_or(c_int::MAX))
            }
        })?;
        // SAFETY: the kernel filled so many.
        unsafe { events.set_len(n as usize) };
        let out = List::new()?;
        for e in &events {
            let (fd, flags) = (e.u64 as c_int, e.events);
            out.push(&*Tuple::from_array([
                Long::from_i64(fd.into())?.upcast(),
                Long::from_i64(flags.into())?.upcast(),
            ])?)?;
        }
        Ok(out)
    }

    #[method("__enter__($self, /)")]
    fn enter(&self) -> PyResult {
        self.open_fd()?;
        Ok(Object::to_ref(self))
    }

    #[method("__exit__($self, exc_type=None, exc_value=None, exc_tb=None, /)")]
    fn exit(
        &self,
        exc_type: Option<&Object>,
        exc_value: Option<&Object>,
        exc_tb: Option<&Object>,
    ) -> PyResult {
        let _ = (exc_type, exc_value, exc_tb);
        self.call_method(id!(close), &[])
    }

    /// Is the epoll's own descriptor closed?
    #[getter("closed")]
    fn closed(&self) -> bool {
        self.epfd().load(Relaxed) < 0
    }
}

extern "C" fn dealloc(this: *mut Epoll) {
    // SAFETY: the last reference is gone; the descriptor is ours.
    unsafe {
        let fd = (*this).epfd().swap(-1, Relaxed);
        if fd >= 0 {
            libc::close(fd);
        }
        heap_type::free(this.cast());
    }
}

pub static EPOLL: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"select.epoll".as_ptr(),
    tp_basicsize: size_of::<EpollObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_doc: Epoll::DOC,
    tp_methods: Epoll::METHODS,
    tp_getset: Epoll::GETSET,
    tp_new: Some(Epoll::NEW),
    ..Type::EMPTY
});
