//! Initial values of `PyConfig` (Python, isolated, compat) and what fills the fields still open at the end.

use layout::*;

use super::{locale, status, wide};

/// `PyConfig_InitPythonConfig`: as the `python` command.
///
/// # Safety
/// `config` points to writable memory whose strings nobody owns.
pub unsafe fn init_python(config: *mut PyConfig) {
    // SAFETY: plain writes.
    unsafe {
        init_decided(config, _PyConfig_INIT_PYTHON as _);
        (*config).configure_c_stdio = 1;
        (*config).parse_argv = 1;
    }
}

/// `PyConfig_InitIsolatedConfig`: no environment, no user directories, no signals.
///
/// # Safety
/// As `init_python`.
pub unsafe fn init_isolated(config: *mut PyConfig) {
    // SAFETY: plain writes.
    unsafe {
        init_decided(config, _PyConfig_INIT_ISOLATED as _);
        (*config).isolated = 1;
        (*config).use_environment = 0;
        (*config).user_site_directory = 0;
        (*config).dev_mode = 0;
        (*config).install_signal_handlers = 0;
        (*config).use_hash_seed = 0;
        (*config).tracemalloc = 0;
        (*config).perf_profiling = 0;
        (*config).int_max_str_digits = _PY_LONG_DEFAULT_MAX_STR_DIGITS;
        (*config).safe_path = 1;
        (*config).pathconfig_warnings = 0;
    }
}

/// What `Py_Initialize` uses (`_PyConfig_InitCompatConfig`).
///
/// # Safety
/// As `init_python`.
pub unsafe fn init_compat(config: *mut PyConfig) {
    // SAFETY: plain writes.
    unsafe { init_common(config, _PyConfig_INIT_COMPAT as _) }
}

/// Where nothing is asked of the old flags: what those would say stands from the beginning.
unsafe fn init_decided(config: *mut PyConfig, kind: core::ffi::c_int) {
    // SAFETY: the caller gives the memory.
    unsafe {
        init_common(config, kind);
        let c = &mut *config;
        c.isolated = 0;
        c.use_environment = 1;
        c.site_import = 1;
        c.bytes_warning = 0;
        c.inspect = 0;
        c.interactive = 0;
        c.optimization_level = 0;
        c.parser_debug = 0;
        c.write_bytecode = 1;
        c.verbose = 0;
        c.quiet = 0;
        c.user_site_directory = 1;
        c.buffered_stdio = 1;
        c.pathconfig_warnings = 1;
    }
}

unsafe fn init_common(config: *mut PyConfig, kind: core::ffi::c_int) {
    // SAFETY: the caller gives the memory; -1 means "not set" for an int.
    unsafe {
        *config = zeroed();
        let c = &mut *config; // not a Python object: plain memory that the caller owns
        c._config_init = kind;
        c.isolated = -1;
        c.use_environment = -1;
        c.dev_mode = -1;
        c.install_signal_handlers = 1;
        c.use_hash_seed = -1;
        c.faulthandler = -1;
        c.tracemalloc = -1;
        c.perf_profiling = -1;
        c.remote_debug = -1;
        c.import_time = -1;
        c.module_search_paths_set = 0;
        c.parse_argv = 0;
        c.site_import = -1;
        c.bytes_warning = -1;
        c.warn_default_encoding = 0;
        c.inspect = -1;
        c.interactive = -1;
        c.optimization_level = -1;
        c.parser_debug = -1;
        c.write_bytecode = -1;
        c.verbose = -1;
        c.quiet = -1;
        c.user_site_directory = -1;
        c.configure_c_stdio = 0;
        c.buffered_stdio = -1;
        c._install_importlib = 1;
        c.check_hash_pycs_mode = core::ptr::null_mut();
        c.pathconfig_warnings = -1;
        c._init_main = 1;
        c.use_frozen_modules = 1;
        c.safe_path = 0;
        c.int_max_str_digits = -1;
        c._is_python_build = 0;
        c.code_debug_ranges = 1;
        c.thread_inherit_context = i32::from(cfg!(feature = "free-threaded"));
        c.context_aware_warnings = i32::from(cfg!(feature = "free-threaded"));
        c.cpu_count = -1;
        #[cfg(feature = "free-threaded")]
        {
            c.enable_gil = -1;
            c.tlbc_enabled = 1;
        }
    }
}

/// Gives every field that is still open its default.
///
/// # Safety
/// `config` is initialised.
pub unsafe fn complete(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let c = &mut *config;
        let or = |field: &mut core::ffi::c_int, value| {
            if *field < 0 {
                *field = value;
            }
        };
        or(&mut c.isolated, 0);
        or(&mut c.use_environment, 1);
        or(&mut c.dev_mode, 0);
        or(&mut c.use_hash_seed, 0);
        or(&mut c.faulthandler, c.dev_mode);
        or(&mut c.tracemalloc, 0);
        or(&mut c.perf_profiling, 0);
        or(&mut c.remote_debug, 1);
        or(&mut c.import_time, 0);
        or(&mut c.site_import, 1);
        or(&mut c.bytes_warning, 0);
        or(&mut c.inspect, 0);
        or(&mut c.interactive, 0);
        or(&mut c.optimization_level, 0);
        or(&mut c.parser_debug, 0);
        or(&mut c.write_bytecode, 1);
        or(&mut c.verbose, 0);
        or(&mut c.quiet, 0);
        or(&mut c.user_site_directory, 1);
        or(&mut c.buffered_stdio, 1);
        or(&mut c.pathconfig_warnings, 1);
        or(&mut c.int_max_str_digits, _PY_LONG_DEFAULT_MAX_STR_DIGITS);
        let encoding = locale::encoding();
        for (slot, text) in [
            (&raw mut c.filesystem_encoding, encoding.as_str()),
            (&raw mut c.filesystem_errors, "surrogateescape"),
            (&raw mut c.stdio_encoding, &encoding),
            (&raw mut c.check_hash_pycs_mode, "default"),
        ] {
            if (*slot).is_null() {
                let s = wide::set_str(slot, text);
                if status::is_exception(&s) {
                    return s;
                }
            }
        }
        if c.stdio_errors.is_null() {
            let lenient = matches!(
                locale::lc_ctype().as_str(),
                "C" | "POSIX" | "C.UTF-8" | "C.utf8" | "UTF-8"
            ) || locale::utf8_mode();
            let s = wide::set_str(
                &raw mut c.stdio_errors,
                if lenient { "surrogateescape" } else { "strict" },
            );
            if status::is_exception(&s) {
                return s;
            }
        }
        if c.argv.length == 0 {
            let s = wide::append(&raw mut c.argv, &[]);
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}

/// Every owned string of a configuration, for clearing and copying.
///
/// # Safety
/// `config` is valid.
unsafe fn strings(config: *mut PyConfig) -> [*mut *mut libc::wchar_t; 22] {
    // SAFETY: only addresses are taken.
    unsafe {
        [
            &raw mut (*config).dump_refs_file,
            &raw mut (*config).filesystem_encoding,
            &raw mut (*config).filesystem_errors,
            &raw mut (*config).pycache_prefix,
            &raw mut (*config).stdio_encoding,
            &raw mut (*config).stdio_errors,
            &raw mut (*config).check_hash_pycs_mode,
            &raw mut (*config).program_name,
            &raw mut (*config).pythonpath_env,
            &raw mut (*config).home,
            &raw mut (*config).platlibdir,
            &raw mut (*config).stdlib_dir,
            &raw mut (*config).executable,
            &raw mut (*config).base_executable,
            &raw mut (*config).prefix,
            &raw mut (*config).base_prefix,
            &raw mut (*config).exec_prefix,
            &raw mut (*config).base_exec_prefix,
            &raw mut (*config).run_command,
            &raw mut (*config).run_module,
            &raw mut (*config).run_filename,
            &raw mut (*config).sys_path_0,
        ]
    }
}

unsafe fn lists(config: *mut PyConfig) -> [*mut PyWideStringList; 5] {
    // SAFETY: only addresses are taken.
    unsafe {
        [
            &raw mut (*config).orig_argv,
            &raw mut (*config).argv,
            &raw mut (*config).xoptions,
            &raw mut (*config).warnoptions,
            &raw mut (*config).module_search_paths,
        ]
    }
}

/// Frees what a configuration owns (`PyConfig_Clear`).
///
/// # Safety
/// `config` owns its strings.
pub unsafe fn clear(config: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe {
        for slot in strings(config) {
            wide::set(slot, None);
        }
        for list in lists(config) {
            wide::clear(list);
        }
    }
}

/// Deep copy; `to` must own nothing yet or valid strings (`_PyConfig_Copy`).
///
/// # Safety
/// Both are valid.
pub unsafe fn copy(to: *mut PyConfig, from: *mut PyConfig) -> PyStatus {
    // SAFETY: the scalars are copied, then each owned field is made anew.
    unsafe {
        clear(to);
        *to = *from;
        for (t, f) in strings(to).into_iter().zip(strings(from)) {
            *t = core::ptr::null_mut();
            if !(*f).is_null() {
                let s = wide::set(t, Some(wide::slice(*f)));
                if status::is_exception(&s) {
                    return s;
                }
            }
        }
        for (t, f) in lists(to).into_iter().zip(lists(from)) {
            *t = zeroed();
            let s = wide::copy_list(t, f);
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}
