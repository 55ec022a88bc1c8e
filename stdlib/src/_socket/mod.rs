//! `_socket`: the system's sockets, for `socket` and for extensions through the capsule `_socket.CAPI`.
//!
//! `address` turns Python's addresses into the system's and back, `wait` runs a call under a socket's timeout, `object` is the type,
//! `transfer` and `message` move data, `resolve` asks the resolver, `functions` is the rest of the module.

mod address;
mod constants;
mod functions;
mod message;
mod object;
mod resolve;
mod transfer;
mod wait;

use core::ffi::{c_int, c_void};
use core::sync::atomic::AtomicI64;
use std::ffi::CString;
use std::sync::OnceLock;

use base::local::LocalRef;
use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;

pub use object::{SOCKET, Socket};

/// The timeout of new sockets in nanoseconds; negative: none.
static DEFAULT_TIMEOUT: AtomicI64 = AtomicI64::new(-1);

/// The exception classes `gaierror` and `herror`.
static GAIERROR: LocalRef<Type> = LocalRef::new();
static HERROR: LocalRef<Type> = LocalRef::new();

/// `PySocketModule_APIObject` of `socketmodule.h`, which `_ssl` asks for.
#[repr(C)]
struct Api {
    sock_type: *mut PyTypeObject,
    error: *mut PyObject,
    timeout_error: *mut PyObject,
}

// SAFETY: static types, which nobody writes in the table.
unsafe impl Send for Api {}
// SAFETY: as above.
unsafe impl Sync for Api {}

/// The table of all interpreters: its types are static.
static API: OnceLock<Api> = OnceLock::new();

/// One of the two resolver exceptions with a code and its text.
fn resolver_error(class: &LocalRef<Type>, code: i32, text: &str) -> Raised {
    let class = class.get().unwrap_or(&types::OSError);
    let build = || {
        let code = Long::from_i64(code.into())?;
        exceptions::new_exception(class, &[&code, &*Str::from_str(text)?])
    };
    match build() {
        Ok(e) => Raised::set(e),
        Err(raised) => raised,
    }
}

/// `gaierror` for a result of `getaddrinfo`; a system error has its errno.
fn gai_error(code: i32) -> Raised {
    if code == libc::EAI_SYSTEM {
        return crate::posix::os_error();
    }
    // SAFETY: a static text for every code.
    let text = unsafe { core::ffi::CStr::from_ptr(libc::gai_strerror(code)) };
    resolver_error(&GAIERROR, code, &text.to_string_lossy())
}

/// A C string of a text, which may not hold a NUL.
fn c_text(s: &str) -> PyResult<CString> {
    CString::new(s).map_err(|_| raise!(ValueError, "embedded null character"))
}

fn new_error(name: &str, slot: &LocalRef<Type>) -> PyResult<Ref<Type>> {
    if let Some(known) = slot.get() {
        return Ok(known.to_ref());
    }
    let dict = Dict::new()?;
    dict.set(&*Str::from_str("__module__")?, &*Str::from_str("socket")?)?;
    let bases = Tuple::from_slice(&[&types::OSError])?;
    let class = Type::create(&*Str::from_str(name)?, &bases, &dict)?;
    slot.set(class.clone());
    Ok(class)
}

fn exec(module: &Module) -> PyResult<()> {
    constants::add(module)?;
    module.add("error", &types::OSError)?;
    module.add("timeout", &types::TimeoutError)?;
    let gaierror = new_error("gaierror", &GAIERROR)?;
    module.add("gaierror", &gaierror)?;
    module.add("herror", &*new_error("herror", &HERROR)?)?;
    SOCKET.make(module)?;
    module.add("SocketType", &SOCKET)?;
    module.add("socket", &SOCKET)?;
    module.add_str("BDADDR_ANY", "00:00:00:00:00:00")?;
    module.add_str("BDADDR_LOCAL", "00:00:00:FF:FF:FF")?;
    let api = API.get_or_init(|| Api {
        sock_type: SOCKET.as_mut_ptr(),
        error: types::OSError.as_mut_ptr().cast(),
        timeout_error: types::TimeoutError.as_mut_ptr().cast(),
    });
    // SAFETY: the table and its name live for good.
    let capsule = unsafe {
        objects::capsule::Capsule::new(
            core::ptr::from_ref(api).cast_mut().cast::<c_void>(),
            c"_socket.CAPI".as_ptr(),
            None,
        )?
    };
    capsule.set_traverse(Some(traverse_api), None);
    module.add("CAPI", &capsule)
}

/// Shows the collector what the table refers to.
unsafe extern "C" fn traverse_api(
    capsule: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: the collector calls with the capsule, whose table lives for good.
    unsafe {
        let capsule: &objects::capsule::Capsule = Object::from_ptr(capsule).downcast_unchecked();
        let api = (*capsule.raw()).pointer.cast::<Api>();
        visit((*api).sock_type.cast(), arg)
    }
}

crate::module!(
    c"_socket",
    c"The system's sockets; see the module socket.",
    methods = method_table![
        resolve::gethostbyname,
        resolve::gethostbyname_ex,
        resolve::gethostbyaddr,
        functions::gethostname,
        functions::sethostname,
        resolve::getservbyname,
        resolve::getservbyport,
        resolve::getprotobyname,
        functions::close,
        functions::dup,
        functions::socketpair,
        functions::ntohs,
        functions::ntohl,
        functions::htons,
        functions::htonl,
        functions::inet_aton,
        functions::inet_ntoa,
        functions::inet_pton,
        functions::inet_ntop,
        resolve::getaddrinfo,
        resolve::getnameinfo,
        functions::getdefaulttimeout,
        functions::setdefaulttimeout,
        functions::if_nameindex,
        functions::if_nametoindex,
        functions::if_indextoname,
        message::cmsg_len,
        message::cmsg_space
    ],
    exec = exec
);
