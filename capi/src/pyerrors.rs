//! `pyerrors.h`: raising, looking at and replacing exceptions. The exception classes are data of `core`.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::{null, null_mut};

use layout::{PyBaseExceptionObject, PyObject, PyUnicodeErrorObject};
use objects::exceptions::{self, BaseExc, os_error2, set_any, types, unicode_error};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

/// What functions that raise for their caller return.
const NULL: Borrowed = null_mut();

unsafe fn class_of(class: Option<&Object>) -> &Object {
    class.unwrap_or(&types::SystemError)
}

pub(crate) unsafe extern "C" fn raise_format(
    class: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Borrowed {
    attached("PyErr_Format");
    // An exception that is set must not disturb the formatting, and must not survive it.
    drop(base::error::take_current());
    // SAFETY: the caller's contract.
    unsafe {
        if let Ok(message) = formatted::format(format, va) {
            let _raised = set_any(class_of(class), Some(&message));
        }
    }
    NULL
}

unsafe extern "C" fn print_to_buffer(
    out: *mut c_char,
    size: usize,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    unsafe extern "C" {
        fn vsnprintf(
            out: *mut c_char,
            size: usize,
            format: *const c_char,
            va: *mut VaList,
        ) -> c_int;
    }
    if size == 0 || out.is_null() {
        return -666;
    }
    // SAFETY: the caller's contract.
    unsafe {
        let n = if size > c_int::MAX as usize - 512 {
            -666
        } else {
            vsnprintf(out, size, format, &mut (*va).clone())
        };
        *out.add(size - 1) = 0;
        n
    }
}

variadic! {
    /// Raises with a formatted message; returns NULL.
    fn PyErr_Format(class: Option<&Object>, format: *const c_char, ...) -> Borrowed = raise_format;
    /// C's `snprintf` that always terminates; -666 for an impossible size.
    fn PyOS_snprintf(out: *mut c_char, size: usize, format: *const c_char, ...) -> c_int = print_to_buffer;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_FormatV(
    class: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { raise_format(class, format, va) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_vsnprintf(
    out: *mut c_char,
    size: usize,
    format: *const c_char,
    va: *mut VaList,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { print_to_buffer(out, size, format, va) }
}

fn set(class: Option<&Object>, value: Option<&Object>) {
    match class {
        None => base::error::restore(None),
        Some(class) => {
            let _raised = set_any(class, value);
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetNone(class: Option<&Object>) {
    attached("PyErr_SetNone");
    set(class, None)
}

/// Raises `class` with `value`, an instance or the constructor's argument(s).
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetObject(class: Option<&Object>, value: Option<&Object>) {
    attached("PyErr_SetObject");
    set(class, value)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_SetString(class: Option<&Object>, message: *const c_char) {
    attached("PyErr_SetString");
    // SAFETY: the caller's contract.
    unsafe {
        if let Ok(m) = crate::unicodeobject::from_c_string(message) {
            set(class, Some(&m))
        }
    }
}

/// Borrowed: the class of the exception that is set, or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Occurred() -> Borrowed {
    let t = attached("PyErr_Occurred");
    // SAFETY: current; the indicator keeps the exception.
    unsafe {
        match (*t).current_exception {
            e if e.is_null() => NULL,
            e => (*e).ob_type.cast(),
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Clear() {
    let t = attached("PyErr_Clear");
    // SAFETY: current.
    if unsafe { !(*t).current_exception.is_null() } {
        base::error::restore(None)
    }
}

/// Takes the exception out, a new reference; NULL if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_GetRaisedException() -> *mut PyObject {
    attached("PyErr_GetRaisedException");
    base::error::take_current().map_or(null_mut(), Ref::into_ptr)
}

/// Makes the exception the current one, stealing the reference; NULL clears.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetRaisedException(exception: Stolen) {
    attached("PyErr_SetRaisedException");
    base::error::restore(exception.take())
}

/// Takes the exception out as class, instance and traceback (new references).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_Fetch(
    class: *mut *mut PyObject,
    value: *mut *mut PyObject,
    traceback: *mut *mut PyObject,
) {
    attached("PyErr_Fetch");
    // SAFETY: the caller's contract.
    unsafe {
        {
            match base::error::take_current() {
                None => {
                    *class = NULL;
                    *value = NULL;
                    *traceback = NULL;
                }
                Some(e) => {
                    *class = e.class().to_ref().into_ptr();
                    *traceback = exceptions::traceback_of(&e).map_or(NULL, Ref::into_ptr);
                    *value = e.into_ptr();
                }
            }
        }
    }
}

/// The reverse of `PyErr_Fetch`; steals the references. NULL for the class clears.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Restore(class: Stolen, value: Stolen, traceback: Stolen) {
    attached("PyErr_Restore");
    {
        let (class, value, traceback) = (class.take(), value.take(), traceback.take());
        let Some(class) = class else {
            return base::error::restore(None);
        };
        let instance = match value {
            Some(v) if class.is(v.class()) && BaseExc::check_instance(&v) => v,
            // What is no exception class is called as well: the error says what came of that.
            value => {
                let made = match exceptions::is_exception_class(&class) {
                    true => exceptions::create(&class, value.as_deref()),
                    false => exceptions::create_by_call(&class, value.as_deref()),
                };
                match made {
                    Ok(instance) => instance,
                    Err(_) => return,
                }
            }
        };
        let traceback = traceback.filter(|t| !is_none(t));
        if traceback
            .as_ref()
            .is_some_and(|t| t.downcast::<objects::traceback::Traceback>().is_none())
        {
            let _raised = raise!(TypeError, "__traceback__ must be a traceback or None");
            return;
        }
        if let Some(e) = instance.downcast::<BaseExc>() {
            e.set_traceback(traceback);
        }
        base::error::restore(Some(instance));
    }
}

/// Makes what was fetched a class and an instance of it.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_NormalizeException(
    class: *mut *mut PyObject,
    value: *mut *mut PyObject,
    traceback: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let Some(ty) = Ref::<Object>::from_owned_opt(*class) else {
                return;
            };
            let (ty, instance) = exceptions::normalize(ty, Ref::from_owned_opt(*value));
            *class = ty.into_ptr();
            *value = instance.into_ptr();
            let _ = traceback;
        }
    }
}

/// New references to what an `except` block handles, as before 3.11; Nones if nothing is.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_GetExcInfo(
    class: *mut *mut PyObject,
    value: *mut *mut PyObject,
    traceback: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            match exceptions::handled() {
                None => {
                    *class = none_ref().into_ptr();
                    *value = none_ref().into_ptr();
                    *traceback = none_ref().into_ptr();
                }
                Some(e) => {
                    *class = e.class().to_ref().into_ptr();
                    *traceback = exceptions::traceback_of(&e)
                        .unwrap_or_else(none_ref)
                        .into_ptr();
                    *value = e.into_ptr();
                }
            }
        }
    }
}

/// Sets what is being handled; steals all three, of which only the value counts.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetExcInfo(class: Stolen, value: Stolen, traceback: Stolen) {
    {
        exceptions::set_handled(value.take());
        drop((class, traceback));
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_GetHandledException() -> *mut PyObject {
    exceptions::handled().map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetHandledException(exception: Option<&Object>) {
    exceptions::set_handled(exception.map(Object::to_ref))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_GivenExceptionMatches(
    exception: Option<&Object>,
    class: Option<&Object>,
) -> c_int {
    c_int::from(matches!((exception, class), (Some(e), Some(c)) if exceptions::given_matches(e, c)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_ExceptionMatches(class: Option<&Object>) -> c_int {
    attached("PyErr_ExceptionMatches");
    {
        // SAFETY: NULL or kept by the indicator.
        let current = unsafe { Object::from_ptr_opt(base::error::current_ptr()) };
        c_int::from(
            matches!((current, class), (Some(e), Some(c)) if exceptions::given_matches(e, c)),
        )
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_BadArgument() -> c_int {
    {
        let _raised = crate::moduleobject::bad_argument();
        0
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_BadInternalCall() {
    {
        let _raised = exceptions::bad_internal_call();
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_BadInternalCall(file: *const c_char, line: c_int) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let _raised = raise!(
                SystemError,
                "{}:{line}: bad argument to internal function",
                lossy(file).unwrap_or_default()
            );
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_NoMemory() -> Borrowed {
    attached("PyErr_NoMemory");
    {
        let _raised = exceptions::no_memory();
        NULL
    }
}

fn errno() -> c_int {
    // SAFETY: the thread's own variable.
    unsafe { *libc::__errno_location() }
}

/// Raises an OSError of `errno`, unless a signal handler raises first.
fn from_errno(class: Option<&Object>, a: Option<&Object>, b: Option<&Object>) -> Borrowed {
    let number = errno();
    if number == libc::EINTR && runtime::signals::check().is_err() {
        return NULL;
    }
    let _raised = os_error2(class.unwrap_or(&types::OSError), number, a, b);
    NULL
}
/// Raises OSError (or `class`) of `errno`; returns NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetFromErrno(class: Option<&Object>) -> Borrowed {
    from_errno(class, None, None)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetFromErrnoWithFilenameObject(
    class: Option<&Object>,
    path: Option<&Object>,
) -> Borrowed {
    from_errno(class, path, None)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetFromErrnoWithFilenameObjects(
    class: Option<&Object>,
    path: Option<&Object>,
    second: Option<&Object>,
) -> Borrowed {
    from_errno(class, path, second)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_SetFromErrnoWithFilename(
    class: Option<&Object>,
    path: *const c_char,
) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let number = errno();
            let path = if path.is_null() {
                None
            } else {
                match Str::decode_fs_default(CStr::from_ptr(path).to_bytes()) {
                    Ok(p) => Some(p),
                    Err(_) => return NULL,
                }
            };
            *libc::__errno_location() = number;
            from_errno(class, path.as_deref().map(|p| -> &Object { p }), None)
        }
    }
}

fn set_import_error(
    class: &Object,
    message: Option<&Object>,
    name: Option<&Object>,
    path: Option<&Object>,
) {
    let _raised = match class.is_subclass(&types::ImportError) {
        Err(raised) => raised,
        Ok(false) => raise!(TypeError, "expected a subclass of ImportError"),
        Ok(true) => match (message, class.downcast::<Type>()) {
            (Some(m), Some(ty)) => exceptions::import_error(ty, m, name, path, None),
            _ => raise!(TypeError, "expected a message argument"),
        },
    };
}
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetImportError(
    message: Option<&Object>,
    name: Option<&Object>,
    path: Option<&Object>,
) -> Borrowed {
    {
        set_import_error(&types::ImportError, message, name, path);
        NULL
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetImportErrorSubclass(
    class: Option<&Object>,
    message: Option<&Object>,
    name: Option<&Object>,
    path: Option<&Object>,
) -> Borrowed {
    {
        match class {
            Some(class) => set_import_error(class, message, name, path),
            None => set_import_error(&types::TypeError, message, name, path),
        }
        NULL
    }
}

/// Runs the Python handlers of signals that have arrived (main thread). 0, or -1 with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_CheckSignals() -> Status {
    attached("PyErr_CheckSignals");
    run(|| {
        runtime::remote_debugging::run_pending();
        runtime::signals::check()
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetInterrupt() {
    {
        PyErr_SetInterruptEx(libc::SIGINT);
    }
}

/// Pretends that the signal has arrived. -1 for a number that is none; needs no thread state.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetInterruptEx(signum: c_int) -> c_int {
    {
        if !(1..=64).contains(&signum) {
            return -1;
        }
        if runtime::signals::has_handler(signum) {
            runtime::signals::trip(signum);
        }
        0
    }
}

/// Reports the exception that cannot be passed on, by `sys.unraisablehook`.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_WriteUnraisable(o: Option<&Object>) {
    exceptions::write_unraisable_object(o)
}

/// A new exception class "module.name"; `base` (default Exception) may be a tuple, `dict` NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_NewException(
    name: *const c_char,
    base: Option<&Object>,
    dict: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { new_exception(name, null(), base, dict) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_NewExceptionWithDoc(
    name: *const c_char,
    doc: *const c_char,
    base: Option<&Object>,
    dict: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { new_exception(name, doc, base, dict) })
}

unsafe fn new_exception(
    full: *const c_char,
    doc: *const c_char,
    base: Option<&Object>,
    dict: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    let full = unsafe { text(full) }?;
    let full = full.to_string_lossy();
    let Some((module, name)) = full.rsplit_once('.') else {
        return Err(raise!(
            SystemError,
            "PyErr_NewException: name must be module.class"
        ));
    };
    let namespace = match dict {
        Some(d) => arg::<Dict>(Some(d))?.to_ref(),
        None => Dict::new()?,
    };
    if !doc.is_null() {
        // SAFETY: the caller's contract.
        namespace.set(id!(__doc__), &*unsafe { text(doc) }?)?;
    }
    if namespace.get_str(id!(__module__))?.is_none() {
        namespace.set(id!(__module__), &*Str::from_str(module)?)?;
    }
    let base = base.unwrap_or(&types::Exception);
    let bases = match base.downcast::<Tuple>() {
        Some(t) => t.to_ref(),
        None => Tuple::from_slice(&[base])?,
    };
    objects::type_::PyType_Type.call(&[&*Str::from_str(name)?, &bases, &namespace])
}

fn exception(o: Option<&Object>) -> PyResult<&BaseExc> {
    arg(o)
}
/// The name of an exception class (a type).
#[unsafe(no_mangle)]
pub extern "C" fn PyExceptionClass_Name(class: Option<&Object>) -> *const c_char {
    value(null(), || {
        // SAFETY: a live type keeps its name.
        Ok(unsafe { (*arg::<Type>(class)?.raw()).tp_name })
    })
}

/// New reference or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetTraceback(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::traceback)
        .map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetTraceback(
    e: Option<&Object>,
    traceback: Option<&Object>,
) -> Status {
    run(|| exceptions::base_exception::set_traceback_checked(exception(e)?, traceback))
}

/// New reference or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetCause(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::cause)
        .map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetContext(e: Option<&Object>) -> *mut PyObject {
    exception(e)
        .ok()
        .and_then(BaseExc::context)
        .map_or(null_mut(), Ref::into_ptr)
}

/// Steals the reference to `cause` (NULL for none); the context is suppressed from now on.
#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetCause(e: Option<&Object>, cause: Stolen) {
    if let Ok(e) = exception(e) {
        e.set_cause(cause.take())
    }
}

/// Steals the reference to `context` (NULL for none).
#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetContext(e: Option<&Object>, context: Stolen) {
    if let Ok(e) = exception(e) {
        e.set_context(context.take())
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_GetArgs(e: Option<&Object>) -> PyResult {
    up(Ok(exception(e)?.args()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyException_SetArgs(e: Option<&Object>, args: Option<&Object>) {
    {
        if let (Ok(e), Some(args)) = (exception(e), args) {
            // SAFETY: layout; the slot owns its reference.
            unsafe {
                let slot = &raw mut (*e.raw().cast::<PyBaseExceptionObject>()).args;
                let old = slot.replace(args.to_ref().into_ptr());
                drop(Ref::<Object>::from_owned_opt(old));
            }
        }
    }
}

/// Fatal: prints the message, the stack of each thread, and aborts.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FatalError(message: *const c_char) -> ! {
    // SAFETY: the caller's contract.
    unsafe { crate::cpython::pyerrors::fatal(None, &lossy(message).unwrap_or_default()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_Create(
    encoding: *const c_char,
    object: *const c_char,
    length: isize,
    start: isize,
    end: isize,
    reason: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        for (place, text) in [(1, encoding), (5, reason)] {
            if text.is_null() {
                return Err(raise!(TypeError, "argument {place} must be str, not None"));
            }
        }
        unicode_error::new_decode(
            &lossy(encoding).unwrap_or_default(),
            bytes(object, length.max(0)),
            start,
            end,
            &lossy(reason).unwrap_or_default(),
        )
    })
}

/// An exception of the class, or TypeError.
fn unicode_exc<'a>(o: Option<&'a Object>, class: &'static Type) -> PyResult<&'a BaseExc> {
    let o = some(o)?;
    if o.class().is_subtype(class) {
        exception(Some(o))
    } else {
        Err(raise!(
            TypeError,
            "expecting a {} object, got {}",
            class.name(),
            objects::repr::full_name(o.class())
        ))
    }
}

unsafe fn get_start(e: PyResult<&BaseExc>, out: *mut isize) -> c_int {
    value(-1, || {
        let e = e?;
        let n = unicode_error::object_of(e)?.length()?;
        // SAFETY: layout, checked by the caller; `out` is writable.
        unsafe {
            let start = (*e.raw().cast::<PyUnicodeErrorObject>()).start;
            *out = unicode_error::clip_start(start, n) as isize;
        }
        Ok(0)
    })
}

unsafe fn get_end(e: PyResult<&BaseExc>, out: *mut isize) -> c_int {
    value(-1, || {
        let e = e?;
        let n = unicode_error::object_of(e)?.length()?;
        // SAFETY: layout, checked by the caller; `out` is writable.
        unsafe {
            let end = (*e.raw().cast::<PyUnicodeErrorObject>()).end;
            *out = unicode_error::clip_end(end, n) as isize;
        }
        Ok(0)
    })
}

unsafe fn put_reason(e: PyResult<&BaseExc>, reason: *const c_char) -> PyResult<()> {
    // SAFETY: the caller's contract.
    unicode_error::set_reason(e?, unsafe { text(reason) }?);
    Ok(())
}
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetEncoding(e: Option<&Object>) -> PyResult {
    up(unicode_error::encoding_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeEncodeError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeEncodeError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeEncodeError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeEncodeError_GetEnd(e: Option<&Object>, end: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeEncodeError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeEncodeError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeEncodeError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeEncodeError)?, end);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetEncoding(e: Option<&Object>) -> PyResult {
    up(unicode_error::encoding_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeDecodeError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeDecodeError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeDecodeError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeDecodeError_GetEnd(e: Option<&Object>, end: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeDecodeError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeDecodeError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeDecodeError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeDecodeError)?, end);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_GetObject(e: Option<&Object>) -> PyResult {
    up(unicode_error::object_of(unicode_exc(
        e,
        &types::UnicodeTranslateError,
    )?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_GetReason(e: Option<&Object>) -> PyResult {
    up(unicode_error::reason_of(unicode_exc(
        e,
        &types::UnicodeTranslateError,
    )?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_SetReason(
    e: Option<&Object>,
    reason: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { put_reason(unicode_exc(e, &types::UnicodeTranslateError), reason) }
    })
}

/// Clipped to the object. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_GetStart(
    e: Option<&Object>,
    start: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_start(unicode_exc(e, &types::UnicodeTranslateError), start) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeTranslateError_GetEnd(
    e: Option<&Object>,
    end: *mut isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { get_end(unicode_exc(e, &types::UnicodeTranslateError), end) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_SetStart(e: Option<&Object>, start: isize) -> Status {
    run(|| {
        unicode_error::set_start(unicode_exc(e, &types::UnicodeTranslateError)?, start);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeTranslateError_SetEnd(e: Option<&Object>, end: isize) -> Status {
    run(|| {
        unicode_error::set_end(unicode_exc(e, &types::UnicodeTranslateError)?, end);
        Ok(())
    })
}
