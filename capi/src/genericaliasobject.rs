//! `genericaliasobject.h`.

use objects::genericalias::GenericAlias;
use objects::prelude::*;

use crate::support::*;

/// `origin[args]`, as `list[int]` is.
#[unsafe(no_mangle)]
pub extern "C" fn Py_GenericAlias(origin: Option<&Object>, args: Option<&Object>) -> PyResult {
    up(GenericAlias::new(some(origin)?, some(args)?))
}
