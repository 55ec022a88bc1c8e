//! The flags of before `PyConfig`, as C variables: an embedder that calls `Py_Initialize` may have set them, and extensions read them.

use core::ffi::c_int;

use layout::{_PyConfig_INIT_COMPAT, PyConfig};

macro_rules! flags {
    ($($name:ident)*) => {
        $(
            #[unsafe(no_mangle)]
            pub static mut $name: c_int = 0;
        )*

        /// All of them by name.
        pub fn all() -> impl Iterator<Item = (&'static str, c_int)> {
            // SAFETY: plain words, which attached threads write.
            [$((stringify!($name), unsafe { *(&raw const $name) })),*].into_iter()
        }
    };
}

flags! {
    Py_UTF8Mode
    Py_DebugFlag
    Py_VerboseFlag
    Py_QuietFlag
    Py_InteractiveFlag
    Py_InspectFlag
    Py_OptimizeFlag
    Py_NoSiteFlag
    Py_BytesWarningFlag
    Py_FrozenFlag
    Py_IgnoreEnvironmentFlag
    Py_DontWriteBytecodeFlag
    Py_NoUserSiteDirectory
    Py_UnbufferedStdioFlag
    Py_HashRandomizationFlag
    Py_IsolatedFlag
}

/// Each option that has a flag, the flag, and whether that says the opposite.
macro_rules! pairs {
    ($with:ident, $config:expr) => {
        $with!($config, isolated, Py_IsolatedFlag, false);
        $with!($config, use_environment, Py_IgnoreEnvironmentFlag, true);
        $with!($config, bytes_warning, Py_BytesWarningFlag, false);
        $with!($config, inspect, Py_InspectFlag, false);
        $with!($config, interactive, Py_InteractiveFlag, false);
        $with!($config, optimization_level, Py_OptimizeFlag, false);
        $with!($config, parser_debug, Py_DebugFlag, false);
        $with!($config, verbose, Py_VerboseFlag, false);
        $with!($config, quiet, Py_QuietFlag, false);
        $with!($config, pathconfig_warnings, Py_FrozenFlag, true);
        $with!($config, buffered_stdio, Py_UnbufferedStdioFlag, true);
        $with!($config, site_import, Py_NoSiteFlag, true);
        $with!($config, write_bytecode, Py_DontWriteBytecodeFlag, true);
        $with!($config, user_site_directory, Py_NoUserSiteDirectory, true);
    };
}

/// Gives a configuration of `Py_Initialize` what the flags say, where it says nothing itself.
///
/// # Safety
/// A live configuration.
pub unsafe fn load(config: *mut PyConfig) {
    macro_rules! take {
        ($config:expr, $option:ident, $flag:ident, $opposite:literal) => {
            if (*$config).$option == -1 {
                (*$config).$option = if $opposite {
                    c_int::from($flag == 0)
                } else {
                    $flag
                };
            }
        };
    }
    // SAFETY: the caller's contract; nobody else runs yet.
    unsafe {
        if (*config)._config_init == _PyConfig_INIT_COMPAT as c_int {
            pairs!(take, config);
        }
    }
}

/// Sets the flags as the configuration that is in force says.
///
/// # Safety
/// A live configuration; nobody else runs.
pub unsafe fn store(config: *const PyConfig) {
    macro_rules! put {
        ($config:expr, $option:ident, $flag:ident, $opposite:literal) => {
            if (*$config).$option != -1 {
                $flag = if $opposite {
                    c_int::from((*$config).$option == 0)
                } else {
                    (*$config).$option
                };
            }
        };
    }
    // SAFETY: the caller's contract.
    unsafe {
        pairs!(put, config);
        // a random seed, or a fixed one that is not 0
        Py_HashRandomizationFlag =
            c_int::from((*config).use_hash_seed == 0 || (*config).hash_seed != 0);
    }
}

/// Sets the flag of an option that changes while Python runs, if it has one.
///
/// # Safety
/// Attached.
pub unsafe fn set(option: &str, value: c_int) {
    macro_rules! put {
        ($option:expr, $name:ident, $flag:ident, $opposite:literal) => {
            if $option == stringify!($name) {
                $flag = if $opposite {
                    c_int::from(value == 0)
                } else {
                    value
                };
            }
        };
    }
    // SAFETY: plain words, which attached threads write.
    unsafe {
        pairs!(put, option);
    }
}
