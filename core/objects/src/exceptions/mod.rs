//! The built-in exceptions, and raising them: `raise!(TypeError, "...", args)`.
//!
//! The type objects are in `types`, a file for each family with a struct of its own; `raise` sets exceptions, `unraisable`
//! and `print` report those that nobody catches.
//!
//! Invariant: `args` of a live exception is a tuple once `__new__` is through (NULL only while under construction);
//! `cause` and `context` hold exceptions or NULL, `traceback` a traceback or NULL.

use base::{Object, PyResult, Raised, Ref, object_view};
use layout::*;

mod attribute_error;
pub mod base_exception;
pub mod group;
mod import_error;
pub mod memory_error;
pub mod os_error;
pub mod print;
mod raise;
mod small;
mod syntax_error;
pub mod types;
pub mod unicode_error;
mod unraisable;

pub use os_error::{os_error, os_error_two_paths, os_error2};
pub use raise::*;
pub use unraisable::{
    init_types, write_unraisable, write_unraisable_default, write_unraisable_object,
};

object_view!(
    /// Any exception instance.
    pub BaseExc, PyBaseExceptionObject, "BaseException", |o| crate::type_::has_flag(o, Py_TPFLAGS_BASE_EXC_SUBCLASS)
);

impl BaseExc {
    /// `args`, or the empty tuple while it is unset.
    pub fn args(&self) -> Ref<crate::Tuple> {
        // SAFETY: the field holds a tuple or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).args) }
            .unwrap_or_else(|| crate::Tuple::empty().to_ref())
    }

    pub fn traceback(&self) -> Option<Ref> {
        // SAFETY: the field owns a reference or is NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).traceback) }
    }

    /// `PyException_SetTraceback` for a value known to be a traceback, or NULL.
    pub fn set_traceback(&self, traceback: Option<Ref>) {
        // SAFETY: the field owns what it holds.
        unsafe { replace(&raw mut (*self.raw()).traceback, traceback) }
    }

    pub fn context(&self) -> Option<Ref<BaseExc>> {
        // SAFETY: the field holds an exception or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).context) }
    }

    /// `PyException_SetContext`.
    pub fn set_context(&self, context: Option<Ref>) {
        // SAFETY: the field owns what it holds.
        unsafe { replace(&raw mut (*self.raw()).context, context) }
    }

    pub fn cause(&self) -> Option<Ref<BaseExc>> {
        // SAFETY: the field holds an exception or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).cause) }
    }

    /// `PyException_SetCause`: also suppresses the context.
    pub fn set_cause(&self, cause: Option<Ref>) {
        // SAFETY: the field owns what it holds.
        unsafe {
            (*self.raw()).suppress_context = 1;
            replace(&raw mut (*self.raw()).cause, cause);
        }
    }

    pub fn suppresses_context(&self) -> bool {
        // SAFETY: a plain byte.
        unsafe { (*self.raw()).suppress_context != 0 }
    }
}

/// Stores into a field that owns a reference or NULL, then releases what was there.
///
/// # Safety
/// `slot` is a field of a live object.
pub(crate) unsafe fn replace(slot: *mut *mut PyObject, value: Option<Ref>) {
    // SAFETY: the old reference leaves the field before it is released.
    unsafe {
        let old = slot.replace(value.map_or(core::ptr::null_mut(), Ref::into_ptr));
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// Is it an exception class (`PyExceptionClass_Check`)?
pub fn is_exception_class(o: &Object) -> bool {
    match o.downcast::<crate::Type>() {
        Some(ty) => ty.flags() & Py_TPFLAGS_BASE_EXC_SUBCLASS != 0,
        None => false,
    }
}

/// Does a thrown value (class or instance) match a handler: a class, or tuples of them (`PyErr_GivenExceptionMatches`)?
/// Classes compare by plain inheritance; `__subclasscheck__` has no say.
pub fn given_matches(err: &Object, handler: &Object) -> bool {
    if let Some(tuple) = handler.downcast::<crate::Tuple>() {
        return tuple.as_slice().iter().any(|h| given_matches(err, h));
    }
    let class = if BaseExc::check_instance(err) {
        crate::type_::ObjectClass::class(err)
    } else if is_exception_class(err) {
        // SAFETY: an exception class is a type.
        unsafe { err.downcast_unchecked::<crate::Type>() }
    } else {
        return err.is(handler);
    };
    match handler.downcast::<crate::Type>() {
        Some(h) if is_exception_class(handler) => class.is_subtype(h),
        _ => class.is(handler),
    }
}

impl BaseExc {
    #[inline(always)]
    pub fn check_instance(o: &Object) -> bool {
        <BaseExc as base::Subtype>::check(o)
    }
}

/// A new exception instance `ty(*args)`, not raised.
pub fn new_exception(ty: &crate::Type, args: &[&Object]) -> PyResult<Ref> {
    use crate::prelude::*;
    if base_exception::is_plain(ty) {
        let args = Tuple::from_slice(args)?;
        return base_exception::create(ty, args);
    }
    ty.call(args)
}

/// Raises an exception with a formatted message: `return Err(raise!(TypeError, "not {}", name));`
#[macro_export]
macro_rules! raise {
    ($ty:ident, $($arg:tt)*) => {
        $crate::exceptions::raise(&$crate::exceptions::types::$ty, format_args!($($arg)*))
    };
}

/// Makes the types ready, and what an interpreter needs of everything in this crate that goes with exceptions: preallocated
/// MemoryErrors, the errno map, `ExceptionGroup`, the filters of warnings, type parameters. After `object` and `type` are ready.
pub fn init() -> PyResult<()> {
    for ty in types::ALL {
        ty.ready()?;
    }
    types::InterpreterError.ready()?;
    types::InterpreterNotFoundError.ready()?;
    memory_error::preallocate()?;
    os_error::init_errno_map()?;
    group::init_exception_group()?;
    unraisable::init_types()?;
    crate::typevar::init_interpreter()?;
    crate::context::token::init()?;
    crate::template::init()?;
    crate::warnings::init_state()
}

/// Lets go of what [`init`] made for the interpreter, but the MemoryErrors. The types among it are cycles: a collection must follow.
pub fn release() {
    crate::warnings::fini();
    crate::typevar::fini_interpreter();
    // SAFETY: attached; the interpreter owns both.
    unsafe {
        let state = &raw mut (*base::tstate::interp()).exc_state;
        replace(&raw mut (*state).PyExc_ExceptionGroup, None);
        replace(&raw mut (*state).errnomap, None);
    }
}

/// Frees the MemoryErrors of [`init`], and those that came back: no Python code runs any more.
pub fn fini() {
    memory_error::free_preallocated();
}

/// `__traceback__` of an exception.
pub fn traceback_of(e: &Object) -> Option<Ref> {
    use base::Subtype;
    if !BaseExc::check(e) {
        return None;
    }
    // SAFETY: an exception, as checked.
    unsafe { e.downcast_unchecked::<BaseExc>() }.traceback()
}

/// Adds all exceptions to a module's dictionary (`_PyBuiltins_AddExceptions`).
pub fn add_to_builtins(dict: &crate::Dict) -> PyResult<()> {
    use crate::prelude::*;
    for ty in types::ALL {
        let name = ty.name();
        dict.set(&*Str::from_str(&name)?, ty)?;
    }
    for alias in ["EnvironmentError", "IOError"] {
        dict.set(&*Str::from_str(alias)?, &types::OSError)?;
    }
    // SAFETY: attached; the interpreter owns the type.
    if let Some(eg) = unsafe { Object::from_ptr_opt(group::exception_group_type()) } {
        dict.set(interned!("ExceptionGroup"), eg)?;
    }
    Ok(())
}

fn raised_or(value: PyResult<Raised>) -> Raised {
    match value {
        Ok(r) | Err(r) => r,
    }
}
