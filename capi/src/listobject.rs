//! `listobject.h`: lists.

use core::ptr::null_mut;

use objects::prelude::*;

use crate::support::*;

pub(crate) fn list(o: Option<&Object>) -> PyResult<&List> {
    arg(o)
}

fn item(o: Option<&Object>, index: isize) -> PyResult {
    let l = list(o)?;
    usize::try_from(index)
        .ok()
        .and_then(|i| l.get(i))
        .ok_or_else(|| raise!(IndexError, "list index out of range"))
}

/// A bound as slices have it.
fn clip(l: &List, i: isize) -> usize {
    usize::try_from(i).unwrap_or(0).min(l.len())
}
/// A list of `size` places, each to be filled before anybody sees it.
#[unsafe(no_mangle)]
pub extern "C" fn PyList_New(size: isize) -> PyResult {
    attached("PyList_New");
    up({
        if size < 0 {
            return Err(objects::exceptions::bad_internal_call());
        }
        List::with_len(size as usize)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Size(o: Option<&Object>) -> Length {
    run(|| Ok(list(o)?.len()))
}

/// Borrowed; IndexError outside.
#[unsafe(no_mangle)]
pub extern "C" fn PyList_GetItem(o: Option<&Object>, index: isize) -> Borrowed {
    match item(o, index) {
        Ok(v) => lend(Some(v)),
        Err(_) => null_mut(),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_GetItemRef(o: Option<&Object>, index: isize) -> PyResult {
    up({
        let o = some(o)?;
        if o.downcast::<List>().is_none() {
            return Err(raise!(TypeError, "expected a list"));
        }
        item(Some(o), index)
    })
}

/// Steals the reference to `value`, also on failure.
#[unsafe(no_mangle)]
pub extern "C" fn PyList_SetItem(o: Option<&Object>, index: isize, value: Stolen) -> Status {
    run(|| {
        let value = value.take();
        let l = list(o)?;
        let Some(i) = usize::try_from(index).ok().filter(|i| *i < l.len()) else {
            return Err(raise!(IndexError, "list assignment index out of range"));
        };
        l.put_raw(i, value);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Insert(
    o: Option<&Object>,
    index: isize,
    value: Option<&Object>,
) -> Status {
    run(|| {
        let l = list(o)?;
        let Some(value) = value else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let at = if index < 0 {
            index + l.len() as isize
        } else {
            index
        };
        l.insert(clip(l, at), value.to_ref())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Append(o: Option<&Object>, value: Option<&Object>) -> Status {
    run(|| {
        let l = list(o)?;
        match value {
            Some(v) => l.push(v),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_GetSlice(o: Option<&Object>, low: isize, high: isize) -> PyResult {
    up({
        let l = list(o)?;
        let low = clip(l, low);
        l.slice(low, clip(l, high).max(low))
    })
}

/// With NULL the items are deleted.
#[unsafe(no_mangle)]
pub extern "C" fn PyList_SetSlice(
    o: Option<&Object>,
    low: isize,
    high: isize,
    items: Option<&Object>,
) -> Status {
    run(|| {
        let l = list(o)?;
        let low = clip(l, low);
        l.set_slice(low, clip(l, high).max(low), items)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Sort(o: Option<&Object>) -> Status {
    run(|| list(o)?.sort_in_place())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_Reverse(o: Option<&Object>) -> Status {
    run(|| {
        list(o)?.reverse_in_place();
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyList_AsTuple(o: Option<&Object>) -> PyResult {
    up(list(o)?.to_tuple())
}
