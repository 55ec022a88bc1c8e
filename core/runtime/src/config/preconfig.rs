//! Pre-initialisation: memory allocators, UTF-8 mode, the C locale. It is done once, with what the first configuration says.

use core::ffi::c_int;

use base::mem::_PyRuntime;
use layout::*;
use libc::wchar_t;

use super::cmdline::Preliminary;
use super::flags::{Py_IgnoreEnvironmentFlag, Py_IsolatedFlag, Py_UTF8Mode};
use super::settings::Settings;
use super::status::{self, Step};
use super::{locale, wide};

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

/// Takes over what a configuration says of the same things, where it says anything.
pub fn overlay(pre: &mut PyPreConfig, config: &PyConfig) {
    for (to, from) in [
        (&mut pre.parse_argv, config.parse_argv),
        (&mut pre.isolated, config.isolated),
        (&mut pre.use_environment, config.use_environment),
        (&mut pre.dev_mode, config.dev_mode),
    ] {
        if from != -1 {
            *to = from;
        }
    }
}

/// Pre-initialises as the first use of a configuration does it. `argv` are the arguments that are about to be set, if any are; the
/// configuration's own speak otherwise.
///
/// # Safety
/// `config` is initialised; no other thread uses the runtime.
pub unsafe fn preinitialize_for(
    config: *const PyConfig,
    argv: Option<&[Vec<wchar_t>]>,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let mut pre = match (*config)._config_init as u32 {
            _PyConfig_INIT_PYTHON => init_python(),
            _PyConfig_INIT_ISOLATED => init_isolated(),
            _ => init_compat(),
        };
        overlay(&mut pre, &*config);
        let own: Vec<Vec<wchar_t>> = match argv {
            None if (*config).parse_argv != 0 => wide::items(&raw const (*config).argv)
                .map(<[wchar_t]>::to_vec)
                .collect(),
            _ => Vec::new(),
        };
        let argv = argv.filter(|_| (*config).parse_argv != 0);
        preinitialize(&pre, argv.unwrap_or(&own))
    }
}

/// Pre-initialises once: locale, UTF-8 mode, key of automatic thread states (`Py_PreInitialize`). `argv` is a command line whose
/// options count, if the configuration says so.
///
/// # Safety
/// No other thread uses the runtime yet.
pub unsafe fn preinitialize(wanted: &PyPreConfig, argv: &[Vec<wchar_t>]) -> PyStatus {
    // SAFETY: single-threaded, says the caller.
    unsafe {
        let rt = &raw mut _PyRuntime;
        if (*rt).preinitialized != 0 {
            return status::ok();
        }
        (*rt).preinitializing = 1;
        let mut config = *wanted;
        let done = read(&mut config, argv).and_then(|()| write(&mut config));
        if let Err(s) = done {
            return s;
        }
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

/// Decides what the configuration leaves open.
///
/// # Safety
/// No other thread uses the runtime yet.
unsafe fn read(config: &mut PyPreConfig, argv: &[Vec<wchar_t>]) -> Step {
    if config._config_init == _PyConfig_INIT_COMPAT as c_int {
        // SAFETY: plain words; the caller's contract.
        unsafe { take_flags(config) };
    }
    if config.configure_locale != 0 {
        locale::from_environment();
    }
    let line = Preliminary::read(config, argv);
    config.isolated = line.isolated;
    config.use_environment = line.use_environment;
    config.dev_mode = line.dev_mode;
    let said = line.settings();
    decide_coercion(config, &said);
    decide_utf8_mode(config, &said)?;
    decide_allocator(config, &said)
}

/// What the old variables say, for `Py_Initialize`.
///
/// # Safety
/// Nobody writes them now.
unsafe fn take_flags(config: &mut PyPreConfig) {
    // SAFETY: the caller's contract.
    let (isolated, ignores, utf8) =
        unsafe { (Py_IsolatedFlag, Py_IgnoreEnvironmentFlag, Py_UTF8Mode) };
    if config.isolated < 0 {
        config.isolated = isolated;
    }
    if config.use_environment < 0 {
        config.use_environment = c_int::from(ignores == 0);
    }
    if utf8 > 0 {
        config.utf8_mode = utf8;
    }
}

fn decide_coercion(config: &mut PyPreConfig, said: &Settings) {
    if config.configure_locale == 0 {
        config.coerce_c_locale = 0;
        config.coerce_c_locale_warn = 0;
        return;
    }
    let unless_said = |field: &mut c_int, value| {
        if *field < 0 {
            *field = value;
        }
    };
    match said.variable("PYTHONCOERCECLOCALE") {
        Some(v) if v == "0" => unless_said(&mut config.coerce_c_locale, 0),
        Some(v) if v == "warn" => unless_said(&mut config.coerce_c_locale_warn, 1),
        Some(_) => unless_said(&mut config.coerce_c_locale, 1),
        None => {}
    }
    // 2: there is something to coerce
    if matches!(config.coerce_c_locale, -1 | 1) {
        config.coerce_c_locale = if locale::is_legacy() { 2 } else { 0 };
    }
    unless_said(&mut config.coerce_c_locale_warn, 0);
}

fn decide_utf8_mode(config: &mut PyPreConfig, said: &Settings) -> Step {
    if config.utf8_mode >= 0 {
        return Ok(());
    }
    let wrong = |message| status::error(c"preconfig_init_utf8_mode", message);
    config.utf8_mode = if let Some(value) = said.given("utf8") {
        match value {
            None | Some("1") => 1,
            Some("0") => 0,
            Some(_) => return Err(wrong(c"invalid -X utf8 option value")),
        }
    } else if let Some(value) = said.variable("PYTHONUTF8") {
        match value.to_str() {
            Some("1") => 1,
            Some("0") => 0,
            _ => return Err(wrong(c"invalid PYTHONUTF8 environment variable value")),
        }
    } else {
        c_int::from(locale::is_legacy())
    };
    Ok(())
}

fn decide_allocator(config: &mut PyPreConfig, said: &Settings) -> Step {
    if config.allocator != PYMEM_ALLOCATOR_NOT_SET as c_int {
        return Ok(());
    }
    if let Some(text) = said.variable("PYTHONMALLOC") {
        let Some(name) = text.to_str().and_then(base::mem::allocator_name) else {
            return Err(status::error(
                c"preconfig_init_allocator",
                c"PYTHONMALLOC: unknown allocator",
            ));
        };
        config.allocator = name as c_int;
    } else if config.dev_mode != 0 {
        config.allocator = PYMEM_ALLOCATOR_DEBUG as c_int;
    }
    Ok(())
}

/// Puts what was decided into force.
///
/// # Safety
/// No other thread uses the runtime yet.
unsafe fn write(config: &mut PyPreConfig) -> Step {
    // SAFETY: the caller's contract.
    unsafe {
        if !base::mem::set_up(config.allocator as PyMemAllocatorName) {
            return Err(status::error(
                c"_PyPreConfig_Write",
                c"Unknown PYTHONMALLOC allocator",
            ));
        }
        Py_IsolatedFlag = config.isolated;
        Py_IgnoreEnvironmentFlag = c_int::from(config.use_environment == 0);
        Py_UTF8Mode = config.utf8_mode;
        if config.configure_locale != 0
            && config.coerce_c_locale != 0
            && !locale::coerce(config.coerce_c_locale_warn != 0)
        {
            config.coerce_c_locale = 0;
        }
        _PyRuntime.preconfig = *config;
    }
    Ok(())
}
