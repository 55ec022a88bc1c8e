//! `cargo xtask reference`: a root directory with the stock CPython 3.14, its headers, tests and extension modules: what all
//! comparisons compare with.
//!
//! The root is Debian's, in `target/reference` or where `REFERENCE_ROOT` says. Commands run in it under a change of root with
//! mounts of their own (`enter`), so that nothing stays mounted. Where it cannot be had, callers get a message to show when they
//! count their tests as skipped.

mod enter;
mod up;

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

pub use enter::Root;

const USAGE: &str = "usage: cargo xtask reference [up | where | run COMMAND ARGUMENT...]
  up       make the root, or complete it (the default); needs root's privileges, Debian and its package mirror
  where    print the root's path; fails, with the reason, where there is none
  run      run a command in it, this tree and the target directory mounted at their own paths
The root is target/reference, or what REFERENCE_ROOT names.";

pub fn run(words: &[&str]) -> Result<(), String> {
    match words {
        [] | ["up"] => up::up(&location()),
        ["where"] => {
            println!("{}", Root::find()?.path().display());
            Ok(())
        }
        ["run", program, arguments @ ..] => {
            // In this process, so that its id and its end are the command's.
            let mut command = Root::find()?.command(program)?;
            let error = command.args(arguments).exec();
            Err(format!("reference: {program}: {error}"))
        }
        ["--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(USAGE.to_owned()),
    }
}

/// Where the root is, or would be.
fn location() -> PathBuf {
    match std::env::var_os("REFERENCE_ROOT") {
        Some(path) => path.into(),
        None => target().join("reference"),
    }
}

/// The workspace.
pub fn top() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Cargo's output directory.
pub fn target() -> PathBuf {
    let path = std::env::var_os("CARGO_TARGET_DIR").map_or(top().join("target"), PathBuf::from);
    std::path::absolute(&path).unwrap_or(path)
}
