//! `internal/pycore_import.h`: `sys.modules` from C, and the tables of frozen modules.

use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyImport_SetModule(name: Option<&Object>, module: Option<&Object>) -> Status {
    run(|| runtime::import::modules()?.set_item(some(name)?, some(module)?))
}

/// Forgets what the first import of a single-phase module left, so that the next one initialises it anew.
#[unsafe(no_mangle)]
pub extern "C" fn _PyImport_ClearExtension(
    name: Option<&Object>,
    filename: Option<&Object>,
) -> Status {
    run(|| runtime::import::dynload::forget(arg(name)?, arg(filename)?))
}
