//! Open files: descriptors and what is done with them.

use clinic::pyfunction;
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::prelude::*;

use super::path::dir_fd as to_dir_fd;
use super::{Path, checked, checked_path, os_error, retry};

/// Open a file and get a descriptor, which is not inherited by child processes.
#[pyfunction("open(path, flags, mode=511, *, dir_fd=None)")]
pub fn open(
    path: &Object,
    flags: i32,
    #[default(0o777)] mode: i32,
    dir_fd: Option<&Object>,
) -> PyResult<i32> {
    let path = Path::new(path, "open", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    let flags = flags | libc::O_CLOEXEC;
    objects::audit!("open", path.object(), none(), flags)?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::openat(dir, path.c_str().as_ptr(), flags, mode as libc::mode_t)
    })
}

/// Close a descriptor.
#[pyfunction("close(fd)")]
pub fn close(fd: i32) -> PyResult<()> {
    // EINTR leaves the descriptor closed: never tried again
    let (r, e) = runtime::pystate::allow_threads(|| {
        // SAFETY: no pointers.
        let r = unsafe { libc::close(fd) };
        (r, super::errno())
    });
    if r < 0 && e != libc::EINTR {
        return Err(objects::exceptions::os_error(e, None));
    }
    Ok(())
}

/// Close all descriptors from fd_low to fd_high - 1; errors do not count.
#[pyfunction("closerange(fd_low, fd_high, /)")]
pub fn closerange(fd_low: i32, fd_high: i32) {
    runtime::pystate::allow_threads(|| {
        if fd_low < fd_high && fd_high > 0 {
            // SAFETY: no pointers.
            unsafe {
                let r = libc::syscall(libc::SYS_close_range, fd_low.max(0), fd_high - 1, 0);
                if r != 0 {
                    for fd in fd_low.max(0)..fd_high {
                        libc::close(fd);
                    }
                }
            }
        }
    });
}

/// Read at most so many bytes from a descriptor.
#[pyfunction("read(fd, length, /)")]
pub fn read(fd: i32, length: isize) -> PyResult<Ref<Bytes>> {
    let Ok(n) = usize::try_from(length) else {
        return Err(objects::exceptions::os_error(libc::EINVAL, None));
    };
    let n = n.min(0x7fff_f000);
    let buffer = Bytes::with_len(n)?;
    let p = buffer.as_mut_ptr() as usize;
    // SAFETY: the fresh object has room for `n` bytes and nobody else sees it.
    let got = checked(|| unsafe { libc::read(fd, p as *mut libc::c_void, n) })?;
    if got as usize == n {
        Ok(buffer)
    } else {
        Bytes::resize_fresh(buffer, got as usize)
    }
}

/// Read into a writable buffer; gives the number of bytes.
#[pyfunction("readinto(fd, buffer, /)")]
pub fn readinto(fd: i32, buffer: &Object) -> PyResult<isize> {
    let b = match objects::Buffer::get_writable(buffer) {
        Ok(b) => b,
        Err(raised) => {
            raised.clear();
            return Err(raise!(
                TypeError,
                "readinto() argument 2 must be read-write bytes-like object, not {}",
                buffer.class().tp_name()
            ));
        }
    };
    let (p, n) = (b.as_mut_ptr() as usize, b.len());
    // SAFETY: the exporter keeps the memory while the buffer is held.
    checked(|| unsafe { libc::read(fd, p as *mut libc::c_void, n) })
}

/// Write bytes to a descriptor; gives the number written.
#[pyfunction("write(fd, data, /)")]
pub fn write(fd: i32, data: Buffer) -> PyResult<isize> {
    let (p, n) = (
        data.as_slice().as_ptr() as usize,
        data.len().min(0x7fff_f000),
    );
    // SAFETY: the exporter keeps the memory while the buffer is held.
    checked(|| unsafe { libc::write(fd, p as *const libc::c_void, n) })
}

/// Read at an offset, without moving the file position.
#[pyfunction("pread(fd, length, offset, /)")]
pub fn pread(fd: i32, length: isize, offset: i64) -> PyResult<Ref<Bytes>> {
    let Ok(n) = usize::try_from(length) else {
        return Err(objects::exceptions::os_error(libc::EINVAL, None));
    };
    let buffer = Bytes::with_len(n)?;
    let p = buffer.as_mut_ptr() as usize;
    // SAFETY: as in `read`.
    let got = checked(|| unsafe { libc::pread(fd, p as *mut libc::c_void, n, offset) })?;
    if got as usize == n {
        Ok(buffer)
    } else {
        Bytes::resize_fresh(buffer, got as usize)
    }
}

/// Write at an offset, without moving the file position.
#[pyfunction("pwrite(fd, buffer, offset, /)")]
pub fn pwrite(fd: i32, buffer: Buffer, offset: i64) -> PyResult<isize> {
    let (p, n) = (buffer.as_slice().as_ptr() as usize, buffer.len());
    // SAFETY: as in `write`.
    checked(|| unsafe { libc::pwrite(fd, p as *const libc::c_void, n, offset) })
}

/// Move the file position; gives the new one.
#[pyfunction("lseek(fd, position, whence, /)")]
pub fn lseek(fd: i32, position: i64, whence: i32) -> PyResult<i64> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::lseek(fd, position, whence) })
}

/// Duplicate a descriptor; the new one is not inherited.
#[pyfunction("dup(fd, /)")]
pub fn dup(fd: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
}

/// Duplicate a descriptor onto another.
#[pyfunction("dup2(fd, fd2, inheritable=True)")]
pub fn dup2(fd: i32, fd2: i32, #[default(true)] inheritable: bool) -> PyResult<i32> {
    if fd < 0 || fd2 < 0 {
        return Err(objects::exceptions::os_error(libc::EBADF, None));
    }
    // SAFETY: no pointers.
    checked(|| unsafe {
        if inheritable || fd == fd2 {
            libc::dup2(fd, fd2)
        } else {
            libc::dup3(fd, fd2, libc::O_CLOEXEC)
        }
    })
}

fn fd_pair(fds: [i32; 2]) -> PyResult<Ref<Tuple>> {
    Tuple::from_array([
        Long::from_i64(fds[0].into())?.upcast(),
        Long::from_i64(fds[1].into())?.upcast(),
    ])
}

/// Make a pipe: (read end, write end), not inherited.
#[pyfunction("pipe()")]
pub fn pipe() -> PyResult<Ref<Tuple>> {
    let mut fds = [0; 2];
    let p = fds.as_mut_ptr();
    // SAFETY: room for two descriptors.
    checked(|| unsafe { libc::pipe2(p, libc::O_CLOEXEC) })?;
    fd_pair(fds)
}

/// Make a pipe with flags: (read end, write end).
#[pyfunction("pipe2(flags, /)")]
pub fn pipe2(flags: i32) -> PyResult<Ref<Tuple>> {
    let mut fds = [0; 2];
    let p = fds.as_mut_ptr();
    // SAFETY: room for two descriptors.
    checked(|| unsafe { libc::pipe2(p, flags) })?;
    fd_pair(fds)
}

/// Write a file's data and metadata to the device.
#[pyfunction("fsync(fd)")]
pub fn fsync(fd: &Object) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fsync(fd) }).map(drop)
}

/// Write a file's data to the device.
#[pyfunction("fdatasync(fd)")]
pub fn fdatasync(fd: &Object) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fdatasync(fd) }).map(drop)
}

/// Set an open file's length.
#[pyfunction("ftruncate(fd, length, /)")]
pub fn ftruncate(fd: i32, length: i64) -> PyResult<()> {
    objects::audit!("os.truncate", fd, length)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::ftruncate(fd, length) }).map(drop)
}

/// Set a file's length.
#[pyfunction("truncate(path, length)")]
pub fn truncate(path: &Object, length: i64) -> PyResult<()> {
    let path = Path::or_fd(path, "truncate", "path")?;
    objects::audit!("os.truncate", path.object(), length)?;
    // SAFETY: a C string or descriptor.
    checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::ftruncate(fd, length),
            None => libc::truncate(path.c_str().as_ptr(), length),
        }
    })
    .map(drop)
}

/// Is the descriptor connected to a terminal?
#[pyfunction("isatty(fd, /)")]
pub fn isatty(fd: i32) -> bool {
    // SAFETY: no pointers.
    unsafe { libc::isatty(fd) == 1 }
}

/// Is the descriptor in blocking mode?
#[pyfunction("get_blocking(fd, /)")]
pub fn get_blocking(fd: i32) -> PyResult<bool> {
    // SAFETY: no pointers.
    Ok(checked(|| unsafe { libc::fcntl(fd, libc::F_GETFL) })? & libc::O_NONBLOCK == 0)
}

/// Set the blocking mode of a descriptor.
#[pyfunction("set_blocking(fd, blocking, /)")]
pub fn set_blocking(fd: i32, blocking: bool) -> PyResult<()> {
    // SAFETY: no pointers.
    let flags = checked(|| unsafe { libc::fcntl(fd, libc::F_GETFL) })?;
    let flags = if blocking {
        flags & !libc::O_NONBLOCK
    } else {
        flags | libc::O_NONBLOCK
    };
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fcntl(fd, libc::F_SETFL, flags) }).map(drop)
}

/// Do child processes inherit the descriptor?
#[pyfunction("get_inheritable(fd, /)")]
pub fn get_inheritable(fd: i32) -> PyResult<bool> {
    // SAFETY: no pointers.
    Ok(checked(|| unsafe { libc::fcntl(fd, libc::F_GETFD) })? & libc::FD_CLOEXEC == 0)
}

/// Set whether child processes inherit the descriptor.
#[pyfunction("set_inheritable(fd, inheritable, /)")]
pub fn set_inheritable(fd: i32, inheritable: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    let flags = checked(|| unsafe { libc::fcntl(fd, libc::F_GETFD) })?;
    let flags = if inheritable != 0 {
        flags & !libc::FD_CLOEXEC
    } else {
        flags | libc::FD_CLOEXEC
    };
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fcntl(fd, libc::F_SETFD, flags) }).map(drop)
}

/// The name of the terminal device of a descriptor.
#[pyfunction("ttyname(fd, /)")]
pub fn ttyname(fd: i32) -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer's length is given.
    let r = unsafe { libc::ttyname_r(fd, buffer.as_mut_ptr().cast(), buffer.len()) };
    if r != 0 {
        return Err(objects::exceptions::os_error(r, None));
    }
    let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
    Str::decode_fs_default(&buffer[..end])
}

/// The encoding of a terminal, or None.
#[pyfunction("device_encoding(fd)")]
pub fn device_encoding(fd: i32) -> PyResult {
    // SAFETY: no pointers.
    if unsafe { libc::isatty(fd) } == 1 {
        Ok(Str::from_str("utf-8")?.upcast())
    } else {
        Ok(none_ref())
    }
}

/// Lock, test or unlock a section of an open file.
#[pyfunction("lockf(fd, command, length, /)")]
pub fn lockf(fd: i32, command: i32, length: i64) -> PyResult<()> {
    objects::audit!("os.lockf", fd, command, length)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::lockf(fd, command, length) }).map(drop)
}

/// Copy bytes from one descriptor to another within the system.
#[pyfunction("sendfile(out_fd, in_fd, offset, count)")]
pub fn sendfile(out_fd: i32, in_fd: i32, offset: &Object, count: isize) -> PyResult<isize> {
    let count = count.max(0) as usize;
    if is_none(offset) {
        // SAFETY: a NULL offset uses the file position.
        return checked(|| unsafe { libc::sendfile(out_fd, in_fd, core::ptr::null_mut(), count) });
    }
    let start = offset.index()?.as_i64()?;
    let r = retry(|| {
        let mut at = start;
        // SAFETY: the offset is a local word.
        unsafe { libc::sendfile(out_fd, in_fd, &mut at, count) }
    })?;
    if r < 0 { Err(os_error()) } else { Ok(r) }
}
