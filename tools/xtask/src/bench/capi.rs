//! The benchmarks of the C API: `tools/bench/capi`, one extension, compiled once against the stock headers.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

fn sources() -> PathBuf {
    crate::reference::top().join("tools/bench/capi")
}

/// The stock headers, and the C library's that they were configured for.
pub fn stock_headers(root: &Path) -> Vec<OsString> {
    let python = root.join("usr/include/python3.14").into_os_string();
    vec![
        "-I".into(),
        python,
        "-idirafter".into(),
        root.join("usr/include").into(),
    ]
}

/// Compiles the extension into `folder`, as distributors compile: optimised, position-independent.
pub fn build(headers: &[OsString], folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let entries = std::fs::read_dir(sources()).map_err(|e| e.to_string())?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "c"));
    files.sort();
    let status = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()))
        .args(["-std=gnu11", "-O2", "-Wall", "-fPIC", "-shared"])
        .args(headers)
        .args(&files)
        .arg("-o")
        .arg(folder.join("capi_bench.so"))
        .status()
        .map_err(|e| format!("cc: {e}"))?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| "the extension does not compile".to_owned())
}

/// Where the extension and the stand-in for pyperf are found.
pub fn path(folder: &Path) -> String {
    let stand_in = crate::reference::top().join("tools/bench");
    format!("{}:{}", folder.display(), stand_in.display())
}

/// The script with the words that names must contain, one of them.
pub fn script(filters: &[&str]) -> Vec<OsString> {
    let script = sources().join("capi.py").into_os_string();
    std::iter::once(script)
        .chain(filters.iter().map(OsString::from))
        .collect()
}
