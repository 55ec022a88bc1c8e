//! `internal/pycore_list.h`.

use base::stackref::StackRef;
use layout::_PyStackRef;
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

/// A list of stack references, which it takes over; on failure they stay the caller's.
///
/// # Safety
/// C contract; attached: `n` live references.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyList_FromStackRefStealOnSuccess(
    from: *const _PyStackRef,
    n: isize,
) -> PyResult {
    let n = n.max(0) as usize;
    let list = List::with_capacity(n)?;
    for i in 0..n {
        // SAFETY: the caller's references; there is room, so nothing fails any more.
        list.push_owned(unsafe { StackRef::from_bits((*from.add(i)).bits).into_ref() })?;
    }
    up(Ok(list))
}
