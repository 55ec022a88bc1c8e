//! Where options are said besides the configuration itself: variables of the environment, if they count, and `-X`.

use core::ffi::c_int;
use std::ffi::OsString;

use layout::PyWideStringList;

use super::wide;

pub struct Settings {
    use_environment: bool,
    xoptions: Vec<String>,
}

impl Settings {
    /// # Safety
    /// A live list of wide C strings.
    pub unsafe fn new(use_environment: c_int, xoptions: *const PyWideStringList) -> Settings {
        // SAFETY: the caller's contract.
        let texts = unsafe { wide::items(xoptions) };
        Settings::of(use_environment, texts.map(wide::lossy).collect())
    }

    pub fn of(use_environment: c_int, xoptions: Vec<String>) -> Settings {
        Settings {
            use_environment: use_environment > 0,
            xoptions,
        }
    }

    /// A variable's value, unless it is unset, empty, or the environment does not count.
    pub fn variable(&self, name: &str) -> Option<OsString> {
        let value = std::env::var_os(name)?;
        (self.use_environment && !value.is_empty()).then_some(value)
    }

    /// What is behind the `=` of the first `-X NAME=VALUE`; "" for `-X NAME`.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.given(name).map(|value| value.unwrap_or_default())
    }

    /// As [`Settings::option`], which tells `-X NAME=` from `-X NAME`.
    pub fn given(&self, name: &str) -> Option<Option<&str>> {
        self.xoptions
            .iter()
            .find_map(|option| match option.split_once('=') {
                Some((n, value)) => (n == name).then_some(Some(value)),
                None => (option == name).then_some(None),
            })
    }

    /// Is either of them said?
    pub fn any(&self, variable: &str, option: &str) -> bool {
        self.variable(variable).is_some() || self.given(option).is_some()
    }

    /// A variable that is a level: a number from 0 on, other text means 1.
    pub fn level(&self, name: &str) -> Option<c_int> {
        let value = self.variable(name)?;
        let level = value.to_str().and_then(number).filter(|n| *n >= 0);
        Some(level.unwrap_or(1))
    }
}

/// What `strtol` takes for a number and nothing else; no text at all is 0.
pub fn number(text: &str) -> Option<c_int> {
    match text {
        "" => Some(0),
        _ => text
            .trim_start_matches(|c: char| c.is_ascii_whitespace())
            .parse()
            .ok(),
    }
}
