//! `PyConfig` and `PyPreConfig`: defaults, command line, environment, paths (`initconfig.h`).
//!
//! The C structs themselves are the configuration; strings in them are `wchar_t`, owned, from the raw domain. Order of
//! precedence, as stock: what the embedder set, then the command line, then the environment, then the default.

pub mod cmdline;
pub mod defaults;
pub mod early;
pub mod environment;
pub mod files;
pub mod flags;
pub mod interpreter;
pub mod locale;
pub mod options;
pub mod paths;
pub mod preconfig;
pub mod settings;
pub mod shown;
pub mod status;
pub mod usage;
pub mod warnings;
pub mod wide;

use layout::{PyConfig, PyStatus};
use libc::wchar_t;

use status::Step;

/// Reads what the configuration leaves open (`PyConfig_Read`): command line, environment, defaults. Paths are computed when the
/// interpreter starts (`paths::compute`); here only those of a Python that runs already are taken over.
///
/// # Safety
/// `config` was initialised by one of the `defaults` functions; no other thread uses the runtime.
pub unsafe fn read(config: *mut PyConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    status::of(unsafe { read_steps(config) })
}

/// # Safety
/// As [`read`].
unsafe fn read_steps(config: *mut PyConfig) -> Step {
    // SAFETY: the caller's contract is each step's.
    unsafe {
        status::check(preconfig::preinitialize_for(config, None))?;
        flags::load(config);
        let argv: Vec<Vec<wchar_t>> = wide::items(&raw const (*config).argv)
            .map(<[wchar_t]>::to_vec)
            .collect();
        let nothing = matches!(&argv[..], [only] if only.is_empty());
        if (*config).orig_argv.length == 0 && !nothing {
            let (to, from) = (&raw mut (*config).orig_argv, &raw const (*config).argv);
            status::check(wide::copy_list(to, from))?;
        }
        read_preliminary(config, &argv)?;
        if (*config).isolated > 0 {
            (*config).safe_path = 1;
            (*config).use_environment = 0;
            (*config).user_site_directory = 0;
        }
        if (*config).parse_argv < 0 {
            (*config).parse_argv = 1;
        }
        let filters = match (*config).parse_argv {
            1 => cmdline::parse(config)?,
            _ => Vec::new(),
        };
        status::check(paths::absolute_program(config))?;
        warnings::collect(config, &filters)?;
        early::give_xoptions(&raw mut (*config).xoptions)?;
        environment::read(config)?;
        paths::inherit(config)?;
        environment::frozen_modules(config)?;
        environment::streams(config)?;
        status::check(defaults::complete(config))?;
        // a second reading leaves the arguments alone
        if (*config).parse_argv == 1 {
            (*config).parse_argv = 2;
        }
        Ok(())
    }
}

/// What pre-initialisation has decided, and what the arguments say of the same things.
///
/// # Safety
/// As [`read`].
unsafe fn read_preliminary(config: *mut PyConfig, argv: &[Vec<wchar_t>]) -> Step {
    // SAFETY: the caller's contract.
    unsafe {
        let mut pre = base::mem::_PyRuntime.preconfig;
        preconfig::overlay(&mut pre, &*config);
        // arguments that were parsed once are no options any more
        let argv = if (*config).parse_argv == 1 { argv } else { &[] };
        let line = cmdline::Preliminary::read(&pre, argv);
        (*config).isolated = line.isolated;
        (*config).use_environment = line.use_environment;
        (*config).dev_mode = line.dev_mode;
        if line.warn_default_encoding {
            (*config).warn_default_encoding = 1;
        }
        for option in &line.xoptions {
            status::check(wide::append(&raw mut (*config).xoptions, option))?;
        }
        Ok(())
    }
}
