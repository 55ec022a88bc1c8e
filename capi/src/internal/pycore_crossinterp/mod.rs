//! `internal/pycore_crossinterp.h`: data between interpreters here, exceptions and sessions beside, for the stock modules `_interpreters`,
//! `_interpchannels` and `_interpqueues`. What they mean stands in `runtime::crossinterp`.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use base::mem::{self, Domain};
use layout::*;
use objects::prelude::*;
use runtime::crossinterp::data::{self, Fallback};
use runtime::crossinterp::{self, converted, registry, shareable};

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

mod failure;
mod session;

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
