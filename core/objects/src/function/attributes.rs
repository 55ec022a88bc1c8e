//! A function's attributes: what may be read and set, and `function(...)` itself.

use core::ffi::c_void;
use core::mem::offset_of;

use layout::*;

use super::Function;
use crate::prelude::*;
use crate::slots;

/// Replaces an owned field.
unsafe fn replace(field: *mut *mut PyObject, value: Option<&Object>) {
    // SAFETY: the field owns its reference; the old one goes after the swap.
    unsafe {
        let new = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(field.replace(new)));
    }
}

/// A field, None if it is NULL.
unsafe fn or_none(p: *mut PyObject) -> PyResult {
    // SAFETY: NULL or live.
    Ok(unsafe { Ref::from_borrowed_opt(p) }.unwrap_or_else(none_ref))
}

/// The audit event of reading or changing what a function runs with.
fn audit_change(this: &Function, name: &str, value: Option<&Object>) -> PyResult<()> {
    match value {
        Some(value) => crate::audit!("object.__setattr__", this, name, value),
        None => crate::audit!("object.__delattr__", this, name),
    }
}

extern "C" fn get_code(this: &Function, _: *mut c_void) -> PyResult {
    crate::audit!("object.__getattr__", this, "__code__")?;
    Ok(this.code().to_ref().upcast())
}

extern "C" fn set_code(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let Some(code) = value.and_then(|v| v.downcast::<Code>()) else {
            return Err(raise!(TypeError, "__code__ must be set to a code object"));
        };
        audit_change(this, "__code__", value)?;
        // SAFETY: fields of live objects.
        unsafe {
            let raw = this.raw();
            let cells = closure_len((*raw).func_closure);
            let free = (*code.raw()).co_nfreevars as usize;
            if cells != free {
                return Err(raise!(
                    ValueError,
                    "{}() requires a code object with {cells} free vars, not {free}",
                    Str::from_raw((*raw).func_name.cast()).to_string_lossy()
                ));
            }
            let kind = |c: core::ffi::c_int| c & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
            if kind((*this.code().raw()).co_flags) != kind((*code.raw()).co_flags) {
                crate::warnings::warn(
                    &crate::exceptions::types::DeprecationWarning,
                    format_args!(
                        "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)"
                    ),
                    1,
                )?;
            }
            this.modified(PyFunction_EVENT_MODIFY_CODE, Some(code));
            replace(&raw mut (*raw).func_code, Some(code));
        }
        Ok(())
    };
    run().into()
}

unsafe fn closure_len(closure: *mut PyObject) -> usize {
    // SAFETY: NULL or a tuple.
    unsafe { closure.cast::<Tuple>().as_ref().map_or(0, |t| t.len()) }
}

macro_rules! name_attribute {
    ($get:ident, $set:ident, $field:ident, $what:literal) => {
        extern "C" fn $get(this: &Function, _: *mut c_void) -> PyResult {
            // SAFETY: a field of a live function.
            unsafe { or_none((*this.raw()).$field) }
        }
        extern "C" fn $set(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
            let Some(name) = value.and_then(|v| v.downcast::<Str>()) else {
                return Err::<bool, _>(raise!(
                    TypeError,
                    concat!($what, " must be set to a string object")
                ))
                .into();
            };
            // SAFETY: the field owns its reference.
            unsafe { replace(&raw mut (*this.raw()).$field, Some(name)) };
            Status(0)
        }
    };
}

name_attribute!(get_name, set_name, func_name, "__name__");
name_attribute!(get_qualname, set_qualname, func_qualname, "__qualname__");

extern "C" fn get_defaults(this: &Function, _: *mut c_void) -> PyResult {
    crate::audit!("object.__getattr__", this, "__defaults__")?;
    // SAFETY: a field.
    unsafe { or_none((*this.raw()).func_defaults) }
}

extern "C" fn set_defaults(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let value = value.filter(|v| !is_none(v));
    if value.is_some_and(|v| v.downcast::<Tuple>().is_none()) {
        return Err::<bool, _>(raise!(
            TypeError,
            "__defaults__ must be set to a tuple object"
        ))
        .into();
    }
    if let Err(raised) = audit_change(this, "__defaults__", value) {
        return Err::<bool, _>(raised).into();
    }
    this.modified(PyFunction_EVENT_MODIFY_DEFAULTS, value);
    // SAFETY: the field owns its reference.
    unsafe { replace(&raw mut (*this.raw()).func_defaults, value) };
    Status(0)
}

extern "C" fn get_kwdefaults(this: &Function, _: *mut c_void) -> PyResult {
    crate::audit!("object.__getattr__", this, "__kwdefaults__")?;
    // SAFETY: a field.
    unsafe { or_none((*this.raw()).func_kwdefaults) }
}

extern "C" fn set_kwdefaults(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let value = value.filter(|v| !is_none(v));
    if value.is_some_and(|v| v.downcast::<Dict>().is_none()) {
        return Err::<bool, _>(raise!(
            TypeError,
            "__kwdefaults__ must be set to a dict object"
        ))
        .into();
    }
    if let Err(raised) = audit_change(this, "__kwdefaults__", value) {
        return Err::<bool, _>(raised).into();
    }
    this.modified(PyFunction_EVENT_MODIFY_KWDEFAULTS, value);
    // SAFETY: the field owns its reference.
    unsafe { replace(&raw mut (*this.raw()).func_kwdefaults, value) };
    Status(0)
}

/// What an `__annotate__` function answers for plain values: a dict, or TypeError.
pub(crate) fn call_annotate(annotate: &Object) -> PyResult<Ref<Dict>> {
    let r = annotate.call(&[Long::small(1)])?;
    r.downcast_into::<Dict>().map_err(|r| {
        raise!(
            TypeError,
            "__annotate__ returned non-dict of type '{}'",
            r.class().tp_name()
        )
    })
}

/// `__annotations__`: stored as a dict, as a flat tuple of names and values (from the compiler), or still to be computed.
extern "C" fn get_annotations(this: &Function, _: *mut c_void) -> PyResult {
    // SAFETY: fields of a live function.
    unsafe {
        let raw = this.raw();
        if let Some(a) = Ref::<Object>::from_borrowed_opt((*raw).func_annotations) {
            if let Some(pairs) = a.downcast::<Tuple>() {
                let dict = Dict::new()?;
                for pair in pairs.as_slice().chunks_exact(2) {
                    dict.set(pair[0], pair[1])?;
                }
                replace(&raw mut (*raw).func_annotations, Some(&dict));
                return Ok(dict.upcast());
            }
            return Ok(a);
        }
        let dict = match Ref::<Object>::from_borrowed_opt((*raw).func_annotate) {
            Some(f) if f.is_callable() => call_annotate(&f)?,
            _ => Dict::new()?,
        };
        replace(&raw mut (*raw).func_annotations, Some(&dict));
        Ok(dict.upcast())
    }
}

extern "C" fn set_annotations(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let value = value.filter(|v| !is_none(v));
    if value.is_some_and(|v| v.downcast::<Dict>().is_none()) {
        return Err::<bool, _>(raise!(
            TypeError,
            "__annotations__ must be set to a dict object"
        ))
        .into();
    }
    // SAFETY: the fields own their references.
    unsafe {
        replace(&raw mut (*this.raw()).func_annotations, value);
        replace(&raw mut (*this.raw()).func_annotate, None);
    }
    Status(0)
}

extern "C" fn get_annotate(this: &Function, _: *mut c_void) -> PyResult {
    // SAFETY: a field.
    unsafe { or_none((*this.raw()).func_annotate) }
}

extern "C" fn set_annotate(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "__annotate__ cannot be deleted"));
        };
        // SAFETY: the fields own their references.
        unsafe {
            let raw = this.raw();
            if is_none(value) {
                replace(&raw mut (*raw).func_annotate, Some(value));
                return Ok(());
            }
            if !value.is_callable() {
                return Err(raise!(TypeError, "__annotate__ must be callable or None"));
            }
            replace(&raw mut (*raw).func_annotate, Some(value));
            replace(&raw mut (*raw).func_annotations, None);
        }
        Ok(())
    };
    run().into()
}

extern "C" fn get_type_params(this: &Function, _: *mut c_void) -> PyResult {
    // SAFETY: a field.
    Ok(
        unsafe { Ref::from_borrowed_opt((*this.raw()).func_typeparams) }
            .unwrap_or_else(|| Tuple::empty().to_ref().upcast()),
    )
}

extern "C" fn set_type_params(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    let Some(params) = value.and_then(|v| v.downcast::<Tuple>()) else {
        return Err::<bool, _>(raise!(TypeError, "__type_params__ must be set to a tuple")).into();
    };
    // SAFETY: the field owns its reference.
    unsafe { replace(&raw mut (*this.raw()).func_typeparams, Some(params)) };
    Status(0)
}

extern "C" fn get_dict(this: &Function, _: *mut c_void) -> PyResult {
    crate::object::attributes::get_dict(this)
}

extern "C" fn set_dict(this: &Function, value: Option<&Object>, _: *mut c_void) -> Status {
    crate::object::attributes::set_dict(this, value).into()
}

/// `function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`.
pub(super) extern "C" fn new(_: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    const NAMES: [&str; 6] = [
        "code",
        "globals",
        "name",
        "argdefs",
        "closure",
        "kwdefaults",
    ];
    let total = args.len() + kwargs.map_or(0, |k| k.len());
    if total > 6 {
        return Err(raise!(
            TypeError,
            "function() takes at most 6 arguments ({total} given)"
        ));
    }
    let mut values: [Option<Ref>; 6] = Default::default();
    for (v, a) in values.iter_mut().zip(args.as_slice()) {
        *v = Some(a.to_ref());
    }
    if let Some(k) = kwargs {
        let mut position = 0;
        while let Some((key, value)) = k.next_entry(&mut position) {
            let key = key.str()?.to_string_lossy().into_owned();
            match NAMES.iter().position(|n| *n == key) {
                Some(i) if values[i].is_none() => values[i] = Some(value),
                Some(i) => {
                    return Err(raise!(
                        TypeError,
                        "argument for function() given by name ('{key}') and position ({})",
                        i + 1
                    ));
                }
                None => {
                    return Err(raise!(
                        TypeError,
                        "function() got an unexpected keyword argument '{key}'"
                    ));
                }
            }
        }
    }
    let [code, globals, name, defaults, closure, kwdefaults] = values;
    let missing = |what: &str, position: usize| {
        raise!(
            TypeError,
            "function() missing required argument '{what}' (pos {position})"
        )
    };
    let code = code.ok_or_else(|| missing("code", 1))?;
    let globals = globals.ok_or_else(|| missing("globals", 2))?;
    let Some(code) = code.downcast::<Code>() else {
        return Err(raise!(
            TypeError,
            "function() argument 'code' must be code, not {}",
            code.class().name()
        ));
    };
    if globals.downcast::<Dict>().is_none() {
        return Err(raise!(
            TypeError,
            "function() argument 'globals' must be dict, not {}",
            globals.class().name()
        ));
    }
    let given = |o: Option<Ref>| o.filter(|o| !is_none(o));
    let (name, defaults, kwdefaults) = (given(name), given(defaults), given(kwdefaults));
    if name.as_ref().is_some_and(|n| n.downcast::<Str>().is_none()) {
        return Err(raise!(TypeError, "arg 3 (name) must be None or string"));
    }
    if defaults
        .as_ref()
        .is_some_and(|d| d.downcast::<Tuple>().is_none())
    {
        return Err(raise!(TypeError, "arg 4 (defaults) must be None or tuple"));
    }
    // SAFETY: a code object's field.
    let free = unsafe { (*code.raw()).co_nfreevars } as usize;
    let closure_tuple = match closure {
        Some(c) => match c.downcast_into::<Tuple>() {
            Ok(t) => Some(t),
            Err(c) if free > 0 => {
                let _ = c;
                return Err(raise!(TypeError, "arg 5 (closure) must be tuple"));
            }
            Err(c) if !is_none(&c) => {
                return Err(raise!(TypeError, "arg 5 (closure) must be None or tuple"));
            }
            Err(_) => None,
        },
        None if free > 0 => {
            return Err(raise!(TypeError, "arg 5 (closure) must be tuple"));
        }
        None => None,
    };
    if kwdefaults
        .as_ref()
        .is_some_and(|d| d.downcast::<Dict>().is_none())
    {
        return Err(raise!(TypeError, "arg 6 (kwdefaults) must be None or dict"));
    }
    let cells = closure_tuple.as_ref().map_or(0, |t| t.len());
    if cells != free {
        // SAFETY: a code object's field.
        let name = unsafe { Str::from_raw((*code.raw()).co_name.cast()) };
        return Err(raise!(
            ValueError,
            "{} requires closure of length {free}, not {cells}",
            name.to_string_lossy()
        ));
    }
    if let Some(t) = &closure_tuple {
        for c in t.as_slice() {
            if c.downcast::<Cell>().is_none() {
                return Err(raise!(
                    TypeError,
                    "arg 5 (closure) expected cell, found {}",
                    c.class().tp_name()
                ));
            }
        }
    }
    crate::audit!("function.__new__", code)?;
    let f = Function::new(code, &globals, None)?;
    // SAFETY: the fields own their references.
    unsafe {
        let raw = f.raw();
        if let Some(n) = &name {
            replace(&raw mut (*raw).func_name, Some(n));
        }
        if let Some(d) = &defaults {
            replace(&raw mut (*raw).func_defaults, Some(d));
        }
        if let Some(c) = &closure_tuple {
            replace(&raw mut (*raw).func_closure, Some(c));
        }
        if let Some(k) = &kwdefaults {
            replace(&raw mut (*raw).func_kwdefaults, Some(k));
        }
    }
    Ok(f.upcast())
}

pub(super) static MEMBERS: slots::Table<[PyMemberDef; 6]> = slots::Table::new([
    slots::member(
        c"__closure__",
        _Py_T_OBJECT,
        offset_of!(PyFunctionObject, func_closure),
        Py_READONLY,
    ),
    slots::member(
        c"__doc__",
        _Py_T_OBJECT,
        offset_of!(PyFunctionObject, func_doc),
        0,
    ),
    slots::member(
        c"__globals__",
        _Py_T_OBJECT,
        offset_of!(PyFunctionObject, func_globals),
        Py_READONLY,
    ),
    slots::member(
        c"__module__",
        _Py_T_OBJECT,
        offset_of!(PyFunctionObject, func_module),
        0,
    ),
    slots::member(
        c"__builtins__",
        _Py_T_OBJECT,
        offset_of!(PyFunctionObject, func_builtins),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

pub(super) static GETSET: slots::Table<[PyGetSetDef; 10]> = slots::Table::new([
    slots::getset::<Function>(c"__code__", Some(get_code), Some(set_code), c""),
    slots::getset::<Function>(c"__defaults__", Some(get_defaults), Some(set_defaults), c""),
    slots::getset::<Function>(
        c"__kwdefaults__",
        Some(get_kwdefaults),
        Some(set_kwdefaults),
        c"",
    ),
    slots::getset::<Function>(
        c"__annotations__",
        Some(get_annotations),
        Some(set_annotations),
        c"The annotations, computed when first asked for.",
    ),
    slots::getset::<Function>(
        c"__annotate__",
        Some(get_annotate),
        Some(set_annotate),
        c"The function that computes the annotations, or None.",
    ),
    slots::getset::<Function>(c"__dict__", Some(get_dict), Some(set_dict), c""),
    slots::getset::<Function>(c"__name__", Some(get_name), Some(set_name), c""),
    slots::getset::<Function>(c"__qualname__", Some(get_qualname), Some(set_qualname), c""),
    slots::getset::<Function>(
        c"__type_params__",
        Some(get_type_params),
        Some(set_type_params),
        c"The declared type parameters.",
    ),
    slots::GETSETS_END,
]);
