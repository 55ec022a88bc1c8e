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

/// A table of rows, each given as `Kind field`, and what it is in `sys` where that has it, too.
macro_rules! rows {
    ($($kind:ident $field:ident $(= $sys:literal)?;)*) => {
        &[$(Row {
            name: stringify!($field),
            kind: Kind::$kind,
            offset: offset_of!(rows!(@struct $kind), $field),
            sys: rows!(@sys $($sys)?),
        }),*]
    };
    (@struct PreInt) => { PyPreConfig };
    (@struct PreBool) => { PyPreConfig };
    (@struct $kind:ident) => { PyConfig };
    (@sys) => { None };
    (@sys $sys:literal) => { Some($sys) };
}

/// All options that have a public name, sorted.
pub static ROWS: &[Row] = rows! {
    PreInt allocator;
    List argv = "argv";
    OptionalText base_exec_prefix = "base_exec_prefix";
    OptionalText base_executable = "_base_executable";
    OptionalText base_prefix = "base_prefix";
    Bool buffered_stdio;
    Unsigned bytes_warning;
    Text check_hash_pycs_mode;
    Bool code_debug_ranges;
    PreBool coerce_c_locale;
    PreBool coerce_c_locale_warn;
    Bool configure_c_stdio;
    PreBool configure_locale;
    Int context_aware_warnings;
    Int cpu_count;
    Bool dev_mode;
    Bool dump_refs;
    OptionalText dump_refs_file;
    OptionalText exec_prefix = "exec_prefix";
    OptionalText executable = "executable";
    Bool faulthandler;
    Text filesystem_encoding;
    Text filesystem_errors;
    Hash hash_seed;
    OptionalText home;
    Unsigned import_time;
    Bool inspect;
    Bool install_signal_handlers;
    Int int_max_str_digits;
    Bool interactive;
    Bool isolated;
    Bool malloc_stats;
    List module_search_paths = "path";
    Unsigned optimization_level;
    List orig_argv = "orig_argv";
    Bool parse_argv;
    Bool parser_debug;
    Bool pathconfig_warnings;
    Unsigned perf_profiling;
    Text platlibdir = "platlibdir";
    OptionalText prefix = "prefix";
    Text program_name;
    OptionalText pycache_prefix = "pycache_prefix";
    Bool quiet;
    Bool remote_debug;
    OptionalText run_command;
    OptionalText run_filename;
    OptionalText run_module;
    Bool safe_path;
    Bool show_ref_count;
    Bool site_import;
    Bool skip_source_first_line;
    Text stdio_encoding;
    Text stdio_errors;
    OptionalText stdlib_dir = "_stdlib_dir";
    Int thread_inherit_context;
    Unsigned tracemalloc;
    Bool use_environment;
    Bool use_frozen_modules;
    Bool use_hash_seed;
    Bool user_site_directory;
    PreBool utf8_mode;
    Unsigned verbose;
    Bool warn_default_encoding;
    List warnoptions = "warnoptions";
    Bool write_bytecode;
    List xoptions = "_xoptions";
};

/// Those that only the runtime itself and its tests look at.
pub static HIDDEN: &[Row] = rows! {
    Int _config_init;
    Bool _init_main;
    Bool _install_importlib;
    Bool _is_python_build;
    Bool module_search_paths_set;
    OptionalText pythonpath_env;
    OptionalText sys_path_0;
};

/// All of the pre-configuration.
pub static PRE: &[Row] = rows! {
    PreInt _config_init;
    PreInt parse_argv;
    PreInt isolated;
    PreInt use_environment;
    PreInt configure_locale;
    PreInt coerce_c_locale;
    PreInt coerce_c_locale_warn;
    PreInt utf8_mode;
    PreInt dev_mode;
    PreInt allocator;
};

pub fn find(name: &str) -> Option<&'static Row> {
    let i = ROWS.binary_search_by(|r| r.name.cmp(name)).ok()?;
    ROWS.get(i)
}

/// The name of an option whose value cannot be, of those that are no numbers below 0.
pub fn invalid(config: &PyConfig) -> Option<&'static str> {
    const MAX_HASH_SEED: c_ulong = 4294967295;
    let unsigned = ROWS.iter().chain(HIDDEN).find(|row| {
        let field = core::ptr::from_ref(config)
            .wrapping_byte_add(row.offset)
            .cast::<c_int>();
        // SAFETY: the offset is that of the field, of that type.
        matches!(row.kind, Kind::Bool | Kind::Unsigned) && unsafe { *field } < 0
    });
    match unsigned {
        Some(row) => Some(row.name),
        None => (config.hash_seed > MAX_HASH_SEED).then_some("hash_seed"),
    }
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
