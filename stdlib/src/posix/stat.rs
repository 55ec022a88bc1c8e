//! `stat` and its relatives, and what changes a file's attributes.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;
use runtime::named_tuple as structseq;

use super::directory::audited_dir;
use super::path::dir_fd as to_dir_fd;
use super::{Path, checked, checked_path, path_error, retry, state};

/// Fields of `os.stat_result`: ten in the tuple (three of them unnamed times), the rest by name.
pub const FIELDS: &[(&str, &str)] = &[
    ("st_mode", "protection bits"),
    ("st_ino", "inode"),
    ("st_dev", "device"),
    ("st_nlink", "number of hard links"),
    ("st_uid", "user ID of owner"),
    ("st_gid", "group ID of owner"),
    ("st_size", "total size, in bytes"),
    ("", "integer time of last access"),
    ("", "integer time of last modification"),
    ("", "integer time of last change"),
    ("st_atime", "time of last access"),
    ("st_mtime", "time of last modification"),
    ("st_ctime", "time of last change"),
    ("st_atime_ns", "time of last access in nanoseconds"),
    ("st_mtime_ns", "time of last modification in nanoseconds"),
    ("st_ctime_ns", "time of last change in nanoseconds"),
    ("st_blksize", "blocksize for filesystem I/O"),
    ("st_blocks", "number of blocks allocated"),
    ("st_rdev", "device type (if inode device)"),
];

pub const VFS_FIELDS: &[(&str, &str)] = &[
    ("f_bsize", ""),
    ("f_frsize", ""),
    ("f_blocks", ""),
    ("f_bfree", ""),
    ("f_bavail", ""),
    ("f_files", ""),
    ("f_ffree", ""),
    ("f_favail", ""),
    ("f_flag", ""),
    ("f_namemax", ""),
    ("f_fsid", ""),
];

/// A `stat_result` of what the system answered.
pub fn stat_object(module: &Object, st: &libc::stat) -> PyResult {
    let int = |v: i64| -> PyResult { Ok(Long::from_i64(v)?.upcast()) };
    let unsigned = |v: u64| -> PyResult { Ok(Long::from_u64(v)?.upcast()) };
    let times = [
        (st.st_atime, st.st_atime_nsec),
        (st.st_mtime, st.st_mtime_nsec),
        (st.st_ctime, st.st_ctime_nsec),
    ];
    let mut values = vec![
        unsigned(st.st_mode.into())?,
        unsigned(st.st_ino)?,
        unsigned(st.st_dev)?,
        unsigned(st.st_nlink as u64)?,
        unsigned(st.st_uid.into())?,
        unsigned(st.st_gid.into())?,
        int(st.st_size)?,
    ];
    for (s, _) in times {
        values.push(int(s)?);
    }
    for (s, ns) in times {
        values.push(Float::from_f64(s as f64 + 1e-9 * ns as f64)?.upcast());
    }
    for (s, ns) in times {
        values.push(
            match s.checked_mul(1_000_000_000).and_then(|n| n.checked_add(ns)) {
                Some(n) => int(n)?,
                None => {
                    let billion = Long::from_i64(1_000_000_000)?;
                    let whole = objects::abstract_::number::multiply(&*int(s)?, &billion)?;
                    objects::abstract_::number::add(&whole, &*int(ns)?)?
                }
            },
        );
    }
    values.push(int(st.st_blksize as i64)?);
    values.push(int(st.st_blocks)?);
    values.push(unsigned(st.st_rdev)?);
    structseq::instance(&state(module)?.stat_result, values)
}

/// `fstatat`/`fstat` as the arguments ask.
pub fn do_stat(path: &Path, dir_fd: i32, follow: bool) -> PyResult<libc::stat> {
    let mut st = core::mem::MaybeUninit::<libc::stat>::uninit();
    let p = st.as_mut_ptr();
    let r = match path.fd() {
        // SAFETY: the buffer is there.
        Some(fd) => retry(|| unsafe { libc::fstat(fd, p) })?,
        None => {
            let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
            // SAFETY: a C string and a buffer.
            retry(|| unsafe { libc::fstatat(dir_fd, path.c_str().as_ptr(), p, flags) })?
        }
    };
    if r != 0 {
        return Err(path_error(path));
    }
    // SAFETY: filled by the successful call.
    Ok(unsafe { st.assume_init() })
}

/// Refuses combinations that the system call cannot express.
fn check_fd_combination(function: &str, path: &Path, dir_fd: i32, follow: bool) -> PyResult<()> {
    if path.fd().is_some() && dir_fd != libc::AT_FDCWD {
        return Err(raise!(
            ValueError,
            "{}: can't specify dir_fd without matching path",
            function
        ));
    }
    if path.fd().is_some() && !follow {
        return Err(raise!(
            ValueError,
            "{}: cannot use fd and follow_symlinks together",
            function
        ));
    }
    Ok(())
}

/// What the system knows of a file: mode, size, times and more.
#[pyfunction("stat(path, *, dir_fd=None, follow_symlinks=True)")]
pub fn stat(
    module: &Object,
    path: &Object,
    dir_fd: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult {
    let path = Path::or_fd(path, "stat", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    check_fd_combination("stat", &path, dir, follow_symlinks)?;
    stat_object(module, &do_stat(&path, dir, follow_symlinks)?)
}

/// As stat(), of a symbolic link itself.
#[pyfunction("lstat(path, *, dir_fd=None)")]
pub fn lstat(module: &Object, path: &Object, dir_fd: Option<&Object>) -> PyResult {
    let path = Path::new(path, "lstat", "path")?;
    stat_object(module, &do_stat(&path, to_dir_fd(dir_fd)?, false)?)
}

/// As stat(), of an open file.
#[pyfunction("fstat(fd)")]
pub fn fstat(module: &Object, fd: i32) -> PyResult {
    let mut st = core::mem::MaybeUninit::<libc::stat>::uninit();
    let p = st.as_mut_ptr();
    // SAFETY: the buffer is there.
    checked(|| unsafe { libc::fstat(fd, p) })?;
    // SAFETY: filled by the successful call.
    stat_object(module, &unsafe { st.assume_init() })
}

fn vfs_object(module: &Object, st: &libc::statvfs) -> PyResult {
    let n = |v: u64| -> PyResult { Ok(Long::from_u64(v)?.upcast()) };
    let values = vec![
        n(st.f_bsize)?,
        n(st.f_frsize)?,
        n(st.f_blocks)?,
        n(st.f_bfree)?,
        n(st.f_bavail)?,
        n(st.f_files)?,
        n(st.f_ffree)?,
        n(st.f_favail)?,
        n(st.f_flag)?,
        n(st.f_namemax)?,
        n(st.f_fsid)?,
    ];
    structseq::instance(&state(module)?.statvfs_result, values)
}

/// What the system knows of the file system that holds a path.
#[pyfunction("statvfs(path)")]
pub fn statvfs(module: &Object, path: &Object) -> PyResult {
    let path = Path::or_fd(path, "statvfs", "path")?;
    let mut st = core::mem::MaybeUninit::<libc::statvfs>::uninit();
    let p = st.as_mut_ptr();
    // SAFETY: a C string or descriptor, and a buffer.
    checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::fstatvfs(fd, p),
            None => libc::statvfs(path.c_str().as_ptr(), p),
        }
    })?;
    // SAFETY: filled by the successful call.
    vfs_object(module, &unsafe { st.assume_init() })
}

/// As statvfs(), of an open file.
#[pyfunction("fstatvfs(fd, /)")]
pub fn fstatvfs(module: &Object, fd: i32) -> PyResult {
    let mut st = core::mem::MaybeUninit::<libc::statvfs>::uninit();
    let p = st.as_mut_ptr();
    // SAFETY: the buffer is there.
    checked(|| unsafe { libc::fstatvfs(fd, p) })?;
    // SAFETY: filled by the successful call.
    vfs_object(module, &unsafe { st.assume_init() })
}

/// May this process use the path so (F_OK, or R_OK, W_OK and X_OK together)?
#[pyfunction("access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)")]
pub fn access(
    path: &Object,
    mode: i32,
    dir_fd: Option<&Object>,
    #[default(false)] effective_ids: bool,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<bool> {
    let path = Path::new(path, "access", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    let mut flags = 0;
    if !follow_symlinks {
        flags |= libc::AT_SYMLINK_NOFOLLOW;
    }
    if effective_ids {
        flags |= libc::AT_EACCESS;
    }
    // SAFETY: a C string.
    let r = runtime::pystate::allow_threads(|| unsafe {
        libc::faccessat(dir, path.c_str().as_ptr(), mode, flags)
    });
    Ok(r == 0)
}

/// Change a file's permissions.
#[pyfunction("chmod(path, mode, *, dir_fd=None, follow_symlinks=(os.name != 'nt'))")]
pub fn chmod(
    path: &Object,
    mode: i32,
    dir_fd: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let path = Path::or_fd(path, "chmod", "path")?;
    let dir = to_dir_fd(dir_fd)?;
    objects::audit!("os.chmod", path.object(), mode, audited_dir(dir))?;
    let flags = if follow_symlinks {
        0
    } else {
        libc::AT_SYMLINK_NOFOLLOW
    };
    // SAFETY: a C string or descriptor.
    let r = super::retry(|| unsafe {
        match path.fd() {
            Some(fd) => libc::fchmod(fd, mode as libc::mode_t),
            None => libc::fchmodat(dir, path.c_str().as_ptr(), mode as libc::mode_t, flags),
        }
    })?;
    if r == 0 {
        return Ok(());
    }
    if !follow_symlinks && super::errno() == libc::EOPNOTSUPP {
        return Err(if dir == libc::AT_FDCWD {
            raise!(
                NotImplementedError,
                "chmod: follow_symlinks unavailable on this platform"
            )
        } else {
            raise!(
                ValueError,
                "chmod: cannot use dir_fd and follow_symlinks together"
            )
        });
    }
    Err(super::path_error(&path))
}

/// Change the permissions of an open file.
#[pyfunction("fchmod(fd, mode)")]
pub fn fchmod(fd: i32, mode: i32) -> PyResult<()> {
    objects::audit!("os.chmod", fd, mode, -1)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fchmod(fd, mode as libc::mode_t) }).map(drop)
}

/// A user or group ID: -1 leaves it alone.
pub fn id_argument(o: &Object, what: &str) -> PyResult<u32> {
    let n = match o.index() {
        Ok(n) => n,
        Err(raised) => {
            objects::exceptions::clear_if(&objects::exceptions::types::TypeError, raised)?;
            return Err(raise!(
                TypeError,
                "{} should be integer, not {}",
                what,
                o.class().tp_name()
            ));
        }
    };
    match n.to_i64() {
        Some(-1) => Ok(u32::MAX),
        // what fits into a long is never too large in the reference's words
        Some(v) => {
            u32::try_from(v).map_err(|_| raise!(OverflowError, "{} is less than minimum", what))
        }
        None if n.is_negative() => Err(raise!(OverflowError, "{} is less than minimum", what)),
        None => Err(raise!(OverflowError, "{} is greater than maximum", what)),
    }
}

/// Change a file's owner and group; -1 leaves one alone.
#[pyfunction("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)")]
pub fn chown(
    path: &Object,
    uid: &Object,
    gid: &Object,
    dir_fd: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let path = Path::or_fd(path, "chown", "path")?;
    let (uid, gid) = (id_argument(uid, "uid")?, id_argument(gid, "gid")?);
    let dir = to_dir_fd(dir_fd)?;
    check_fd_combination("chown", &path, dir, follow_symlinks)?;
    objects::audit!("os.chown", path.object(), uid, gid, audited_dir(dir))?;
    let flags = if follow_symlinks {
        0
    } else {
        libc::AT_SYMLINK_NOFOLLOW
    };
    // SAFETY: a C string or descriptor.
    checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::fchown(fd, uid, gid),
            None => libc::fchownat(dir, path.c_str().as_ptr(), uid, gid, flags),
        }
    })?;
    Ok(())
}

/// Change the owner and group of an open file.
#[pyfunction("fchown(fd, uid, gid)")]
pub fn fchown(fd: i32, uid: &Object, gid: &Object) -> PyResult<()> {
    let (uid, gid) = (id_argument(uid, "uid")?, id_argument(gid, "gid")?);
    objects::audit!("os.chown", fd, uid, gid, -1)?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::fchown(fd, uid, gid) }).map(drop)
}

/// As chown(), of a symbolic link itself.
#[pyfunction("lchown(path, uid, gid)")]
pub fn lchown(path: &Object, uid: &Object, gid: &Object) -> PyResult<()> {
    let path = Path::new(path, "lchown", "path")?;
    let (uid, gid) = (id_argument(uid, "uid")?, id_argument(gid, "gid")?);
    objects::audit!("os.chown", path.object(), uid, gid, -1)?;
    // SAFETY: a C string.
    checked_path(&path, || unsafe {
        libc::lchown(path.c_str().as_ptr(), uid, gid)
    })
    .map(drop)
}

/// Seconds, as int or float, to a timespec.
fn timespec_from_seconds(o: &Object) -> PyResult<libc::timespec> {
    if let Some(f) = o.downcast::<Float>() {
        let v = f.value();
        if v.is_nan() {
            return Err(raise!(ValueError, "Invalid value NaN (not a number)"));
        }
        let whole = v.floor();
        if !(-9.2e18..9.2e18).contains(&whole) {
            return Err(raise!(
                OverflowError,
                "timestamp out of range for platform time_t"
            ));
        }
        let mut s = whole as i64;
        let mut ns = ((v - whole) * 1e9).floor() as i64;
        if ns >= 1_000_000_000 {
            ns -= 1_000_000_000;
            s += 1;
        }
        return Ok(libc::timespec {
            tv_sec: s,
            tv_nsec: ns,
        });
    }
    Ok(libc::timespec {
        tv_sec: o.index()?.as_i64()?,
        tv_nsec: 0,
    })
}

fn timespec_from_ns(o: &Object) -> PyResult<libc::timespec> {
    let ns = o.index()?.as_i64()?;
    Ok(libc::timespec {
        tv_sec: ns.div_euclid(1_000_000_000),
        tv_nsec: ns.rem_euclid(1_000_000_000),
    })
}

/// Set a file's times of access and modification; now, if none are given.
#[pyfunction("utime(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)")]
pub fn utime(
    path: &Object,
    times: Option<&Object>,
    ns: Option<&Object>,
    dir_fd: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let path = Path::or_fd(path, "utime", "path")?;
    let times = times.filter(|t| !is_none(t));
    if times.is_some() && ns.is_some() {
        return Err(raise!(
            ValueError,
            "utime: you may specify either 'times' or 'ns' but not both"
        ));
    }
    let pair = |o: &Object, what: &str| -> PyResult<(Ref, Ref)> {
        match o.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([a, b]) => Ok((a.to_ref(), b.to_ref())),
            _ => Err(raise!(
                TypeError,
                "utime: '{}' must be {}",
                what,
                if what == "times" {
                    "either a tuple of two ints or None"
                } else {
                    "a tuple of two ints"
                }
            )),
        }
    };
    let spec = match (times, ns) {
        (Some(t), _) => {
            let (a, m) = pair(t, "times")?;
            [timespec_from_seconds(&a)?, timespec_from_seconds(&m)?]
        }
        (None, Some(n)) => {
            let (a, m) = pair(n, "ns")?;
            [timespec_from_ns(&a)?, timespec_from_ns(&m)?]
        }
        (None, None) => {
            [libc::timespec {
                tv_sec: 0,
                tv_nsec: libc::UTIME_NOW,
            }; 2]
        }
    };
    let dir = to_dir_fd(dir_fd)?;
    check_fd_combination("utime", &path, dir, follow_symlinks)?;
    objects::audit!("os.utime", path.object(), times, ns, audited_dir(dir))?;
    let flags = if follow_symlinks {
        0
    } else {
        libc::AT_SYMLINK_NOFOLLOW
    };
    // SAFETY: a C string or descriptor, and two times.
    checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::futimens(fd, spec.as_ptr()),
            None => libc::utimensat(dir, path.c_str().as_ptr(), spec.as_ptr(), flags),
        }
    })?;
    Ok(())
}

/// Set the mask of permissions that new files do not get; gives the old one.
#[pyfunction("umask(mask, /)")]
pub fn umask(mask: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    Ok(unsafe { libc::umask(mask as libc::mode_t) } as i32)
}
