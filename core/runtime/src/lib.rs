//! The runtime's life: configuration, interpreters and threads, import, signals, `sys`, `builtins`.
//!
//! The top floor of `core`. `capi` exports its functions, `stdlib` uses its thread and import services.

#[cfg(feature = "free-threaded")]
pub mod brc;
pub mod config;
pub mod gil;
pub mod pystate;
pub mod version;
