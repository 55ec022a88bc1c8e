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
/// `c` is initialised; no other thread uses the runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_PreInitialize(c: *const PyPreConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { preconfig::preinitialize(&*c) }
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

/// Pre-initialises if that was not done.
unsafe fn ensure_preinitialized(c: *const PyConfig) -> PyStatus {
    // SAFETY: an initialised configuration, says the caller.
    unsafe {
        let mut p = if (*c)._config_init == layout::_PyConfig_INIT_ISOLATED as c_int {
            preconfig::init_isolated()
        } else {
            preconfig::init_python()
        };
        p.isolated = (*c).isolated;
        p.use_environment = (*c).use_environment;
        preconfig::preinitialize(&p)
    }
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
        let s = ensure_preinitialized(c);
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
        let s = ensure_preinitialized(c);
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

/// # Safety
/// `argv` holds `argc` wide C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetArgv(
    c: *mut PyConfig,
    argc: Py_ssize_t,
    argv: *const *mut wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { PyConfig_SetWideStringList(c, &raw mut (*c).argv, argc, argv.cast_mut()) }
}

/// # Safety
/// `argv` holds `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_SetBytesArgv(
    c: *mut PyConfig,
    argc: Py_ssize_t,
    argv: *const *mut c_char,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let s = ensure_preinitialized(c);
        if status::is_exception(&s) {
            return s;
        }
        wide::clear(&raw mut (*c).argv);
        for i in 0..argc.max(0) as usize {
            let s = wide::append(
                &raw mut (*c).argv,
                &wide::decode_locale(CStr::from_ptr(*argv.add(i)).to_bytes()),
            );
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
        let s = ensure_preinitialized(c);
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
    unsafe {
        let s = ensure_preinitialized(c);
        if status::is_exception(&s) {
            return s;
        }
        config::read(c)
    }
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
