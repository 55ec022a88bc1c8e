//! `internal/pycore_crossinterp.h`: data, exceptions and sessions between interpreters, for the stock modules `_interpreters`,
//! `_interpchannels` and `_interpqueues`. What they mean stands in `runtime::crossinterp`.

use core::ffi::{CStr, c_char, c_int, c_long, c_void};
use core::ptr::null_mut;
use std::ffi::CString;

use base::mem::{self, Domain};
use base::tstate;
use layout::*;
use objects::prelude::*;
use runtime::crossinterp::data::{self, Fallback};
use runtime::crossinterp::failure::{self, Failure};
use runtime::crossinterp::session::{Outcome, Session};
use runtime::crossinterp::snapshot::Snapshot;
use runtime::crossinterp::{self, converted, registry, shareable};
use runtime::lifecycle::subinterpreter;
use runtime::pystate;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

/// An empty container, to be freed with `_PyXIData_Free`; NULL with MemoryError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_New() -> *mut _PyXIData_t {
    value(null_mut(), || data::empty().map(|d| d.as_ptr()))
}

/// Gives up what the container holds, and the container.
///
/// # Safety
/// C contract; attached to the interpreter that the data was taken from; `data` comes from `_PyXIData_New`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Free(data: *mut _PyXIData_t) {
    // SAFETY: the caller's contract.
    unsafe {
        data::clear(data);
        mem::free(Domain::Raw, data.cast());
    }
}

/// Fills in an empty container. `obj` may be NULL; it is kept until the data is released.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Init(
    data: *mut _PyXIData_t,
    interp: *mut PyInterpreterState,
    shared: *mut c_void,
    obj: Option<&Object>,
    new_object: xid_newobjfunc,
) {
    // SAFETY: the caller's contract.
    unsafe { data::init(data, interp, shared, obj, new_object) }
}

/// As `_PyXIData_Init`, with a zeroed block of this size, which is freed with the data. -1, without an exception, if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_InitWithSize(
    data: *mut _PyXIData_t,
    interp: *mut PyInterpreterState,
    size: usize,
    obj: Option<&Object>,
    new_object: xid_newobjfunc,
) -> c_int {
    // SAFETY: the caller's contract.
    if unsafe { data::init_with_size(data, interp, size, obj, new_object) } {
        0
    } else {
        -1
    }
}

/// Gives up what the container holds, here and now.
///
/// # Safety
/// C contract; attached to the interpreter that the data was taken from.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Clear(_interp: *mut PyInterpreterState, data: *mut _PyXIData_t) {
    // SAFETY: the caller's contract.
    unsafe { data::clear(data) }
}

/// Gives up what the container holds, in the interpreter that it was taken from: perhaps later. -1 with InterpreterNotFoundError if that
/// is gone.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_Release(data: *mut _PyXIData_t) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe { data::release(data, false) })
}

/// As `_PyXIData_Release`, and frees the container with `PyMem_RawFree`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_ReleaseAndRawFree(data: *mut _PyXIData_t) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe { data::release(data, true) })
}

/// The object that the container stands for, made anew in this interpreter.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_NewObject(data: *mut _PyXIData_t) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe { data::new_object(data) }
}

/// This interpreter's NotShareableError, borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_GetNotShareableErrorType(_t: *mut PyThreadState) -> Borrowed {
    crossinterp::not_shareable_type().raw().cast()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXIData_SetNotShareableError(
    _t: *mut PyThreadState,
    message: *const c_char,
) {
    // SAFETY: the caller's contract.
    let message = unsafe { lossy(message) }.unwrap_or_default();
    let _raised = crossinterp::not_shareable(format_args!("{message}"), None);
}

unsafe extern "C" fn format_not_shareable(
    _t: *mut PyThreadState,
    format: *const c_char,
    va: *mut VaList,
) {
    // SAFETY: the caller's contract.
    let _raised = match unsafe { formatted::format(format, va) } {
        Ok(text) => crossinterp::not_shareable(format_args!("{}", text.to_string_lossy()), None),
        Err(raised) => raised,
    };
}

variadic! {
    /// Raises this interpreter's NotShareableError.
    fn _PyXIData_FormatNotShareableError(t: *mut PyThreadState, format: *const c_char, ...) = format_not_shareable;
}

/// How objects of this one's type are described; two NULLs if they cannot be.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_Lookup(_t: *mut PyThreadState, o: &Object) -> _PyXIData_getdata_t {
    registry::find(o)
}

/// 0 if objects of this one's type can be described; -1 with NotShareableError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_CheckXIData(_t: *mut PyThreadState, o: &Object) -> Status {
    run(|| {
        let found = registry::find(o);
        if found.basic.is_none() && found.fallback.is_none() {
            return Err(data::unsupported(o, None));
        }
        Ok(())
    })
}

/// Registers a type, static ones for all interpreters. To be undone with `_PyXIData_UnregisterClass`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_RegisterClass(
    _t: *mut PyThreadState,
    class: &Object,
    getdata: _PyXIData_getdata_t,
) -> Status {
    run(|| match class.downcast::<Type>() {
        Some(class) => registry::register(class, getdata),
        None => Err(raise!(ValueError, "only classes may be registered")),
    })
}

/// 1; 0 if the type was not registered.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXIData_UnregisterClass(_t: *mut PyThreadState, class: &Type) -> c_int {
    c_int::from(registry::unregister(class))
}

/// Describes an object whose type is registered. 0, or -1 with NotShareableError.
///
/// # Safety
/// C contract; attached; `data` is empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_GetXIDataNoFallback(
    _t: *mut PyThreadState,
    o: &Object,
    data: *mut _PyXIData_t,
) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe { data::get(o, Fallback::Refuse, data) })
}

/// As `_PyObject_GetXIDataNoFallback`; with `_PyXIDATA_FULL_FALLBACK` other objects go as their code or as a pickle.
///
/// # Safety
/// C contract; attached; `data` is empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_GetXIData(
    _t: *mut PyThreadState,
    o: &Object,
    fallback: xidata_fallback_t,
    data: *mut _PyXIData_t,
) -> Status {
    run(|| {
        let fallback = match fallback {
            _PyXIDATA_XIDATA_ONLY => Fallback::Refuse,
            _PyXIDATA_FULL_FALLBACK => Fallback::Convert,
            _ => {
                return Err(raise!(SystemError, "unsupported xidata fallback option"));
            }
        };
        // SAFETY: the caller's contract.
        unsafe { data::get(o, fallback, data) }
    })
}

/// The memory of a bytes object, which must be kept meanwhile. 0, or -1 with TypeError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_GetData(o: &Object, memory: *mut _PyBytes_data_t) -> Status {
    // SAFETY: the caller's contract.
    run(|| shareable::bytes_data(o).map(|found| unsafe { memory.write(found) }))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_FromData(memory: *mut _PyBytes_data_t) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Bytes::from_slice(shareable::bytes_of(memory)) })
}

/// # Safety
/// C contract; attached; `data` is empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_GetXIData(
    t: *mut PyThreadState,
    o: *mut PyObject,
    data: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { shareable::get_bytes(t, o, data) }
}

/// A block of `size` that begins with the memory of the bytes object; NULL with an exception.
///
/// # Safety
/// C contract; attached; `data` is empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_GetXIDataWrapped(
    _t: *mut PyThreadState,
    o: &Object,
    size: usize,
    new_object: Option<xid_newobjfunc>,
    data: *mut _PyXIData_t,
) -> *mut _PyBytes_data_t {
    value(null_mut(), || {
        shareable::bytes_data(o)?;
        let least = size_of::<_PyBytes_data_t>();
        if size < least {
            return Err(raise!(ValueError, "expected size >= {least}, got {size}"));
        }
        let new_object = match new_object {
            Some(f) => f,
            None if size == least => {
                return Err(raise!(ValueError, "missing new_object func"));
            }
            None => shareable::_PyBytes_FromXIData,
        };
        // SAFETY: the caller's contract.
        unsafe { shareable::wrap_bytes(o, size, new_object, data).map(|block| block.cast()) }
    })
}

macro_rules! described {
    ($($(#[$doc:meta])* $name:ident = $function:expr;)*) => {$(
        $(#[$doc])*
        ///
        /// # Safety
        /// C contract; attached; `data` is empty.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            _t: *mut PyThreadState,
            o: &Object,
            data: *mut _PyXIData_t,
        ) -> Status {
            let describe: unsafe fn(&Object, *mut _PyXIData_t) -> objects::PyResult<()> = $function;
            // SAFETY: the caller's contract.
            run(|| unsafe { describe(o, data) })
        }
    )*};
}

/// # Safety
/// As `converted::script`.
unsafe fn script(o: &Object, data: *mut _PyXIData_t) -> objects::PyResult<()> {
    // SAFETY: the caller's contract.
    unsafe { converted::script(o, false, data) }
}

/// # Safety
/// As `converted::script`.
unsafe fn pure_script(o: &Object, data: *mut _PyXIData_t) -> objects::PyResult<()> {
    // SAFETY: the caller's contract.
    unsafe { converted::script(o, true, data) }
}

described! {
    /// The object goes as a pickle.
    _PyPickle_GetXIData = converted::pickle;
    /// The object goes marshalled.
    _PyMarshal_GetXIData = converted::marshal;
    /// A code object goes marshalled.
    _PyCode_GetXIData = converted::code;
    /// Source, or code without arguments and results, or a function of such, goes as code.
    _PyCode_GetScriptXIData = script;
    /// As `_PyCode_GetScriptXIData`, of code that uses no globals but builtins.
    _PyCode_GetPureScriptXIData = pure_script;
    /// A function without state goes as its code.
    _PyFunction_GetXIData = converted::any_function;
}

// --- snapshots of exceptions ---

/// What is to be told of an exception, to be freed with `_PyXI_FreeExcInfo`; NULL with an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewExcInfo(exception: Option<&Object>) -> *mut _PyXI_excinfo {
    value(null_mut(), || {
        let Some(exception) = exception.filter(|e| !is_none(e)) else {
            return Err(raise!(ValueError, "missing exc"));
        };
        Ok(Box::into_raw(Box::new(Snapshot::of_any(exception)?)).cast())
    })
}

/// # Safety
/// C contract; `info` comes from `_PyXI_NewExcInfo`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeExcInfo(info: *mut _PyXI_excinfo) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(info.cast::<Snapshot>()) });
}

/// "module.type: message", or None if nothing is known.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FormatExcInfo(info: *mut _PyXI_excinfo) -> PyResult {
    // SAFETY: the caller's contract; the view is transparent.
    match unsafe { (*info.cast::<Snapshot>()).formatted() } {
        Some(text) => up(Str::from_str(&text)),
        None => Ok(none_ref()),
    }
}

/// A namespace with `type`, `msg`, `formatted` and `errdisplay`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_ExcInfoAsObject(info: *mut _PyXI_excinfo) -> PyResult {
    // SAFETY: the caller's contract; the view is transparent.
    unsafe { (*info.cast::<Snapshot>()).to_object() }
}

// --- failures ---

/// No failure yet; to be freed with `_PyXI_FreeFailure`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewFailure() -> *mut _PyXI_failure {
    Box::into_raw(Box::new(Failure::NONE)).cast()
}

/// # Safety
/// C contract; `f` comes from `_PyXI_NewFailure`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeFailure(f: *mut _PyXI_failure) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(f.cast::<Failure>()) });
}

/// The failure behind C's pointer, which may be NULL.
///
/// # Safety
/// NULL, or from `_PyXI_NewFailure`.
unsafe fn failure<'a>(f: *mut _PyXI_failure) -> Option<&'a mut Failure> {
    // SAFETY: the caller's contract.
    unsafe { f.cast::<Failure>().as_mut() }
}

/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetFailureCode(f: *mut _PyXI_failure) -> _PyXI_errcode {
    // SAFETY: the caller's contract.
    unsafe { failure(f).map_or(_PyXI_ERR_NO_ERROR, |f| f.code) }
}

/// With the object's text as the message ("<NULL>" for NULL). 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_InitFailure(
    f: *mut _PyXI_failure,
    code: _PyXI_errcode,
    o: Option<&Object>,
) -> Status {
    run(|| {
        let new = match o {
            Some(o) => Failure::with_message(code, o)?,
            None => Failure {
                code,
                message: Some(c"<NULL>".to_owned()),
            },
        };
        // SAFETY: the caller's contract.
        if let Some(f) = unsafe { failure(f) } {
            *f = new;
        }
        Ok(())
    })
}

/// # Safety
/// C contract; `message` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_InitFailureUTF8(
    f: *mut _PyXI_failure,
    code: _PyXI_errcode,
    message: *const c_char,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let message: Option<CString> =
            (!message.is_null()).then(|| CStr::from_ptr(message).to_owned());
        if let Some(f) = failure(f) {
            *f = Failure { code, message };
        }
    }
}

/// Puts the cause of a NotShareableError in its place, and its text into the failure. -1 if another exception is set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_UnwrapNotShareableError(
    _t: *mut PyThreadState,
    f: *mut _PyXI_failure,
) -> c_int {
    // SAFETY: the caller's contract.
    match failure::unwrap_not_shareable(unsafe { failure(f) }) {
        Ok(true) => 0,
        _ => -1,
    }
}

// --- sessions ---

/// To be freed with `_PyXI_FreeSession`.
#[unsafe(no_mangle)]
pub extern "C" fn _PyXI_NewSession() -> *mut _PyXI_session {
    Box::into_raw(Box::new(Session::new())).cast()
}

/// # Safety
/// C contract; `s` comes from `_PyXI_NewSession` and is not entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_FreeSession(s: *mut _PyXI_session) {
    // SAFETY: the caller's contract.
    drop(unsafe { Box::from_raw(s.cast::<Session>()) });
}

/// Writes an outcome to C's place for it, if there is one.
///
/// # Safety
/// `result` is NULL or a place.
unsafe fn report(outcome: Outcome, result: *mut _PyXI_session_result) {
    let pointer = |o: Option<Ref>| o.map_or(null_mut(), Ref::into_ptr);
    if !result.is_null() {
        // SAFETY: the caller's contract.
        unsafe {
            result.write(_PyXI_session_result {
                preserved: pointer(outcome.preserved),
                excinfo: pointer(outcome.uncaught),
                errcode: outcome.code,
            });
        }
    }
}

/// Enters an interpreter, and sets names (a dict or NULL) in its `__main__`. 0; -1 with an exception, or the snapshot of one in `result`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Enter(
    s: *mut _PyXI_session,
    interp: *mut PyInterpreterState,
    updates: Option<&Object>,
    result: *mut _PyXI_session_result,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let updates = updates.and_then(|o| o.downcast::<Dict>());
        match (*s.cast::<Session>()).enter(interp, updates) {
            Ok(()) => 0,
            Err(outcome) => {
                report(outcome, result);
                -1
            }
        }
    }
}

/// Leaves the interpreter. 0; -1 with an exception, or the snapshot of an uncaught one in `result`.
///
/// # Safety
/// C contract; attached; the session is entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Exit(
    s: *mut _PyXI_session,
    f: *mut _PyXI_failure,
    result: *mut _PyXI_session_result,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let failure = failure(f).map(|f| f.clone());
        let (well, outcome) = (*s.cast::<Session>()).exit(failure, !result.is_null());
        report(outcome, result);
        if well { 0 } else { -1 }
    }
}

/// The namespace of the entered interpreter's `__main__`, borrowed from the session.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetMainNamespace(
    s: *mut _PyXI_session,
    f: *mut _PyXI_failure,
) -> Borrowed {
    value(null_mut(), || {
        let mut noted = Failure::NONE;
        // SAFETY: the caller's contract; the session keeps the namespace.
        unsafe {
            let found = (*s.cast::<Session>()).main_namespace(&mut noted);
            if found.is_err()
                && let Some(f) = failure(f)
            {
                *f = noted;
            }
            Ok(found?.as_object_ptr())
        }
    })
}

/// Keeps an object of the entered interpreter beyond the session. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached; the session is entered.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_Preserve(
    s: *mut _PyXI_session,
    name: *const c_char,
    o: &Object,
    f: *mut _PyXI_failure,
) -> Status {
    run(|| {
        let mut noted = Failure::NONE;
        // SAFETY: the caller's contract.
        unsafe {
            let name = lossy(name).unwrap_or_default();
            let kept = (*s.cast::<Session>()).preserve(&name, o, &mut noted);
            if kept.is_err()
                && let Some(f) = failure(f)
            {
                *f = noted;
            }
            kept
        }
    })
}

/// A new reference; NULL, without an exception, if nothing was kept under the name.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_GetPreserved(
    result: *mut _PyXI_session_result,
    name: *const c_char,
) -> *mut PyObject {
    value(null_mut(), || {
        // SAFETY: the caller's contract.
        let found = unsafe {
            let name = lossy(name).unwrap_or_default();
            match Object::from_ptr_opt((*result).preserved).and_then(|o| o.downcast::<Dict>()) {
                Some(dict) => dict.get_text(&name)?,
                None => None,
            }
        };
        Ok(found.map_or(null_mut(), Ref::into_ptr))
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_ClearResult(result: *mut _PyXI_session_result) {
    // SAFETY: the caller's contract; the fields own what they hold.
    unsafe {
        for field in [&raw mut (*result).preserved, &raw mut (*result).excinfo] {
            drop(Ref::<Object>::from_owned_opt(field.replace(null_mut())));
        }
    }
}

// --- interpreters ---

/// A new interpreter. With `state` its first thread state is kept, and current; `save` then gets the former one. Otherwise the
/// interpreter has none, and the former one stays current. NULL with InterpreterError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_NewInterpreter(
    config: *mut PyInterpreterConfig,
    whence: *mut c_long,
    state: *mut *mut PyThreadState,
    save: *mut *mut PyThreadState,
) -> *mut PyInterpreterState {
    // SAFETY: the caller's contract.
    unsafe {
        let former = pystate::swap(null_mut());
        let new = match subinterpreter::new(&*config, _PyInterpreterState_WHENCE_XI) {
            Ok(new) => new,
            Err(s) => {
                pystate::swap(former);
                crate::internal::pycore_initconfig::_PyErr_SetFromPyStatus(s);
                let cause = base::error::take_current();
                let raised = raise!(InterpreterError, "sub-interpreter creation failed");
                let exception = raised.take();
                if let Some(e) = exception
                    .as_ref()
                    .and_then(|e| e.downcast::<objects::exceptions::BaseExc>())
                {
                    e.set_cause(cause.clone());
                    e.set_context(cause);
                }
                base::error::restore(exception);
                return null_mut();
            }
        };
        let interp = (*new).interp;
        if !whence.is_null() {
            (*interp)._whence = *whence;
        }
        if state.is_null() {
            pystate::clear(new);
            pystate::swap(former);
            pystate::delete(new);
        } else {
            if !save.is_null() {
                *save = former;
            }
            *state = new;
        }
        interp
    }
}

/// Ends an interpreter; afterwards the state at `save`, or the one that was current, is current.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyXI_EndInterpreter(
    interp: *mut PyInterpreterState,
    state: *mut PyThreadState,
    save: *mut *mut PyThreadState,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let mut former = null_mut();
        let current = tstate::current_or_null();
        let mut last = state;
        if (*interp)._whence == c_long::from(_PyInterpreterState_WHENCE_UNKNOWN) {
            // It was only made: nothing ran there.
            if !last.is_null() && current == last {
                pystate::detach(last);
            }
            pystate::delete_interpreter(interp);
            return;
        }
        if last.is_null() && !current.is_null() && (*current).interp == interp {
            last = current;
        }
        if last.is_null() {
            last = pystate::new_thread_state(interp, _PyThreadState_WHENCE_FINI);
            pystate::bind(last);
            former = pystate::swap(last);
        } else if last != current {
            former = pystate::swap(last);
        }
        subinterpreter::end(last);
        if !save.is_null() {
            former = *save;
        }
        pystate::swap(former);
    }
}
