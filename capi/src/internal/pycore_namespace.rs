//! `internal/pycore_namespace.h`.

use objects::prelude::*;

use crate::support::*;

/// A `types.SimpleNamespace` with the items of a dict (NULL for none).
#[unsafe(no_mangle)]
pub extern "C" fn _PyNamespace_New(items: Option<&Object>) -> PyResult {
    up(objects::namespace::Namespace::new(
        items.map(|d| arg::<Dict>(Some(d))).transpose()?,
    ))
}
