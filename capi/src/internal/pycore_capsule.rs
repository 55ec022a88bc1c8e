//! `internal/pycore_capsule.h`: capsules that the collector looks into.

use layout::{inquiry, traverseproc};
use objects::capsule::Capsule;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyCapsule_SetTraverse(
    o: Option<&Object>,
    traverse: traverseproc,
    clear: inquiry,
) -> Status {
    run(|| {
        let c = Capsule::valid(some(o)?, "_PyCapsule_SetTraverse")?;
        c.set_traverse(Some(traverse), Some(clear));
        Ok(())
    })
}
