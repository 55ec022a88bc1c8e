//! `anext(iterator, default)`: an awaitable that turns the iterator's end into a value.

use objects::prelude::*;

/// Wraps the awaitable of the next item.
pub fn awaitable(_awaitable: &Object, _default: &Object) -> PyResult {
    Err(raise!(
        NotImplementedError,
        "anext() with a default is not available in this build yet"
    ))
}
