//! Moving data: `recv`, `send` and their relatives.

use core::ffi::c_int;

use objects::buffer::Buffer;
use objects::clinic::*;
use objects::prelude::*;
use runtime::pytime;

use super::Socket;
use super::address::{self, Address};
use super::object::audit_address;
use super::wait::{self, Failure, For};

/// A size that may not be negative.
fn size(n: isize, function: &str) -> PyResult<usize> {
    usize::try_from(n).map_err(|_| raise!(ValueError, "negative buffersize in {}", function))
}

/// How much of a buffer to fill: all of it for 0.
fn part(n: isize, buffer: &Buffer, function: &str) -> PyResult<usize> {
    match size(n, function)? {
        0 => Ok(buffer.len()),
        n if n > buffer.len() => Err(raise!(ValueError, "buffer too small for requested bytes")),
        n => Ok(n),
    }
}

impl Socket {
    /// Receives into memory; nothing is asked of the system for no bytes.
    fn receive(&self, to: *mut u8, n: usize, flags: c_int) -> PyResult<usize> {
        if n == 0 {
            return Ok(0);
        }
        wait::run(self, For::Reading, || {
            // SAFETY: the callers hold `n` bytes there.
            unsafe { libc::recv(self.fd(), to.cast(), n, flags) }
        })
    }

    fn receive_from(&self, to: *mut u8, n: usize, flags: c_int) -> PyResult<(usize, Ref)> {
        let mut from = Address::empty();
        let n = wait::run(self, For::Reading, || {
            from.len = Address::CAPACITY;
            // SAFETY: the callers hold `n` bytes there; an address with all its room.
            unsafe {
                libc::recvfrom(
                    self.fd(),
                    to.cast(),
                    n,
                    flags,
                    from.as_mut_ptr(),
                    &mut from.len,
                )
            }
        })?;
        Ok((n, address::make(self.fd(), &from)?))
    }
}

#[pymethods(export = TRANSFER)]
impl Socket {
    /// Receives up to so many bytes; empty bytes once the other end has closed.
    #[method("recv(buffersize, flags=0, /)", nosig)]
    fn recv(&self, buffersize: isize, flags: i32) -> PyResult<Ref<Bytes>> {
        let data = Bytes::with_len(size(buffersize, "recv")?)?;
        let n = self.receive(data.as_mut_ptr(), data.len(), flags)?;
        Bytes::resize_fresh(data, n)
    }

    /// As recv(), into a buffer; gives the number of bytes.
    #[method("recv_into(buffer, nbytes=0, flags=0)", nosig)]
    fn recv_into(&self, buffer: &Object, nbytes: isize, flags: i32) -> PyResult<usize> {
        let buffer = Buffer::get_writable(buffer)?;
        let n = part(nbytes, &buffer, "recv_into")?;
        self.receive(buffer.as_mut_ptr(), n, flags)
    }

    /// As recv(), with the sender's address.
    #[method("recvfrom(buffersize, flags=0, /)", nosig)]
    fn recvfrom(&self, buffersize: isize, flags: i32) -> PyResult<Ref<Tuple>> {
        let data = Bytes::with_len(size(buffersize, "recvfrom")?)?;
        let (n, from) = self.receive_from(data.as_mut_ptr(), data.len(), flags)?;
        Tuple::from_array([Bytes::resize_fresh(data, n)?.upcast(), from])
    }

    /// As recv_into(), with the sender's address.
    #[method("recvfrom_into(buffer, nbytes=0, flags=0)", nosig)]
    fn recvfrom_into(&self, buffer: &Object, nbytes: isize, flags: i32) -> PyResult<Ref<Tuple>> {
        let buffer = Buffer::get_writable(buffer)?;
        let n = match size(nbytes, "recvfrom_into")? {
            0 => buffer.len(),
            n if n > buffer.len() => {
                return Err(raise!(
                    ValueError,
                    "nbytes is greater than the length of the buffer"
                ));
            }
            n => n,
        };
        let (n, from) = self.receive_from(buffer.as_mut_ptr(), n, flags)?;
        Tuple::from_array([Long::from_usize(n)?.upcast(), from])
    }

    /// Sends data; gives how many bytes went, which may be fewer than there are.
    #[method("send(data, flags=0, /)", nosig)]
    fn send(&self, data: Buffer, flags: i32) -> PyResult<usize> {
        let bytes = data.as_slice();
        wait::run(self, For::Writing, || {
            // SAFETY: the buffer is held.
            unsafe { libc::send(self.fd(), bytes.as_ptr().cast(), bytes.len(), flags) }
        })
    }

    /// Sends all data, in as many pieces as it takes. After an error nobody knows how much went.
    #[method("sendall(data, flags=0, /)", nosig)]
    fn sendall(&self, data: Buffer, flags: i32) -> PyResult<()> {
        let mut rest = data.as_slice();
        let timeout = self.timeout_ns();
        let deadline = (timeout > 0).then(|| pytime::monotonic().saturating_add(timeout));
        loop {
            // one timeout for all the pieces
            let left = match deadline {
                None => timeout,
                Some(at) => match at - pytime::monotonic() {
                    ns if ns <= 0 => return Err(Failure::TimedOut.raise()),
                    ns => ns,
                },
            };
            let n = wait::run_with(self.fd(), For::Writing, left, || {
                // SAFETY: the buffer is held.
                unsafe { libc::send(self.fd(), rest.as_ptr().cast(), rest.len(), flags) }
            })
            .map_err(Failure::raise)?;
            rest = rest.get(n..).unwrap_or(&[]);
            runtime::signals::check()?;
            if rest.is_empty() {
                return Ok(());
            }
        }
    }

    /// sendto(data[, flags], address) -> count
    ///
    /// As send(), to an address.
    #[method(varargs, "sendto")]
    fn sendto(&self, args: &Tuple) -> PyResult<usize> {
        let (data, flags, to) = match args.as_slice() {
            [data, to] => (*data, 0, *to),
            [data, flags, to] => (*data, flags.index()?.as_i32()?, *to),
            other => {
                return Err(raise!(
                    TypeError,
                    "sendto() takes 2 or 3 arguments ({} given)",
                    other.len()
                ));
            }
        };
        let data = Buffer::get(data)?;
        let address = address::parse(self, to, "sendto")?;
        audit_address("socket.sendto", self, to)?;
        let bytes = data.as_slice();
        wait::run(self, For::Writing, || {
            // SAFETY: the buffer is held; a complete address.
            unsafe {
                libc::sendto(
                    self.fd(),
                    bytes.as_ptr().cast(),
                    bytes.len(),
                    flags,
                    address.as_ptr(),
                    address.len,
                )
            }
        })
    }
}
