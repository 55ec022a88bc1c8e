//! `cpython/classobject.h`: bound methods.

use objects::method::InstanceMethod;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyMethod_New(function: Option<&Object>, this: Option<&Object>) -> PyResult {
    up({
        match (function, this) {
            (Some(f), Some(this)) => Method::new(f, this),
            _ => Err(objects::exceptions::bad_internal_call()),
        }
    })
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyMethod_Function(o: Option<&Object>) -> Borrowed {
    borrowed(arg::<Method>(o).map(|m| m.function()))
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyMethod_Self(o: Option<&Object>) -> Borrowed {
    borrowed(arg::<Method>(o).map(|m| m.instance()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyInstanceMethod_New(function: Option<&Object>) -> PyResult {
    up(InstanceMethod::new(some(function)?))
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyInstanceMethod_Function(o: Option<&Object>) -> Borrowed {
    borrowed(arg::<InstanceMethod>(o).map(|m| m.function()))
}
