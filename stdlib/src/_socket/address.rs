//! Addresses: Python's tuples and strings as the system's `sockaddr`, and back.

use core::ffi::{CStr, c_int, c_void};
use std::ffi::CString;

use layout::Py_ssize_t;
use objects::buffer::Buffer;
use objects::prelude::*;

use super::{Socket, gai_error};
use crate::posix::os_error;

/// Any socket address and how much of it is in use.
#[derive(Clone, Copy)]
pub struct Address {
    pub storage: libc::sockaddr_storage,
    pub len: libc::socklen_t,
}

impl Address {
    pub const CAPACITY: libc::socklen_t = size_of::<libc::sockaddr_storage>() as libc::socklen_t;

    /// Zeroed, with all its room on offer to a system call.
    pub fn empty() -> Address {
        Address {
            // SAFETY: plain numbers.
            storage: unsafe { core::mem::zeroed() },
            len: Address::CAPACITY,
        }
    }

    /// From one of the system's own structs.
    fn of<T>(value: T) -> Address {
        const { assert!(size_of::<T>() <= size_of::<libc::sockaddr_storage>()) };
        let mut address = Address::empty();
        // SAFETY: it fits, as asserted; both are plain data.
        unsafe { (&raw mut address.storage).cast::<T>().write(value) };
        address.len = size_of::<T>() as libc::socklen_t;
        address
    }

    pub fn as_ptr(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    pub fn as_mut_ptr(&mut self) -> *mut libc::sockaddr {
        (&raw mut self.storage).cast()
    }

    fn view<T>(&self) -> &T {
        // SAFETY: every sockaddr struct fits the storage and is plain data.
        unsafe { &*(&raw const self.storage).cast::<T>() }
    }
}

/// A host name as C wants it: None for Python's None, which is any address. Text goes through IDNA.
pub fn host_name(o: &Object) -> PyResult<Option<CString>> {
    if is_none(o) {
        return Ok(None);
    }
    let bytes = if let Some(s) = o.downcast::<Str>() {
        if s.is_ascii() {
            s.as_utf8()?.as_bytes().to_vec()
        } else {
            match objects::codecs::encode(s, "idna", None) {
                Ok(b) => match b.downcast::<Bytes>() {
                    Some(b) => b.as_slice().to_vec(),
                    None => return Err(raise!(TypeError, "encoding of hostname failed")),
                },
                Err(raised) => {
                    raised.clear();
                    return Err(raise!(TypeError, "encoding of hostname failed"));
                }
            }
        }
    } else if o.downcast::<Bytes>().is_some() || o.downcast::<ByteArray>().is_some() {
        Buffer::get(o)?.as_slice().to_vec()
    } else {
        return Err(raise!(
            TypeError,
            "str, bytes or bytearray expected, not {}",
            o.class().tp_name()
        ));
    };
    CString::new(bytes)
        .map(Some)
        .map_err(|_| raise!(TypeError, "host name must not contain null character"))
}

fn ipv4(address: u32) -> Address {
    // SAFETY: plain numbers.
    let mut sin: libc::sockaddr_in = unsafe { core::mem::zeroed() };
    sin.sin_family = libc::AF_INET as u16;
    sin.sin_addr.s_addr = address;
    Address::of(sin)
}

/// The resolver's list, freed at the end.
pub struct Answers(pub *mut libc::addrinfo);

impl Drop for Answers {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: the list came from getaddrinfo and is freed once.
            unsafe { libc::freeaddrinfo(self.0) }
        }
    }
}

/// Asks the resolver without the GIL.
pub fn ask(
    host: Option<&CStr>,
    service: Option<&CStr>,
    hints: &libc::addrinfo,
) -> PyResult<Answers> {
    let mut answers = Answers(core::ptr::null_mut());
    let pointer = |s: Option<&CStr>| s.map_or(core::ptr::null(), CStr::as_ptr);
    let code = runtime::pystate::allow_threads(|| {
        // SAFETY: C strings or NULL.
        unsafe { libc::getaddrinfo(pointer(host), pointer(service), hints, &mut answers.0) }
    });
    if code != 0 {
        answers.0 = core::ptr::null_mut();
        return Err(gai_error(code));
    }
    Ok(answers)
}

/// An answer's address.
///
/// # Safety
/// The entry is of a list that getaddrinfo gave.
pub unsafe fn answer_address(entry: *const libc::addrinfo) -> Address {
    let mut a = Address::empty();
    // SAFETY: the caller's; cut to the storage.
    unsafe {
        a.len = (*entry).ai_addrlen.min(Address::CAPACITY);
        core::ptr::copy_nonoverlapping(
            (*entry).ai_addr.cast::<u8>(),
            a.as_mut_ptr().cast(),
            a.len as usize,
        );
    }
    a
}

/// The first answer's address, and whether there are more.
fn lookup(
    name: Option<&CStr>,
    hints: &libc::addrinfo,
    service: Option<&CStr>,
) -> PyResult<(Address, bool)> {
    let answers = ask(name, service, hints)?;
    // SAFETY: a list of at least one entry.
    unsafe { Ok((answer_address(answers.0), !(*answers.0).ai_next.is_null())) }
}

/// The address of a host (`setipaddr`): any for "" and None, broadcast, a number, or whatever the resolver says first.
pub fn resolve_host(name: Option<&CStr>, family: c_int) -> PyResult<Address> {
    // SAFETY: plain numbers and NULLs.
    let mut hints: libc::addrinfo = unsafe { core::mem::zeroed() };
    hints.ai_family = family;
    let Some(name) = name.filter(|n| !n.is_empty()) else {
        hints.ai_socktype = libc::SOCK_DGRAM;
        hints.ai_flags = libc::AI_PASSIVE;
        let (address, more) = lookup(None, &hints, Some(c"0"))?;
        if more {
            return Err(raise!(OSError, "wildcard resolved to multiple address"));
        }
        return Ok(address);
    };
    if matches!(name.to_bytes(), b"255.255.255.255" | b"<broadcast>") {
        if family != libc::AF_INET && family != libc::AF_UNSPEC {
            return Err(raise!(OSError, "address family mismatched"));
        }
        return Ok(ipv4(libc::INADDR_BROADCAST));
    }
    if let Ok(text) = name.to_str() {
        if let Ok(v4) = text.parse::<std::net::Ipv4Addr>()
            && matches!(family, libc::AF_INET | libc::AF_UNSPEC)
        {
            return Ok(ipv4(u32::from_ne_bytes(v4.octets())));
        }
        if let Ok(v6) = text.parse::<std::net::Ipv6Addr>()
            && matches!(family, libc::AF_INET6 | libc::AF_UNSPEC)
        {
            // SAFETY: plain numbers.
            let mut sin6: libc::sockaddr_in6 = unsafe { core::mem::zeroed() };
            sin6.sin6_family = libc::AF_INET6 as u16;
            sin6.sin6_addr.s6_addr = v6.octets();
            return Ok(Address::of(sin6));
        }
    }
    Ok(lookup(Some(name), &hints, None)?.0)
}

fn must_be_tuple<'a>(
    o: &'a Object,
    family: &str,
    caller: &str,
    sizes: core::ops::RangeInclusive<usize>,
    shape: &str,
) -> PyResult<&'a [&'a Object]> {
    let Some(t) = o.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "{}(): {} address must be tuple, not {}",
            caller,
            family,
            o.class().tp_name()
        ));
    };
    let items = t.as_slice();
    if !sizes.contains(&items.len()) {
        return Err(raise!(TypeError, "{} address must be {}", family, shape));
    }
    Ok(items)
}

fn int(o: &Object) -> PyResult<i32> {
    o.index()?.as_i32()
}

/// The low 32 bits, as C's format unit `I` takes them.
fn bits(o: Option<&&Object>) -> PyResult<u32> {
    o.map_or(Ok(0), |o| Ok(o.index()?.as_u64_mask() as u32))
}

fn port(o: &Object, caller: &str) -> PyResult<c_int> {
    int(o).map_err(|raised| {
        if objects::exceptions::matches(&objects::exceptions::types::OverflowError) {
            raised.clear();
            return bad_port(caller);
        }
        raised
    })
}

fn bad_port(caller: &str) -> Raised {
    raise!(OverflowError, "{}(): port must be 0-65535.", caller)
}

fn text(o: &Object) -> PyResult<CString> {
    let Some(s) = o.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "argument must be str, not {}",
            o.class().tp_name()
        ));
    };
    CString::new(s.as_utf8()?).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// Copies a C string into a fixed field, which keeps room for its NUL. False: it does not fit.
fn fill(field: &mut [u8], s: &CStr) -> bool {
    let bytes = s.to_bytes();
    if bytes.len() >= field.len() {
        return false;
    }
    field[..bytes.len()].copy_from_slice(bytes);
    true
}

/// The system's address from Python's, for a socket's family (`getsockaddrarg`). `caller` is named in errors.
pub fn parse(socket: &Socket, o: &Object, caller: &str) -> PyResult<Address> {
    match socket.family() {
        libc::AF_UNIX => unix(o),
        libc::AF_INET => {
            let items = must_be_tuple(o, "AF_INET", caller, 2..=2, "a pair (host, port)")?;
            let host = host_name(items[0])?;
            let port = port(items[1], caller)?;
            let mut address = resolve_host(host.as_deref(), libc::AF_INET)?;
            let port = u16::try_from(port).map_err(|_| bad_port(caller))?;
            let mut sin = *address.view::<libc::sockaddr_in>();
            sin.sin_family = libc::AF_INET as u16;
            sin.sin_port = port.to_be();
            address = Address::of(sin);
            Ok(address)
        }
        libc::AF_INET6 => {
            let items = must_be_tuple(
                o,
                "AF_INET6",
                caller,
                2..=4,
                "a tuple (host, port[, flowinfo[, scopeid]])",
            )?;
            let host = host_name(items[0])?;
            let port = port(items[1], caller)?;
            let (flow, scope) = (bits(items.get(2))?, bits(items.get(3))?);
            let address = resolve_host(host.as_deref(), libc::AF_INET6)?;
            let port = u16::try_from(port).map_err(|_| bad_port(caller))?;
            if flow > 0xf_ffff {
                return Err(raise!(
                    OverflowError,
                    "{}(): flowinfo must be 0-1048575.",
                    caller
                ));
            }
            let mut sin6 = *address.view::<libc::sockaddr_in6>();
            sin6.sin6_family = libc::AF_INET6 as u16;
            sin6.sin6_port = port.to_be();
            sin6.sin6_flowinfo = flow.to_be();
            sin6.sin6_scope_id = scope;
            Ok(Address::of(sin6))
        }
        libc::AF_NETLINK => {
            let items = must_be_tuple(o, "AF_NETLINK", caller, 2..=2, "a pair (pid, groups)")?;
            // SAFETY: plain numbers.
            let mut nl: libc::sockaddr_nl = unsafe { core::mem::zeroed() };
            nl.nl_family = libc::AF_NETLINK as u16;
            nl.nl_pid = bits(items.first())?;
            nl.nl_groups = bits(items.get(1))?;
            Ok(Address::of(nl))
        }
        libc::AF_VSOCK => {
            let items = must_be_tuple(o, "AF_VSOCK", caller, 2..=2, "a pair (cid, port)")?;
            // SAFETY: plain numbers.
            let mut vm: libc::sockaddr_vm = unsafe { core::mem::zeroed() };
            vm.svm_family = libc::AF_VSOCK as u16;
            vm.svm_cid = bits(items.first())?;
            vm.svm_port = bits(items.get(1))?;
            Ok(Address::of(vm))
        }
        libc::AF_PACKET => packet(socket, o, caller),
        libc::AF_ALG => {
            let items = must_be_tuple(
                o,
                "AF_ALG",
                caller,
                2..=4,
                "a tuple (type, name[, feat[, mask]])",
            )?;
            // SAFETY: plain numbers.
            let mut alg: libc::sockaddr_alg = unsafe { core::mem::zeroed() };
            alg.salg_family = libc::AF_ALG as u16;
            alg.salg_feat = bits(items.get(2))?;
            alg.salg_mask = bits(items.get(3))?;
            if !fill(&mut alg.salg_type, &text(items[0])?) {
                return Err(raise!(ValueError, "AF_ALG type too long."));
            }
            if !fill(&mut alg.salg_name, &text(items[1])?) {
                return Err(raise!(ValueError, "AF_ALG name too long."));
            }
            Ok(Address::of(alg))
        }
        // Bluetooth, CAN, TIPC, QIPCRTR: see the module's ledger line
        _ => Err(raise!(OSError, "{}(): bad family", caller)),
    }
}

fn unix(o: &Object) -> PyResult<Address> {
    let encoded;
    let buffer;
    let path: &[u8] = if let Some(s) = o.downcast::<Str>() {
        encoded = s.encode_fs_default()?;
        encoded.as_slice()
    } else {
        buffer = Buffer::get(o)?;
        buffer.as_slice()
    };
    // SAFETY: plain numbers.
    let mut un: libc::sockaddr_un = unsafe { core::mem::zeroed() };
    un.sun_family = libc::AF_UNIX as u16;
    // An empty path or one that starts with NUL is a name in Linux's abstract namespace, without a NUL at its end.
    let abstract_name = path.first().is_none_or(|b| *b == 0);
    let room = un.sun_path.len() - usize::from(!abstract_name);
    if path.len() > room {
        return Err(raise!(OSError, "AF_UNIX path too long"));
    }
    for (to, from) in un.sun_path.iter_mut().zip(path) {
        *to = *from as core::ffi::c_char;
    }
    let mut address = Address::of(un);
    let used = core::mem::offset_of!(libc::sockaddr_un, sun_path) + path.len();
    address.len = (used + usize::from(!abstract_name)) as libc::socklen_t;
    Ok(address)
}

/// The index of a network interface.
fn interface_index(fd: c_int, name: &CStr) -> PyResult<c_int> {
    // SAFETY: a zeroed request; the name is cut to its field, which keeps a NUL.
    unsafe {
        let mut request: libc::ifreq = core::mem::zeroed();
        let room = request.ifr_name.len() - 1;
        for (to, from) in request.ifr_name[..room].iter_mut().zip(name.to_bytes()) {
            *to = *from as core::ffi::c_char;
        }
        if libc::ioctl(fd, libc::SIOCGIFINDEX, &raw mut request) < 0 {
            return Err(os_error());
        }
        Ok(request.ifr_ifru.ifru_ifindex)
    }
}

fn packet(socket: &Socket, o: &Object, caller: &str) -> PyResult<Address> {
    let items = must_be_tuple(
        o,
        "AF_PACKET",
        caller,
        2..=5,
        "a tuple of two to five elements",
    )?;
    let name = text(items[0])?;
    let number = |i: usize| items.get(i).map_or(Ok(0), |o| int(o));
    let (proto, kind, hatype) = (number(1)?, number(2)?, number(3)?);
    let hardware = items.get(4).map(|o| Buffer::get(o)).transpose()?;
    let index = interface_index(socket.fd(), &name)?;
    let hardware = hardware.as_ref().map_or(&[][..], Buffer::as_slice);
    if hardware.len() > 8 {
        return Err(raise!(
            ValueError,
            "Hardware address must be 8 bytes or less"
        ));
    }
    let proto = u16::try_from(proto)
        .map_err(|_| raise!(OverflowError, "{}(): proto must be 0-65535.", caller))?;
    // SAFETY: plain numbers.
    let mut ll: libc::sockaddr_ll = unsafe { core::mem::zeroed() };
    ll.sll_family = libc::AF_PACKET as u16;
    ll.sll_protocol = proto.to_be();
    ll.sll_ifindex = index;
    ll.sll_pkttype = kind as u8;
    ll.sll_hatype = hatype as u16;
    ll.sll_addr[..hardware.len()].copy_from_slice(hardware);
    ll.sll_halen = hardware.len() as u8;
    Ok(Address::of(ll))
}

fn number(n: impl Into<i64>) -> PyResult {
    Ok(Long::from_i64(n.into())?.upcast())
}

/// The numeric text of an IPv4 or IPv6 address (with its scope).
pub fn host_text(address: &Address) -> PyResult<Ref<Str>> {
    let mut text = [0u8; 1025];
    // SAFETY: a complete address; the text is cut to the buffer, with a NUL.
    let code = unsafe {
        libc::getnameinfo(
            address.as_ptr(),
            address.len,
            text.as_mut_ptr().cast(),
            text.len() as libc::socklen_t,
            core::ptr::null_mut(),
            0,
            libc::NI_NUMERICHOST,
        )
    };
    if code != 0 {
        return Err(gai_error(code));
    }
    let end = text.iter().position(|b| *b == 0).unwrap_or(text.len());
    Str::from_str(&String::from_utf8_lossy(&text[..end]))
}

/// Python's address from the system's (`makesockaddr`); None where there is none.
pub fn make(fd: c_int, address: &Address) -> PyResult {
    if address.len == 0 {
        return Ok(none_ref());
    }
    let made = match c_int::from(address.storage.ss_family) {
        libc::AF_INET => {
            let sin = address.view::<libc::sockaddr_in>();
            let host = std::net::Ipv4Addr::from(sin.sin_addr.s_addr.to_ne_bytes());
            Tuple::from_array([
                Str::from_str(&host.to_string())?.upcast(),
                number(u16::from_be(sin.sin_port))?,
            ])?
        }
        libc::AF_INET6 => {
            let sin6 = address.view::<libc::sockaddr_in6>();
            // The scope is told apart, as a number.
            let unscoped = Address::of(libc::sockaddr_in6 {
                sin6_scope_id: 0,
                ..*sin6
            });
            Tuple::from_array([
                host_text(&unscoped)?.upcast(),
                number(u16::from_be(sin6.sin6_port))?,
                number(u32::from_be(sin6.sin6_flowinfo))?,
                number(sin6.sin6_scope_id)?,
            ])?
        }
        libc::AF_UNIX => return unix_path(address),
        libc::AF_NETLINK => {
            let nl = address.view::<libc::sockaddr_nl>();
            Tuple::from_array([number(nl.nl_pid)?, number(nl.nl_groups)?])?
        }
        libc::AF_VSOCK => {
            let vm = address.view::<libc::sockaddr_vm>();
            Tuple::from_array([number(vm.svm_cid)?, number(vm.svm_port)?])?
        }
        libc::AF_PACKET => {
            let ll = address.view::<libc::sockaddr_ll>();
            let length = usize::from(ll.sll_halen).min(ll.sll_addr.len());
            Tuple::from_array([
                interface_name(fd, ll.sll_ifindex)?.upcast(),
                number(u16::from_be(ll.sll_protocol))?,
                number(ll.sll_pkttype)?,
                number(ll.sll_hatype)?,
                Bytes::from_slice(&ll.sll_addr[..length])?.upcast(),
            ])?
        }
        family => {
            let start = core::mem::offset_of!(libc::sockaddr, sa_data);
            let length = (address.len as usize).saturating_sub(start).min(14);
            // SAFETY: within the storage.
            let data = unsafe {
                core::slice::from_raw_parts(
                    (&raw const address.storage).cast::<u8>().add(start),
                    length,
                )
            };
            Tuple::from_array([number(family)?, Bytes::from_slice(data)?.upcast()])?
        }
    };
    Ok(made.upcast())
}

fn unix_path(address: &Address) -> PyResult {
    let start = core::mem::offset_of!(libc::sockaddr_un, sun_path);
    let un = address.view::<libc::sockaddr_un>();
    let length = (address.len as usize)
        .saturating_sub(start)
        .min(un.sun_path.len());
    // SAFETY: within the field.
    let path = unsafe { core::slice::from_raw_parts(un.sun_path.as_ptr().cast::<u8>(), length) };
    if path.first() == Some(&0) {
        return Ok(Bytes::from_slice(path)?.upcast());
    }
    let end = path.iter().position(|b| *b == 0).unwrap_or(path.len());
    Ok(Str::decode_fs_default(&path[..end])?.upcast())
}

fn interface_name(fd: c_int, index: c_int) -> PyResult<Ref<Str>> {
    // SAFETY: a zeroed request; the kernel puts a NUL behind the name.
    unsafe {
        let mut request: libc::ifreq = core::mem::zeroed();
        request.ifr_ifru.ifru_ifindex = index;
        if libc::ioctl(fd, libc::SIOCGIFNAME, &raw mut request) != 0 {
            return Str::from_str("");
        }
        Str::decode_fs_default(CStr::from_ptr(request.ifr_name.as_ptr()).to_bytes())
    }
}

/// The bytes behind a pointer, for the resolver's answers.
///
/// # Safety
/// `len` bytes are readable there.
pub unsafe fn bytes_at<'a>(at: *const c_void, len: Py_ssize_t) -> &'a [u8] {
    // SAFETY: the caller's.
    unsafe { core::slice::from_raw_parts(at.cast(), len.max(0) as usize) }
}
