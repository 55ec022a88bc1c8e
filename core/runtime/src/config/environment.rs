//! Options said by the `PYTHON*` variables and by `-X`, for fields that neither embedder nor command line set.
//!
//! The stock library names the function that finds an error, and so do we: embedders show it.

use core::ffi::{CStr, c_int};

use layout::*;
use libc::wchar_t;

use super::settings::{Settings, number};
use super::status::{self, Step};
use super::wide;

/// Reads both into the open fields; without the variables where the configuration says not to use them.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn read(config: *mut PyConfig) -> Step {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let said = Settings::new((*config).use_environment, &raw const (*config).xoptions);
        let c = &mut *config;
        flags(c, &said);
        texts(c, &said)?;
        hash_seed(c, &said)?;
        #[cfg(not(feature = "free-threaded"))]
        gil(&said)?;
        #[cfg(feature = "free-threaded")]
        if let Some(on) = gil(&said)? {
            c.enable_gil = on.into();
        }
        if c.faulthandler < 0 && said.any("PYTHONFAULTHANDLER", "faulthandler") {
            c.faulthandler = 1;
        }
        if said.any("PYTHONNODEBUGRANGES", "no_debug_ranges") {
            c.code_debug_ranges = 0;
        }
        IMPORT_TIME.unless_set(&mut c.import_time, &said)?;
        TRACEMALLOC.unless_set(&mut c.tracemalloc, &said)?;
        perf(c, &said);
        remote_debug(c, &said);
        MAX_STR_DIGITS.unless_set(&mut c.int_max_str_digits, &said)?;
        CPU_COUNT.unless_set(&mut c.cpu_count, &said)?;
        pycache_prefix(c, &said)?;
        THREAD_INHERIT_CONTEXT.read(&mut c.thread_inherit_context, &said)?;
        CONTEXT_AWARE_WARNINGS.read(&mut c.context_aware_warnings, &said)?;
        #[cfg(feature = "free-threaded")]
        THREAD_LOCAL_BYTECODE.read(&mut c.tlbc_enabled, &said)?;
        Ok(())
    }
}

/// Levels and switches that are variables only.
fn flags(c: &mut PyConfig, said: &Settings) {
    for (field, name) in [
        (&mut c.parser_debug, "PYTHONDEBUG"),
        (&mut c.verbose, "PYTHONVERBOSE"),
        (&mut c.optimization_level, "PYTHONOPTIMIZE"),
    ] {
        *field = said.level(name).map_or(*field, |level| level.max(*field));
    }
    for (field, name) in [
        (&mut c.write_bytecode, "PYTHONDONTWRITEBYTECODE"),
        (&mut c.user_site_directory, "PYTHONNOUSERSITE"),
        (&mut c.buffered_stdio, "PYTHONUNBUFFERED"),
    ] {
        if said.level(name).is_some_and(|level| level > 0) {
            *field = 0;
        }
    }
    if c.inspect <= 0 && said.variable("PYTHONINSPECT").is_some() {
        c.inspect = 1;
    }
    for (field, name) in [
        (&mut c.dump_refs, "PYTHONDUMPREFS"),
        (&mut c.malloc_stats, "PYTHONMALLOCSTATS"),
        (&mut c.safe_path, "PYTHONSAFEPATH"),
    ] {
        if said.variable(name).is_some() {
            *field = 1;
        }
    }
    if said.given("showrefcount").is_some() {
        c.show_ref_count = 1;
    }
}

fn texts(c: &mut PyConfig, said: &Settings) -> Step {
    for (slot, name) in [
        (&raw mut c.dump_refs_file, "PYTHONDUMPREFSFILE"),
        (&raw mut c.pythonpath_env, "PYTHONPATH"),
        (&raw mut c.platlibdir, "PYTHONPLATLIBDIR"),
    ] {
        variable_text(slot, name, said)?;
    }
    Ok(())
}

/// A variable's text, where none is set.
fn variable_text(slot: *mut *mut wchar_t, name: &str, said: &Settings) -> Step {
    // SAFETY: a field of the configuration, which owns its string.
    unsafe {
        match said.variable(name) {
            Some(value) if (*slot).is_null() => status::check(wide::set_os(slot, &value)),
            _ => Ok(()),
        }
    }
}

fn hash_seed(c: &mut PyConfig, said: &Settings) -> Step {
    let Some(seed) = said.variable("PYTHONHASHSEED") else {
        return Ok(());
    };
    if c.use_hash_seed >= 0 || seed == "random" {
        return Ok(());
    }
    let Some(n) = seed
        .to_str()
        .and_then(|s| s.trim_start().parse::<u32>().ok())
    else {
        return Err(status::error(
            c"config_init_hash_seed",
            c"PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
        ));
    };
    c.use_hash_seed = 1;
    c.hash_seed = n.into();
    Ok(())
}

/// Whether the lock is wished for; only the free-threaded build can be without.
fn gil(said: &Settings) -> Result<Option<bool>, PyStatus> {
    let wrong = |message| Err(status::error(c"config_read_gil", message));
    let variable = said.variable("PYTHON_GIL");
    let values = [
        variable.as_deref().map(|v| v.to_string_lossy()),
        said.option("gil").map(Into::into),
    ];
    let mut wish = None;
    for value in values.into_iter().flatten() {
        wish = match &*value {
            "1" => Some(true),
            "0" if cfg!(feature = "free-threaded") => Some(false),
            "0" => return wrong(c"Disabling the GIL is not supported by this build"),
            _ => return wrong(c"PYTHON_GIL / -X gil must be \"0\" or \"1\""),
        };
    }
    Ok(wish)
}

fn perf(c: &mut PyConfig, said: &Settings) {
    if c.perf_profiling >= 0 {
        return;
    }
    let on = |name: &str| {
        let value = said.variable(name);
        value.is_some_and(|v| v.to_str().and_then(number).is_some_and(|n| n != 0))
    };
    if on("PYTHONPERFSUPPORT") || said.given("perf").is_some() {
        c.perf_profiling = 1;
    }
    if on("PYTHON_PERF_JIT_SUPPORT") || said.given("perf_jit").is_some() {
        c.perf_profiling = 2;
    }
}

fn remote_debug(c: &mut PyConfig, said: &Settings) {
    if c.remote_debug >= 0 {
        return;
    }
    // set at all is enough, to nothing too
    let variable =
        c.use_environment != 0 && std::env::var_os("PYTHON_DISABLE_REMOTE_DEBUG").is_some();
    c.remote_debug = c_int::from(!variable && said.given("disable-remote-debug").is_none());
}

/// An option that says nothing keeps the variable from being asked.
fn pycache_prefix(c: &mut PyConfig, said: &Settings) -> Step {
    let slot = &raw mut c.pycache_prefix;
    if !c.pycache_prefix.is_null() {
        return Ok(());
    }
    match said.option("pycache_prefix") {
        Some("") => Ok(()),
        // SAFETY: a field of the configuration, which owns its string.
        Some(directory) => status::check(unsafe { wide::set_str(slot, directory) }),
        None => variable_text(slot, "PYTHONPYCACHEPREFIX", said),
    }
}

/// Whether modules that are frozen are used; the stock library reads it with the paths.
///
/// # Safety
/// `config` is initialised.
pub unsafe fn frozen_modules(config: *mut PyConfig) -> Step {
    // SAFETY: plain memory that the caller owns.
    let (c, said) = unsafe {
        let said = Settings::new((*config).use_environment, &raw const (*config).xoptions);
        (&mut *config, said)
    };
    match said.variable("PYTHON_FROZEN_MODULES") {
        None => {}
        Some(v) if v == "on" => c.use_frozen_modules = 1,
        Some(v) if v == "off" => c.use_frozen_modules = 0,
        Some(_) => {
            return Err(status::plain_error(
                c"bad value for PYTHON_FROZEN_MODULES (expected \"on\" or \"off\")",
            ));
        }
    }
    match said.option("frozen_modules") {
        None => {}
        Some("on" | "") => c.use_frozen_modules = 1,
        Some("off") => c.use_frozen_modules = 0,
        Some(_) => {
            return Err(status::plain_error(
                c"bad value for option -X frozen_modules (expected \"on\" or \"off\")",
            ));
        }
    }
    Ok(())
}

/// The encoding of the standard streams and its error handler, by PYTHONIOENCODING.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn streams(config: *mut PyConfig) -> Step {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let said = Settings::new((*config).use_environment, &raw const (*config).xoptions);
        let Some(value) = said.variable("PYTHONIOENCODING") else {
            return Ok(());
        };
        let value = value.to_string_lossy();
        let (encoding, errors) = value.split_once(':').unwrap_or((&value, ""));
        // an encoding alone is meant strictly
        let errors = match (encoding, errors) {
            ("", "") => None,
            (_, "") => Some("strict"),
            (_, errors) => Some(errors),
        };
        for (slot, text) in [
            (
                &raw mut (*config).stdio_encoding,
                Some(encoding).filter(|e| !e.is_empty()),
            ),
            (&raw mut (*config).stdio_errors, errors),
        ] {
            if let Some(text) = text.filter(|_| (*slot).is_null()) {
                status::check(wide::set_str(slot, text))?;
            }
        }
        Ok(())
    }
}

/// An option that is a number: the names it has, what is a value of it, and what is said of anything else.
struct Number {
    variable: &'static str,
    option: &'static str,
    accepts: fn(c_int) -> bool,
    /// What `-X NAME` means that gives no value.
    bare: Option<c_int>,
    /// A word with a meaning.
    word: Option<(&'static str, c_int)>,
    /// What text means that is no number.
    text: Option<c_int>,
    function: &'static CStr,
    wrong_variable: &'static CStr,
    wrong_option: &'static CStr,
}

impl Number {
    const PLAIN: Number = Number {
        variable: "",
        option: "",
        accepts: |n| matches!(n, 0 | 1),
        bare: None,
        word: None,
        text: None,
        function: c"",
        wrong_variable: c"",
        wrong_option: c"",
    };

    fn value(&self, text: &str) -> Option<c_int> {
        match (self.word, self.text) {
            (Some((word, n)), _) if text == word => Some(n),
            (_, Some(n)) if text.is_empty() || number(text).is_none() => Some(n),
            _ => number(text).filter(|n| (self.accepts)(*n)),
        }
    }

    /// The option counts more than the variable, which must be right all the same.
    fn read(&self, field: &mut c_int, said: &Settings) -> Step {
        let wrong = |message| status::error(self.function, message);
        if let Some(text) = said.variable(self.variable) {
            let value = text.to_str().and_then(|text| self.value(text));
            *field = value.ok_or(wrong(self.wrong_variable))?;
        }
        if let Some(text) = said.given(self.option) {
            let value = text.map_or(self.bare, |text| self.value(text));
            *field = value.ok_or(wrong(self.wrong_option))?;
        }
        Ok(())
    }

    fn unless_set(&self, field: &mut c_int, said: &Settings) -> Step {
        if *field < 0 {
            self.read(field, said)
        } else {
            Ok(())
        }
    }
}

const IMPORT_TIME: Number = Number {
    variable: "PYTHONPROFILEIMPORTTIME",
    option: "importtime",
    accepts: |n| (0..=2).contains(&n),
    bare: Some(1),
    text: Some(1),
    function: c"config_init_import_time",
    wrong_variable:
        c"PYTHONPROFILEIMPORTTIME: numeric values other than 1 and 2 are reserved for future use.",
    wrong_option: c"-X importtime: values other than 1 and 2 are reserved for future use.",
    ..Number::PLAIN
};

const TRACEMALLOC: Number = Number {
    variable: "PYTHONTRACEMALLOC",
    option: "tracemalloc",
    accepts: |n| n >= 0,
    bare: Some(1),
    function: c"config_init_tracemalloc",
    wrong_variable: c"PYTHONTRACEMALLOC: invalid number of frames",
    wrong_option: c"-X tracemalloc=NFRAME: invalid number of frames",
    ..Number::PLAIN
};

const MAX_STR_DIGITS: Number = Number {
    variable: "PYTHONINTMAXSTRDIGITS",
    option: "int_max_str_digits",
    accepts: |n| n == 0 || n >= _PY_LONG_MAX_STR_DIGITS_THRESHOLD,
    function: c"config_init_int_max_str_digits",
    wrong_variable: c"PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.",
    wrong_option: c"-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.",
    ..Number::PLAIN
};

const CPU_COUNT: Number = {
    let message =
        c"-X cpu_count=n option: n is missing or an invalid number, n must be greater than 0";
    Number {
        variable: "PYTHON_CPU_COUNT",
        option: "cpu_count",
        accepts: |n| n > 0,
        word: Some(("default", -1)),
        function: c"config_init_cpu_count",
        wrong_variable: message,
        wrong_option: message,
        ..Number::PLAIN
    }
};

const THREAD_INHERIT_CONTEXT: Number = Number {
    variable: "PYTHON_THREAD_INHERIT_CONTEXT",
    option: "thread_inherit_context",
    function: c"config_init_thread_inherit_context",
    wrong_variable: c"PYTHON_THREAD_INHERIT_CONTEXT=N: N is missing or invalid",
    wrong_option: c"-X thread_inherit_context=n: n is missing or invalid",
    ..Number::PLAIN
};

const CONTEXT_AWARE_WARNINGS: Number = Number {
    variable: "PYTHON_CONTEXT_AWARE_WARNINGS",
    option: "context_aware_warnings",
    function: c"config_init_context_aware_warnings",
    wrong_variable: c"PYTHON_CONTEXT_AWARE_WARNINGS=N: N is missing or invalid",
    wrong_option: c"-X context_aware_warnings=n: n is missing or invalid",
    ..Number::PLAIN
};

#[cfg(feature = "free-threaded")]
const THREAD_LOCAL_BYTECODE: Number = Number {
    variable: "PYTHON_TLBC",
    option: "tlbc",
    function: c"config_init_tlbc",
    wrong_variable: c"PYTHON_TLBC=N: N is missing or invalid",
    wrong_option: c"-X tlbc=n: n is missing or invalid",
    ..Number::PLAIN
};
