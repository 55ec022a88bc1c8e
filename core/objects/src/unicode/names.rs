//! Names of characters for `\N{...}` and `namereplace`.
//!
//! The tables belong to `unicodedata`, and who hides that module hides the names: they can be used once it has been imported. The
//! capsule that it leaves in the interpreter says so from then on, as in the stock runtime.

use base::{PyResult, tstate};

use crate::prelude::*;

/// Imports `unicodedata`, if that has not been done yet.
pub fn require() -> PyResult<()> {
    // SAFETY: attached.
    let known = unsafe { &raw mut (*tstate::interp()).unicode.ucnhash_capi };
    // SAFETY: a field of the live interpreter.
    if unsafe { !(*known).is_null() } {
        return Ok(());
    }
    let module = crate::exceptions::print::import(interned!("unicodedata")).map_err(|raised| {
        raised.clear();
        raise!(
            ImportError,
            "PyCapsule_Import could not import module \"unicodedata\""
        )
    })?;
    let capsule = module.get_attr(interned!("_ucnhash_CAPI"))?;
    // SAFETY: the table lives as long as the library.
    unsafe {
        let name = layout::PyUnicodeData_CAPSULE_NAME.as_ptr();
        *known = crate::capsule::Capsule::pointer(&capsule, name)?.cast();
    }
    Ok(())
}

/// As [`require`], with the error of decoding.
pub fn require_for_escape() -> PyResult<()> {
    require().map_err(|raised| {
        raised.clear();
        raise!(
            UnicodeError,
            "\\N escapes not supported (can't load unicodedata module)"
        )
    })
}
