//! `abstract.h`: calls, the object and iterator protocols. The folder has the rest by protocol.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::PyObject;
use objects::abstract_::{call, item, iter};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{Format, VaList, build, variadic};

mod mapping;
mod number;
mod sequence;

const OFFSET: usize = layout::PY_VECTORCALL_ARGUMENTS_OFFSET as usize;

unsafe extern "C" fn call_function(
    callable: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallFunction");
    let callable = some(callable)?;
    // SAFETY: the caller's contract.
    unsafe { call_with(format, va, |args| callable.call(args)) }
}

/// Calls with arguments of a format; a single tuple is spread out.
pub(crate) unsafe fn call_with(
    format: *const c_char,
    va: *mut VaList,
    call: impl FnOnce(&[&Object]) -> PyResult,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        if format.is_null() || *format == 0 {
            return call(&[]);
        }
        let args = build::build_arguments(Format::new(format), &mut (*va).clone())?;
        match args.as_slice() {
            [only] if only.downcast::<Tuple>().is_some() => {
                call(only.downcast_unchecked::<Tuple>().as_slice())
            }
            args => call(args),
        }
    }
}

/// Calls a method as `call_with`.
pub(crate) unsafe fn call_method_with(
    o: Option<&Object>,
    method: PyResult<Ref<Str>>,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    let o = some(o)?;
    let method = o.get_attr(&*method?)?;
    if !method.is_callable() {
        return Err(raise!(
            TypeError,
            "attribute of type '{:.200}' is not callable",
            method.class().tp_name()
        ));
    }
    // SAFETY: the caller's contract.
    unsafe { call_with(format, va, |args| method.call(args)) }
}

unsafe extern "C" fn call_method(
    o: Option<&Object>,
    method: *const c_char,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallMethod");
    // SAFETY: the caller's contract.
    unsafe { call_method_with(o, name(method), format, va) }
}

/// The arguments up to a NULL.
unsafe fn objects_to_null<'a>(va: *mut VaList) -> Vec<&'a Object> {
    // SAFETY: the caller's contract.
    unsafe { core::iter::from_fn(|| Object::from_ptr_opt((*va).arg::<*mut PyObject>())).collect() }
}

unsafe extern "C" fn call_objects(callable: Option<&Object>, va: *mut VaList) -> PyResult {
    attached("PyObject_CallFunctionObjArgs");
    let callable = some(callable)?;
    // SAFETY: the caller's contract.
    callable.call(&unsafe { objects_to_null(va) })
}

unsafe extern "C" fn call_method_objects(
    o: Option<&Object>,
    method: Option<&Object>,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallMethodObjArgs");
    let (o, method) = (some(o)?, crate::object::attribute(some(method)?)?);
    // SAFETY: the caller's contract.
    o.call_method(method, &unsafe { objects_to_null(va) })
}

variadic! {
    /// Calls with arguments made by a `Py_BuildValue` format (NULL for none).
    fn PyObject_CallFunction(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn PyObject_CallMethod(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    fn _PyObject_CallFunction_SizeT(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn _PyObject_CallMethod_SizeT(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    // What these were called before 3.13.
    fn PyEval_CallFunction(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn PyEval_CallMethod(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    /// Calls with the objects that follow, up to a NULL.
    fn PyObject_CallFunctionObjArgs(callable: Option<&Object>, ...) -> PyResult = call_objects;
    fn PyObject_CallMethodObjArgs(o: Option<&Object>, method: Option<&Object>, ...) -> PyResult = call_method_objects;
}

fn optional_dict(o: Option<&Object>) -> PyResult<Option<&Dict>> {
    o.map(|d| arg::<Dict>(Some(d))).transpose()
}

fn optional_tuple(o: Option<&Object>) -> PyResult<Option<&Tuple>> {
    o.map(|d| arg::<Tuple>(Some(d))).transpose()
}
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Call(
    callable: Option<&Object>,
    args: Option<&Object>,
    kwargs: Option<&Object>,
) -> PyResult {
    attached("PyObject_Call");
    up({
        let callable = some(callable)?;
        callable.call_tuple(arg(args)?, optional_dict(kwargs)?)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallObject(
    callable: Option<&Object>,
    args: Option<&Object>,
) -> PyResult {
    attached("PyObject_CallObject");
    up({
        let callable = some(callable)?;
        match args {
            None => callable.call(&[]),
            Some(args) => match args.downcast::<Tuple>() {
                Some(t) => callable.call_tuple(t, None),
                None => Err(raise!(TypeError, "argument list must be a tuple")),
            },
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallNoArgs(callable: Option<&Object>) -> PyResult {
    attached("PyObject_CallNoArgs");
    up(some(callable)?.call(&[]))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Vectorcall(
    callable: Option<&Object>,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Object>,
) -> PyResult {
    attached("PyObject_Vectorcall");
    // SAFETY: the caller's contract.
    up(unsafe {
        let callable = some(callable)?;
        call::vectorcall(callable, args, nargsf, optional_tuple(kwnames)?)
    })
}

/// Calls a method of `args[0]` with the others.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_VectorcallMethod(
    method: Option<&Object>,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let method =
            crate::object::attribute(method.ok_or_else(objects::exceptions::bad_internal_call)?)?;
        let this = some(Object::from_ptr_opt(*args))?;
        let (f, unbound) = this.get_method(method)?;
        let kwnames = optional_tuple(kwnames)?;
        if unbound {
            // The method takes the object, so the caller's free place before the arguments is not free for it.
            call::vectorcall(&f, args, nargsf & !OFFSET, kwnames)
        } else {
            // The place of the object is free meanwhile.
            call::vectorcall(&f, args.add(1), (nargsf - 1) | OFFSET, kwnames)
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyVectorcall_NARGS(nargsf: usize) -> isize {
    call::nargs(nargsf) as isize
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Type(o: Option<&Object>) -> PyResult {
    up(Ok(some(o)?.class().to_ref()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Size(o: Option<&Object>) -> Length {
    run(|| some(o)?.length())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Length(o: Option<&Object>) -> Length {
    run(|| some(o)?.length())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetItem(o: Option<&Object>, key: Option<&Object>) -> PyResult {
    up({
        let (o, key) = (some(o)?, some(key)?);
        o.get_item(key)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_SetItem(
    o: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    run(|| item::set_item(some(o)?, some(key)?, Some(some(value)?)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_DelItem(o: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| item::set_item(some(o)?, some(key)?, None))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_DelItemString(o: Option<&Object>, key: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { item::set_item(some(o)?, &*text(key)?, None) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Format(o: Option<&Object>, spec: Option<&Object>) -> PyResult {
    up({
        let o = some(o)?;
        if let Some(spec) = spec
            && spec.downcast::<Str>().is_none()
        {
            return Err(raise!(
                SystemError,
                "Format specifier must be a string, not {:.200}",
                spec.class().tp_name()
            ));
        }
        o.format(spec.and_then(|s| s.downcast::<Str>()))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetIter(o: Option<&Object>) -> PyResult {
    up(some(o)?.iter())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetAIter(o: Option<&Object>) -> PyResult {
    up(iter::async_iter(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IsInstance(o: Option<&Object>, class: Option<&Object>) -> c_int {
    flag(|| some(o)?.is_instance(some(class)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IsSubclass(o: Option<&Object>, class: Option<&Object>) -> c_int {
    flag(|| some(o)?.is_subclass(some(class)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyIter_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(iter::is_iterator))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyAIter_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(iter::is_async_iterator))
}

/// NULL without an exception at the end.
#[unsafe(no_mangle)]
pub extern "C" fn PyIter_Next(it: Option<&Object>) -> *mut PyObject {
    optional(some(it).and_then(|it| it.next()))
}

/// 1 and an item; 0 and NULL at the end; -1 and NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyIter_NextItem(it: Option<&Object>, out: *mut *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let next = || {
            let it = some(it)?;
            if !iter::is_iterator(it) {
                return Err(raise!(
                    TypeError,
                    "expected an iterator, got '{}'",
                    objects::repr::full_name(it.class())
                ));
            }
            it.next()
        };
        found(out, next())
    }
}

/// Sends a value: 1 (`PYGEN_NEXT`) with what was yielded, 0 (`PYGEN_RETURN`) with what was returned, -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyIter_Send(
    it: Option<&Object>,
    value: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        // No value is what a generator starts with.
        let send = || iter::send(some(it)?, value.unwrap_or(none()));
        let (code, result) = match send() {
            Ok(iter::Sent::Next(v)) => (1, v.into_ptr()),
            Ok(iter::Sent::Return(v)) => (0, v.into_ptr()),
            Err(_) => (-1, null_mut()),
        };
        *out = result;
        code
    }
}

/// The names of before 3.9.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_CallObjectWithKeywords(
    callable: Option<&Object>,
    args: Option<&Object>,
    kwargs: Option<&Object>,
) -> PyResult {
    up({
        let callable = some(callable)?;
        if let Some(args) = args
            && args.downcast::<Tuple>().is_none()
        {
            return Err(raise!(TypeError, "argument list must be a tuple"));
        }
        if let Some(kwargs) = kwargs
            && kwargs.downcast::<Dict>().is_none()
        {
            return Err(raise!(TypeError, "keyword list must be a dictionary"));
        }
        callable.call_tuple(
            args.and_then(|a| a.downcast::<Tuple>())
                .unwrap_or(Tuple::empty()),
            optional_dict(kwargs)?,
        )
    })
}
