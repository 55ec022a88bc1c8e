//! `setobject.h`: sets and frozensets.

use core::ffi::c_int;

use objects::AnySet;
use objects::prelude::*;

use crate::support::*;

fn any(o: Option<&Object>) -> PyResult<&AnySet> {
    arg(o)
}
/// An empty set for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PySet_New(items: Option<&Object>) -> PyResult {
    attached("PySet_New");
    up(match items {
        None => Set::new(),
        Some(items) => Set::from_iterable(items),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrozenSet_New(items: Option<&Object>) -> PyResult {
    attached("PyFrozenSet_New");
    up(match items {
        None => FrozenSet::new(),
        Some(items) => FrozenSet::copy_of(items),
    })
}

/// Also fills a frozenset that nobody else has seen.
#[unsafe(no_mangle)]
pub extern "C" fn PySet_Add(o: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| {
        let o = some(o)?;
        let key = some(key)?;
        // SAFETY: live.
        let fresh = || unsafe { base::refcount::is_unique(o.as_ptr()) };
        if o.downcast::<Set>().is_some() || (o.downcast::<FrozenSet>().is_some() && fresh()) {
            any(Some(o))?.add(key)?;
            return Ok(());
        }
        Err(objects::exceptions::bad_internal_call())
    })
}

/// 1 if it was there.
#[unsafe(no_mangle)]
pub extern "C" fn PySet_Discard(o: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| arg::<Set>(o)?.discard(some(key)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySet_Contains(o: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| any(o)?.contains(some(key)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySet_Size(o: Option<&Object>) -> Length {
    run(|| Ok(any(o)?.len()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySet_Clear(o: Option<&Object>) -> Status {
    run(|| {
        arg::<Set>(o)?.clear();
        Ok(())
    })
}

/// An arbitrary element, removed; KeyError if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PySet_Pop(o: Option<&Object>) -> PyResult {
    up({
        match arg::<Set>(o)?.pop() {
            Some(v) => Ok(v),
            None => Err(raise!(KeyError, "pop from an empty set")),
        }
    })
}
