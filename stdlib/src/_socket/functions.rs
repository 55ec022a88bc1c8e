//! Functions of the module that need no resolver: byte order, numeric addresses, host name, descriptors, interfaces, the default
//! timeout.

use core::ffi::{CStr, c_int};
use core::sync::atomic::Ordering;
use std::ffi::CString;

use objects::buffer::Buffer;
use objects::clinic::*;
use objects::prelude::*;

use super::object::{Socket, parse_timeout, timeout_object};
use super::{DEFAULT_TIMEOUT, c_text};
use crate::posix::{checked, errno, os_error};

/// The name of this machine.
#[pyfunction("gethostname()", nosig)]
pub fn gethostname() -> PyResult<Ref<Str>> {
    runtime::audit::audit("socket.gethostname", || Ok(Tuple::empty().to_ref()))?;
    let mut name = [0u8; 1024];
    // SAFETY: the buffer keeps a byte for the NUL.
    checked(|| unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) })?;
    let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
    Str::decode_fs_default(&name[..end])
}

/// sethostname(name)
///
/// Sets the name of this machine.
#[pyfunction("sethostname(name, /)", tuple, nosig)]
pub fn sethostname(name: &Object) -> PyResult<()> {
    let bytes = match name.downcast::<Str>() {
        Some(s) => s.encode_fs_default()?.as_slice().to_vec(),
        None => Buffer::get(name)?.as_slice().to_vec(),
    };
    objects::audit!("socket.sethostname", Bytes::from_slice(&bytes))?;
    // SAFETY: bytes and their number.
    checked(|| unsafe { libc::sethostname(bytes.as_ptr().cast(), bytes.len()) })?;
    Ok(())
}

fn descriptor(o: &Object) -> PyResult<c_int> {
    o.index()?.as_i32()
}

/// close(integer) -> None
///
/// Closes a socket's descriptor.
#[pyfunction("close(object, /)", nosig)]
pub fn close(object: &Object) -> PyResult<()> {
    let fd = descriptor(object)?;
    let (n, e) = runtime::pystate::allow_threads(|| {
        // SAFETY: a number; whose descriptor it is, is the caller's to know.
        (unsafe { libc::close(fd) }, errno())
    });
    if n < 0 && e != libc::ECONNRESET {
        return Err(objects::exceptions::os_error(e, None));
    }
    Ok(())
}

/// dup(integer) -> integer
///
/// A second descriptor of a socket, which child processes do not inherit.
#[pyfunction("dup(object, /)", nosig)]
pub fn dup(object: &Object) -> PyResult<i32> {
    let fd = descriptor(object)?;
    // SAFETY: plain numbers.
    checked(|| unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
}

/// socketpair([family[, type [, proto]]]) -> (socket object, socket object)
///
/// Two sockets that are connected to each other, of the family AF_UNIX unless told otherwise.
#[pyfunction("socketpair(family=1, type=1, proto=0, /)", nosig)]
pub fn socketpair(family: i32, r#type: i32, proto: i32) -> PyResult<Ref<Tuple>> {
    let mut fds = [-1; 2];
    // SAFETY: room for two descriptors.
    checked(|| unsafe {
        libc::socketpair(family, r#type | libc::SOCK_CLOEXEC, proto, fds.as_mut_ptr())
    })?;
    let close = |fd: c_int| {
        // SAFETY: nobody else has the descriptor.
        unsafe { libc::close(fd) };
    };
    let first = match Socket::over(fds[0], family, r#type, proto) {
        Ok(s) => s,
        Err(raised) => {
            fds.into_iter().for_each(close);
            return Err(raised);
        }
    };
    let second = Socket::over(fds[1], family, r#type, proto).inspect_err(|_| close(fds[1]))?;
    Tuple::from_array([first.upcast(), second.upcast()])
}

/// A 16-bit number from network to host byte order.
#[pyfunction("ntohs(integer, /)")]
pub fn ntohs(integer: u16) -> u16 {
    u16::from_be(integer)
}

/// A 16-bit number from host to network byte order.
#[pyfunction("htons(integer, /)")]
pub fn htons(integer: u16) -> u16 {
    integer.to_be()
}

/// A 32-bit number from network to host byte order.
#[pyfunction("ntohl(integer, /)")]
pub fn ntohl(integer: u32) -> u32 {
    u32::from_be(integer)
}

/// A 32-bit number from host to network byte order.
#[pyfunction("htonl(integer, /)")]
pub fn htonl(integer: u32) -> u32 {
    integer.to_be()
}

/// The four bytes of an IPv4 address in any of its written forms.
#[pyfunction("inet_aton(ip_addr, /)")]
pub fn inet_aton(ip_addr: &str) -> PyResult<Ref<Bytes>> {
    unsafe extern "C" {
        fn inet_aton(text: *const core::ffi::c_char, to: *mut libc::in_addr) -> c_int;
    }
    let text = c_text(ip_addr)?;
    let mut address = libc::in_addr { s_addr: 0 };
    // SAFETY: a C string and room for an address.
    if unsafe { inet_aton(text.as_ptr(), &mut address) } == 0 {
        return Err(raise!(
            OSError,
            "illegal IP address string passed to inet_aton"
        ));
    }
    Bytes::from_slice(&address.s_addr.to_ne_bytes())
}

/// The text of an IPv4 address of four bytes.
#[pyfunction("inet_ntoa(packed_ip, /)")]
pub fn inet_ntoa(packed_ip: Buffer) -> PyResult<Ref<Str>> {
    let Ok(bytes) = <[u8; 4]>::try_from(packed_ip.as_slice()) else {
        return Err(raise!(OSError, "packed IP wrong length for inet_ntoa"));
    };
    Str::from_str(&std::net::Ipv4Addr::from(bytes).to_string())
}

/// inet_pton(af, ip) -> packed IP address string
///
/// The bytes of an address of a family from its text.
#[pyfunction("inet_pton(af, ip, /)", nosig)]
pub fn inet_pton(af: i32, ip: &str) -> PyResult<Ref<Bytes>> {
    unsafe extern "C" {
        fn inet_pton(
            af: c_int,
            text: *const core::ffi::c_char,
            to: *mut core::ffi::c_void,
        ) -> c_int;
    }
    let text = c_text(ip)?;
    let mut packed = [0u8; 16];
    // SAFETY: a C string and room for the longest address.
    match unsafe { inet_pton(af, text.as_ptr(), packed.as_mut_ptr().cast()) } {
        n if n < 0 => Err(os_error()),
        0 => Err(raise!(
            OSError,
            "illegal IP address string passed to inet_pton"
        )),
        _ => match af {
            libc::AF_INET => Bytes::from_slice(&packed[..4]),
            libc::AF_INET6 => Bytes::from_slice(&packed),
            _ => Err(raise!(OSError, "unknown address family")),
        },
    }
}

/// inet_ntop(af, packed_ip) -> string formatted IP address
///
/// The text of an address of a family from its bytes.
#[pyfunction("inet_ntop(af, packed_ip, /)", nosig)]
pub fn inet_ntop(af: i32, packed_ip: Buffer) -> PyResult<Ref<Str>> {
    unsafe extern "C" {
        fn inet_ntop(
            af: c_int,
            from: *const core::ffi::c_void,
            text: *mut core::ffi::c_char,
            size: libc::socklen_t,
        ) -> *const core::ffi::c_char;
    }
    let length = match af {
        libc::AF_INET => 4,
        libc::AF_INET6 => 16,
        _ => return Err(raise!(ValueError, "unknown address family {}", af)),
    };
    let packed = packed_ip.as_slice();
    if packed.len() != length {
        return Err(raise!(
            ValueError,
            "invalid length of packed IP address string"
        ));
    }
    let mut text = [0u8; 46];
    // SAFETY: an address of its family's length; the text ends in NUL within the buffer.
    unsafe {
        let end = inet_ntop(
            af,
            packed.as_ptr().cast(),
            text.as_mut_ptr().cast(),
            text.len() as libc::socklen_t,
        );
        if end.is_null() {
            return Err(os_error());
        }
        Str::from_str(&CStr::from_ptr(end).to_string_lossy())
    }
}

/// getdefaulttimeout() -> timeout
///
/// The timeout of new sockets in seconds; None: they wait as long as it takes.
#[pyfunction("getdefaulttimeout()", nosig)]
pub fn getdefaulttimeout() -> PyResult {
    timeout_object(DEFAULT_TIMEOUT.load(Ordering::Relaxed))
}

/// setdefaulttimeout(timeout)
///
/// Sets the timeout of new sockets in seconds; None: they wait as long as it takes.
#[pyfunction("setdefaulttimeout(object, /)", nosig)]
pub fn setdefaulttimeout(object: &Object) -> PyResult<()> {
    DEFAULT_TIMEOUT.store(parse_timeout(object)?, Ordering::Relaxed);
    Ok(())
}

/// if_nameindex()
///
/// The network interfaces as (index, name) tuples.
#[pyfunction("if_nameindex()", nosig)]
pub fn if_nameindex() -> PyResult<Ref<List>> {
    struct Table(*mut libc::if_nameindex);
    impl Drop for Table {
        fn drop(&mut self) {
            // SAFETY: from if_nameindex, freed once.
            unsafe { libc::if_freenameindex(self.0) }
        }
    }
    let list = List::new()?;
    // SAFETY: the table ends in an entry with index 0.
    unsafe {
        let first = libc::if_nameindex();
        if first.is_null() {
            return Err(os_error());
        }
        let table = Table(first);
        let mut at = table.0;
        while (*at).if_index != 0 {
            list.push(&*Tuple::from_array([
                Long::from_i64((*at).if_index.into())?.upcast(),
                Str::decode_fs_default(CStr::from_ptr((*at).if_name).to_bytes())?.upcast(),
            ])?)?;
            at = at.add(1);
        }
    }
    Ok(list)
}

/// The index of the network interface of this name.
#[pyfunction("if_nametoindex(oname, /)")]
pub fn if_nametoindex(oname: &Object) -> PyResult<u32> {
    let bytes = match oname.downcast::<Str>() {
        Some(s) => s.encode_fs_default()?.as_slice().to_vec(),
        None => Buffer::get(oname)?.as_slice().to_vec(),
    };
    let name = CString::new(bytes).map_err(|_| raise!(ValueError, "embedded null byte"))?;
    // SAFETY: a C string.
    match unsafe { libc::if_nametoindex(name.as_ptr()) } {
        0 => Err(os_error()),
        index => Ok(index),
    }
}

/// The name of the network interface of this index.
#[pyfunction("if_indextoname(if_index, /)")]
pub fn if_indextoname(if_index: u32) -> PyResult<Ref<Str>> {
    let mut name = [0u8; libc::IF_NAMESIZE];
    // SAFETY: room for any name.
    unsafe {
        let p = libc::if_indextoname(if_index, name.as_mut_ptr().cast());
        if p.is_null() {
            return Err(os_error());
        }
        Str::decode_fs_default(CStr::from_ptr(p).to_bytes())
    }
}
