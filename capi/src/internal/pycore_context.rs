//! `internal/pycore_context.h`: the map of a context, for the stock test module.

use objects::context::hamt::Hamt;
use objects::prelude::*;

use crate::support::*;

/// A new, empty map.
#[unsafe(no_mangle)]
pub extern "C" fn _PyContext_NewHamtForTests() -> PyResult {
    up(Hamt::empty())
}
