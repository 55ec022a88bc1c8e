//! The type `socket.socket`'s base, `_socket.socket`: a descriptor with its family, type, protocol and timeout.
//!
//! The layout is `PySocketSockObject` of `socketmodule.h`: `_ssl` reads the descriptor and the timeout in it.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;
use core::sync::atomic::Ordering;

use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;
use objects::warnings;
use runtime::pytime::{self, Rounding};

use super::DEFAULT_TIMEOUT;
use super::address::{self, Address};
use super::wait::{self, Failure, For};
use crate::heap_type::{self, HeapType};
use crate::posix::{checked, errno, os_error};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct SocketObject {
    ob_base: PyObject,
    sock_fd: c_int,
    sock_family: c_int,
    sock_type: c_int,
    sock_proto: c_int,
    errorhandler: Option<extern "C" fn() -> *mut PyObject>,
    /// Nanoseconds; negative: blocking without end, 0: not blocking.
    sock_timeout: i64,
    state: *mut c_void,
}

object_view!(
    /// `_socket.socket`.
    pub Socket, SocketObject, "socket", |o| objects::type_::is_subtype_instance(o, &SOCKET)
);

/// What `errorhandler` does for C callers: OSError from errno, NULL.
extern "C" fn raise_errno() -> *mut PyObject {
    let _raised = os_error();
    core::ptr::null_mut()
}

macro_rules! field {
    ($name:ident, $field:ident, $ty:ty) => {
        pub fn $name(&self) -> $ty {
            // SAFETY: live; a plain number.
            unsafe { (*self.raw()).$field }
        }
    };
}

impl Socket {
    field!(fd, sock_fd, c_int);
    field!(family, sock_family, c_int);
    field!(proto, sock_proto, c_int);
    field!(timeout_ns, sock_timeout, i64);

    /// Fills in a new object, and makes the descriptor fit the default timeout (`init_sockobject`).
    fn set_up(&self, fd: c_int, family: c_int, kind: c_int, proto: c_int) -> PyResult<()> {
        let default = DEFAULT_TIMEOUT.load(Ordering::Relaxed);
        // SAFETY: live; plain numbers.
        unsafe {
            let s = self.raw();
            (*s).sock_fd = fd;
            (*s).sock_family = family;
            (*s).sock_type = kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC);
            (*s).sock_proto = proto;
            (*s).errorhandler = Some(raise_errno);
            (*s).sock_timeout = if kind & libc::SOCK_NONBLOCK != 0 {
                0
            } else {
                default
            };
        }
        if kind & libc::SOCK_NONBLOCK == 0 && default >= 0 {
            self.set_blocking(false)?;
        }
        Ok(())
    }

    /// A socket object over a descriptor, which it owns from here.
    pub fn over(fd: c_int, family: c_int, kind: c_int, proto: c_int) -> PyResult<Ref<Socket>> {
        // SAFETY: an instance of the type has its layout.
        let s: Ref<Socket> = unsafe { SOCKET.live()?.alloc(0)?.downcast_into_unchecked() };
        s.set_up(fd, family, kind, proto)?;
        Ok(s)
    }

    fn set_blocking(&self, block: bool) -> PyResult<()> {
        let mut flag = c_int::from(!block);
        // SAFETY: the flag is on the stack.
        checked(|| unsafe { libc::ioctl(self.fd(), libc::FIONBIO, &raw mut flag) })?;
        Ok(())
    }

    fn set_timeout_ns(&self, timeout: i64) -> PyResult<()> {
        // SAFETY: live; a plain number.
        unsafe { (*self.raw()).sock_timeout = timeout };
        // with a timeout the descriptor does not block: `poll` does
        self.set_blocking(timeout < 0)
    }

    /// Takes the descriptor away from the object; -1 if it has none.
    fn take_fd(&self) -> c_int {
        // SAFETY: live; a plain number.
        unsafe { (&raw mut (*self.raw()).sock_fd).replace(-1) }
    }

    /// Connects (`internal_connect`): Ok(0), or errno where that is asked for instead of an exception.
    fn connect_to(&self, address: &Address) -> Result<(), Failure> {
        let fd = self.fd();
        let (n, e) = runtime::pystate::allow_threads(|| {
            // SAFETY: a complete address.
            (
                unsafe { libc::connect(fd, address.as_ptr(), address.len) },
                errno(),
            )
        });
        if n == 0 {
            return Ok(());
        }
        let timeout = self.timeout_ns();
        let waits = if e == libc::EINTR {
            runtime::signals::check().map_err(Failure::Raised)?;
            timeout != 0
        } else {
            timeout > 0 && e == libc::EINPROGRESS
        };
        if !waits {
            return Err(Failure::Errno(e));
        }
        let mut failed = 0;
        wait::run_with(fd, For::Connecting, timeout, || {
            let mut size = size_of::<c_int>() as libc::socklen_t;
            // SAFETY: a number on the stack and its size.
            let n = unsafe {
                libc::getsockopt(
                    fd,
                    libc::SOL_SOCKET,
                    libc::SO_ERROR,
                    (&raw mut failed).cast(),
                    &mut size,
                )
            };
            n as isize
        })?;
        match failed {
            0 | libc::EISCONN => Ok(()),
            e => Err(Failure::Errno(e)),
        }
    }
}

/// A timeout argument: None is -1; less than nothing is an error.
pub fn parse_timeout(o: &Object) -> PyResult<i64> {
    if is_none(o) {
        return Ok(-1);
    }
    match pytime::from_seconds(o, Rounding::Up)? {
        t if t < 0 => Err(raise!(ValueError, "Timeout value out of range")),
        t => Ok(t),
    }
}

/// A timeout as Python sees it.
pub fn timeout_object(timeout: i64) -> PyResult {
    if timeout < 0 {
        return Ok(none_ref());
    }
    Ok(Float::from_f64(pytime::as_seconds(timeout))?.upcast())
}

/// An audit event with the socket and an address.
pub fn audit_address(event: &str, socket: &Socket, address: &Object) -> PyResult<()> {
    runtime::audit::audit(event, || {
        Tuple::from_array([socket.to_ref().upcast(), address.to_ref()])
    })
}

#[pymethods]
impl Socket {
    /// socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object
    /// socket(family=-1, type=-1, proto=-1, fileno=None) -> socket object
    ///
    /// Opens a socket of the given family and type, or takes over an open descriptor, whose family, type and protocol are
    /// then found out.
    #[new(varargs, "socket")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        let s = cls.alloc(0)?;
        // SAFETY: an instance of the type has its layout.
        unsafe {
            let raw = s.as_ptr().cast::<SocketObject>();
            (*raw).sock_fd = -1;
            (*raw).sock_timeout = -1;
            (*raw).errorhandler = Some(raise_errno);
        }
        Ok(s)
    }

    #[init("socket(family=-1, type=-1, proto=-1, fileno=None)", nosig)]
    fn init(&self, family: i32, r#type: i32, proto: i32, fileno: Option<&Object>) -> PyResult<()> {
        let (mut family, mut kind, mut proto) = (family, r#type, proto);
        runtime::audit::audit("socket.__new__", || {
            let n = |v: i32| PyResult::Ok(Long::from_i64(v.into())?.upcast());
            Tuple::from_array([self.to_ref().upcast(), n(family)?, n(kind)?, n(proto)?])
        })?;
        let Some(fileno) = fileno.filter(|f| !is_none(f)) else {
            if family == -1 {
                family = libc::AF_INET;
            }
            if kind == -1 {
                kind = libc::SOCK_STREAM;
            }
            if proto == -1 {
                proto = 0;
            }
            // SAFETY: plain numbers.
            let fd = checked(|| unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, proto) })?;
            return self.set_up(fd, family, kind, proto).inspect_err(|_| {
                // SAFETY: the descriptor is ours.
                unsafe { libc::close(self.take_fd()) };
            });
        };
        let fd = fileno.index()?.as_i32()?;
        if fd < 0 {
            return Err(raise!(ValueError, "negative file descriptor"));
        }
        let mut name = Address::empty();
        // SAFETY: an address with all its room.
        if unsafe { libc::getsockname(fd, name.as_mut_ptr(), &mut name.len) } == 0 {
            if family == -1 {
                family = name.storage.ss_family.into();
            }
        } else if family == -1 || matches!(errno(), libc::EBADF | libc::ENOTSOCK) {
            return Err(os_error());
        }
        let option = |which: c_int| -> PyResult<c_int> {
            let mut value: c_int = 0;
            let mut size = size_of::<c_int>() as libc::socklen_t;
            // SAFETY: a number on the stack and its size.
            checked(|| unsafe {
                libc::getsockopt(
                    fd,
                    libc::SOL_SOCKET,
                    which,
                    (&raw mut value).cast(),
                    &mut size,
                )
            })?;
            Ok(value)
        };
        if kind == -1 {
            kind = option(libc::SO_TYPE)?;
        }
        if proto == -1 {
            proto = option(libc::SO_PROTOCOL)?;
        }
        self.set_up(fd, family, kind, proto)
    }

    /// _accept() -> (integer, address info)
    ///
    /// Waits for a connection. Gives a new descriptor for it and the address of the client.
    #[method("_accept()")]
    fn accept(&self) -> PyResult<Ref<Tuple>> {
        let mut from = Address::empty();
        let fd = wait::run(self, For::Reading, || {
            from.len = Address::CAPACITY;
            // SAFETY: an address with all its room.
            unsafe {
                libc::accept4(
                    self.fd(),
                    from.as_mut_ptr(),
                    &mut from.len,
                    libc::SOCK_CLOEXEC,
                ) as isize
            }
        })? as c_int;
        let made = address::make(fd, &from)
            .and_then(|a| Tuple::from_array([Long::from_i64(fd.into())?.upcast(), a]));
        if made.is_err() {
            // SAFETY: nobody else has the descriptor.
            unsafe { libc::close(fd) };
        }
        made
    }

    /// Binds the socket to an address of this machine.
    #[method("bind(object, /)")]
    fn bind(&self, object: &Object) -> PyResult<()> {
        let address = address::parse(self, object, "bind")?;
        audit_address("socket.bind", self, object)?;
        // SAFETY: a complete address.
        checked(|| unsafe { libc::bind(self.fd(), address.as_ptr(), address.len) })?;
        Ok(())
    }

    /// Closes the socket. It cannot be used after this.
    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        let fd = self.take_fd();
        if fd < 0 {
            return Ok(());
        }
        // SAFETY: the descriptor was ours. An interrupted close has closed: it is not tried again.
        let (n, e) = runtime::pystate::allow_threads(|| (unsafe { libc::close(fd) }, errno()));
        // the peer's reset says nothing about closing
        if n < 0 && e != libc::ECONNRESET {
            return Err(exceptions::os_error(e, None));
        }
        Ok(())
    }

    /// Connects to an address.
    #[method("connect(object, /)")]
    fn connect(&self, object: &Object) -> PyResult<()> {
        let address = address::parse(self, object, "connect")?;
        audit_address("socket.connect", self, object)?;
        self.connect_to(&address).map_err(Failure::raise)
    }

    /// Connects to an address; gives errno instead of raising OSError.
    #[method("connect_ex(object, /)")]
    fn connect_ex(&self, object: &Object) -> PyResult<i32> {
        let address = address::parse(self, object, "connect_ex")?;
        audit_address("socket.connect", self, object)?;
        match self.connect_to(&address) {
            Ok(()) => Ok(0),
            Err(Failure::Errno(e)) => Ok(e),
            Err(Failure::TimedOut) => Ok(libc::EWOULDBLOCK),
            Err(Failure::Raised(raised)) => Err(raised),
        }
    }

    /// Gives up the descriptor and returns it; the object is then as if closed.
    #[method("detach()")]
    fn detach(&self) -> i32 {
        self.take_fd()
    }

    /// The descriptor; -1 after close().
    #[method("fileno()")]
    fn fileno(&self) -> i32 {
        self.fd()
    }

    /// The address of the other end.
    #[method("getpeername()")]
    fn getpeername(&self) -> PyResult {
        let mut a = Address::empty();
        // SAFETY: an address with all its room.
        checked(|| unsafe { libc::getpeername(self.fd(), a.as_mut_ptr(), &mut a.len) })?;
        address::make(self.fd(), &a)
    }

    /// The socket's own address.
    #[method("getsockname()")]
    fn getsockname(&self) -> PyResult {
        let mut a = Address::empty();
        // SAFETY: an address with all its room.
        checked(|| unsafe { libc::getsockname(self.fd(), a.as_mut_ptr(), &mut a.len) })?;
        address::make(self.fd(), &a)
    }

    /// An option of the socket: a number, or with a size that many bytes.
    #[method("getsockopt(level, option, buffersize=0, /)", nosig)]
    fn getsockopt(&self, level: i32, option: i32, buffersize: i32) -> PyResult {
        let get = |value: *mut c_void, size: &mut libc::socklen_t| {
            // SAFETY: the callers give room and its size.
            checked(|| unsafe { libc::getsockopt(self.fd(), level, option, value, &mut *size) })
        };
        let wide = self.family() == libc::AF_VSOCK;
        if buffersize == 0 {
            let mut value: u64 = 0;
            let mut size = if wide { 8 } else { 4 };
            get((&raw mut value).cast(), &mut size)?;
            let value = if wide {
                Long::from_u64(value)?
            } else {
                Long::from_i64((value as i32).into())?
            };
            return Ok(value.upcast());
        }
        if wide {
            return Err(raise!(OSError, "getsockopt string buffer not allowed"));
        }
        let Some(size) = usize::try_from(buffersize).ok().filter(|n| *n <= 1024) else {
            return Err(raise!(OSError, "getsockopt buflen out of range"));
        };
        let mut value = [0u8; 1024];
        let mut used = size as libc::socklen_t;
        get(value.as_mut_ptr().cast(), &mut used)?;
        Ok(Bytes::from_slice(&value[..(used as usize).min(size)])?.upcast())
    }

    /// Sets an option: to a number, to bytes, or to nothing of a length (None, length).
    #[method("setsockopt(level, option, value, optlen=None, /)", nosig)]
    fn setsockopt(
        &self,
        level: i32,
        option: i32,
        value: &Object,
        optlen: Option<&Object>,
    ) -> PyResult<()> {
        let set = |value: *const c_void, size: libc::socklen_t| -> PyResult<()> {
            // SAFETY: `size` bytes are there, or the pointer is NULL.
            checked(|| unsafe { libc::setsockopt(self.fd(), level, option, value, size) })?;
            Ok(())
        };
        if let Some(length) = optlen {
            if !is_none(value) {
                return Err(raise!(
                    TypeError,
                    "setsockopt() argument 3 must be None, not {}",
                    value.class().tp_name()
                ));
            }
            return set(core::ptr::null(), length.index()?.as_u64_mask() as u32);
        }
        if value.downcast::<Long>().is_some() {
            let number = value.index()?.as_i32()?;
            return set((&raw const number).cast(), size_of::<c_int>() as u32);
        }
        let buffer = objects::buffer::Buffer::get(value)?;
        set(
            buffer.as_slice().as_ptr().cast(),
            buffer.len() as libc::socklen_t,
        )
    }

    /// Whether operations wait: not so with a timeout of 0.
    #[method("getblocking()")]
    fn getblocking(&self) -> bool {
        self.timeout_ns() != 0
    }

    /// setblocking(True) is settimeout(None), setblocking(False) is settimeout(0.0).
    #[method("setblocking(object, /)")]
    fn setblocking(&self, object: &Object) -> PyResult<()> {
        let block = object.is_true()?;
        self.set_timeout_ns(if block { -1 } else { 0 })
    }

    /// The timeout in seconds; None: operations wait as long as it takes.
    #[method("gettimeout()")]
    fn gettimeout(&self) -> PyResult {
        timeout_object(self.timeout_ns())
    }

    /// Sets the timeout in seconds: None waits as long as it takes, 0 not at all.
    #[method("settimeout(object, /)")]
    fn settimeout(&self, object: &Object) -> PyResult<()> {
        self.set_timeout_ns(parse_timeout(object)?)
    }

    /// Makes connections possible; `backlog` of them may wait to be accepted.
    #[method("listen(backlog=128, /)", nosig)]
    fn listen(&self, backlog: i32) -> PyResult<()> {
        // SAFETY: plain numbers.
        checked(|| unsafe { libc::listen(self.fd(), backlog.max(0)) })?;
        Ok(())
    }

    /// Shuts down reading (SHUT_RD), writing (SHUT_WR) or both (SHUT_RDWR).
    #[method("shutdown(object, /)")]
    fn shutdown(&self, object: &Object) -> PyResult<()> {
        let how = object.index()?.as_i32()?;
        // SAFETY: plain numbers.
        checked(|| unsafe { libc::shutdown(self.fd(), how) })?;
        Ok(())
    }

    #[getter("timeout")]
    fn timeout(&self) -> PyResult {
        timeout_object(self.timeout_ns())
    }
}

extern "C" fn repr(this: &Socket) -> PyResult {
    // SAFETY: live; plain numbers.
    let s = unsafe { *this.raw() };
    Ok(Str::from_str(&format!(
        "<socket object, fd={}, family={}, type={}, proto={}>",
        s.sock_fd, s.sock_family, s.sock_type, s.sock_proto
    ))?
    .upcast())
}

/// `tp_finalize`: an open socket is closed, with a warning.
extern "C" fn finalize(this: &Socket) {
    if this.fd() < 0 {
        return;
    }
    let saved = base::error::take_current();
    let shown = this.repr().map(|r| r.to_string_lossy().into_owned());
    let warned =
        shown.and_then(|text| warnings::warn_resource(this, 1, format_args!("unclosed {text}")));
    if warned.is_err() {
        // a warning that is an error cannot be raised from here
        if exceptions::matches(&types::Warning) {
            exceptions::write_unraisable_object(Some(this));
        } else {
            drop(base::error::take_current());
        }
    }
    let fd = this.take_fd();
    if fd >= 0 {
        // SAFETY: the descriptor was ours.
        runtime::pystate::allow_threads(|| unsafe { libc::close(fd) });
    }
    base::error::restore(saved);
}

extern "C" fn dealloc(o: *mut Socket) {
    // SAFETY: the last reference is gone, unless the finaliser makes a new one.
    unsafe {
        if objects::type_::subtype::finalize_from_dealloc(o.cast()) {
            return;
        }
        objects::gc::untrack(Object::from_ptr(o.cast()));
        heap_type::free(o.cast());
    }
}

static mut MEMBERS: [PyMemberDef; 4] = {
    const fn member(
        name: &'static core::ffi::CStr,
        offset: usize,
        doc: &'static core::ffi::CStr,
    ) -> PyMemberDef {
        PyMemberDef {
            name: name.as_ptr(),
            r#type: Py_T_INT,
            offset: offset as isize,
            flags: Py_READONLY,
            doc: doc.as_ptr(),
        }
    }
    [
        member(
            c"family",
            offset_of!(SocketObject, sock_family),
            c"the socket family",
        ),
        member(
            c"type",
            offset_of!(SocketObject, sock_type),
            c"the socket type",
        ),
        member(
            c"proto",
            offset_of!(SocketObject, sock_proto),
            c"the socket protocol",
        ),
        // SAFETY: all-zero ends the table.
        unsafe { zeroed() },
    ]
};

pub static SOCKET: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_socket.socket".as_ptr(),
    tp_basicsize: size_of::<SocketObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Socket>(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: Socket::DOC,
    tp_traverse: objects::slots::traverse::<Socket>(heap_type::traverse),
    tp_methods: methods_concat!(Socket::METHOD_DEFS, Socket::TRANSFER, Socket::MESSAGE),
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: Socket::GETSET,
    tp_init: Some(Socket::INIT),
    tp_new: Some(Socket::NEW),
    tp_finalize: objects::slots::finalize(finalize),
    ..Type::EMPTY
});
