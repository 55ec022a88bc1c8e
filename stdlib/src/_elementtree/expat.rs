//! The Expat that `pyexpat` uses, by the capsule that it gives to other modules (`pyexpat.h`): so a program has one Expat, whoever
//! brought it.

use core::ffi::CStr;

use objects::capsule::Capsule;
use objects::prelude::*;

use crate::pyexpat::capi;
pub use crate::pyexpat::capi::PyExpatCapi as Expat;
pub use crate::pyexpat::expat::{MEMORY, XML_Parser as Parser};

/// The table of `pyexpat.expat_CAPI`, if it is one of ours; it lives as long as the capsule.
pub fn table(capsule: &Object) -> PyResult<*const Expat> {
    // SAFETY: the name says what the pointer is; magic and size say which version of it.
    unsafe {
        let table = Capsule::pointer(capsule, capi::NAME.as_ptr())?.cast::<Expat>();
        let usable = CStr::from_ptr((*table).magic) == capi::MAGIC
            && usize::try_from((*table).size).is_ok_and(|n| n >= size_of::<Expat>());
        if !usable {
            return Err(raise!(ImportError, "pyexpat version is incompatible"));
        }
        Ok(table)
    }
}
