//! The options of a configuration by name, for `PyConfig_Get` and `PyInitConfig`: where each lies in its struct, of what kind it is, and which
//! attribute of `sys` is the truth once Python runs.

use core::ffi::{c_int, c_ulong};
use core::mem::offset_of;

use layout::{PyConfig, PyPreConfig, PyStatus, PyWideStringList};
use libc::wchar_t;
use objects::prelude::*;

use super::wide;
use crate::sys;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Bool,
    Unsigned,
    Int,
    /// `unsigned long`.
    Hash,
    Text,
    OptionalText,
    List,
    /// Of the pre-configuration.
    PreInt,
    PreBool,
}

impl Kind {
    pub fn is_number(self) -> bool {
        !matches!(self, Kind::Text | Kind::OptionalText | Kind::List)
    }
}

/// One option.
#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub kind: Kind,
    offset: usize,
    /// The attribute of `sys` that programs read and set instead.
    pub sys: Option<&'static str>,
}

const fn row(name: &'static str, kind: Kind, offset: usize, sys: Option<&'static str>) -> Row {
    Row {
        name,
        kind,
        offset,
        sys,
    }
}

const fn hidden(name: &'static str, kind: Kind, offset: usize) -> Row {
    row(name, kind, offset, None)
}

/// All options that have a public name, sorted.
pub static ROWS: &[Row] = &[
    row(
        "allocator",
        Kind::PreInt,
        offset_of!(PyPreConfig, allocator),
        None,
    ),
    row("argv", Kind::List, offset_of!(PyConfig, argv), Some("argv")),
    row(
        "base_exec_prefix",
        Kind::OptionalText,
        offset_of!(PyConfig, base_exec_prefix),
        Some("base_exec_prefix"),
    ),
    row(
        "base_executable",
        Kind::OptionalText,
        offset_of!(PyConfig, base_executable),
        Some("_base_executable"),
    ),
    row(
        "base_prefix",
        Kind::OptionalText,
        offset_of!(PyConfig, base_prefix),
        Some("base_prefix"),
    ),
    row(
        "buffered_stdio",
        Kind::Bool,
        offset_of!(PyConfig, buffered_stdio),
        None,
    ),
    row(
        "bytes_warning",
        Kind::Unsigned,
        offset_of!(PyConfig, bytes_warning),
        None,
    ),
    row(
        "check_hash_pycs_mode",
        Kind::Text,
        offset_of!(PyConfig, check_hash_pycs_mode),
        None,
    ),
    row(
        "code_debug_ranges",
        Kind::Bool,
        offset_of!(PyConfig, code_debug_ranges),
        None,
    ),
    row(
        "coerce_c_locale",
        Kind::PreBool,
        offset_of!(PyPreConfig, coerce_c_locale),
        None,
    ),
    row(
        "coerce_c_locale_warn",
        Kind::PreBool,
        offset_of!(PyPreConfig, coerce_c_locale_warn),
        None,
    ),
    row(
        "configure_c_stdio",
        Kind::Bool,
        offset_of!(PyConfig, configure_c_stdio),
        None,
    ),
    row(
        "configure_locale",
        Kind::PreBool,
        offset_of!(PyPreConfig, configure_locale),
        None,
    ),
    row(
        "context_aware_warnings",
        Kind::Int,
        offset_of!(PyConfig, context_aware_warnings),
        None,
    ),
    row(
        "cpu_count",
        Kind::Int,
        offset_of!(PyConfig, cpu_count),
        None,
    ),
    row("dev_mode", Kind::Bool, offset_of!(PyConfig, dev_mode), None),
    row(
        "dump_refs",
        Kind::Bool,
        offset_of!(PyConfig, dump_refs),
        None,
    ),
    row(
        "dump_refs_file",
        Kind::OptionalText,
        offset_of!(PyConfig, dump_refs_file),
        None,
    ),
    row(
        "exec_prefix",
        Kind::OptionalText,
        offset_of!(PyConfig, exec_prefix),
        Some("exec_prefix"),
    ),
    row(
        "executable",
        Kind::OptionalText,
        offset_of!(PyConfig, executable),
        Some("executable"),
    ),
    row(
        "faulthandler",
        Kind::Bool,
        offset_of!(PyConfig, faulthandler),
        None,
    ),
    row(
        "filesystem_encoding",
        Kind::Text,
        offset_of!(PyConfig, filesystem_encoding),
        None,
    ),
    row(
        "filesystem_errors",
        Kind::Text,
        offset_of!(PyConfig, filesystem_errors),
        None,
    ),
    row(
        "hash_seed",
        Kind::Hash,
        offset_of!(PyConfig, hash_seed),
        None,
    ),
    row("home", Kind::OptionalText, offset_of!(PyConfig, home), None),
    row(
        "import_time",
        Kind::Unsigned,
        offset_of!(PyConfig, import_time),
        None,
    ),
    row("inspect", Kind::Bool, offset_of!(PyConfig, inspect), None),
    row(
        "install_signal_handlers",
        Kind::Bool,
        offset_of!(PyConfig, install_signal_handlers),
        None,
    ),
    row(
        "int_max_str_digits",
        Kind::Int,
        offset_of!(PyConfig, int_max_str_digits),
        None,
    ),
    row(
        "interactive",
        Kind::Bool,
        offset_of!(PyConfig, interactive),
        None,
    ),
    row("isolated", Kind::Bool, offset_of!(PyConfig, isolated), None),
    row(
        "malloc_stats",
        Kind::Bool,
        offset_of!(PyConfig, malloc_stats),
        None,
    ),
    row(
        "module_search_paths",
        Kind::List,
        offset_of!(PyConfig, module_search_paths),
        Some("path"),
    ),
    row(
        "optimization_level",
        Kind::Unsigned,
        offset_of!(PyConfig, optimization_level),
        None,
    ),
    row(
        "orig_argv",
        Kind::List,
        offset_of!(PyConfig, orig_argv),
        Some("orig_argv"),
    ),
    row(
        "parse_argv",
        Kind::Bool,
        offset_of!(PyConfig, parse_argv),
        None,
    ),
    row(
        "parser_debug",
        Kind::Bool,
        offset_of!(PyConfig, parser_debug),
        None,
    ),
    row(
        "pathconfig_warnings",
        Kind::Bool,
        offset_of!(PyConfig, pathconfig_warnings),
        None,
    ),
    row(
        "perf_profiling",
        Kind::Unsigned,
        offset_of!(PyConfig, perf_profiling),
        None,
    ),
    row(
        "platlibdir",
        Kind::Text,
        offset_of!(PyConfig, platlibdir),
        Some("platlibdir"),
    ),
    row(
        "prefix",
        Kind::OptionalText,
        offset_of!(PyConfig, prefix),
        Some("prefix"),
    ),
    row(
        "program_name",
        Kind::Text,
        offset_of!(PyConfig, program_name),
        None,
    ),
    row(
        "pycache_prefix",
        Kind::OptionalText,
        offset_of!(PyConfig, pycache_prefix),
        Some("pycache_prefix"),
    ),
    row("quiet", Kind::Bool, offset_of!(PyConfig, quiet), None),
    row(
        "remote_debug",
        Kind::Bool,
        offset_of!(PyConfig, remote_debug),
        None,
    ),
    row(
        "run_command",
        Kind::OptionalText,
        offset_of!(PyConfig, run_command),
        None,
    ),
    row(
        "run_filename",
        Kind::OptionalText,
        offset_of!(PyConfig, run_filename),
        None,
    ),
    row(
        "run_module",
        Kind::OptionalText,
        offset_of!(PyConfig, run_module),
        None,
    ),
    row(
        "safe_path",
        Kind::Bool,
        offset_of!(PyConfig, safe_path),
        None,
    ),
    row(
        "show_ref_count",
        Kind::Bool,
        offset_of!(PyConfig, show_ref_count),
        None,
    ),
    row(
        "site_import",
        Kind::Bool,
        offset_of!(PyConfig, site_import),
        None,
    ),
    row(
        "skip_source_first_line",
        Kind::Bool,
        offset_of!(PyConfig, skip_source_first_line),
        None,
    ),
    row(
        "stdio_encoding",
        Kind::Text,
        offset_of!(PyConfig, stdio_encoding),
        None,
    ),
    row(
        "stdio_errors",
        Kind::Text,
        offset_of!(PyConfig, stdio_errors),
        None,
    ),
    row(
        "stdlib_dir",
        Kind::OptionalText,
        offset_of!(PyConfig, stdlib_dir),
        Some("_stdlib_dir"),
    ),
    row(
        "thread_inherit_context",
        Kind::Int,
        offset_of!(PyConfig, thread_inherit_context),
        None,
    ),
    row(
        "tracemalloc",
        Kind::Unsigned,
        offset_of!(PyConfig, tracemalloc),
        None,
    ),
    row(
        "use_environment",
        Kind::Bool,
        offset_of!(PyConfig, use_environment),
        None,
    ),
    row(
        "use_frozen_modules",
        Kind::Bool,
        offset_of!(PyConfig, use_frozen_modules),
        None,
    ),
    row(
        "use_hash_seed",
        Kind::Bool,
        offset_of!(PyConfig, use_hash_seed),
        None,
    ),
    row(
        "user_site_directory",
        Kind::Bool,
        offset_of!(PyConfig, user_site_directory),
        None,
    ),
    row(
        "utf8_mode",
        Kind::PreBool,
        offset_of!(PyPreConfig, utf8_mode),
        None,
    ),
    row(
        "verbose",
        Kind::Unsigned,
        offset_of!(PyConfig, verbose),
        None,
    ),
    row(
        "warn_default_encoding",
        Kind::Bool,
        offset_of!(PyConfig, warn_default_encoding),
        None,
    ),
    row(
        "warnoptions",
        Kind::List,
        offset_of!(PyConfig, warnoptions),
        Some("warnoptions"),
    ),
    row(
        "write_bytecode",
        Kind::Bool,
        offset_of!(PyConfig, write_bytecode),
        None,
    ),
    row(
        "xoptions",
        Kind::List,
        offset_of!(PyConfig, xoptions),
        Some("_xoptions"),
    ),
];

/// Those that only the runtime itself and its tests look at.
pub static HIDDEN: &[Row] = &[
    hidden(
        "_config_init",
        Kind::Int,
        offset_of!(PyConfig, _config_init),
    ),
    hidden("_init_main", Kind::Bool, offset_of!(PyConfig, _init_main)),
    hidden(
        "_install_importlib",
        Kind::Bool,
        offset_of!(PyConfig, _install_importlib),
    ),
    hidden(
        "_is_python_build",
        Kind::Bool,
        offset_of!(PyConfig, _is_python_build),
    ),
    hidden(
        "module_search_paths_set",
        Kind::Bool,
        offset_of!(PyConfig, module_search_paths_set),
    ),
    hidden(
        "pythonpath_env",
        Kind::OptionalText,
        offset_of!(PyConfig, pythonpath_env),
    ),
    hidden(
        "sys_path_0",
        Kind::OptionalText,
        offset_of!(PyConfig, sys_path_0),
    ),
];

/// All of the pre-configuration.
pub static PRE: &[Row] = &[
    hidden(
        "_config_init",
        Kind::PreInt,
        offset_of!(PyPreConfig, _config_init),
    ),
    hidden(
        "parse_argv",
        Kind::PreInt,
        offset_of!(PyPreConfig, parse_argv),
    ),
    hidden("isolated", Kind::PreInt, offset_of!(PyPreConfig, isolated)),
    hidden(
        "use_environment",
        Kind::PreInt,
        offset_of!(PyPreConfig, use_environment),
    ),
    hidden(
        "configure_locale",
        Kind::PreInt,
        offset_of!(PyPreConfig, configure_locale),
    ),
    hidden(
        "coerce_c_locale",
        Kind::PreInt,
        offset_of!(PyPreConfig, coerce_c_locale),
    ),
    hidden(
        "coerce_c_locale_warn",
        Kind::PreInt,
        offset_of!(PyPreConfig, coerce_c_locale_warn),
    ),
    hidden(
        "utf8_mode",
        Kind::PreInt,
        offset_of!(PyPreConfig, utf8_mode),
    ),
    hidden("dev_mode", Kind::PreInt, offset_of!(PyPreConfig, dev_mode)),
    hidden(
        "allocator",
        Kind::PreInt,
        offset_of!(PyPreConfig, allocator),
    ),
];

pub fn find(name: &str) -> Option<&'static Row> {
    let i = ROWS.binary_search_by(|r| r.name.cmp(name)).ok()?;
    ROWS.get(i)
}

/// A configuration with the pre-configuration that goes before it.
#[derive(Clone, Copy)]
pub struct Both {
    pub config: *mut PyConfig,
    pub pre: *mut PyPreConfig,
}

impl Row {
    unsafe fn field<T>(&self, b: Both) -> *mut T {
        // SAFETY: the offset is that of the field, of that type; the structs are live, says the caller.
        unsafe {
            match self.kind {
                Kind::PreInt | Kind::PreBool => b.pre.byte_add(self.offset).cast(),
                _ => b.config.byte_add(self.offset).cast(),
            }
        }
    }

    /// A number.
    ///
    /// # Safety
    /// Live structs; a numeric kind.
    pub unsafe fn number(&self, b: Both) -> i64 {
        // SAFETY: the caller's contract.
        unsafe {
            match self.kind {
                Kind::Hash => *self.field::<c_ulong>(b) as i64,
                _ => i64::from(*self.field::<c_int>(b)),
            }
        }
    }

    /// Sets a number; why not, if it is out of range.
    ///
    /// # Safety
    /// As [`Row::number`].
    pub unsafe fn set_number(&self, b: Both, value: i64) -> Result<(), String> {
        let range = match self.kind {
            Kind::Hash => 0..=i64::from(u32::MAX),
            Kind::Unsigned | Kind::Bool | Kind::PreBool => 0..=i64::from(c_int::MAX),
            _ => i64::from(c_int::MIN)..=i64::from(c_int::MAX),
        };
        if !range.contains(&value) {
            let sort = match self.kind {
                Kind::Hash => "unsigned long",
                Kind::Unsigned | Kind::Bool | Kind::PreBool => "unsigned int",
                _ => "int",
            };
            return Err(format!("config option value is out of {sort} range"));
        }
        // SAFETY: the caller's contract.
        unsafe {
            match self.kind {
                Kind::Hash => *self.field::<c_ulong>(b) = value as c_ulong,
                _ => *self.field::<c_int>(b) = value as c_int,
            }
        }
        Ok(())
    }

    /// Where a string is kept; NULL there if it is not set.
    ///
    /// # Safety
    /// Live structs; a text kind.
    pub unsafe fn text(&self, b: Both) -> *mut *mut wchar_t {
        // SAFETY: the caller's contract.
        unsafe { self.field(b) }
    }

    /// A list of strings.
    ///
    /// # Safety
    /// Live structs; the list kind.
    pub unsafe fn list(&self, b: Both) -> *mut PyWideStringList {
        // SAFETY: the caller's contract.
        unsafe { self.field(b) }
    }

    pub fn is_pre(&self) -> bool {
        matches!(self.kind, Kind::PreInt | Kind::PreBool)
    }

    /// As a Python object, from the structs.
    ///
    /// # Safety
    /// Live structs; attached.
    pub unsafe fn object(&self, b: Both) -> PyResult {
        let text = |s: &[wchar_t]| {
            let units: Vec<u32> = s.iter().map(|c| *c as u32).collect();
            Str::from_code_points(&units)
        };
        // SAFETY: the caller's contract; configuration strings are terminated.
        unsafe {
            match self.kind {
                Kind::Bool | Kind::PreBool => Ok(py_bool(self.number(b) != 0).to_ref()),
                Kind::Unsigned | Kind::Int | Kind::PreInt => {
                    Ok(Long::from_i64(self.number(b))?.upcast())
                }
                Kind::Hash => Ok(Long::from_u64(self.number(b) as u64)?.upcast()),
                Kind::Text | Kind::OptionalText => {
                    let s = *self.text(b);
                    if s.is_null() {
                        Ok(none_ref())
                    } else {
                        Ok(text(wide::slice(s))?.upcast())
                    }
                }
                Kind::List => {
                    let list = List::new()?;
                    for s in wide::items(self.list(b)) {
                        list.push_owned(text(s)?.upcast())?;
                    }
                    Ok(list.upcast())
                }
            }
        }
    }
}

/// The running interpreter's configuration.
pub fn current() -> Both {
    // SAFETY: attached; only addresses are taken.
    unsafe {
        Both {
            config: &raw mut (*base::tstate::interp()).config,
            pre: &raw mut base::mem::_PyRuntime.preconfig,
        }
    }
}

/// `PyConfig_Get`: what `sys` says, or the configuration.
pub fn get(row: &Row) -> PyResult {
    if let Some(name) = row.sys {
        return match sys::get(name)? {
            Some(v) => Ok(v),
            None => Err(raise!(RuntimeError, "lost sys.{name}")),
        };
    }
    if row.name == "write_bytecode"
        && let Some(v) = sys::get("dont_write_bytecode")?
    {
        return Ok(py_bool(!v.is_true()?).to_ref());
    }
    if row.name == "int_max_str_digits" {
        // SAFETY: attached.
        let n = unsafe { (*base::tstate::interp()).long_state.max_str_digits };
        return Ok(Long::from_i64(i64::from(n))?.upcast());
    }
    // SAFETY: attached: the interpreter's own.
    unsafe { row.object(current()) }
}

/// Sets a string from UTF-8; the status of `wide::set`.
///
/// # Safety
/// `slot` owns its string.
pub unsafe fn set_utf8(slot: *mut *mut wchar_t, text: &[u8]) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { wide::set(slot, Some(&wide::decode(text))) }
}
