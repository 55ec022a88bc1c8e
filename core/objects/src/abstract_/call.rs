//! Calling: vectorcall, tuples and dicts of arguments (`PyObject_Vectorcall`, `PyObject_Call`).
//!
//! A vectorcall passes positional arguments and keyword values in one array, borrowed, and the keywords' names in a tuple. With
//! `PY_VECTORCALL_ARGUMENTS_OFFSET` the callee may use the word before the array for as long as the call lasts, and puts it back.

use core::ffi::c_ulong;

use base::error;
use layout::*;

use smallvec::SmallVec;

use crate::prelude::*;
use crate::recursion;

/// The flag of `nargsf` that lends the word before the arguments.
pub const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// `PyVectorcall_NARGS`.
#[inline(always)]
pub const fn nargs(nargsf: usize) -> usize {
    nargsf & !ARGUMENTS_OFFSET
}

/// `PyVectorcall_Function`: the object's vectorcall function, if it has one.
#[inline(always)]
pub fn vectorcall_function(callable: &Object) -> Option<vectorcallfunc> {
    // SAFETY: the flag promises that the offset lies within the object and holds a function or NULL.
    unsafe {
        let ty = callable.type_ptr();
        if (*ty).tp_flags & Py_TPFLAGS_HAVE_VECTORCALL == 0 {
            return None;
        }
        *callable
            .as_ptr()
            .byte_offset((*ty).tp_vectorcall_offset)
            .cast::<Option<vectorcallfunc>>()
    }
}

#[inline(always)]
fn names_ptr(kwnames: Option<&Tuple>) -> *mut PyObject {
    kwnames.map_or(core::ptr::null_mut(), |k| k.as_ptr())
}

/// `PyObject_Vectorcall` from raw arguments: `nargsf` may carry `PY_VECTORCALL_ARGUMENTS_OFFSET`.
///
/// # Safety
/// `args` points to the positional arguments followed by the keyword values, all live.
#[inline(always)]
pub unsafe fn vectorcall(
    callable: &Object,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    match vectorcall_function(callable) {
        // SAFETY: the arguments are as the caller promises.
        Some(f) => unsafe {
            let result = f(callable.as_ptr(), args, nargsf, names_ptr(kwnames));
            check_result(Some(callable), result, None)
        },
        // SAFETY: as above.
        None => unsafe { make_tp_call(callable, args, nargs(nargsf), kwnames) },
    }
}

/// `_PyObject_MakeTpCall`: packs the arguments for `tp_call`.
///
/// # Safety
/// As [`vectorcall`].
#[cold]
#[inline(never)]
pub unsafe fn make_tp_call(
    callable: &Object,
    args: *const *mut PyObject,
    nargs: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: the slot's contract; the arguments are live.
    unsafe {
        let Some(call) = (*callable.type_ptr()).tp_call else {
            return Err(not_callable(callable));
        };
        let items = object_slice(args, nargs);
        let tuple = Tuple::from_slice(items)?;
        let kwargs = keywords(args.wrapping_add(nargs), kwnames)?;
        recursion::enter(" while calling a Python object")?;
        let result = call(
            callable.as_ptr(),
            tuple.as_ptr(),
            kwargs
                .as_ref()
                .map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        );
        check_result(Some(callable), result, None)
    }
}

/// The arguments as borrowed objects.
///
/// # Safety
/// `args` points to `n` live objects.
#[inline(always)]
pub unsafe fn object_slice<'a>(args: *const *mut PyObject, n: usize) -> &'a [&'a Object] {
    // Without positional arguments the address still matters: keyword values follow it.
    if args.is_null() {
        return &[];
    }
    // SAFETY: `&Object` is a pointer that is not NULL.
    unsafe { core::slice::from_raw_parts(args.cast::<&Object>(), n) }
}

/// `_PyStack_AsDict`: keyword values with their names.
///
/// # Safety
/// `values` points to as many live objects as there are names.
pub unsafe fn stack_as_dict(values: *const *mut PyObject, names: &Tuple) -> PyResult<Ref<Dict>> {
    let names = names.as_slice();
    // SAFETY: `&Object` is a pointer; the caller vouches for the values.
    unsafe { Dict::from_items(names.as_ptr().cast(), 1, values, 1, names.len()) }
}

/// The keyword arguments as a dict, if there are any.
///
/// # Safety
/// As [`stack_as_dict`]. Without names the pointer is not looked at.
#[inline]
pub unsafe fn keywords(
    values: *const *mut PyObject,
    names: Option<&Tuple>,
) -> PyResult<Option<Ref<Dict>>> {
    match names {
        // SAFETY: the caller vouches for the values.
        Some(names) if !names.is_empty() => unsafe { stack_as_dict(values, names).map(Some) },
        _ => Ok(None),
    }
}

/// The name of a module that holds something callable of the same name (`pprint.pprint`).
fn callable_namesake(module: &crate::module::Module) -> Option<String> {
    let found = || -> PyResult<Option<String>> {
        let Some(name) = module.dict().get(id!(__name__))? else {
            return Ok(None);
        };
        let Some(name) = name.downcast::<Str>() else {
            return Ok(None);
        };
        let namesake = module.get_attr_opt(name)?;
        Ok(namesake
            .filter(|n| n.is_callable())
            .map(|_| name.to_string_lossy().into_owned()))
    };
    match found() {
        Ok(name) => name,
        Err(raised) => {
            raised.clear();
            None
        }
    }
}

#[cold]
fn not_callable(callable: &Object) -> Raised {
    if let Some(module) = callable.downcast::<crate::module::Module>()
        && let Some(name) = callable_namesake(module)
    {
        return raise!(
            TypeError,
            "'{}' object is not callable. Did you mean: '{}.{}(...)'?",
            callable.class().tp_name(),
            name,
            name
        );
    }
    raise!(
        TypeError,
        "'{}' object is not callable",
        callable.class().tp_name()
    )
}

/// Keyword arguments of a dict, flattened after positional ones, for a vectorcall.
struct Flattened {
    /// One spare word for `ARGUMENTS_OFFSET`, then the arguments.
    words: SmallVec<[*mut PyObject; 8]>,
    /// Keeps the keyword values alive.
    _values: SmallVec<[Ref; 4]>,
    names: Ref<Tuple>,
}

fn flatten(args: &[&Object], kwargs: &Dict) -> PyResult<Flattened> {
    let mut words = SmallVec::new();
    let mut names = SmallVec::<[Ref; 4]>::new();
    let mut values = SmallVec::new();
    let n = kwargs.len();
    if words.try_reserve(1 + args.len() + n).is_err()
        || names.try_reserve(n).is_err()
        || values.try_reserve(n).is_err()
    {
        return Err(crate::exceptions::no_memory());
    }
    words.push(core::ptr::null_mut());
    words.extend(args.iter().map(|a| a.as_ptr()));
    let mut position = 0;
    let mut all_str = true;
    while let Some((key, value)) = kwargs.next_entry(&mut position) {
        all_str &= key.downcast::<Str>().is_some();
        words.push(value.as_ptr());
        names.push(key);
        values.push(value);
    }
    if !all_str {
        return Err(raise!(TypeError, "keywords must be strings"));
    }
    let mut names = names.into_iter();
    Ok(Flattened {
        words,
        _values: values,
        names: Tuple::from_fn(names.len(), |_| {
            names.next().unwrap_or_else(crate::none_ref)
        })?,
    })
}

/// `PyObject_VectorcallDict`: positional arguments in an array, keywords in a dict.
///
/// # Safety
/// `args` points to `nargs` live objects.
pub unsafe fn vectorcall_dict(
    callable: &Object,
    args: *const *mut PyObject,
    nargsf: usize,
    kwargs: Option<&Dict>,
) -> PyResult {
    // SAFETY: as the caller promises.
    unsafe {
        let n = nargs(nargsf);
        let Some(f) = vectorcall_function(callable) else {
            return tp_call(
                callable,
                &*Tuple::from_slice(object_slice(args, n))?,
                kwargs,
            );
        };
        match kwargs {
            Some(kw) if !kw.is_empty() => call_flattened(f, callable, object_slice(args, n), kw),
            _ => check_result(
                Some(callable),
                f(callable.as_ptr(), args, nargsf, core::ptr::null_mut()),
                None,
            ),
        }
    }
}

fn call_flattened(
    f: vectorcallfunc,
    callable: &Object,
    args: &[&Object],
    kwargs: &Dict,
) -> PyResult {
    let mut flat = flatten(args, kwargs)?;
    // SAFETY: the arguments live in `flat` and the caller's slice; one spare word precedes them.
    unsafe {
        let result = f(
            callable.as_ptr(),
            flat.words.as_mut_ptr().add(1),
            args.len() | ARGUMENTS_OFFSET,
            flat.names.as_ptr(),
        );
        check_result(Some(callable), result, None)
    }
}

/// `PyObject_Call`.
pub fn call_tuple(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    match vectorcall_function(callable) {
        Some(f) => vectorcall_call(f, callable, args, kwargs),
        None => tp_call(callable, args, kwargs),
    }
}

fn tp_call(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    // SAFETY: the slot's contract.
    unsafe {
        let Some(call) = (*callable.type_ptr()).tp_call else {
            return Err(not_callable(callable));
        };
        recursion::enter(" while calling a Python object")?;
        let result = call(
            callable.as_ptr(),
            args.as_ptr(),
            kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        );
        check_result(Some(callable), result, None)
    }
}

fn vectorcall_call(
    f: vectorcallfunc,
    callable: &Object,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    match kwargs {
        Some(kw) if !kw.is_empty() => call_flattened(f, callable, args.as_slice(), kw),
        // SAFETY: a tuple's items are live.
        _ => unsafe {
            let result = f(
                callable.as_ptr(),
                args.as_slice().as_ptr().cast(),
                args.len(),
                core::ptr::null_mut(),
            );
            check_result(Some(callable), result, None)
        },
    }
}

/// `PyVectorcall_Call`: the `tp_call` of types whose objects are called by vectorcall. Exported here since types hold its address.
#[unsafe(no_mangle)]
pub extern "C" fn PyVectorcall_Call(
    callable: &Object,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    // SAFETY: the type says where its instances keep the function, with or without the flag.
    let f = unsafe {
        let ty = callable.type_ptr();
        let offset = (*ty).tp_vectorcall_offset;
        if offset <= 0 {
            None
        } else {
            *callable
                .as_ptr()
                .byte_offset(offset)
                .cast::<Option<vectorcallfunc>>()
        }
    };
    match f {
        Some(f) => vectorcall_call(f, callable, args, kwargs),
        None => Err(raise!(
            TypeError,
            "'{}' object does not support vectorcall",
            callable.class().tp_name()
        )),
    }
}

/// [`PyVectorcall_Call`] as a slot.
pub const VECTORCALL_CALL: Option<ternaryfunc> = crate::slots::call::<Object>(PyVectorcall_Call);

/// `_Py_CheckFunctionResult`: a foreign function's answer must be a value, or NULL with an exception (SystemError).
///
/// # Safety
/// `result` is NULL or a new reference.
#[inline(always)]
pub unsafe fn check_result(
    callable: Option<&Object>,
    result: *mut PyObject,
    where_: Option<&str>,
) -> PyResult {
    if result.is_null() == error::occurred() {
        // SAFETY: NULL with an exception, or a new reference without.
        return unsafe { Ref::from_c(result) };
    }
    // SAFETY: as the caller promises.
    unsafe { bad_result(callable, result, where_) }
}

#[cold]
#[inline(never)]
unsafe fn bad_result(
    callable: Option<&Object>,
    result: *mut PyObject,
    where_: Option<&str>,
) -> PyResult {
    // SAFETY: NULL or a new reference, which is dropped.
    let result = unsafe { Ref::<Object>::from_owned_opt(result) };
    match (result, callable, where_) {
        (None, Some(c), _) => {
            let text = c.repr()?;
            Err(raise!(
                SystemError,
                "{} returned NULL without setting an exception",
                text.to_string_lossy()
            ))
        }
        (None, None, w) => Err(raise!(
            SystemError,
            "{} returned NULL without setting an exception",
            w.unwrap_or("function")
        )),
        (Some(r), Some(c), _) => {
            // The exception is set: it becomes the cause, and must not be there while repr runs.
            let cause = error::take_current();
            drop(r);
            let text = c.repr();
            error::restore(cause);
            let text = text?;
            Err(crate::exceptions::raise_from_cause(
                &crate::exceptions::types::SystemError,
                format_args!(
                    "{} returned a result with an exception set",
                    text.to_string_lossy()
                ),
            ))
        }
        (Some(r), None, w) => {
            drop(r);
            Err(crate::exceptions::raise_from_cause(
                &crate::exceptions::types::SystemError,
                format_args!(
                    "{} returned a result with an exception set",
                    w.unwrap_or("function")
                ),
            ))
        }
    }
}

/// Calls with arguments of which the first may be the bound instance: `unbound` says that `callable` wants it.
#[inline(always)]
pub fn call_bound<const N: usize>(
    callable: &Object,
    unbound: bool,
    args: [&Object; N],
) -> PyResult {
    let mut words = args.map(|a| a.as_ptr());
    // SAFETY: the arguments live; the first word may be lent, since the array is ours.
    unsafe {
        if unbound {
            vectorcall(callable, words.as_ptr(), N, None)
        } else {
            vectorcall(
                callable,
                words.as_mut_ptr().add(1),
                (N - 1) | ARGUMENTS_OFFSET,
                None,
            )
        }
    }
}

/// `_PyObject_CallMethod` with one argument list that begins with the object: `this.name(*rest)`.
pub fn call_method<const N: usize>(name: &Str, args: [&Object; N]) -> PyResult {
    let (callable, unbound) = args[0].get_method(name)?;
    call_bound(&callable, unbound, args)
}

/// Whether the object may be called (`PyCallable_Check`).
#[inline(always)]
pub fn is_callable(o: &Object) -> bool {
    // SAFETY: live type.
    unsafe { (*o.type_ptr()).tp_call.is_some() }
}

/// A type's flag words that say "calling this goes through `vectorcall`".
pub const HAS_VECTORCALL: c_ulong = Py_TPFLAGS_HAVE_VECTORCALL;
