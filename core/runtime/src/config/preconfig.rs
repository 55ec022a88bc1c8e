//! Pre-initialisation: memory allocators, UTF-8 mode, the C locale.

use core::ffi::{CStr, c_int};

use base::mem::_PyRuntime;
use layout::*;

use super::status;

/// `PyPreConfig_InitPythonConfig`.
pub fn init_python() -> PyPreConfig {
    let mut c = init_compat();
    c._config_init = _PyConfig_INIT_PYTHON as _;
    c.parse_argv = 1;
    c.isolated = 0;
    c.use_environment = 1;
    c.coerce_c_locale = -1;
    c.coerce_c_locale_warn = -1;
    c.utf8_mode = -1;
    c
}

/// `_PyPreConfig_InitCompatConfig`: what `Py_Initialize` begins with. -1 is "not said".
pub fn init_compat() -> PyPreConfig {
    // SAFETY: all-zero is valid.
    let mut c: PyPreConfig = unsafe { zeroed() };
    c._config_init = _PyConfig_INIT_COMPAT as _;
    c.isolated = -1;
    c.use_environment = -1;
    c.configure_locale = 1;
    c.dev_mode = -1;
    c
}

/// `PyPreConfig_InitIsolatedConfig`.
pub fn init_isolated() -> PyPreConfig {
    let mut c = init_compat();
    c._config_init = _PyConfig_INIT_ISOLATED as _;
    c.isolated = 1;
    c.use_environment = 0;
    c.configure_locale = 0;
    c.dev_mode = 0;
    c
}

/// The name of the LC_CTYPE locale.
pub fn lc_ctype() -> String {
    // SAFETY: asks only; the answer is a C string valid until the next setlocale.
    unsafe {
        let p = libc::setlocale(libc::LC_CTYPE, core::ptr::null());
        if p.is_null() {
            String::new()
        } else {
            CStr::from_ptr(p).to_string_lossy().into_owned()
        }
    }
}

/// Is UTF-8 mode on?
pub fn utf8_mode() -> bool {
    // SAFETY: a static word, set by pre-initialisation.
    unsafe { _PyRuntime.preconfig.utf8_mode > 0 }
}

/// The encoding of the locale, as the system names it; UTF-8 in UTF-8 mode.
pub fn locale_encoding() -> String {
    if utf8_mode() {
        return "utf-8".to_owned();
    }
    // SAFETY: the answer is a C string valid until the next setlocale.
    let name = unsafe { CStr::from_ptr(libc::nl_langinfo(libc::CODESET)) };
    match name.to_str() {
        Ok(name) if !name.is_empty() => name.to_owned(),
        _ => "utf-8".to_owned(),
    }
}

/// Whether text of the environment is ASCII, as in the "C" locale where nothing took its place.
pub fn locale_is_ascii() -> bool {
    matches!(&*locale_encoding(), "ANSI_X3.4-1968" | "US-ASCII")
}

/// The "C" locale says nothing about text: one that means UTF-8 takes its place, for child processes too (PEP 538).
fn coerce_c_locale(warn: bool) {
    if std::env::var_os("LC_ALL").is_some_and(|v| !v.is_empty()) {
        return;
    }
    for target in [c"C.UTF-8", c"C.utf8", c"UTF-8"] {
        // SAFETY: C strings; no other thread runs yet.
        unsafe {
            if libc::setlocale(libc::LC_CTYPE, target.as_ptr()).is_null()
                || CStr::from_ptr(libc::nl_langinfo(libc::CODESET)).is_empty()
            {
                continue;
            }
            libc::setenv(c"LC_CTYPE".as_ptr(), target.as_ptr(), 1);
        }
        if warn {
            crate::complain!(
                "Python detected LC_CTYPE=C: LC_CTYPE coerced to {} (set another locale or PYTHONCOERCECLOCALE=0 to disable this locale coercion behavior).",
                target.to_string_lossy()
            );
        }
        return;
    }
}

/// Pre-initialises once: locale, UTF-8 mode, key of automatic thread states (`Py_PreInitialize`).
///
/// # Safety
/// No other thread uses the runtime yet.
pub unsafe fn preinitialize(wanted: &PyPreConfig) -> PyStatus {
    // SAFETY: single-threaded, says the caller.
    unsafe {
        let rt = &raw mut _PyRuntime;
        if (*rt).preinitialized != 0 {
            return status::ok();
        }
        (*rt).preinitializing = 1;
        let mut config = *wanted;
        if config.configure_locale != 0 {
            libc::setlocale(libc::LC_CTYPE, c"".as_ptr());
        }
        let environment = config.use_environment != 0 && config.isolated != 1;
        if config.utf8_mode < 0 {
            config.utf8_mode = match environment
                .then(|| std::env::var("PYTHONUTF8").ok())
                .flatten()
                .as_deref()
            {
                Some("1") => 1,
                Some("0") => 0,
                Some(v) if !v.is_empty() => {
                    return status::error(
                        c"preconfig_init_utf8_mode",
                        c"invalid PYTHONUTF8 environment variable value",
                    );
                }
                _ => c_int::from(matches!(lc_ctype().as_str(), "C" | "POSIX")),
            };
        }
        if config.coerce_c_locale != 0 && config.configure_locale != 0 {
            let wish = environment
                .then(|| std::env::var("PYTHONCOERCECLOCALE").ok())
                .flatten();
            if config.coerce_c_locale < 0
                && wish.as_deref() != Some("0")
                && matches!(lc_ctype().as_str(), "C" | "POSIX")
            {
                coerce_c_locale(wish.as_deref() == Some("warn"));
            }
        }
        if config.allocator == PYMEM_ALLOCATOR_NOT_SET as c_int && environment {
            let text = std::env::var("PYTHONMALLOC").unwrap_or_default();
            let Some(name) = base::mem::allocator_name(&text) else {
                return status::error(
                    c"preconfig_init_allocator",
                    c"PYTHONMALLOC: unknown allocator",
                );
            };
            if !text.is_empty() {
                config.allocator = name as c_int;
            }
        }
        let dev = config.dev_mode > 0
            || config.dev_mode < 0
                && environment
                && std::env::var_os("PYTHONDEVMODE").is_some_and(|v| !v.is_empty());
        if config.allocator == PYMEM_ALLOCATOR_NOT_SET as c_int && dev {
            config.allocator = PYMEM_ALLOCATOR_DEBUG as c_int;
        }
        if !base::mem::set_up(config.allocator as PyMemAllocatorName) {
            return status::error(c"preinitialize", c"unknown memory allocator");
        }
        config.isolated = config.isolated.max(0);
        config.use_environment = c_int::from(environment);
        config.dev_mode = config.dev_mode.max(0);
        config.coerce_c_locale = config.coerce_c_locale.max(0);
        config.coerce_c_locale_warn = config.coerce_c_locale_warn.max(0);
        (*rt).preconfig = config;
        (*rt).main_thread = crate::pystate::thread_ident();
        if !crate::pystate::init_gilstate() {
            return status::error(c"preinitialize", c"cannot create the key of thread states");
        }
        (*rt)._initialized = 1;
        (*rt).preinitializing = 0;
        (*rt).preinitialized = 1;
        status::ok()
    }
}
