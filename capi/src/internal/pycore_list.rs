//! `internal/pycore_list.h`.

use objects::prelude::*;

use crate::support::*;

/// Appends, taking the reference over. 0, or -1 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyList_AppendTakeRefListResize(l: &List, item: Stolen) -> Status {
    run(|| match item.take() {
        Some(v) => l.push_owned(v),
        None => Err(objects::exceptions::bad_internal_call()),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyList_Extend(l: &List, items: Option<&Object>) -> PyResult {
    up({
        let items = some(items)?;
        l.extend(items)?;
        Ok(none_ref())
    })
}

/// The items as a tuple; the list is empty then.
#[unsafe(no_mangle)]
pub extern "C" fn _PyList_AsTupleAndClear(l: &List) -> PyResult {
    up({
        let t = l.to_tuple()?;
        l.clear();
        Ok(t)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyList_SliceSubscript(l: Option<&Object>, slice: Option<&Object>) -> PyResult {
    up(some(l)?.get_item(some(slice)?))
}
