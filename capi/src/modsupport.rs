//! `modsupport.h`: parsing arguments, building values, filling modules.

use core::ffi::{c_char, c_int};

use layout::{PyMethodDef, PyModuleDef, PyObject};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{Format, VaList, arguments, build, keywords, variadic};

/// 1 for success, 0 with an exception: what parsers answer.
pub(crate) fn parsed(r: PyResult<()>) -> c_int {
    c_int::from(r.is_ok())
}

/// # Safety
/// The C contract of `PyArg_ParseTuple`.
pub(crate) unsafe extern "C" fn parse_tuple(
    args: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    parsed(unsafe {
        match args.and_then(|a| a.downcast::<Tuple>()) {
            Some(t) => arguments::parse_positional(t.as_slice(), Format::new(format), &mut *va),
            None => Err(raise!(
                SystemError,
                "new style getargs format but argument is not a tuple"
            )),
        }
    })
}

/// # Safety
/// The C contract of `PyArg_Parse`.
pub(crate) unsafe extern "C" fn parse_single(
    arg: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    parsed(unsafe { arguments::parse_single(arg, Format::new(format), &mut *va) })
}

/// # Safety
/// The C contract of `PyArg_ParseTupleAndKeywords`.
pub(crate) unsafe extern "C" fn parse_keywords(
    args: Option<&Object>,
    kwargs: Option<&Object>,
    format: *const c_char,
    names: *const *const c_char,
    va: *mut VaList,
) -> c_int {
    let body = || {
        let args = arg::<Tuple>(args)?;
        let kwargs = kwargs.map(|d| arg::<Dict>(Some(d))).transpose()?;
        if format.is_null() || names.is_null() {
            return Err(objects::exceptions::bad_internal_call());
        }
        // SAFETY: the caller's contract.
        unsafe { keywords::parse(args, kwargs, Format::new(format), names, &mut *va) }
    };
    parsed(body())
}

/// # Safety
/// The C contract of `PyArg_UnpackTuple`.
unsafe extern "C" fn unpack_tuple(
    args: Option<&Object>,
    function: *const c_char,
    min: isize,
    max: isize,
    va: *mut VaList,
) -> c_int {
    let Some(args) = args.and_then(|a| a.downcast::<Tuple>()) else {
        let _raised = raise!(
            SystemError,
            "PyArg_UnpackTuple() argument list is not a tuple"
        );
        return 0;
    };
    // SAFETY: the caller's contract.
    parsed(unsafe { unpack(args.as_slice(), function, min, max, &mut *va) })
}

/// Stores borrowed arguments at the addresses that follow.
pub(crate) unsafe fn unpack(
    args: &[&Object],
    function: *const c_char,
    min: isize,
    max: isize,
    va: &mut VaList,
) -> PyResult<()> {
    let n = args.len() as isize;
    if !(min..=max).contains(&n) {
        // SAFETY: NULL or a C string.
        return check_count(unsafe { lossy(function) }.as_deref(), n, min, max);
    }
    for a in args {
        // SAFETY: as many addresses as there may be arguments.
        unsafe { *va.arg::<*mut *mut PyObject>() = a.as_ptr() };
    }
    Ok(())
}

/// `_PyArg_CheckPositional`.
pub(crate) fn check_count(
    function: Option<&str>,
    n: isize,
    min: isize,
    max: isize,
) -> PyResult<()> {
    if min <= n && n <= max {
        return Ok(());
    }
    let (bound, amount) = if n < min {
        ("at least ", min)
    } else {
        ("at most ", max)
    };
    let bound = if min == max { "" } else { bound };
    let s = if amount == 1 { "" } else { "s" };
    Err(match function {
        Some(f) => raise!(
            TypeError,
            "{f:.200} expected {bound}{amount} argument{s}, got {n}"
        ),
        None => raise!(
            TypeError,
            "unpacked tuple should have {bound}{amount} element{s}, but has {n}"
        ),
    })
}

/// # Safety
/// The C contract of `Py_BuildValue`.
pub(crate) unsafe extern "C" fn build_value(format: *const c_char, va: *mut VaList) -> PyResult {
    attached("Py_BuildValue");
    // SAFETY: the caller's contract; the caller's list is not advanced.
    unsafe { build::build(Format::new(format), &mut (*va).clone()) }
}

variadic! {
    /// Converts one argument (`PyArg_Parse(arg, "i", &n)`). 1, or 0 with an exception.
    fn PyArg_Parse(args: Option<&Object>, format: *const c_char, ...) -> c_int = parse_single;
    /// Converts the items of an argument tuple. What `O`, `s` and kin store is borrowed from the arguments. 1, or 0 with an exception.
    fn PyArg_ParseTuple(args: Option<&Object>, format: *const c_char, ...) -> c_int = parse_tuple;
    /// Converts positional and keyword arguments (`kwargs` may be NULL) by a NULL-terminated list of names. 1, or 0 with an exception.
    fn PyArg_ParseTupleAndKeywords(args: Option<&Object>, kwargs: Option<&Object>, format: *const c_char, names: *const *const c_char, ...) -> c_int = parse_keywords;
    /// Stores the items, borrowed, of a tuple of `min` to `max` at the addresses that follow. 1, or 0 with an exception.
    fn PyArg_UnpackTuple(args: Option<&Object>, name: *const c_char, min: isize, max: isize, ...) -> c_int = unpack_tuple;
    /// Makes an object of C values; a tuple of more than one. `N` steals its reference.
    fn Py_BuildValue(format: *const c_char, ...) -> PyResult = build_value;
    // The names of binaries built with PY_SSIZE_T_CLEAN before 3.13.
    fn _PyArg_Parse_SizeT(args: Option<&Object>, format: *const c_char, ...) -> c_int = parse_single;
    fn _PyArg_ParseTuple_SizeT(args: Option<&Object>, format: *const c_char, ...) -> c_int = parse_tuple;
    fn _PyArg_ParseTupleAndKeywords_SizeT(args: Option<&Object>, kwargs: Option<&Object>, format: *const c_char, names: *const *const c_char, ...) -> c_int = parse_keywords;
    fn _Py_BuildValue_SizeT(format: *const c_char, ...) -> PyResult = build_value;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyArg_VaParse(
    args: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { parse_tuple(args, format, &mut (*va).clone()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_VaParse_SizeT(
    args: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { parse_tuple(args, format, &mut (*va).clone()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyArg_VaParseTupleAndKeywords(
    args: Option<&Object>,
    kwargs: Option<&Object>,
    format: *const c_char,
    names: *const *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { parse_keywords(args, kwargs, format, names, &mut (*va).clone()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArg_VaParseTupleAndKeywords_SizeT(
    args: Option<&Object>,
    kwargs: Option<&Object>,
    format: *const c_char,
    names: *const *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { parse_keywords(args, kwargs, format, names, &mut (*va).clone()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_VaBuildValue(format: *const c_char, va: *mut VaList) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { build_value(format, va) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_VaBuildValue_SizeT(
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { build_value(format, va) })
}

/// 1 if `kwargs` is a dict with str keys only; 0 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn PyArg_ValidateKeywordArguments(kwargs: Option<&Object>) -> c_int {
    parsed(arg::<Dict>(kwargs).and_then(|d| {
        if d.has_only_str_keys() {
            Ok(())
        } else {
            Err(raise!(TypeError, "keywords must be strings"))
        }
    }))
}

fn add_object(
    m: Option<&Object>,
    name: &Str,
    value: Option<&Object>,
    function: &str,
) -> PyResult<()> {
    let Some(m) = m.and_then(|m| m.downcast::<Module>()) else {
        return Err(raise!(
            TypeError,
            "{function}() first argument must be a module"
        ));
    };
    match value {
        Some(value) => m.dict().set(name, value),
        None if base::error::occurred() => Err(Raised::ASSUMED),
        None => Err(raise!(
            SystemError,
            "{function}() must be called with an exception raised if value is NULL"
        )),
    }
}
/// Adds a value under a name. With NULL for a value the exception that is set is passed on.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_AddObjectRef(
    m: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { add_object(m, &*name(key)?, value, "PyModule_AddObjectRef") }
    })
}

/// As `PyModule_AddObjectRef`, but always takes over the reference to `value`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_Add(
    m: Option<&Object>,
    key: *const c_char,
    value: Stolen,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            add_object(
                m,
                &*name(key)?,
                value.take().as_deref(),
                "PyModule_AddObjectRef",
            )
        }
    })
}

/// As `PyModule_AddObjectRef`, but takes over the reference to `value` if it succeeds.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_AddObject(
    m: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            add_object(m, &*name(key)?, value, "PyModule_AddObjectRef")?;
            if let Some(v) = value {
                // The reference that is now the callee's.
                drop(Ref::<Object>::from_raw_owned(v.as_ptr()));
            }
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_AddIntConstant(
    m: Option<&Object>,
    key: *const c_char,
    value: core::ffi::c_long,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            add_object(
                m,
                &*name(key)?,
                Some(&*Long::from_i64(value)?),
                "PyModule_AddObjectRef",
            )
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_AddStringConstant(
    m: Option<&Object>,
    key: *const c_char,
    value: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            add_object(
                m,
                &*name(key)?,
                Some(&*text(value)?),
                "PyModule_AddObjectRef",
            )
        }
    })
}

/// Makes a static type ready if need be, and adds it under the last part of its name.
#[unsafe(no_mangle)]
pub extern "C" fn PyModule_AddType(m: Option<&Object>, ty: Option<&Type>) -> Status {
    run(|| {
        let ty = some(ty)?;
        ty.ready()?;
        add_object(
            m,
            &*Str::from_str(&ty.name())?,
            Some(ty),
            "PyModule_AddObjectRef",
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_AddFunctions(
    m: Option<&Object>,
    table: *mut PyMethodDef,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let Some(m) = some(m)?.downcast::<Module>() else {
                return Err(crate::moduleobject::bad_argument());
            };
            m.add_functions(table)
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_SetDocString(m: Option<&Object>, doc: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let m = some(m)?;
            m.set_attr(id!(__doc__), &*text(doc)?)
        }
    })
}

/// A module from a definition without slots (single-phase initialisation).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_Create2(def: *mut PyModuleDef, version: c_int) -> PyResult {
    attached("PyModule_Create2");
    // SAFETY: the caller's contract.
    unsafe {
        check_api_version((*def).m_name, version)?;
        up(Module::from_def(def))
    }
}

/// Warns of a module that was compiled for another version of the API.
unsafe fn check_api_version(name: *const c_char, version: c_int) -> PyResult<()> {
    if version == layout::PYTHON_API_VERSION || version == layout::PYTHON_ABI_VERSION {
        return Ok(());
    }
    // SAFETY: a C string, says the caller.
    let name = unsafe { core::ffi::CStr::from_ptr(name) }.to_string_lossy();
    objects::warnings::warn(
        &objects::exceptions::types::RuntimeWarning,
        format_args!(
            "Python C API version mismatch for module {name:.100}: This Python has API version {}, module {name:.100} has \
             version {version}.",
            layout::PYTHON_API_VERSION
        ),
        1,
    )
}

/// A module for an import spec, from a definition with slots; not executed yet.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_FromDefAndSpec2(
    def: *mut PyModuleDef,
    spec: Option<&Object>,
    version: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        if def.is_null() {
            return Err(null_argument());
        }
        let spec = some(spec)?;
        let module = Module::from_def_and_spec(def, spec)?;
        let name = spec.get_attr(objects::id!(name))?.str()?;
        let name = std::ffi::CString::new(name.to_string_lossy().into_owned()).unwrap_or_default();
        check_api_version(name.as_ptr(), version)?;
        up(Ok(module))
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModule_ExecDef(m: Option<&Object>, def: *mut PyModuleDef) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let m = some(m)?;
            if m.downcast::<Module>().is_none() {
                return Err(crate::moduleobject::bad_argument());
            }
            Module::exec_def(m, def)
        }
    })
}
