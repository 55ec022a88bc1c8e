//! `cpython/odictobject.h`: ordered dicts.

use objects::odict::ODict;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyODict_New() -> PyResult {
    up(ODict::new())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyODict_SetItem(
    o: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    run(|| arg::<ODict>(o)?.store(some(key)?, some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyODict_DelItem(o: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| arg::<ODict>(o)?.remove(some(key)?))
}
