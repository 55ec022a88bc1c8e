//! The built-in exceptions, and raising them: `raise!(TypeError, "...", args)`.

use base::{Object, PyResult, Raised, Ref};
use core::fmt::Arguments;

use crate::Type;

pub mod types;

/// Sets `ty(message)` as the current exception. Use the `raise!` macro.
#[cold]
pub fn raise(ty: &Type, message: Arguments<'_>) -> Raised {
    let _ = (ty, message);
    todo!()
}

/// `PyErr_SetObject(ty, value)`.
#[cold]
pub fn raise_object(ty: &Type, value: &Object) -> Raised {
    let _ = (ty, value);
    todo!()
}

/// `PyErr_SetNone(ty)`.
#[cold]
pub fn raise_none(ty: &Type) -> Raised {
    let _ = ty;
    todo!()
}

/// MemoryError, without allocating.
#[cold]
pub fn no_memory() -> Raised {
    todo!()
}

/// KeyError with the key wrapped so that tuples keep their shape (`_PyErr_SetKeyError`).
#[cold]
pub fn key_error(key: &Object) -> Raised {
    let _ = key;
    todo!()
}

/// OSError (or its subclass by errno) from a C error number, with an optional file name.
#[cold]
pub fn os_error(errno: i32, filename: Option<&Object>) -> Raised {
    let _ = (errno, filename);
    todo!()
}

/// `StopIteration(value)`.
#[cold]
pub fn stop_iteration(value: Option<&Object>) -> Raised {
    let _ = value;
    todo!()
}

/// SystemError "bad argument to internal function".
#[cold]
pub fn bad_internal_call() -> Raised {
    raise(
        &types::SystemError,
        format_args!("bad argument to internal function"),
    )
}

/// Is the current exception an instance of `ty` (`PyErr_ExceptionMatches`)? False if none is set.
pub fn matches(ty: &Type) -> bool {
    let _ = ty;
    todo!()
}

/// Clears the current exception if it is an instance of `ty`, else passes `Err` on.
pub fn clear_if(ty: &Type, raised: Raised) -> PyResult<()> {
    if matches(ty) {
        raised.clear();
        Ok(())
    } else {
        Err(raised)
    }
}

/// `PyErr_FormatUnraisable`: hands the current exception to `sys.unraisablehook`.
pub fn write_unraisable(context: Arguments<'_>, object: Option<&Object>) {
    let _ = (context, object);
    todo!()
}

/// `_PyErr_FormatFromCause`: the new exception's `__cause__` and `__context__` are the current one.
#[cold]
pub fn raise_from_cause(ty: &Type, message: Arguments<'_>) -> Raised {
    let _ = (ty, message);
    todo!()
}

/// A new exception instance `ty(*args)`, not raised.
pub fn new_exception(ty: &Type, args: &[&Object]) -> PyResult<Ref> {
    let _ = (ty, args);
    todo!()
}

/// Raises an exception with a formatted message: `return Err(raise!(TypeError, "not {}", name));`
#[macro_export]
macro_rules! raise {
    ($ty:ident, $($arg:tt)*) => {
        $crate::exceptions::raise(&$crate::exceptions::types::$ty, format_args!($($arg)*))
    };
}
