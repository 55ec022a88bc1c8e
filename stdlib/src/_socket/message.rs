//! Messages with ancillary data: `sendmsg`, `recvmsg`, `recvmsg_into`, and the sizes of control messages.

use core::ffi::{c_int, c_uint};

use objects::buffer::Buffer;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;

use super::Socket;
use super::address::{self, Address};
use super::object::audit_address;
use super::wait::{self, For};
use crate::posix::vectors::Vectors;

/// The longest data whose control message has a length that the system's `socklen_t` can say.
const MAX_DATA: usize = i32::MAX as usize - 64;

/// CMSG_LEN(length) -> control message length
///
/// The length of a control message with so much data, without what aligns the next.
#[pyfunction("CMSG_LEN(length, /)", tuple, nosig)]
pub fn cmsg_len(length: isize) -> PyResult<usize> {
    match usize::try_from(length) {
        // SAFETY: arithmetic only.
        Ok(n) if n <= MAX_DATA => Ok(unsafe { libc::CMSG_LEN(n as c_uint) } as usize),
        _ => Err(raise!(OverflowError, "CMSG_LEN() argument out of range")),
    }
}

/// CMSG_SPACE(length) -> buffer size
///
/// The room that a control message with so much data takes, with what aligns the next.
#[pyfunction("CMSG_SPACE(length, /)", tuple, nosig)]
pub fn cmsg_space(length: isize) -> PyResult<usize> {
    match usize::try_from(length) {
        // SAFETY: arithmetic only.
        Ok(n) if n <= MAX_DATA => Ok(unsafe { libc::CMSG_SPACE(n as c_uint) } as usize),
        _ => Err(raise!(OverflowError, "CMSG_SPACE() argument out of range")),
    }
}

/// Memory for control messages, aligned as they need.
fn control_room(bytes: usize) -> PyResult<Vec<u64>> {
    let words = bytes.div_ceil(8);
    let mut v = Vec::new();
    v.try_reserve_exact(words)
        .map_err(|_| objects::exceptions::no_memory())?;
    v.resize(words, 0);
    Ok(v)
}

/// The data of a control message, cut to what the buffer holds; and whether it was whole.
///
/// # Safety
/// The header is one that CMSG_FIRSTHDR or CMSG_NXTHDR gave for this message.
unsafe fn control_data<'a>(
    message: &libc::msghdr,
    header: *const libc::cmsghdr,
) -> (&'a [u8], bool) {
    // SAFETY: the caller's; lengths are cut to the control buffer.
    unsafe {
        let data = libc::CMSG_DATA(header);
        let end = message
            .msg_control
            .cast::<u8>()
            .wrapping_add(message.msg_controllen);
        let room = (end as usize).saturating_sub(data as usize);
        let said = (*header)
            .cmsg_len
            .saturating_sub(libc::CMSG_LEN(0) as usize);
        let whole = said <= room && (*header).cmsg_len >= libc::CMSG_LEN(0) as usize;
        (core::slice::from_raw_parts(data, said.min(room)), whole)
    }
}

/// What a received message brought: control messages, flags, the sender's address.
struct Received {
    bytes: usize,
    rest: [Ref; 3],
}

impl Socket {
    fn receive_message(
        &self,
        parts: &mut [libc::iovec],
        control: isize,
        flags: c_int,
    ) -> PyResult<Received> {
        let control = usize::try_from(control)
            .ok()
            .filter(|n| *n <= i32::MAX as usize)
            .ok_or_else(|| raise!(ValueError, "invalid ancillary data buffer length"))?;
        let mut buffer = control_room(control)?;
        let mut from = Address::empty();
        // SAFETY: all-zero is valid.
        let mut message: libc::msghdr = unsafe { core::mem::zeroed() };
        let bytes = wait::run(self, For::Reading, || {
            message.msg_name = from.as_mut_ptr().cast();
            message.msg_namelen = Address::CAPACITY;
            message.msg_iov = parts.as_mut_ptr();
            message.msg_iovlen = parts.len();
            message.msg_control = if control == 0 {
                core::ptr::null_mut()
            } else {
                buffer.as_mut_ptr().cast()
            };
            message.msg_controllen = control;
            // SAFETY: all parts are held by the callers; the rest is here.
            unsafe { libc::recvmsg(self.fd(), &mut message, flags) }
        })?;
        from.len = message.msg_namelen.min(Address::CAPACITY);
        let made = control_list(&message).and_then(|list| {
            Ok([
                list.upcast(),
                Long::from_i64(message.msg_flags.into())?.upcast(),
                address::make(self.fd(), &from)?,
            ])
        });
        match made {
            Ok(rest) => Ok(Received { bytes, rest }),
            Err(raised) => {
                close_received(&message);
                Err(raised)
            }
        }
    }
}

/// The control messages as (level, type, data).
fn control_list(message: &libc::msghdr) -> PyResult<Ref<List>> {
    let list = List::new()?;
    // SAFETY: the kernel filled the control buffer; headers come from the system's own macros.
    unsafe {
        let mut header = libc::CMSG_FIRSTHDR(message);
        while !header.is_null() {
            let (data, whole) = control_data(message, header);
            if !whole {
                objects::warnings::warn(
                    &types::RuntimeWarning,
                    format_args!("received malformed or improperly-truncated ancillary data"),
                    1,
                )?;
            }
            list.push(&*Tuple::from_array([
                Long::from_i64((*header).cmsg_level.into())?.upcast(),
                Long::from_i64((*header).cmsg_type.into())?.upcast(),
                Bytes::from_slice(data)?.upcast(),
            ])?)?;
            if !whole {
                break;
            }
            header = libc::CMSG_NXTHDR(message, header);
        }
    }
    Ok(list)
}

/// Closes the descriptors of a message that cannot be handed on.
fn close_received(message: &libc::msghdr) {
    // SAFETY: as in `control_list`; the descriptors are nobody's yet.
    unsafe {
        let mut header = libc::CMSG_FIRSTHDR(message);
        while !header.is_null() {
            let (data, whole) = control_data(message, header);
            if (*header).cmsg_level == libc::SOL_SOCKET && (*header).cmsg_type == libc::SCM_RIGHTS {
                for fd in data.chunks_exact(4) {
                    libc::close(c_int::from_ne_bytes([fd[0], fd[1], fd[2], fd[3]]));
                }
            }
            if !whole {
                break;
            }
            header = libc::CMSG_NXTHDR(message, header);
        }
    }
}

/// The items of an iterable, or a TypeError with these words.
fn items(o: &Object, otherwise: &str) -> PyResult<Ref<Tuple>> {
    Tuple::from_iterable(o).map_err(|raised| {
        raised.clear();
        raise!(TypeError, "{}", otherwise)
    })
}

#[pymethods(export = MESSAGE)]
impl Socket {
    /// recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)
    ///
    /// Receives data and ancillary data: control messages as (level, type, data) tuples. Descriptors that came along are
    /// closed if an exception is raised.
    #[method("recvmsg(bufsize, ancbufsize=0, flags=0, /)", nosig)]
    fn recvmsg(&self, bufsize: isize, ancbufsize: isize, flags: i32) -> PyResult<Ref<Tuple>> {
        let size = usize::try_from(bufsize)
            .map_err(|_| raise!(ValueError, "negative buffer size in recvmsg()"))?;
        let mut data = Vec::<u8>::new();
        data.try_reserve_exact(size)
            .map_err(|_| objects::exceptions::no_memory())?;
        data.resize(size, 0);
        let mut parts = [libc::iovec {
            iov_base: data.as_mut_ptr().cast(),
            iov_len: size,
        }];
        let Received { bytes, rest } = self.receive_message(&mut parts, ancbufsize, flags)?;
        let [list, flags, from] = rest;
        Tuple::from_array([
            Bytes::from_slice(&data[..bytes.min(size)])?.upcast(),
            list,
            flags,
            from,
        ])
    }

    /// recvmsg_into(buffers[, ancbufsize[, flags]]) -> (nbytes, ancdata, msg_flags, address)
    ///
    /// As recvmsg(), with the data spread over writable buffers.
    #[method("recvmsg_into(buffers, ancbufsize=0, flags=0, /)", nosig)]
    fn recvmsg_into(
        &self,
        buffers: &Object,
        ancbufsize: isize,
        flags: i32,
    ) -> PyResult<Ref<Tuple>> {
        let buffers = items(buffers, "recvmsg_into() argument 1 must be an iterable")?;
        let given = buffers.as_slice().iter().map(|b| Ok(b.to_ref()));
        let mut vectors = Vectors::of(given, true).map_err(|raised| {
            raised.clear();
            raise!(
                TypeError,
                "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers"
            )
        })?;
        let Received { bytes, rest } =
            self.receive_message(&mut vectors.parts, ancbufsize, flags)?;
        let [list, flags, from] = rest;
        Tuple::from_array([Long::from_usize(bytes)?.upcast(), list, flags, from])
    }

    /// sendmsg(buffers[, ancdata[, flags[, address]]]) -> count
    ///
    /// Sends the buffers as one message, with control messages (level, type, data).
    #[method("sendmsg(buffers, ancdata=None, flags=0, address=None, /)", nosig)]
    fn sendmsg(
        &self,
        buffers: &Object,
        ancdata: Option<&Object>,
        flags: i32,
        address: Option<&Object>,
    ) -> PyResult<usize> {
        let to = match address.filter(|a| !is_none(a)) {
            Some(a) => {
                let parsed = address::parse(self, a, "sendmsg")?;
                audit_address("socket.sendmsg", self, a)?;
                Some(parsed)
            }
            None => {
                audit_address("socket.sendmsg", self, none())?;
                None
            }
        };
        let buffers = items(buffers, "sendmsg() argument 1 must be an iterable")?;
        let given = buffers.as_slice().iter().map(|b| Ok(b.to_ref()));
        let mut vectors = Vectors::of(given, false)?;
        let (mut control, used) = match ancdata {
            Some(a) => control_block(&*items(a, "sendmsg() argument 2 must be an iterable")?)?,
            None => (Vec::new(), 0),
        };
        // SAFETY: all-zero is valid.
        let mut message: libc::msghdr = unsafe { core::mem::zeroed() };
        if let Some(to) = &to {
            message.msg_name = to.as_ptr().cast_mut().cast();
            message.msg_namelen = to.len;
        }
        message.msg_iov = vectors.parts.as_mut_ptr();
        message.msg_iovlen = vectors.parts.len();
        if used > 0 {
            message.msg_control = control.as_mut_ptr().cast();
            message.msg_controllen = used;
        }
        wait::run(self, For::Writing, || {
            // SAFETY: everything that the message points at is held.
            unsafe { libc::sendmsg(self.fd(), &message, flags) }
        })
    }
}

/// Control messages, one after the other as the kernel wants them, and their size in bytes.
fn control_block(entries: &Tuple) -> PyResult<(Vec<u64>, usize)> {
    let mut parsed: Vec<(c_int, c_int, Buffer)> = Vec::new();
    let mut total = 0usize;
    for entry in entries.as_slice() {
        let entry = entry.downcast::<Tuple>().map(Tuple::as_slice);
        let Some([level, kind, data]) = entry else {
            return Err(raise!(
                TypeError,
                "[sendmsg() ancillary data items] must be 3-item tuples"
            ));
        };
        let data = Buffer::get(data)?;
        if data.len() > MAX_DATA {
            return Err(raise!(OSError, "ancillary data item too large"));
        }
        // SAFETY: arithmetic only.
        total += unsafe { libc::CMSG_SPACE(data.len() as c_uint) } as usize;
        if total > i32::MAX as usize {
            return Err(raise!(OSError, "too much ancillary data"));
        }
        parsed.push((level.index()?.as_i32()?, kind.index()?.as_i32()?, data));
    }
    let mut block = control_room(total)?;
    let mut at = block.as_mut_ptr().cast::<u8>();
    for (level, kind, data) in &parsed {
        let bytes = data.as_slice();
        // SAFETY: the block has room for every message, as summed up above, and is aligned for headers.
        unsafe {
            let header = at.cast::<libc::cmsghdr>();
            (*header).cmsg_len = libc::CMSG_LEN(bytes.len() as c_uint) as usize;
            (*header).cmsg_level = *level;
            (*header).cmsg_type = *kind;
            libc::CMSG_DATA(header).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
            at = at.add(libc::CMSG_SPACE(bytes.len() as c_uint) as usize);
        }
    }
    Ok((block, total))
}
