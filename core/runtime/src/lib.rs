//! The runtime's life: configuration, interpreters and threads, import, signals, `sys`, `builtins`.
//!
//! The top floor of `core`. `capi` exports its functions, `stdlib` uses its thread and import services.

/// A line on stderr. What cannot be written is lost: unlike `eprintln!` this never panics.
#[macro_export]
macro_rules! complain {
    () => { $crate::dump::Out(2).put("\n") };
    ($($text:tt)*) => { $crate::dump::Out(2).put(&(format!($($text)*) + "\n")) };
}

pub mod ast_objects;
#[cfg(feature = "free-threaded")]
pub mod brc;
pub mod builtins;
pub mod compile;
pub mod config;
pub mod crossinterp;
pub mod dump;
pub mod frames;
pub mod fs_path;
pub mod gil;
pub mod import;
pub mod interpreters;
pub mod lifecycle;
pub mod marshal;
pub mod modules_teardown;
pub mod named_tuple;
pub mod pending;
pub mod perf;
pub mod prompt;
pub mod pystate;
pub mod pytime;
pub mod remote_debugging;
pub mod run_main;
pub mod signals;
pub mod stdio;
pub mod stdprinter;
pub mod sys;
pub mod terminal;
pub mod traceback;
pub mod tracemalloc;
pub mod version;

pub use objects::audit;
