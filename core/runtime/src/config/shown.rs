//! The path configuration as text on stderr, for who wonders why no standard library was found (`_Py_DumpPathConfig`).

use libc::wchar_t;
use objects::prelude::*;

use layout::PyConfig;

use super::wide;

fn quoted(s: &Object) -> String {
    match s
        .repr()
        .and_then(|r| objects::unicode::escape_non_ascii(&r))
    {
        Ok(text) => text.to_string_lossy().into_owned(),
        Err(raised) => {
            raised.clear();
            "???".to_owned()
        }
    }
}

/// # Safety
/// `s` is NULL or a terminated wide string.
unsafe fn quoted_wide(s: *const wchar_t) -> String {
    if s.is_null() {
        return "(not set)".to_owned();
    }
    // SAFETY: the caller's contract.
    let units = unsafe { wide::slice(s) }.iter().map(|c| *c as u32);
    match Str::from_code_points(&units.collect::<Vec<_>>()) {
        Ok(text) => quoted(&text),
        Err(raised) => {
            raised.clear();
            "???".to_owned()
        }
    }
}

fn attribute(name: &str) -> Option<Ref> {
    crate::sys::get(name).unwrap_or_else(|raised| {
        raised.clear();
        None
    })
}

/// Writes the configuration and what `sys` has of it. The exception that is set stays set.
///
/// # Safety
/// Attached; the configuration's strings are terminated or NULL.
pub unsafe fn dump(c: &PyConfig) {
    let kept = base::error::take_current();
    // SAFETY: the caller's contract.
    let string = |p: *const wchar_t| unsafe { quoted_wide(p) };
    crate::complain!("Python path configuration:");
    crate::complain!("  PYTHONHOME = {}", string(c.home));
    crate::complain!("  PYTHONPATH = {}", string(c.pythonpath_env));
    crate::complain!("  program name = {}", string(c.program_name));
    crate::complain!("  isolated = {}", c.isolated);
    crate::complain!("  environment = {}", c.use_environment);
    crate::complain!("  user site = {}", c.user_site_directory);
    crate::complain!("  safe_path = {}", c.safe_path);
    crate::complain!("  import site = {}", c.site_import);
    crate::complain!("  is in build tree = {}", c._is_python_build);
    crate::complain!("  stdlib dir = {}", string(c.stdlib_dir));
    crate::complain!("  sys.path[0] = {}", string(c.sys_path_0));
    for name in [
        "_base_executable",
        "base_prefix",
        "base_exec_prefix",
        "platlibdir",
        "executable",
        "prefix",
        "exec_prefix",
    ] {
        let value = attribute(name).map_or_else(|| "(not set)".to_owned(), |v| quoted(&v));
        crate::complain!("  sys.{name} = {value}");
    }
    let path = attribute("path");
    if let Some(path) = path.as_deref().and_then(|p| p.downcast::<List>()) {
        crate::complain!("  sys.path = [");
        let mut i = 0;
        while let Some(entry) = path.get(i) {
            crate::complain!("    {},", quoted(&entry));
            i += 1;
        }
        crate::complain!("  ]");
    }
    base::error::restore(kept);
}
