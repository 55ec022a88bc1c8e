//! Extended attributes of files.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use super::{Path, path_error, retry};

fn file(path: Option<&Object>, function: &str, follow: bool) -> PyResult<Path> {
    let path = match path {
        Some(p) if function != "listxattr" => Path::or_fd(p, function, "path")?,
        p => Path::or_fd_or_cwd(p, function, "path")?,
    };
    if path.fd().is_some() && !follow {
        return Err(raise!(
            ValueError,
            "{}: cannot use fd and follow_symlinks together",
            function
        ));
    }
    Ok(path)
}

fn audit(event: &'static str, path: &Path, rest: &[&Object]) -> PyResult<()> {
    runtime::audit::audit(event, || {
        let mut all = vec![path.object()];
        all.extend_from_slice(rest);
        Tuple::from_slice(&all)
    })
}

/// Calls with a buffer that is made larger until the result fits.
fn sized(path: &Path, call: impl Fn(*mut u8, usize) -> isize) -> PyResult<Vec<u8>> {
    for size in [128usize, 65536] {
        let mut buffer = vec![0u8; size];
        let p = buffer.as_mut_ptr();
        let n = retry(|| call(p, size))?;
        if n >= 0 {
            buffer.truncate(n as usize);
            return Ok(buffer);
        }
        if super::errno() != libc::ERANGE {
            break;
        }
    }
    Err(path_error(path))
}

/// The value of a file's extended attribute.
#[pyfunction("getxattr(path, attribute, *, follow_symlinks=True)")]
pub fn getxattr(
    path: &Object,
    attribute: &Object,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<Ref<Bytes>> {
    let path = file(Some(path), "getxattr", follow_symlinks)?;
    let name = Path::new(attribute, "getxattr", "attribute")?;
    audit("os.getxattr", &path, &[name.object()])?;
    let (p, n) = (path.c_str().as_ptr(), name.c_str().as_ptr());
    // SAFETY: C strings, and a buffer whose size is given.
    let value = sized(&path, |buffer, size| unsafe {
        let buffer = buffer.cast();
        match path.fd() {
            Some(fd) => libc::fgetxattr(fd, n, buffer, size),
            None if follow_symlinks => libc::getxattr(p, n, buffer, size),
            None => libc::lgetxattr(p, n, buffer, size),
        }
    })?;
    Bytes::from_slice(&value)
}

/// Set a file's extended attribute.
#[pyfunction(
    "setxattr(path, attribute, value, flags=0, *,
         follow_symlinks=True)"
)]
pub fn setxattr(
    path: &Object,
    attribute: &Object,
    value: Buffer,
    #[default(0)] flags: i32,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let path = file(Some(path), "setxattr", follow_symlinks)?;
    let name = Path::new(attribute, "setxattr", "attribute")?;
    audit(
        "os.setxattr",
        &path,
        &[
            name.object(),
            &*Bytes::from_slice(value.as_slice())?,
            &*Long::from_i64(flags.into())?,
        ],
    )?;
    let (p, n) = (path.c_str().as_ptr(), name.c_str().as_ptr());
    let (v, size) = (value.as_slice().as_ptr().cast(), value.len());
    // SAFETY: C strings, and bytes whose number is given.
    super::checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::fsetxattr(fd, n, v, size, flags),
            None if follow_symlinks => libc::setxattr(p, n, v, size, flags),
            None => libc::lsetxattr(p, n, v, size, flags),
        }
    })
    .map(drop)
}

/// Remove a file's extended attribute.
#[pyfunction("removexattr(path, attribute, *, follow_symlinks=True)")]
pub fn removexattr(
    path: &Object,
    attribute: &Object,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<()> {
    let path = file(Some(path), "removexattr", follow_symlinks)?;
    let name = Path::new(attribute, "removexattr", "attribute")?;
    audit("os.removexattr", &path, &[name.object()])?;
    let (p, n) = (path.c_str().as_ptr(), name.c_str().as_ptr());
    // SAFETY: C strings.
    super::checked_path(&path, || unsafe {
        match path.fd() {
            Some(fd) => libc::fremovexattr(fd, n),
            None if follow_symlinks => libc::removexattr(p, n),
            None => libc::lremovexattr(p, n),
        }
    })
    .map(drop)
}

/// The names of a file's extended attributes; of the current directory's by default.
#[pyfunction("listxattr(path=None, *, follow_symlinks=True)")]
pub fn listxattr(
    path: Option<&Object>,
    #[default(true)] follow_symlinks: bool,
) -> PyResult<Ref<List>> {
    let path = file(path, "listxattr", follow_symlinks)?;
    audit("os.listxattr", &path, &[])?;
    let p = path.c_str().as_ptr();
    // SAFETY: a C string, and a buffer whose size is given.
    let names = sized(&path, |buffer, size| unsafe {
        let buffer = buffer.cast();
        match path.fd() {
            Some(fd) => libc::flistxattr(fd, buffer, size),
            None if follow_symlinks => libc::listxattr(p, buffer, size),
            None => libc::llistxattr(p, buffer, size),
        }
    })?;
    let out = List::new()?;
    for name in names.split(|&b| b == 0).filter(|n| !n.is_empty()) {
        out.push(&*Str::decode_fs_default(name)?)?;
    }
    Ok(out)
}
