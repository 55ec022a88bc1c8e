//! `osmodule.h`: file system paths.

use objects::prelude::*;

use crate::support::*;

/// A path as str or bytes (`os.fspath`).
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_FSPath(path: Option<&Object>) -> PyResult {
    up({
        let path = some(path)?;
        runtime::fs_path::fs_path(path)
    })
}
