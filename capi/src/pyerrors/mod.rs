//! `pyerrors.h`: raising, looking at and replacing exceptions; the folder has what they hold. The exception classes are data of `core`.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::{null, null_mut};

use layout::PyObject;
use objects::exceptions::{self, BaseExc, os_error2, set_any, types};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

mod exception;
mod unicode;

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
        let Some(ty) = Ref::<Object>::from_owned_opt(*class) else {
            return;
        };
        let (ty, instance) = exceptions::normalize(ty, Ref::from_owned_opt(*value));
        *class = ty.into_ptr();
        *value = instance.into_ptr();
        let _ = traceback;
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

/// Sets what is being handled; steals all three, of which only the value counts.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetExcInfo(class: Stolen, value: Stolen, traceback: Stolen) {
    exceptions::set_handled(value.take());
    drop((class, traceback));
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
    let _raised = crate::moduleobject::bad_argument();
    0
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_BadInternalCall() {
    let _raised = exceptions::bad_internal_call();
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyErr_BadInternalCall(file: *const c_char, line: c_int) {
    // SAFETY: the caller's contract.
    unsafe {
        let _raised = raise!(
            SystemError,
            "{}:{line}: bad argument to internal function",
            lossy(file).unwrap_or_default()
        );
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
    set_import_error(&types::ImportError, message, name, path);
    NULL
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetImportErrorSubclass(
    class: Option<&Object>,
    message: Option<&Object>,
    name: Option<&Object>,
    path: Option<&Object>,
) -> Borrowed {
    match class {
        Some(class) => set_import_error(class, message, name, path),
        None => set_import_error(&types::TypeError, message, name, path),
    }
    NULL
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
    PyErr_SetInterruptEx(libc::SIGINT);
}

/// Pretends that the signal has arrived. -1 for a number that is none; needs no thread state.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_SetInterruptEx(signum: c_int) -> c_int {
    if !(1..=64).contains(&signum) {
        return -1;
    }
    runtime::signals::interrupt(signum);
    0
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

/// Fatal: prints the message, the stack of each thread, and aborts.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FatalError(message: *const c_char) -> ! {
    // SAFETY: the caller's contract.
    unsafe { crate::cpython::pyerrors::fatal(None, &lossy(message).unwrap_or_default()) }
}
