//! `PyConfig` and `PyPreConfig`: defaults, command line, environment, paths (`initconfig.h`).
//!
//! The C structs themselves are the configuration; strings in them are `wchar_t`, owned, from the raw domain. Order of
//! precedence, as stock: what the embedder set, then the command line, then the environment, then the default.

pub mod cmdline;
pub mod defaults;
pub mod environment;
pub mod files;
pub mod flags;
pub mod interpreter;
pub mod options;
pub mod paths;
pub mod preconfig;
pub mod shown;
pub mod status;
pub mod usage;
pub mod wide;

use layout::{PyConfig, PyStatus};

/// Reads what the configuration leaves open (`PyConfig_Read`): command line, environment, defaults. Paths are computed when the
/// interpreter starts (`paths::compute`); here only those of a Python that runs already are taken over.
///
/// # Safety
/// `config` was initialised by one of the `defaults` functions; the runtime is pre-initialised.
pub unsafe fn read(config: *mut PyConfig) -> PyStatus {
    // SAFETY: the caller's contract is each step's.
    unsafe {
        flags::load(config);
        if (*config).orig_argv.length == 0 && (*config).argv.length != 0 {
            let s = wide::copy_list(&raw mut (*config).orig_argv, &raw const (*config).argv);
            if status::is_exception(&s) {
                return s;
            }
        }
        if (*config).parse_argv == 1 {
            let s = cmdline::parse(config);
            if status::is_exception(&s) {
                return s;
            }
        }
        let s = paths::absolute_program(config);
        if status::is_exception(&s) {
            return s;
        }
        let s = environment::read(config);
        if status::is_exception(&s) {
            return s;
        }
        let s = defaults::complete(config);
        if status::is_exception(&s) {
            return s;
        }
        paths::inherit(config)
    }
}
