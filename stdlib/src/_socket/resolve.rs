//! Questions to the resolver and the service databases.

use core::ffi::{CStr, c_char, c_int};
use std::ffi::CString;

use objects::clinic::*;
use objects::prelude::*;

use super::address::{self, answer_address, ask, bytes_at, host_name, host_text, resolve_host};
use super::{HERROR, c_text, gai_error, resolver_error};

unsafe extern "C" {
    // The resolver's older half, which the libc crate leaves out.
    fn gethostbyname_r(
        name: *const c_char,
        entry: *mut libc::hostent,
        buffer: *mut c_char,
        size: usize,
        result: *mut *mut libc::hostent,
        error: *mut c_int,
    ) -> c_int;
    fn gethostbyaddr_r(
        address: *const core::ffi::c_void,
        len: libc::socklen_t,
        family: c_int,
        entry: *mut libc::hostent,
        buffer: *mut c_char,
        size: usize,
        result: *mut *mut libc::hostent,
        error: *mut c_int,
    ) -> c_int;
    fn hstrerror(error: c_int) -> *const c_char;
}

/// A host name that must be one.
fn named(o: &Object) -> PyResult<CString> {
    host_name(o)?.ok_or_else(|| {
        raise!(
            TypeError,
            "str, bytes or bytearray expected, not {}",
            o.class().tp_name()
        )
    })
}

fn text(s: &CStr) -> PyResult<Ref<Str>> {
    Str::decode_fs_default(s.to_bytes())
}

fn audit_one(event: &str, o: &Object) -> PyResult<()> {
    runtime::audit::audit(event, || Tuple::from_array([o.to_ref()]))
}

/// gethostbyname(host) -> address
///
/// The IPv4 address of a host, in numbers and dots.
#[pyfunction("gethostbyname(host, /)", tuple, nosig)]
pub fn gethostbyname(host: &Object) -> PyResult<Ref<Str>> {
    let name = named(host)?;
    audit_one("socket.gethostbyname", host)?;
    host_text(&resolve_host(Some(&name), libc::AF_INET)?)
}

/// Asks with a growing buffer, and makes (name, aliases, addresses) of the answer.
fn host_entry(
    mut ask: impl FnMut(&mut libc::hostent, &mut [u64], &mut *mut libc::hostent, &mut c_int) -> c_int,
) -> PyResult<Ref<Tuple>> {
    let mut buffer = vec![0u64; 2048];
    // SAFETY: all-zero is valid.
    let mut entry: libc::hostent = unsafe { core::mem::zeroed() };
    let mut result = core::ptr::null_mut();
    let mut error = 0;
    loop {
        let code = runtime::pystate::allow_threads(|| {
            ask(&mut entry, &mut buffer, &mut result, &mut error)
        });
        if code == libc::ERANGE && buffer.len() < 1 << 17 {
            buffer.resize(buffer.len() * 2, 0);
            continue;
        }
        break;
    }
    if result.is_null() {
        // SAFETY: a static text for every code.
        let text = unsafe { CStr::from_ptr(hstrerror(error)) };
        return Err(resolver_error(&HERROR, error, &text.to_string_lossy()));
    }
    // SAFETY: the answer lies in the buffer; its lists end in NULL.
    unsafe {
        let aliases = List::new()?;
        let mut at = (*result).h_aliases;
        while !at.is_null() && !(*at).is_null() {
            aliases.push(&*text(CStr::from_ptr(*at))?)?;
            at = at.add(1);
        }
        let addresses = List::new()?;
        let mut at = (*result).h_addr_list;
        while !at.is_null() && !(*at).is_null() {
            let bytes = bytes_at((*at).cast(), (*result).h_length as isize);
            let shown = match (<[u8; 4]>::try_from(bytes), <[u8; 16]>::try_from(bytes)) {
                (Ok(v4), _) => std::net::Ipv4Addr::from(v4).to_string(),
                (_, Ok(v6)) => std::net::Ipv6Addr::from(v6).to_string(),
                _ => return Err(raise!(OSError, "unsupported address family")),
            };
            addresses.push(&*Str::from_str(&shown)?)?;
            at = at.add(1);
        }
        Tuple::from_array([
            text(CStr::from_ptr((*result).h_name))?.upcast(),
            aliases.upcast(),
            addresses.upcast(),
        ])
    }
}

/// gethostbyname_ex(host) -> (name, aliaslist, addresslist)
///
/// The true name of a host, its aliases, and its IPv4 addresses.
#[pyfunction("gethostbyname_ex(host, /)", tuple, nosig)]
pub fn gethostbyname_ex(host: &Object) -> PyResult<Ref<Tuple>> {
    let name = named(host)?;
    audit_one("socket.gethostbyname", host)?;
    resolve_host(Some(&name), libc::AF_INET)?;
    host_entry(|entry, buffer, result, error| {
        // SAFETY: a C string, and a buffer with its size.
        unsafe {
            gethostbyname_r(
                name.as_ptr(),
                entry,
                buffer.as_mut_ptr().cast(),
                size_of_val(buffer),
                result,
                error,
            )
        }
    })
}

/// gethostbyaddr(host) -> (name, aliaslist, addresslist)
///
/// The true name of a host, its aliases, and its addresses, from a name or an address.
#[pyfunction("gethostbyaddr(host, /)", tuple, nosig)]
pub fn gethostbyaddr(host: &Object) -> PyResult<Ref<Tuple>> {
    let name = named(host)?;
    audit_one("socket.gethostbyaddr", host)?;
    let found = resolve_host(Some(&name), libc::AF_UNSPEC)?;
    let family = c_int::from(found.storage.ss_family);
    let (offset, len) = match family {
        libc::AF_INET => (core::mem::offset_of!(libc::sockaddr_in, sin_addr), 4),
        libc::AF_INET6 => (core::mem::offset_of!(libc::sockaddr_in6, sin6_addr), 16),
        _ => return Err(raise!(OSError, "unsupported address family")),
    };
    host_entry(|entry, buffer, result, error| {
        // SAFETY: the address lies in the struct of its family; a buffer with its size.
        unsafe {
            gethostbyaddr_r(
                found.as_ptr().byte_add(offset).cast(),
                len,
                family,
                entry,
                buffer.as_mut_ptr().cast(),
                size_of_val(buffer),
                result,
                error,
            )
        }
    })
}

/// getservbyname(servicename[, protocolname]) -> integer
///
/// The port of a service, by its name, for a protocol ("tcp" or "udp"), or any.
#[pyfunction("getservbyname(servicename, protocolname=None, /)", nosig)]
pub fn getservbyname(servicename: &str, protocolname: Option<&str>) -> PyResult<i32> {
    let name = c_text(servicename)?;
    let protocol = protocolname.map(c_text).transpose()?;
    objects::audit!("socket.getservbyname", servicename, protocolname)?;
    // SAFETY: C strings; the answer is read before another call, under the GIL.
    unsafe {
        let entry = libc::getservbyname(
            name.as_ptr(),
            protocol.as_ref().map_or(core::ptr::null(), |p| p.as_ptr()),
        );
        if entry.is_null() {
            return Err(raise!(OSError, "service/proto not found"));
        }
        Ok(u16::from_be((*entry).s_port as u16).into())
    }
}

/// getservbyport(port[, protocolname]) -> string
///
/// The name of the service at a port, for a protocol ("tcp" or "udp"), or any.
#[pyfunction("getservbyport(port, protocolname=None, /)", nosig)]
pub fn getservbyport(port: i32, protocolname: Option<&str>) -> PyResult<Ref<Str>> {
    let Ok(number) = u16::try_from(port) else {
        return Err(raise!(
            OverflowError,
            "getservbyport: port must be 0-65535."
        ));
    };
    let protocol = protocolname.map(c_text).transpose()?;
    objects::audit!("socket.getservbyport", port, protocolname)?;
    // SAFETY: C strings; the answer is read before another call, under the GIL.
    unsafe {
        let entry = libc::getservbyport(
            number.to_be().into(),
            protocol.as_ref().map_or(core::ptr::null(), |p| p.as_ptr()),
        );
        if entry.is_null() {
            return Err(raise!(OSError, "port/proto not found"));
        }
        text(CStr::from_ptr((*entry).s_name))
    }
}

/// getprotobyname(name) -> integer
///
/// The number of a protocol, by its name.
#[pyfunction("getprotobyname(name, /)", tuple, nosig)]
pub fn getprotobyname(name: &str) -> PyResult<i32> {
    let name = c_text(name)?;
    // SAFETY: a C string; the answer is read before another call, under the GIL.
    unsafe {
        let entry = libc::getprotobyname(name.as_ptr());
        if entry.is_null() {
            return Err(raise!(OSError, "protocol not found"));
        }
        Ok((*entry).p_proto)
    }
}

/// getaddrinfo(host, port [, family, type, proto, flags]) -> list of (family, type, proto, canonname, sockaddr)
///
/// Every way to reach a service of a host.
#[pyfunction("getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", nosig)]
pub fn getaddrinfo(
    host: &Object,
    port: &Object,
    family: i32,
    r#type: i32,
    proto: i32,
    flags: i32,
) -> PyResult<Ref<List>> {
    let name = if is_none(host) {
        None
    } else if let Some(s) = host.downcast::<Str>() {
        let encoded = objects::codecs::encode(s, "idna", None)?;
        let Some(b) = encoded.downcast::<Bytes>() else {
            return Err(raise!(TypeError, "encoding of hostname failed"));
        };
        Some(c_bytes(b.as_slice())?)
    } else if let Some(b) = host.downcast::<Bytes>() {
        Some(c_bytes(b.as_slice())?)
    } else {
        return Err(raise!(
            TypeError,
            "getaddrinfo() argument 1 must be string or None"
        ));
    };
    let service = if port.downcast::<Long>().is_some() {
        Some(c_text(port.str()?.as_utf8()?)?)
    } else if let Some(s) = port.downcast::<Str>() {
        Some(c_text(s.as_utf8()?)?)
    } else if let Some(b) = port.downcast::<Bytes>() {
        Some(c_bytes(b.as_slice())?)
    } else if is_none(port) {
        None
    } else {
        return Err(raise!(OSError, "Int or String expected"));
    };
    let number = |n: i32| PyResult::Ok(Long::from_i64(n.into())?.upcast());
    runtime::audit::audit("socket.getaddrinfo", || {
        Tuple::from_array([
            host.to_ref(),
            port.to_ref(),
            number(family)?,
            number(r#type)?,
            number(proto)?,
        ])
    })?;
    // SAFETY: plain numbers and NULLs.
    let mut hints: libc::addrinfo = unsafe { core::mem::zeroed() };
    hints.ai_family = family;
    hints.ai_socktype = r#type;
    hints.ai_protocol = proto;
    hints.ai_flags = flags;
    let answers = ask(name.as_deref(), service.as_deref(), &hints)?;
    let list = List::new()?;
    let mut at = answers.0;
    while !at.is_null() {
        // SAFETY: an entry of the list, which lives until the end of this function.
        unsafe {
            let canonical = if (*at).ai_canonname.is_null() {
                Str::from_str("")?
            } else {
                text(CStr::from_ptr((*at).ai_canonname))?
            };
            list.push(&*Tuple::from_array([
                number((*at).ai_family)?,
                number((*at).ai_socktype)?,
                number((*at).ai_protocol)?,
                canonical.upcast(),
                address::make(-1, &answer_address(at))?,
            ])?)?;
            at = (*at).ai_next;
        }
    }
    Ok(list)
}

fn c_bytes(b: &[u8]) -> PyResult<CString> {
    CString::new(b).map_err(|_| raise!(ValueError, "embedded null byte"))
}

/// getnameinfo(sockaddr, flags) --> (host, port)
///
/// The names of a host and a service, from a numeric address.
#[pyfunction("getnameinfo(sockaddr, flags, /)", nosig)]
pub fn getnameinfo(sockaddr: &Object, flags: i32) -> PyResult<Ref<Tuple>> {
    let Some(tuple) = sockaddr.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "getnameinfo() argument 1 must be a tuple"
        ));
    };
    let items = tuple.as_slice();
    let illegal = || raise!(TypeError, "getnameinfo(): illegal sockaddr argument");
    let ([host, port] | [host, port, _] | [host, port, _, _]) = items else {
        return Err(illegal());
    };
    let Some(host) = host.downcast::<Str>() else {
        return Err(illegal());
    };
    let host = c_text(host.as_utf8()?)?;
    let port = port.index()?.as_i32()?;
    let bits = |i: usize| -> PyResult<u32> {
        items
            .get(i)
            .map_or(Ok(0), |o| Ok(o.index()?.as_u64_mask() as u32))
    };
    let (flow, scope) = (bits(2)?, bits(3)?);
    if flow > 0xf_ffff {
        return Err(raise!(
            OverflowError,
            "getnameinfo(): flowinfo must be 0-1048575."
        ));
    }
    audit_one("socket.getnameinfo", sockaddr)?;
    // SAFETY: plain numbers and NULLs.
    let mut hints: libc::addrinfo = unsafe { core::mem::zeroed() };
    hints.ai_socktype = libc::SOCK_DGRAM;
    hints.ai_flags = libc::AI_NUMERICHOST;
    let answers = ask(Some(&host), Some(&c_text(&port.to_string())?), &hints)?;
    // SAFETY: at least one entry.
    let (mut found, family, more) = unsafe {
        (
            answer_address(answers.0),
            (*answers.0).ai_family,
            !(*answers.0).ai_next.is_null(),
        )
    };
    if more {
        return Err(raise!(OSError, "sockaddr resolved to multiple addresses"));
    }
    match family {
        libc::AF_INET if items.len() != 2 => {
            return Err(raise!(OSError, "IPv4 sockaddr must be 2 tuple"));
        }
        libc::AF_INET6 => {
            // SAFETY: an address of this family.
            unsafe {
                let sin6 = found.as_mut_ptr().cast::<libc::sockaddr_in6>();
                (*sin6).sin6_flowinfo = flow.to_be();
                (*sin6).sin6_scope_id = scope;
            }
        }
        _ => {}
    }
    let (mut name, mut service) = ([0u8; 1025], [0u8; 32]);
    let code = runtime::pystate::allow_threads(|| {
        // SAFETY: a complete address; both texts are cut to their buffers, with a NUL.
        unsafe {
            libc::getnameinfo(
                found.as_ptr(),
                found.len,
                name.as_mut_ptr().cast(),
                name.len() as libc::socklen_t,
                service.as_mut_ptr().cast(),
                service.len() as libc::socklen_t,
                flags,
            )
        }
    });
    if code != 0 {
        return Err(gai_error(code));
    }
    let until_nul = |b: &[u8]| {
        let end = b.iter().position(|b| *b == 0).unwrap_or(b.len());
        Str::decode_fs_default(&b[..end])
    };
    Tuple::from_array([until_nul(&name)?.upcast(), until_nul(&service)?.upcast()])
}
