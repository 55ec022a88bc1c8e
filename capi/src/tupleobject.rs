//! `tupleobject.h`: tuples.

use layout::PyObject;
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{VaList, variadic};

pub(crate) fn tuple(o: Option<&Object>) -> PyResult<&Tuple> {
    arg(o)
}

unsafe extern "C" fn pack(n: isize, va: *mut VaList) -> PyResult {
    attached("PyTuple_Pack");
    if n < 0 {
        return Err(objects::exceptions::bad_internal_call());
    }
    if n >= isize::MAX / 8 {
        return Err(objects::exceptions::no_memory());
    }
    let mut null = false;
    let tuple = Tuple::from_fn(n as usize, |_| {
        // SAFETY: as many objects follow, says the caller.
        match unsafe { Object::from_ptr_opt((*va).arg::<*mut PyObject>()) } {
            Some(o) => o.to_ref(),
            None => {
                null = true;
                none_ref()
            }
        }
    });
    if null {
        return Err(null_argument());
    }
    up(tuple)
}

variadic! {
    /// A tuple of the `n` objects that follow.
    fn PyTuple_Pack(n: isize, ...) -> PyResult = pack;
}
/// A tuple of `size` places, each to be filled before anybody sees it.
#[unsafe(no_mangle)]
pub extern "C" fn PyTuple_New(size: isize) -> PyResult {
    attached("PyTuple_New");
    up({
        if size < 0 {
            return Err(objects::exceptions::bad_internal_call());
        }
        Tuple::with_len(size as usize)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyTuple_Size(o: Option<&Object>) -> Length {
    run(|| Ok(tuple(o)?.len()))
}

/// Borrowed; IndexError outside.
#[unsafe(no_mangle)]
pub extern "C" fn PyTuple_GetItem(o: Option<&Object>, index: isize) -> Borrowed {
    let get = || {
        let t = tuple(o)?;
        usize::try_from(index)
            .ok()
            .and_then(|i| t.get(i))
            .ok_or_else(|| raise!(IndexError, "tuple index out of range"))
    };
    borrowed(get())
}

/// Fills a place of a tuple that nobody else has seen. Steals the reference, also on failure.
#[unsafe(no_mangle)]
pub extern "C" fn PyTuple_SetItem(o: Option<&Object>, index: isize, value: Stolen) -> Status {
    run(|| {
        let value = value.take();
        let t = tuple(o)?;
        // SAFETY: live.
        if !unsafe { base::refcount::is_unique(t.as_ptr()) } {
            return Err(objects::exceptions::bad_internal_call());
        }
        let Some(i) = usize::try_from(index).ok().filter(|i| *i < t.len()) else {
            return Err(raise!(IndexError, "tuple assignment index out of range"));
        };
        t.put_raw(i, value);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyTuple_GetSlice(o: Option<&Object>, low: isize, high: isize) -> PyResult {
    up({
        let t = tuple(o)?;
        let clip = |i: isize| usize::try_from(i).unwrap_or(0).min(t.len());
        let low = clip(low);
        t.slice(low, clip(high).max(low))
    })
}
