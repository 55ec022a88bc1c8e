//! `cpython/initconfig.h`: `PyStatus`, `PyPreConfig`, `PyConfig`.

use core::ffi::{CStr, c_char, c_int};

use layout::{Py_ssize_t, PyConfig, PyPreConfig, PyStatus, PyWideStringList};
use libc::wchar_t;
use runtime::config::{self, defaults, preconfig, status, wide};

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_Ok() -> PyStatus {
    status::ok()
}

/// # Safety
/// `message` is a C string that outlives the status.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyStatus_Error(message: *const c_char) -> PyStatus {
    let mut s = status::error(c"", c"");
    s.func = core::ptr::null();
    s.err_msg = message;
    s
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_NoMemory() -> PyStatus {
    status::no_memory()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_Exit(code: c_int) -> PyStatus {
    status::exit(code)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_IsError(s: PyStatus) -> c_int {
    c_int::from(status::is_error(&s))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_IsExit(s: PyStatus) -> c_int {
    c_int::from(status::is_exit(&s))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStatus_Exception(s: PyStatus) -> c_int {
    c_int::from(status::is_exception(&s))
}

/// # Safety
/// `c` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyPreConfig_InitPythonConfig(c: *mut PyPreConfig) {
    // SAFETY: the caller's contract.
    unsafe { c.write(preconfig::init_python()) }
}

/// # Safety
/// `c` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyPreConfig_InitIsolatedConfig(c: *mut PyPreConfig) {
    // SAFETY: the caller's contract.
    unsafe { c.write(preconfig::init_isolated()) }
}

/// # Safety
/// `c` is NULL (an error) or initialised; no other thread uses the runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_PreInitialize(c: *const PyPreConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { crate::cpython::pylifecycle::pre_initialize(c, &[]) }
}

/// # Safety
/// `c` is writable and owns nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_InitPythonConfig(c: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe { defaults::init_python(c) }
}

/// # Safety
/// `c` is writable and owns nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_InitIsolatedConfig(c: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe { defaults::init_isolated(c) }
}

/// # Safety
/// `c` was initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_Clear(c: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe { defaults::clear(c) }
}

/// Replaces a string field by a copy.
///
/// # Safety
/// `field` is a string field of the initialised `c`; `text` is NULL or a wide C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetString(
    c: *mut PyConfig,
    field: *mut *mut wchar_t,
    text: *const wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let s = preconfig::preinitialize_for(c, None);
        if status::is_exception(&s) {
            return s;
        }
        wide::set(
            field,
            if text.is_null() {
                None
            } else {
                Some(wide::slice(text))
            },
        )
    }
}

/// As `PyConfig_SetString`, decoding bytes of the locale.
///
/// # Safety
/// As `PyConfig_SetString`, with a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetBytesString(
    c: *mut PyConfig,
    field: *mut *mut wchar_t,
    text: *const c_char,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let s = preconfig::preinitialize_for(c, None);
        if status::is_exception(&s) {
            return s;
        }
        if text.is_null() {
            return wide::set(field, None);
        }
        wide::set(
            field,
            Some(&wide::decode_locale(CStr::from_ptr(text).to_bytes())),
        )
    }
}

/// Sets the arguments. The first use of a configuration pre-initialises, as the options among these say.
///
/// # Safety
/// `argv` holds `argc` wide C strings; `c` is initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetArgv(
    c: *mut PyConfig,
    argc: Py_ssize_t,
    argv: *const *mut wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let wide_argv: Vec<Vec<wchar_t>> = (0..argc.max(0) as usize)
            .map(|i| wide::slice(*argv.add(i)).to_vec())
            .collect();
        set_argv(c, &wide_argv, || wide_argv.clone())
    }
}

/// As `PyConfig_SetArgv`, of bytes, which are decoded as pre-initialisation has decided.
///
/// # Safety
/// `argv` holds `argc` C strings; `c` is initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetBytesArgv(
    c: *mut PyConfig,
    argc: Py_ssize_t,
    argv: *const *mut c_char,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let texts = || (0..argc.max(0) as usize).map(|i| CStr::from_ptr(*argv.add(i)).to_bytes());
        let preliminary: Vec<Vec<wchar_t>> = texts().map(wide::decode).collect();
        set_argv(c, &preliminary, || {
            texts().map(wide::decode_locale).collect()
        })
    }
}

/// Pre-initialises with the preliminary arguments, then sets the final ones.
unsafe fn set_argv(
    c: *mut PyConfig,
    preliminary: &[Vec<wchar_t>],
    decoded: impl FnOnce() -> Vec<Vec<wchar_t>>,
) -> PyStatus {
    // SAFETY: the caller's contract: an initialised configuration.
    unsafe {
        let s = preconfig::preinitialize_for(c, Some(preliminary));
        if status::is_exception(&s) {
            return s;
        }
        let list = &raw mut (*c).argv;
        wide::clear(list);
        for text in decoded() {
            let s = wide::append(list, &text);
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}

/// Replaces a list field by copies.
///
/// # Safety
/// `list` is a list field of the initialised `c`; `items` holds `length` wide C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetWideStringList(
    c: *mut PyConfig,
    list: *mut PyWideStringList,
    length: Py_ssize_t,
    items: *mut *mut wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let s = preconfig::preinitialize_for(c, None);
        if status::is_exception(&s) {
            return s;
        }
        wide::clear(list);
        for i in 0..length.max(0) as usize {
            let s = wide::append(list, wide::slice(*items.add(i)));
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}

/// Completes a configuration: command line, environment, defaults, paths.
///
/// # Safety
/// `c` was initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_Read(c: *mut PyConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { config::read(c) }
}

/// # Safety
/// `list` owns its strings; `item` is a wide C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyWideStringList_Append(
    list: *mut PyWideStringList,
    item: *const wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { wide::append(list, wide::slice(item)) }
}

/// # Safety
/// As `PyWideStringList_Append`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyWideStringList_Insert(
    list: *mut PyWideStringList,
    index: Py_ssize_t,
    item: *const wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { wide::insert(list, index, wide::slice(item)) }
}
