//! `cpython/listobject.h`.

use objects::prelude::*;

use crate::listobject::list;
use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Extend(o: Option<&Object>, items: Option<&Object>) -> Status {
    run(|| list(o)?.extend(some(items)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Clear(o: Option<&Object>) -> Status {
    run(|| {
        list(o)?.clear();
        Ok(())
    })
}
