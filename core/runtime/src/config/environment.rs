//! The `PYTHON*` environment variables, for fields that neither embedder nor command line set.

use core::ffi::c_int;
use std::ffi::OsString;

use layout::*;

use super::{status, wide};

/// A variable's value, unless it is unset or empty.
fn get(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|v| !v.is_empty())
}

/// Flags given as `PYTHONFLAG=x`: a number is a level, other text means 1.
fn level(name: &str) -> Option<i32> {
    let value = get(name)?;
    Some(
        match value.to_str().and_then(|v| v.trim().parse::<i32>().ok()) {
            Some(n) if n >= 0 => n,
            _ => 1,
        },
    )
}

/// Reads the environment into the open fields. Nothing when the configuration says not to use it.
///
/// # Safety
/// `config` is initialised.
pub unsafe fn read(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let c = &mut *config;
        if c.isolated > 0 {
            c.use_environment = 0;
            c.user_site_directory = 0;
            c.safe_path = 1;
        }
        let xoption = |name: &str| -> Option<Option<String>> {
            wide::items(&c.xoptions)
                .map(|o| {
                    o.iter()
                        .map(|&ch| char::from_u32(ch as u32).unwrap_or('\u{FFFD}'))
                        .collect::<String>()
                })
                .filter_map(|o| match o.split_once('=') {
                    Some((n, v)) if n == name => Some(Some(v.to_owned())),
                    None if o == name => Some(None),
                    _ => None,
                })
                .last()
        };
        let use_env = c.use_environment != 0;
        let env = |name: &str| if use_env { get(name) } else { None };
        let env_level = |name: &str| if use_env { level(name) } else { None };

        for (field, name) in [
            (&raw mut c.parser_debug, "PYTHONDEBUG"),
            (&raw mut c.verbose, "PYTHONVERBOSE"),
            (&raw mut c.optimization_level, "PYTHONOPTIMIZE"),
            (&raw mut c.inspect, "PYTHONINSPECT"),
            (&raw mut c.safe_path, "PYTHONSAFEPATH"),
        ] {
            if let Some(n) = env_level(name) {
                *field = if name == "PYTHONSAFEPATH" {
                    1
                } else {
                    (*field).max(n)
                };
            }
        }
        if env_level("PYTHONDONTWRITEBYTECODE").is_some_and(|n| n > 0) {
            c.write_bytecode = 0;
        }
        if env_level("PYTHONNOUSERSITE").is_some_and(|n| n > 0) {
            c.user_site_directory = 0;
        }
        if env_level("PYTHONUNBUFFERED").is_some_and(|n| n > 0) {
            c.buffered_stdio = 0;
        }
        if c.dev_mode < 0 && (xoption("dev").is_some() || env("PYTHONDEVMODE").is_some()) {
            c.dev_mode = 1;
        }
        if c.faulthandler < 0
            && (xoption("faulthandler").is_some() || env("PYTHONFAULTHANDLER").is_some())
        {
            c.faulthandler = 1;
        }
        if xoption("no_debug_ranges").is_some() || env("PYTHONNODEBUGRANGES").is_some() {
            c.code_debug_ranges = 0;
        }
        if xoption("warn_default_encoding").is_some() || env("PYTHONWARNDEFAULTENCODING").is_some()
        {
            c.warn_default_encoding = 1;
        }
        // A number says how much is shown; any other text is 1.
        let import_time = |text: &str| match text.trim_start().parse::<c_int>() {
            Ok(n) => (0..=2).contains(&n).then_some(n),
            Err(_) => Some(1),
        };
        if let Some(v) = env("PYTHONPROFILEIMPORTTIME") {
            match import_time(&v.to_string_lossy()) {
                Some(n) => c.import_time = n,
                None => {
                    return status::error(
                        c"config_init_import_time",
                        c"PYTHONPROFILEIMPORTTIME: numeric values other than 1 and 2 are reserved for future use.",
                    );
                }
            }
        }
        if let Some(v) = xoption("importtime") {
            match import_time(v.as_deref().unwrap_or_default()) {
                Some(n) => c.import_time = n,
                None => {
                    return status::error(
                        c"config_init_import_time",
                        c"-X importtime: values other than 1 and 2 are reserved for future use.",
                    );
                }
            }
        }
        // 0 or 1, and nothing else; the option counts more than the variable.
        for (field, option, variable, function, bad_option, bad_variable) in [
            (
                &raw mut c.thread_inherit_context,
                "thread_inherit_context",
                "PYTHON_THREAD_INHERIT_CONTEXT",
                c"config_init_thread_inherit_context",
                c"-X thread_inherit_context=n: n is missing or invalid",
                c"PYTHON_THREAD_INHERIT_CONTEXT=N: N is missing or invalid",
            ),
            (
                &raw mut c.context_aware_warnings,
                "context_aware_warnings",
                "PYTHON_CONTEXT_AWARE_WARNINGS",
                c"config_init_context_aware_warnings",
                c"-X context_aware_warnings=n: n is missing or invalid",
                c"PYTHON_CONTEXT_AWARE_WARNINGS=N: N is missing or invalid",
            ),
        ] {
            let truth = |text: &str| match text.trim_start() {
                "" => Some(0),
                digits => digits.parse().ok().filter(|n| matches!(n, 0 | 1)),
            };
            if let Some(v) = env(variable) {
                match v.to_str().and_then(truth) {
                    Some(n) => *field = n,
                    None => return status::error(function, bad_variable),
                }
            }
            if let Some(v) = xoption(option) {
                match v.as_deref().and_then(truth) {
                    Some(n) => *field = n,
                    None => return status::error(function, bad_option),
                }
            }
        }
        if c.remote_debug < 0 {
            // set at all is enough, to nothing too
            let variable =
                c.use_environment != 0 && std::env::var_os("PYTHON_DISABLE_REMOTE_DEBUG").is_some();
            c.remote_debug = i32::from(!variable && xoption("disable-remote-debug").is_none());
        }
        if let Some(v) = env("PYTHON_FROZEN_MODULES") {
            match v.to_str() {
                Some("on") => c.use_frozen_modules = 1,
                Some("off") => c.use_frozen_modules = 0,
                _ => {}
            }
        }
        if let Some(v) = xoption("frozen_modules") {
            c.use_frozen_modules = i32::from(!matches!(v.as_deref(), Some("off")));
        }
        if c.use_hash_seed < 0
            && let Some(seed) = env("PYTHONHASHSEED").filter(|s| s != "random")
        {
            match seed.to_str().and_then(|s| s.parse::<u32>().ok()) {
                Some(n) => {
                    c.use_hash_seed = 1;
                    c.hash_seed = n.into();
                }
                None => {
                    return status::error(
                        c"config_init_hash_seed",
                        c"PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
                    );
                }
            }
        }
        if c.perf_profiling < 0 {
            let on = |name: &str| {
                env(name).is_some_and(|v| {
                    v.to_str()
                        .and_then(|v| v.trim_start().parse::<c_int>().ok())
                        .is_some_and(|n| n != 0)
                })
            };
            if on("PYTHONPERFSUPPORT") || xoption("perf").is_some() {
                c.perf_profiling = 1;
            }
            if on("PYTHON_PERF_JIT_SUPPORT") || xoption("perf_jit").is_some() {
                c.perf_profiling = 2;
            }
        }
        if c.tracemalloc < 0 {
            let frames = |text: &str| text.trim_start().parse::<c_int>().ok().filter(|&n| n >= 0);
            if let Some(v) = env("PYTHONTRACEMALLOC") {
                match v.to_str().and_then(frames) {
                    Some(n) => c.tracemalloc = n,
                    None => {
                        return status::error(
                            c"config_init_tracemalloc",
                            c"PYTHONTRACEMALLOC: invalid number of frames",
                        );
                    }
                }
            }
            if let Some(v) = xoption("tracemalloc") {
                match v.as_deref().map_or(Some(1), frames) {
                    Some(n) => c.tracemalloc = n,
                    None => {
                        return status::error(
                            c"config_init_tracemalloc",
                            c"-X tracemalloc=NFRAME: invalid number of frames",
                        );
                    }
                }
            }
        }
        if c.int_max_str_digits < 0 {
            let given = match env("PYTHONINTMAXSTRDIGITS") {
                Some(v) => match v.to_str().and_then(|s| s.parse::<i32>().ok()) {
                    Some(n) if n == 0 || n >= _PY_LONG_MAX_STR_DIGITS_THRESHOLD => Some(n),
                    _ => {
                        return status::error(
                            c"config_init_int_max_str_digits",
                            c"PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.",
                        );
                    }
                },
                None => None,
            };
            let given = match xoption("int_max_str_digits") {
                Some(v) => match v.as_deref().and_then(|s| s.parse::<i32>().ok()) {
                    Some(n) if n == 0 || n >= _PY_LONG_MAX_STR_DIGITS_THRESHOLD => Some(n),
                    _ => {
                        return status::error(
                            c"config_init_int_max_str_digits",
                            c"-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.",
                        );
                    }
                },
                None => given,
            };
            if let Some(n) = given {
                c.int_max_str_digits = n;
            }
        }
        if c.cpu_count < 0 {
            let text = xoption("cpu_count")
                .flatten()
                .or_else(|| env("PYTHON_CPU_COUNT").and_then(|v| v.into_string().ok()));
            if let Some(n) = text
                .filter(|t| t != "default")
                .and_then(|t| t.parse::<i32>().ok())
                .filter(|&n| n > 0)
            {
                c.cpu_count = n;
            }
        }
        for (slot, name) in [
            (&raw mut c.pythonpath_env, "PYTHONPATH"),
            (&raw mut c.platlibdir, "PYTHONPLATLIBDIR"),
            (&raw mut c.pycache_prefix, "PYTHONPYCACHEPREFIX"),
        ] {
            if (*slot).is_null()
                && let Some(v) = env(name)
            {
                let s = wide::set_os(slot, &v);
                if status::is_exception(&s) {
                    return s;
                }
            }
        }
        if let Some(v) = xoption("pycache_prefix") {
            let s = match v {
                Some(dir) if !dir.is_empty() => wide::set_str(&raw mut c.pycache_prefix, &dir),
                _ => wide::set(&raw mut c.pycache_prefix, None),
            };
            if status::is_exception(&s) {
                return s;
            }
        }
        if let Some(v) = env("PYTHONIOENCODING").and_then(|v| v.into_string().ok()) {
            let (encoding, errors) = match v.split_once(':') {
                Some((e, r)) => (e, Some(r)),
                None => (v.as_str(), None),
            };
            if !encoding.is_empty() && c.stdio_encoding.is_null() {
                wide::set_str(&raw mut c.stdio_encoding, encoding);
            }
            if c.stdio_errors.is_null() {
                match errors {
                    Some(r) if !r.is_empty() => {
                        wide::set_str(&raw mut c.stdio_errors, r);
                    }
                    _ if !encoding.is_empty() => {
                        wide::set_str(&raw mut c.stdio_errors, "strict");
                    }
                    _ => {}
                }
            }
        }
        if let Some(v) = env("PYTHONWARNINGS").and_then(|v| v.into_string().ok()) {
            for (i, w) in v.split(',').enumerate() {
                let s = wide::insert(
                    &raw mut c.warnoptions,
                    i as isize,
                    &wide::decode(w.as_bytes()),
                );
                if status::is_exception(&s) {
                    return s;
                }
            }
        }
        status::ok()
    }
}
