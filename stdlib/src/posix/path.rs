//! Paths as arguments: str, bytes, os.PathLike, or a file descriptor where allowed.

use std::ffi::{CStr, CString};

use clinic::pyfunction;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;
use runtime::fs_path;

/// A path argument, encoded for the operating system.
pub struct Path {
    object: Ref,
    bytes: CString,
    fd: Option<i32>,
    /// Given as bytes: names that come from it are bytes too.
    pub is_bytes: bool,
}

impl Path {
    /// Converts a str, bytes or PathLike argument of `function`.
    pub fn new(object: &Object, function: &str, argument: &str) -> PyResult<Path> {
        Path::convert(object, function, argument, false, false)
    }

    /// As `new`, or a file descriptor.
    pub fn or_fd(object: &Object, function: &str, argument: &str) -> PyResult<Path> {
        Path::convert(object, function, argument, false, true)
    }

    /// As `or_fd`; None means the current directory.
    pub fn or_fd_or_cwd(object: Option<&Object>, function: &str, argument: &str) -> PyResult<Path> {
        match object.filter(|o| !is_none(o)) {
            Some(o) => Path::convert(o, function, argument, true, true),
            None => Ok(Path {
                object: none_ref(),
                bytes: c".".to_owned(),
                fd: None,
                is_bytes: false,
            }),
        }
    }

    fn convert(
        object: &Object,
        function: &str,
        argument: &str,
        nullable: bool,
        allow_fd: bool,
    ) -> PyResult<Path> {
        let mut path = object.to_ref();
        if path.downcast::<Str>().is_none() && path.downcast::<Bytes>().is_none() {
            if allow_fd && is_index(&path) {
                let fd = fd_from_object(&path)?;
                return Ok(Path {
                    object: path,
                    bytes: CString::default(),
                    fd: Some(fd),
                    is_bytes: false,
                });
            }
            let Some(answer) = fs_path::ask(object)? else {
                let kinds = match (nullable, allow_fd) {
                    (true, true) => "string, bytes, os.PathLike, integer or None",
                    (false, true) => "string, bytes, os.PathLike or integer",
                    (true, false) => "string, bytes, os.PathLike or None",
                    (false, false) => "string, bytes or os.PathLike",
                };
                return Err(raise!(
                    TypeError,
                    "{}: {} should be {}, not {:.200}",
                    function,
                    argument,
                    kinds,
                    object.class().name()
                ));
            };
            path = answer;
        }
        let (bytes, is_bytes) = match (path.downcast::<Str>(), path.downcast::<Bytes>()) {
            (Some(s), _) => (s.encode_fs_default()?, false),
            (None, Some(b)) => (b.to_ref(), true),
            (None, None) => return Err(exceptions::bad_internal_call()),
        };
        let Ok(text) = CString::new(bytes.as_slice()) else {
            return Err(raise!(
                ValueError,
                "{}: embedded null character in {}",
                function,
                argument
            ));
        };
        Ok(Path {
            object: path,
            bytes: text,
            fd: None,
            is_bytes,
        })
    }

    /// The argument, for error messages.
    pub fn object(&self) -> &Object {
        &self.object
    }

    pub fn c_str(&self) -> &CStr {
        &self.bytes
    }

    pub fn fd(&self) -> Option<i32> {
        self.fd
    }

    /// A name in the type of this path: str, or bytes if it was given as bytes.
    pub fn name_like(&self, name: &[u8]) -> PyResult {
        if self.is_bytes {
            Ok(Bytes::from_slice(name)?.upcast())
        } else {
            Ok(Str::decode_fs_default(name)?.upcast())
        }
    }
}

fn is_index(o: &Object) -> bool {
    // SAFETY: live types; slot tables are static or live with the type.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null() && (*n).nb_index.is_some()
    }
}

/// A file descriptor from an integer-like object.
pub fn fd_from_object(o: &Object) -> PyResult<i32> {
    if o.downcast::<Bool>().is_some() {
        objects::warnings::warn(
            &objects::exceptions::types::RuntimeWarning,
            format_args!("bool is used as a file descriptor"),
            1,
        )?;
    }
    let n = o.index()?;
    match n.to_i64() {
        Some(v) if i32::try_from(v).is_ok() => Ok(v as i32),
        Some(v) if v > 0 => Err(raise!(OverflowError, "fd is greater than maximum")),
        None if !n.is_negative() => Err(raise!(OverflowError, "fd is greater than maximum")),
        _ => Err(raise!(OverflowError, "fd is less than minimum")),
    }
}

/// A `dir_fd=` argument: None means the current directory.
pub fn dir_fd(o: Option<&Object>) -> PyResult<i32> {
    match o.filter(|o| !is_none(o)) {
        None => Ok(libc::AT_FDCWD),
        Some(o) if is_index(o) => fd_from_object(o),
        Some(o) => Err(raise!(
            TypeError,
            "argument should be integer or None, not {}",
            o.class().name()
        )),
    }
}

/// The file system path of a str, bytes or os.PathLike object, as str or bytes.
#[pyfunction("fspath(path)")]
pub fn fspath(path: &Object) -> PyResult {
    fs_path::fs_path(path)
}

/// Calls `f` with the path's text as bytes, giving back objects of the path's type.
fn with_text(
    path: &Object,
    function: &str,
    f: impl FnOnce(&[u8]) -> Vec<Vec<u8>>,
) -> PyResult<Vec<Ref>> {
    let wrong = || {
        raise!(
            TypeError,
            "{}: path should be string, bytes or os.PathLike, not {:.200}",
            function,
            path.class().name()
        )
    };
    let given = path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some();
    let path = if given {
        path.to_ref()
    } else {
        fs_path::ask(path)?.ok_or_else(wrong)?
    };
    if let Some(b) = path.downcast::<Bytes>() {
        return f(b.as_slice())
            .iter()
            .map(|p| Ok(Bytes::from_slice(p)?.upcast()))
            .collect();
    }
    match path.downcast::<Str>() {
        Some(s) => f(&s.to_wtf8()?)
            .iter()
            .map(|p| Ok(Str::from_wtf8(p)?.upcast()))
            .collect(),
        None => Err(exceptions::bad_internal_call()),
    }
}

/// Normalise a path: no doubled slashes, no '.' or '..' that can be resolved.
#[pyfunction("_path_normpath(path)")]
pub fn path_normpath(path: &Object) -> PyResult {
    let mut parts = with_text(path, "_path_normpath", |text| {
        let normal = runtime::config::files::normalize(text);
        vec![if normal.is_empty() {
            b".".to_vec()
        } else {
            normal
        }]
    })?;
    Ok(parts.remove(0))
}

/// Split a path into drive, root and the rest.
#[pyfunction("_path_splitroot_ex(p)")]
pub fn path_splitroot_ex(p: &Object) -> PyResult<Ref<Tuple>> {
    let parts = with_text(p, "_path_splitroot_ex", |text| {
        let n = if !text.starts_with(b"/") {
            0
        } else if text.starts_with(b"//") && !text.starts_with(b"///") {
            2
        } else {
            1
        };
        vec![Vec::new(), text[..n].to_vec(), text[n..].to_vec()]
    })?;
    Tuple::from_vec(parts)
}
