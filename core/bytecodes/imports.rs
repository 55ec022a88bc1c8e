//! Imports.

use opdef::inst;

use crate::importing;
use crate::prelude::*;

#[inst("level, fromlist -- module")]
pub unsafe fn IMPORT_NAME(
    frame: Frame,
    oparg: usize,
    level: &StackRef,
    fromlist: &StackRef,
) -> PyResult<Ref> {
    importing::import_name(
        frame,
        name_at(frame, oparg),
        fromlist.as_object(),
        level.as_object(),
    )
}

#[inst("module -- module, value")]
pub unsafe fn IMPORT_FROM(frame: Frame, oparg: usize, module: &StackRef) -> PyResult<Ref> {
    importing::import_from(module.as_object(), name_at(frame, oparg))
}
