//! `sys.warnoptions`: who says what filters there are, from the weakest to the strongest. The first to say a filter decides on its place.

use core::ffi::c_int;

use layout::PyConfig;
use libc::wchar_t;

use super::settings::Settings;
use super::status::{self, Step};
use super::{early, wide};

type Wide = Vec<wchar_t>;

/// Puts together what the mode, the environment, the command line (`-W`), the flag for bytes, early calls and the configuration itself say.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn collect(config: *mut PyConfig, command_line: &[Wide]) -> Step {
    // SAFETY: plain memory that the caller owns.
    let (own, settings, development, bytes) = unsafe {
        let own: Vec<Wide> = wide::items(&raw const (*config).warnoptions)
            .map(<[wchar_t]>::to_vec)
            .collect();
        let settings = Settings::new((*config).use_environment, &raw const (*config).xoptions);
        (own, settings, (*config).dev_mode, (*config).bytes_warning)
    };
    let mut options: Vec<Wide> = Vec::new();
    let mut add = |option: Wide| {
        if !own.contains(&option) && !options.contains(&option) {
            options.push(option);
        }
    };
    if development > 0 {
        add(wide::decode(b"default"));
    }
    variable(&settings).into_iter().for_each(&mut add);
    command_line.iter().cloned().for_each(&mut add);
    if let Some(filter) = of_bytes(bytes) {
        add(wide::decode(filter));
    }
    early::take_warn_options().into_iter().for_each(&mut add);
    options.extend(own);
    // SAFETY: the list owns its strings.
    unsafe {
        let list = &raw mut (*config).warnoptions;
        wide::clear(list);
        for option in &options {
            status::check(wide::append(list, option))?;
        }
    }
    Ok(())
}

fn of_bytes(level: c_int) -> Option<&'static [u8]> {
    match level {
        2.. => Some(b"error::BytesWarning"),
        1 => Some(b"default::BytesWarning"),
        _ => None,
    }
}

/// The filters in PYTHONWARNINGS, which stand between commas.
fn variable(settings: &Settings) -> Vec<Wide> {
    use std::os::unix::ffi::OsStrExt;
    let value = settings.variable("PYTHONWARNINGS").unwrap_or_default();
    value
        .as_bytes()
        .split(|&b| b == b',')
        .filter(|filter| !filter.is_empty())
        .map(wide::decode_locale)
        .collect()
}
