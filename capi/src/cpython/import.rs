//! `cpython/import.h`.

use core::ffi::{c_char, c_int};

use layout::_inittab;
use objects::prelude::*;
use runtime::import;

use crate::support::*;

/// Before initialisation: adds built-in modules up to a row without a name. -1 if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ExtendInittab(rows: *mut _inittab) -> c_int {
    crate::import::before_initialization("PyImport_ExtendInittab");
    // SAFETY: the caller's contract.
    unsafe { if import::inittab::extend(rows) { 0 } else { -1 } }
}

/// An attribute of a module, which is imported.
#[unsafe(no_mangle)]
pub extern "C" fn PyImport_ImportModuleAttr(
    module: Option<&Object>,
    attr: Option<&Object>,
) -> PyResult {
    up({
        let module = import::import_module_named(crate::import::module_name(module)?)?;
        objects::abstract_::attr::get_attr_object(&module, some(attr)?)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ImportModuleAttrString(
    module: *const c_char,
    attr: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { import::import_module_named(&*text(module)?)?.get_attr(&*name(attr)?) })
}
