//! Paths as programs give them: str, bytes, or what has `__fspath__` (PEP 519). Whoever takes a path asks here.

use objects::prelude::*;

/// What the `__fspath__` of something that is neither str nor bytes gives: str or bytes. None if there is no such method, or it is None.
pub fn ask(o: &Object) -> PyResult<Option<Ref>> {
    let method = o.lookup_special(id!(__fspath__))?;
    let Some(method) = method.filter(|m| !is_none(m)) else {
        return Ok(None);
    };
    let path = method.call(&[])?;
    if path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some() {
        return Ok(Some(path));
    }
    Err(raise!(
        TypeError,
        "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
        o.class().name(),
        path.class().name()
    ))
}

/// `os.fspath(o)`.
pub fn fs_path(o: &Object) -> PyResult {
    if o.downcast::<Str>().is_some() || o.downcast::<Bytes>().is_some() {
        return Ok(o.to_ref());
    }
    ask(o)?.ok_or_else(|| {
        raise!(
            TypeError,
            "expected str, bytes or os.PathLike object, not {:.200}",
            o.class().name()
        )
    })
}

/// A path as text: bytes are decoded as names of files are.
pub fn decoded(o: &Object) -> PyResult<Ref<Str>> {
    match fs_path(o)?.downcast_into::<Str>() {
        Ok(text) => Ok(text),
        Err(path) => match path.downcast::<Bytes>() {
            Some(bytes) => Str::decode_fs_default(bytes.as_slice()),
            None => Err(raise!(TypeError, "expected str or bytes")),
        },
    }
}
