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

use base::local::LocalRef;
use layout::*;
use objects::capsule::Capsule;
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
    module.add("CAPI", &*api_capsule()?)
}

/// The capsule with the table, which holds the type of this interpreter's module.
fn api_capsule() -> PyResult<Ref<Capsule>> {
    let api = Box::into_raw(Box::new(Api {
        sock_type: SOCKET.live()?.to_ref().into_ptr().cast(),
        error: types::OSError.as_mut_ptr().cast(),
        timeout_error: types::TimeoutError.as_mut_ptr().cast(),
    }));
    // SAFETY: the table is the capsule's, whose destructor frees it; the name is static.
    let made = unsafe { Capsule::new(api.cast(), c"_socket.CAPI".as_ptr(), Some(free_api)) };
    match made {
        Ok(capsule) => {
            capsule.set_traverse(Some(traverse_api), Some(clear_api));
            Ok(capsule)
        }
        Err(raised) => {
            // SAFETY: no capsule has it.
            unsafe { drop_api(api) };
            Err(raised)
        }
    }
}

/// The table of a capsule.
///
/// # Safety
/// The capsule is one of [`api_capsule`]'s, which has not been freed.
unsafe fn api_of(capsule: *mut PyObject) -> *mut Api {
    // SAFETY: the caller's.
    unsafe {
        let capsule: &Capsule = Object::from_ptr(capsule).downcast_unchecked();
        (*capsule.raw()).pointer.cast()
    }
}

/// # Safety
/// The table is not used again.
unsafe fn drop_api(api: *mut Api) {
    // SAFETY: the caller's; the table owns its type, until it is NULL.
    unsafe {
        let api = Box::from_raw(api);
        drop(Ref::<Object>::from_owned_opt(
            api.sock_type.cast::<PyObject>(),
        ));
    }
}

unsafe extern "C" fn free_api(capsule: *mut PyObject) {
    // SAFETY: called once, when the capsule goes.
    unsafe { drop_api(api_of(capsule)) }
}

/// Shows the collector what the table holds.
unsafe extern "C" fn traverse_api(
    capsule: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: the collector calls with the capsule.
    unsafe {
        match (visit, (*api_of(capsule)).sock_type) {
            (Some(visit), ty) if !ty.is_null() => visit(ty.cast(), arg),
            _ => 0,
        }
    }
}

unsafe extern "C" fn clear_api(capsule: *mut PyObject) -> c_int {
    // SAFETY: the collector calls with the capsule; the field is emptied before its release runs code.
    unsafe {
        let ty = core::mem::replace(&mut (*api_of(capsule)).sock_type, core::ptr::null_mut());
        drop(Ref::<Object>::from_owned_opt(ty.cast::<PyObject>()));
    }
    0
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
