//! `osmodule.h`: file system paths.

use objects::prelude::*;

use crate::support::*;

/// `os.fspath`.
pub(crate) fn fspath(path: &Object) -> PyResult {
    if path.downcast::<Str>().is_some() || path.downcast::<Bytes>().is_some() {
        return Ok(path.to_ref());
    }
    let Some(method) = path.lookup_special(id!(__fspath__))? else {
        return Err(raise!(
            TypeError,
            "expected str, bytes or os.PathLike object, not {:.200}",
            path.class().tp_name()
        ));
    };
    let result = method.call(&[])?;
    if result.downcast::<Str>().is_some() || result.downcast::<Bytes>().is_some() {
        return Ok(result);
    }
    Err(raise!(
        TypeError,
        "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
        path.class().tp_name(),
        result.class().tp_name()
    ))
}
/// A path as str or bytes (`os.fspath`).
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_FSPath(path: Option<&Object>) -> PyResult {
    up({
        let path = some(path)?;
        fspath(path)
    })
}
