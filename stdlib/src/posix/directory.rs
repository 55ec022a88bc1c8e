//! Directories and their entries: making, removing, renaming, linking, listing.

use clinic::pyfunction;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;

use super::device::Device;
use super::path::dir_fd as to_dir_fd;
use super::{Path, checked, checked_path, errno, os_error, path_error};

fn cwd() -> PyResult<Vec<u8>> {
    let mut buffer = vec![0u8; 1024];
    loop {
        // SAFETY: the buffer's length is given.
        let p = unsafe { libc::getcwd(buffer.as_mut_ptr().cast(), buffer.len()) };
        if !p.is_null() {
            let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
            buffer.truncate(end);
            return Ok(buffer);
        }
        if errno() != libc::ERANGE {
            return Err(os_error());
        }
        let n = buffer.len() * 2;
        buffer.resize(n, 0);
    }
}

/// The current directory.
#[pyfunction("getcwd()")]
pub fn getcwd() -> PyResult<Ref<Str>> {
    Str::decode_fs_default(&cwd()?)
}

/// The current directory, as bytes.
#[pyfunction("getcwdb()")]
pub fn getcwdb() -> PyResult<Ref<Bytes>> {
    Bytes::from_slice(&cwd()?)
}

/// Change the current directory.
#[pyfunction("chdir(path)")]
pub fn chdir(path: &Object) -> PyResult<()> {
    let path = Path::or_fd(path, "chdir", "path")?;
    runtime::audit::audit("os.chdir", || Tuple::from_slice(&[path.object()]))?;
    // SAFETY: a C string or descriptor.
    checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::fchdir(fd),
            None => libc::chdir(path.c_str().as_ptr()),
        }
    })
    .map(drop)
}

/// Change the current directory to an open one.
#[pyfunction("fchdir(fd)")]
pub fn fchdir(fd: &Object) -> PyResult<()> {
    let fd = objects::abstract_::file::file_descriptor(fd)?;
    objects::audit!("os.chdir", fd)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fchdir(fd) }).map(drop)
}

/// Change the root directory.
#[pyfunction("chroot(path)")]
pub fn chroot(path: &Object) -> PyResult<()> {
    let path = Path::new(path, "chroot", "path")?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe { libc::chroot(path.c_str().as_ptr()) }).map(drop)
}

/// The names in a directory, in no order, without '.' and '..'.
#[pyfunction("listdir(path=None)")]
pub fn listdir(path: Option<&Object>) -> PyResult<Ref<List>> {
    let path = Path::or_fd_or_cwd(path, "listdir", "path")?;
    runtime::audit::audit("os.listdir", || Tuple::from_slice(&[path.object()]))?;
    let names = runtime::pystate::allow_threads(|| read_names(&path));
    let names =
        names.map_err(|e| exceptions::os_error(e, Some(path.object()).filter(|o| !is_none(o))))?;
    let list = List::new()?;
    for name in names {
        list.push_owned(path.name_like(&name)?)?;
    }
    Ok(list)
}

/// The names of a directory's entries, or errno.
fn read_names(path: &Path) -> Result<Vec<Vec<u8>>, i32> {
    // SAFETY: the stream is opened, read and closed here; entries are copied out before the next is read.
    unsafe {
        let dir = match path.fd() {
            Some(fd) => {
                let copy = libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0);
                if copy < 0 {
                    return Err(errno());
                }
                libc::fdopendir(copy)
            }
            None => libc::opendir(path.c_str().as_ptr()),
        };
        if dir.is_null() {
            return Err(errno());
        }
        if path.fd().is_some() {
            libc::rewinddir(dir);
        }
        let mut names = Vec::new();
        let result = loop {
            *libc::__errno_location() = 0;
            let entry = libc::readdir(dir);
            if entry.is_null() {
                break match errno() {
                    0 => Ok(names),
                    e => Err(e),
                };
            }
            let name = core::ffi::CStr::from_ptr((*entry).d_name.as_ptr()).to_bytes();
            if name != b"." && name != b".." {
                names.push(name.to_vec());
            }
        };
        libc::closedir(dir);
        result
    }
}

/// Make a directory.
#[pyfunction("mkdir(path, mode=511, *, dir_fd=None)")]
pub fn mkdir(path: &Object, #[default(0o777)] mode: i32, dir_fd: Option<&Object>) -> PyResult<()> {
    let path = Path::new(path, "mkdir", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    objects::audit!("os.mkdir", path.object(), mode, audited_dir(dir))?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::mkdirat(dir, path.c_str().as_ptr(), mode as libc::mode_t)
    })
    .map(drop)
}

/// A directory's descriptor as audit events have it.
pub fn audited_dir(dir: i32) -> i32 {
    if dir == libc::AT_FDCWD { -1 } else { dir }
}

/// Remove an empty directory.
#[pyfunction("rmdir(path, *, dir_fd=None)")]
pub fn rmdir(path: &Object, dir_fd: Option<&Object>) -> PyResult<()> {
    let path = Path::new(path, "rmdir", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    objects::audit!("os.rmdir", path.object(), audited_dir(dir))?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::unlinkat(dir, path.c_str().as_ptr(), libc::AT_REMOVEDIR)
    })
    .map(drop)
}

fn do_unlink(path: &Object, dir_fd: Option<&Object>, function: &str) -> PyResult<()> {
    let path = Path::new(path, function, "path")?;
    let dir = to_dir_fd(dir_fd)?;
    objects::audit!("os.remove", path.object(), audited_dir(dir))?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::unlinkat(dir, path.c_str().as_ptr(), 0)
    })
    .map(drop)
}

/// Remove a file.
#[pyfunction("unlink(path, *, dir_fd=None)")]
pub fn unlink(path: &Object, dir_fd: Option<&Object>) -> PyResult<()> {
    do_unlink(path, dir_fd, "unlink")
}

/// Remove a file.
#[pyfunction("remove(path, *, dir_fd=None)")]
pub fn remove(path: &Object, dir_fd: Option<&Object>) -> PyResult<()> {
    do_unlink(path, dir_fd, "remove")
}

/// An `OSError` with both paths, if a call on them failed.
fn checked_paths(r: i32, src: &Path, dst: &Path) -> PyResult<()> {
    if r < 0 {
        Err(exceptions::os_error_two_paths(
            errno(),
            src.object(),
            dst.object(),
        ))
    } else {
        Ok(())
    }
}

fn do_rename(
    src: &Object,
    dst: &Object,
    src_dir_fd: Option<&Object>,
    dst_dir_fd: Option<&Object>,
    function: &str,
) -> PyResult<()> {
    let src = Path::new(src, function, "src")?;
    let dst = Path::new(dst, function, "dst")?;
    let (from, to) = (to_dir_fd(src_dir_fd)?, to_dir_fd(dst_dir_fd)?);
    objects::audit!(
        "os.rename",
        src.object(),
        dst.object(),
        audited_dir(from),
        audited_dir(to)
    )?;
    // SAFETY: C strings.
    let r = super::retry(|| unsafe {
        libc::renameat(from, src.c_str().as_ptr(), to, dst.c_str().as_ptr())
    })?;
    checked_paths(r, &src, &dst)
}

/// Rename a file or directory. On POSIX an existing file is replaced.
#[pyfunction("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)")]
pub fn rename(
    src: &Object,
    dst: &Object,
    src_dir_fd: Option<&Object>,
    dst_dir_fd: Option<&Object>,
) -> PyResult<()> {
    do_rename(src, dst, src_dir_fd, dst_dir_fd, "rename")
}

/// Rename a file or directory, replacing the destination.
#[pyfunction("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)")]
pub fn replace(
    src: &Object,
    dst: &Object,
    src_dir_fd: Option<&Object>,
    dst_dir_fd: Option<&Object>,
) -> PyResult<()> {
    do_rename(src, dst, src_dir_fd, dst_dir_fd, "replace")
}

/// Make a hard link to a file.
#[pyfunction(
    "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=(os.name != 'nt'))"
)]
pub fn link(
    src: &Object,
    dst: &Object,
    src_dir_fd: Option<&Object>,
    dst_dir_fd: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let src = Path::new(src, "link", "src")?;
    let dst = Path::new(dst, "link", "dst")?;
    let (from, to) = (to_dir_fd(src_dir_fd)?, to_dir_fd(dst_dir_fd)?);
    objects::audit!(
        "os.link",
        src.object(),
        dst.object(),
        audited_dir(from),
        audited_dir(to)
    )?;
    let flags = if follow_symlinks {
        libc::AT_SYMLINK_FOLLOW
    } else {
        0
    };
    // SAFETY: C strings.
    let r = super::retry(|| unsafe {
        libc::linkat(from, src.c_str().as_ptr(), to, dst.c_str().as_ptr(), flags)
    })?;
    checked_paths(r, &src, &dst)
}

/// Make a symbolic link that points to src.
#[pyfunction("symlink(src, dst, target_is_directory=False, *, dir_fd=None)")]
pub fn symlink(
    src: &Object,
    dst: &Object,
    #[default(false)] _target_is_directory: bool,
    dir_fd: Option<&Object>,
) -> PyResult<()> {
    let src = Path::new(src, "symlink", "src")?;
    let dst = Path::new(dst, "symlink", "dst")?;
    let dir = to_dir_fd(dir_fd)?;
    objects::audit!("os.symlink", src.object(), dst.object(), audited_dir(dir))?;
    // SAFETY: C strings.
    let r = super::retry(|| unsafe {
        libc::symlinkat(src.c_str().as_ptr(), dir, dst.c_str().as_ptr())
    })?;
    checked_paths(r, &src, &dst)
}

/// Where a symbolic link points to.
#[pyfunction("readlink(path, *, dir_fd=None)")]
pub fn readlink(path: &Object, dir_fd: Option<&Object>) -> PyResult {
    let path = Path::new(path, "readlink", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    let mut buffer = vec![0u8; libc::PATH_MAX as usize + 1];
    // SAFETY: a C string, and a buffer whose length is given.
    let n = unsafe {
        libc::readlinkat(
            dir,
            path.c_str().as_ptr(),
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        )
    };
    match usize::try_from(n) {
        Ok(n) => path.name_like(&buffer[..n]),
        Err(_) => Err(path_error(&path)),
    }
}

/// Make a named pipe.
#[pyfunction("mkfifo(path, mode=438, *, dir_fd=None)")]
pub fn mkfifo(path: &Object, #[default(0o666)] mode: i32, dir_fd: Option<&Object>) -> PyResult<()> {
    let path = Path::new(path, "mkfifo", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::mkfifoat(dir, path.c_str().as_ptr(), mode as libc::mode_t)
    })
    .map(drop)
}

/// Make a file system node: a file, device or named pipe.
#[pyfunction("mknod(path, mode=384, device=0, *, dir_fd=None)")]
pub fn mknod(
    path: &Object,
    #[default(0o600)] mode: i32,
    #[default(0)] device: Device,
    dir_fd: Option<&Object>,
) -> PyResult<()> {
    let path = Path::new(path, "mknod", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::mknodat(dir, path.c_str().as_ptr(), mode as libc::mode_t, device.0)
    })
    .map(drop)
}
