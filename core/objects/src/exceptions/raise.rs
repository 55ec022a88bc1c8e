//! Setting the current exception: creation, and chaining to the one being handled.

use base::{Object, PyResult, Raised, Ref};
use core::fmt::Arguments;
use layout::*;

use super::{BaseExc, base_exception, is_exception_class, raised_or, types};
use crate::prelude::*;

/// Sets `ty(message)` as the current exception. Use the `raise!` macro.
#[cold]
pub fn raise(ty: &Type, message: Arguments<'_>) -> Raised {
    match Str::format(message) {
        Ok(text) => raise_object(ty, &text),
        Err(raised) => raised,
    }
}

/// `PyErr_SetObject(ty, value)`: `value` is an instance already, or the constructor's argument (a tuple: the arguments).
#[cold]
pub fn raise_object(ty: &Type, value: &Object) -> Raised {
    raise_any(ty, Some(value))
}

/// `PyErr_SetNone(ty)`.
#[cold]
pub fn raise_none(ty: &Type) -> Raised {
    raise_any(ty, None)
}

/// `_PyErr_SetObject` as C callers use it: `class` may be anything.
#[cold]
pub fn raise_any(class: &Object, value: Option<&Object>) -> Raised {
    set_any(class, value)
}

/// The same for who calls it as a matter of course: C, for which errors are nothing rare.
pub fn set_any(class: &Object, value: Option<&Object>) -> Raised {
    if !is_exception_class(class) {
        return raise(
            &types::SystemError,
            format_args!(
                "_PyErr_SetObject: exception {} is not a BaseException subclass",
                class
                    .repr()
                    .map_or("?".into(), |r| r.to_string_lossy().into_owned())
            ),
        );
    }
    // SAFETY: an exception class is a type.
    let ty = unsafe { class.downcast_unchecked::<Type>() };
    let ready = match value {
        Some(v) if BaseExc::check_instance(v) => match is_of(v, ty) {
            Ok(true) => Some(v.to_ref()),
            Ok(false) => None,
            Err(raised) => return raised,
        },
        _ => None,
    };
    let instance = match ready {
        Some(instance) => instance,
        None => {
            drop(base::error::take_current());
            match create(class, value) {
                Ok(e) => e,
                Err(raised) => return with_failure_note(raised, ty, value),
            }
        }
    };
    // SAFETY: an instance, as checked or created.
    chain(unsafe { instance.downcast_unchecked::<BaseExc>() });
    Raised::set(instance)
}

/// Is the exception an instance of the class, as the class itself sees it?
fn is_of(exception: &Object, ty: &Type) -> PyResult<bool> {
    if ty.is_exactly(crate::type_::PyType_Type.raw()) {
        return Ok(exception.class().is_subtype(ty));
    }
    exception.class().is_subclass(ty)
}

/// The exception that came up while another one was made, with a note of what that was to be.
#[cold]
fn with_failure_note(raised: Raised, ty: &Type, value: Option<&Object>) -> Raised {
    let Some(exception) = raised.take() else {
        return Raised::ASSUMED;
    };
    let args = value.map(|v| match v.repr() {
        Ok(text) => text.to_string_lossy().into_owned(),
        Err(raised) => {
            raised.clear();
            "<unknown>".to_owned()
        }
    });
    let note = Str::format(format_args!(
        "Normalization failed: type={} args={}",
        ty.tp_name(),
        args.as_deref().unwrap_or("<NULL>")
    ));
    if let Err(raised) = note.and_then(|note| base_exception::add_note_to(&exception, &note)) {
        raised.clear();
    }
    Raised::set(exception)
}

/// Sets an exception instance as the current one, chained to the one being handled.
#[cold]
pub fn raise_instance(exception: Ref<BaseExc>) -> Raised {
    chain(&exception);
    Raised::set(exception.upcast())
}

/// `class(value)` with the conventions of `PyErr_SetObject`'s value; checks the result (`_PyErr_CreateException`).
pub fn create(class: &Object, value: Option<&Object>) -> PyResult<Ref> {
    // SAFETY: callers checked that it is an exception class.
    let ty = unsafe { class.downcast_unchecked::<Type>() };
    made(
        class,
        Some(ty).filter(|ty| base_exception::is_plain(ty)),
        value,
    )
}

/// The same with anything that can be called, an exception class or not.
pub fn create_by_call(class: &Object, value: Option<&Object>) -> PyResult<Ref> {
    made(class, None, value)
}

/// `plain` is the class, if it is one of those.
#[inline(always)]
fn made(class: &Object, plain: Option<&Type>, value: Option<&Object>) -> PyResult<Ref> {
    let exception = match value {
        None => class_call(class, plain, &[])?,
        Some(v) if is_none(v) => class_call(class, plain, &[])?,
        Some(v) => match (v.downcast::<Tuple>(), plain) {
            (Some(args), Some(ty)) if v.is_exactly(crate::tuple::PyTuple_Type.raw()) => {
                base_exception::create(ty, args.to_ref())?
            }
            (Some(args), _) => class.call_tuple(args, None)?,
            (None, _) => class_call(class, plain, &[v])?,
        },
    };
    if !BaseExc::check_instance(&exception) {
        return Err(raise(
            &types::TypeError,
            format_args!(
                "calling {} should have returned an instance of BaseException, not {}",
                class.repr()?.to_string_lossy(),
                exception.class().tp_name()
            ),
        ));
    }
    Ok(exception)
}

fn class_call(class: &Object, plain: Option<&Type>, args: &[&Object]) -> PyResult<Ref> {
    if let Some(ty) = plain {
        return base_exception::create(ty, Tuple::from_slice(args)?);
    }
    class.call(args)
}

/// The exception being handled: the innermost `except` block's, of this frame or a caller's. NULL if none.
pub fn handled_ptr() -> *mut PyObject {
    // SAFETY: attached; the stack of handled exceptions is linked through live frames and generators.
    unsafe {
        let mut item = (*base::tstate::current()).exc_info;
        while !item.is_null() {
            let value = (*item).exc_value;
            if !value.is_null() && !is_none(Object::from_ptr(value)) {
                return value;
            }
            item = (*item).previous_item;
        }
    }
    core::ptr::null_mut()
}

/// Sets what is being handled in this thread's current frame (`PyErr_SetHandledException`); `None` for nothing.
pub fn set_handled(exception: Option<Ref>) {
    // SAFETY: attached; the item owns its value.
    unsafe {
        let item = (*base::tstate::current()).exc_info;
        let exception = exception.filter(|e| !is_none(e));
        let new = exception.map_or(core::ptr::null_mut(), Ref::into_ptr);
        let old = core::mem::replace(&mut (*item).exc_value, new);
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// The exception being handled (`sys.exception()`).
pub fn handled() -> Option<Ref> {
    // SAFETY: NULL or live.
    unsafe { Ref::from_borrowed_opt(handled_ptr()) }
}

/// Makes the handled exception the context of `value`, cutting the chain where it would come back to `value`. A chain that
/// is a loop already (which only `__context__` assignment makes) is found by a second, slower walker.
fn chain(value: &BaseExc) {
    let handled = handled_ptr();
    if handled.is_null() || handled == value.raw().cast() {
        return;
    }
    // SAFETY: the chain's members are kept alive by the handled exception, and no Python code runs during the walk.
    unsafe {
        let handled = Object::from_ptr(handled).to_ref();
        let context_of =
            |o: *mut PyBaseExceptionObject| (*o).context.cast::<PyBaseExceptionObject>();
        let mut o = handled.as_ptr().cast::<PyBaseExceptionObject>();
        let mut slow = o;
        let mut advance = false;
        let mut cut = None;
        loop {
            let context = context_of(o);
            if context.is_null() {
                break;
            }
            if context == value.raw() {
                cut = Some(o);
                break;
            }
            o = context;
            if o == slow {
                break;
            }
            if advance {
                slow = context_of(slow);
            }
            advance = !advance;
        }
        if let Some(o) = cut {
            let keep = BaseExc::from_raw(o).to_ref();
            keep.set_context(None);
        }
        value.set_context(Some(handled));
    }
}

/// MemoryError, without allocating.
#[cold]
pub fn no_memory() -> Raised {
    super::memory_error::raise()
}

/// KeyError with the key wrapped so that tuples keep their shape (`_PyErr_SetKeyError`).
#[cold]
pub fn key_error(key: &Object) -> Raised {
    raised_or((|| {
        let e = super::new_exception(&types::KeyError, &[key])?;
        Ok(raise_any(&types::KeyError, Some(&e)))
    })())
}

/// `StopIteration(value)`. A value that is a tuple or an exception keeps its shape (`_PyGen_SetStopIterationValue`).
#[cold]
pub fn stop_iteration(value: Option<&Object>) -> Raised {
    let Some(v) = value.filter(|v| !is_none(v)) else {
        return raise_none(&types::StopIteration);
    };
    raised_or((|| {
        let e = types::StopIteration.call(&[v])?;
        Ok(raise_any(&types::StopIteration, Some(&e)))
    })())
}

/// `AttributeError(message)` with `name` and `obj` set, so that a traceback can suggest what was meant.
#[cold]
pub fn attribute_error(message: Arguments<'_>, object: &Object, name: &Object) -> Raised {
    let raised = raise(&types::AttributeError, message);
    set_attribute_context(object, name);
    raised
}

/// Fills `name` and `obj` of the current AttributeError unless it has them (`_PyObject_SetAttributeErrorContext`).
pub fn set_attribute_context(object: &Object, name: &Object) {
    // SAFETY: attached; the fields belong to an AttributeError by its type.
    unsafe {
        let current = base::error::current_ptr();
        if current.is_null() || (*current).ob_type != types::AttributeError.raw() {
            return;
        }
        let e = current.cast::<PyAttributeErrorObject>();
        if (*e).name.is_null() && (*e).obj.is_null() {
            (*e).name = name.to_ref().into_ptr();
            (*e).obj = object.to_ref().into_ptr();
        }
    }
}

/// `NameError` (or a subclass) with `name` set.
#[cold]
pub fn name_error(ty: &Type, message: Arguments<'_>, name: &Object) -> Raised {
    let raised = raise(ty, message);
    // SAFETY: attached; the field belongs to a NameError by its type.
    unsafe {
        let current = base::error::current_ptr();
        if !current.is_null() && (*current).ob_type == types::NameError.raw() {
            let e = current.cast::<PyNameErrorObject>();
            if (*e).name.is_null() {
                (*e).name = name.to_ref().into_ptr();
            }
        }
    }
    raised
}

/// ImportError (or a subclass) with its fields (`PyErr_SetImportErrorSubclass`).
#[cold]
pub fn import_error(
    ty: &Type,
    message: &Object,
    name: Option<&Object>,
    path: Option<&Object>,
    name_from: Option<&Object>,
) -> Raised {
    raised_or((|| {
        let kwargs = Dict::new()?;
        kwargs.set(id!(name), name.unwrap_or(none()))?;
        kwargs.set(id!(path), path.unwrap_or(none()))?;
        kwargs.set(interned!("name_from"), name_from.unwrap_or(none()))?;
        let args = Tuple::from_slice(&[message])?;
        let e = ty.call_tuple(&args, Some(&kwargs))?;
        Ok(raise_any(e.class(), Some(&e)))
    })())
}

/// ImportError (or a subclass) with a formatted message.
#[cold]
pub fn raise_import_error(
    ty: &Type,
    message: Arguments<'_>,
    name: Option<&str>,
    path: Option<&Str>,
) -> Raised {
    raised_or((|| {
        let message = Str::format(message)?;
        let name = name.map(Str::from_str).transpose()?;
        Ok(import_error(
            ty,
            &message,
            name.as_deref().map(|n| -> &Object { n }),
            path.map(|p| -> &Object { p }),
            None,
        ))
    })())
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
    // SAFETY: attached; NULL or live.
    unsafe { Object::from_ptr_opt(base::error::current_ptr()) }
        .is_some_and(|e| e.class().is_subtype(ty))
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

/// `_PyErr_FormatFromCause`: the new exception's `__cause__` and `__context__` are the current one.
#[cold]
pub fn raise_from_cause(ty: &Type, message: Arguments<'_>) -> Raised {
    let cause = base::error::take_current();
    let raised = raise(ty, message);
    let Some(cause) = cause else { return raised };
    if let Some(new) = base::error::take_current() {
        if let Some(e) = new.downcast::<BaseExc>() {
            e.set_cause(Some(cause.clone()));
            e.set_context(Some(cause));
        }
        return Raised::set(new);
    }
    raised
}

/// `_PyErr_ChainExceptions1`: if an exception is current, `exception` becomes its context; else it becomes current itself.
pub fn chain_exceptions(exception: Option<Ref>) {
    let Some(exception) = exception else { return };
    match base::error::take_current() {
        Some(current) => {
            if let Some(e) = current.downcast::<BaseExc>() {
                e.set_context(Some(exception));
            }
            base::error::restore(Some(current));
        }
        None => base::error::restore(Some(exception)),
    }
}

/// Adds a note to the current exception, if it takes one (`_PyErr_FormatNote`).
pub fn add_note(note: Arguments<'_>) {
    let Some(current) = base::error::take_current() else {
        return;
    };
    let outcome = Str::format(note).and_then(|text| base_exception::add_note_to(&current, &text));
    if outcome.is_err() {
        chain_exceptions(Some(current));
    } else {
        base::error::restore(Some(current));
    }
}

/// `PyErr_NormalizeException` for the three-value interface: `value` becomes an instance of `ty`, and `ty` its class. When making
/// the instance fails, the failure takes its place.
pub fn normalize(ty: Ref, value: Option<Ref>) -> (Ref, Ref) {
    let mut class = ty;
    let mut value = value;
    // A class whose constructor always raises a new kind of exception must not loop.
    for _ in 0..32 {
        if !is_exception_class(&class) {
            let v = value.unwrap_or_else(none_ref);
            return (class, v);
        }
        // SAFETY: an exception class is a type.
        let wanted = unsafe { class.downcast_unchecked::<Type>() };
        if let Some(v) = value.as_ref().filter(|v| BaseExc::check_instance(v))
            && v.class().is_subtype(wanted)
        {
            let own: Ref = v.class().to_ref().upcast();
            return (own, value.unwrap_or_else(none_ref));
        }
        match create(&class, value.as_deref()) {
            Ok(e) => {
                class = e.class().to_ref().upcast();
                return (class, e);
            }
            Err(raised) => match raised.take() {
                Some(e) => {
                    class = e.class().to_ref().upcast();
                    value = Some(e);
                }
                None => break,
            },
        }
    }
    (class, value.unwrap_or_else(none_ref))
}
