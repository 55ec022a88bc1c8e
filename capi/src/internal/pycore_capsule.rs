//! `internal/pycore_capsule.h`: capsules that the collector looks into.

use layout::{inquiry, traverseproc};
use objects::capsule::Capsule;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn _PyCapsule_SetTraverse(
    o: Option<&Object>,
    traverse: Option<traverseproc>,
    clear: Option<inquiry>,
) -> Status {
    run(|| {
        let c = Capsule::valid(some(o)?, "_PyCapsule_SetTraverse")?;
        if traverse.is_none() || clear.is_none() {
            return Err(raise!(
                ValueError,
                "_PyCapsule_SetTraverse() called with NULL callback"
            ));
        }
        c.set_traverse(traverse, clear);
        Ok(())
    })
}
