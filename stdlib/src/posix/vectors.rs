//! Reading and writing several buffers at once, copying between files, advice on their use.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use super::{checked, os_error};

/// Buffers, held, and their addresses and lengths as the system wants them.
pub struct Vectors {
    _held: Vec<Buffer>,
    pub parts: Vec<libc::iovec>,
}

impl Vectors {
    /// The buffers of a function's second argument.
    fn new(function: &str, buffers: &Object, writable: bool) -> PyResult<Vectors> {
        if !buffers.is_sequence() {
            return Err(raise!(TypeError, "{}() arg 2 must be a sequence", function));
        }
        let n = buffers.length()?;
        Vectors::of((0..n).map(|i| buffers.get_index(i as isize)), writable)
    }

    pub fn of(items: impl Iterator<Item = PyResult>, writable: bool) -> PyResult<Vectors> {
        let held = items
            .map(|item| {
                if writable {
                    Buffer::get_writable(&*item?)
                } else {
                    Buffer::get(&*item?)
                }
            })
            .collect::<PyResult<Vec<_>>>()?;
        let parts = held
            .iter()
            .map(|b| libc::iovec {
                iov_base: b.as_mut_ptr().cast(),
                iov_len: b.len(),
            })
            .collect();
        Ok(Vectors { _held: held, parts })
    }

    fn count(&self) -> i32 {
        self.parts.len().min(i32::MAX as usize) as i32
    }
}

/// Read into several buffers, one after the other; tells how many bytes.
#[pyfunction("readv(fd, buffers, /)")]
pub fn readv(fd: i32, buffers: &Object) -> PyResult<isize> {
    let v = Vectors::new("readv", buffers, true)?;
    // SAFETY: the buffers are held.
    checked(|| unsafe { libc::readv(fd, v.parts.as_ptr(), v.count()) })
}

/// Write several buffers, one after the other; tells how many bytes.
#[pyfunction("writev(fd, buffers, /)")]
pub fn writev(fd: i32, buffers: &Object) -> PyResult<isize> {
    let v = Vectors::new("writev", buffers, false)?;
    // SAFETY: the buffers are held.
    checked(|| unsafe { libc::writev(fd, v.parts.as_ptr(), v.count()) })
}

/// As readv(), from an offset, and with RWF_* flags.
#[pyfunction("preadv(fd, buffers, offset, flags=0, /)")]
pub fn preadv(fd: i32, buffers: &Object, offset: i64, #[default(0)] flags: i32) -> PyResult<isize> {
    let v = Vectors::new("preadv2", buffers, true)?;
    // SAFETY: the buffers are held.
    checked(|| unsafe { libc::preadv2(fd, v.parts.as_ptr(), v.count(), offset, flags) })
}

/// As writev(), from an offset, and with RWF_* flags.
#[pyfunction("pwritev(fd, buffers, offset, flags=0, /)")]
pub fn pwritev(
    fd: i32,
    buffers: &Object,
    offset: i64,
    #[default(0)] flags: i32,
) -> PyResult<isize> {
    let v = Vectors::new("pwritev2", buffers, false)?;
    // SAFETY: the buffers are held.
    checked(|| unsafe { libc::pwritev2(fd, v.parts.as_ptr(), v.count(), offset, flags) })
}

fn offset(o: Option<&Object>) -> PyResult<Option<i64>> {
    match o.filter(|o| !is_none(o)) {
        Some(o) => Ok(Some(o.index()?.as_i64()?)),
        None => Ok(None),
    }
}

fn pointer(o: &mut Option<i64>) -> *mut i64 {
    o.as_mut().map_or(core::ptr::null_mut(), |n| &raw mut *n)
}

fn count_argument(count: isize) -> PyResult<usize> {
    usize::try_from(count).map_err(|_| raise!(ValueError, "negative value for 'count' not allowed"))
}

/// Copy bytes from one file to another within the system; an offset that is None is the file's own.
#[pyfunction(
    "copy_file_range(src, dst, count, offset_src=None,
                offset_dst=None)"
)]
pub fn copy_file_range(
    src: i32,
    dst: i32,
    count: isize,
    offset_src: Option<&Object>,
    offset_dst: Option<&Object>,
) -> PyResult<isize> {
    let count = count_argument(count)?;
    let (mut from, mut to) = (offset(offset_src)?, offset(offset_dst)?);
    let (from, to) = (pointer(&mut from), pointer(&mut to));
    // SAFETY: NULL or local words.
    checked(|| unsafe { libc::copy_file_range(src, from, dst, to, count, 0) })
}

/// Move bytes between two descriptors, one of them a pipe, without copying them.
#[pyfunction(
    "splice(src, dst, count, offset_src=None, offset_dst=None,
       flags=0)"
)]
pub fn splice(
    src: i32,
    dst: i32,
    count: isize,
    offset_src: Option<&Object>,
    offset_dst: Option<&Object>,
    #[default(0)] flags: u32,
) -> PyResult<isize> {
    let count = count_argument(count)?;
    let (mut from, mut to) = (offset(offset_src)?, offset(offset_dst)?);
    let (from, to) = (pointer(&mut from), pointer(&mut to));
    // SAFETY: NULL or local words.
    checked(|| unsafe { libc::splice(src, from, dst, to, count, flags) })
}

/// Calls what gives its error as its result.
fn errno_result(call: impl Fn() -> i32) -> PyResult<()> {
    loop {
        match runtime::pystate::allow_threads(&call) {
            0 => return Ok(()),
            libc::EINTR => runtime::signals::check()?,
            e => {
                // SAFETY: the thread's own word.
                unsafe { *libc::__errno_location() = e };
                return Err(os_error());
            }
        }
    }
}

/// Tell the system how a part of a file will be used.
#[pyfunction("posix_fadvise(fd, offset, length, advice, /)")]
pub fn posix_fadvise(fd: i32, offset: i64, length: i64, advice: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    errno_result(|| unsafe { libc::posix_fadvise(fd, offset, length, advice) })
}

/// Make sure that there is room on the disk for a part of a file.
#[pyfunction("posix_fallocate(fd, offset, length, /)")]
pub fn posix_fallocate(fd: i32, offset: i64, length: i64) -> PyResult<()> {
    // SAFETY: no pointers.
    errno_result(|| unsafe { libc::posix_fallocate(fd, offset, length) })
}
